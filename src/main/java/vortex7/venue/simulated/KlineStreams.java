package vortex7.venue.simulated;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vortex7.market.Timeframe;
import vortex7.matching.CandleBuilder;
import vortex7.matching.Kline;
import vortex7.venue.simulated.StreamName.Kind;

/**
 * One symbol's candles on the streams {@code kline} and {@code continuousKline}: the forming one
 * four times a second while it moves, each closed one once. Intervals above 15 minutes are the rows
 * of the klines call.
 */
final class KlineStreams {
  private static final long PACE_MILLIS = 250;

  private final ListedSymbol listed;
  private final CandleBuilder candles;
  private final LongCandles longCandles;
  private final StreamHub hub;
  private final SymbolFeed.Outbox outbox;
  private final Units units;

  /** What has closed of the long candles that are forming, since the newest 15 minutes closed. */
  private final Map<CandleInterval, Optional<CandleRow>> closedParts =
      new EnumMap<>(CandleInterval.class);

  private boolean moved;
  private long nextMillis;

  KlineStreams(
      ListedSymbol listed,
      CandleBuilder candles,
      LongCandles longCandles,
      StreamHub hub,
      SymbolFeed.Outbox outbox) {
    this.listed = listed;
    this.candles = candles;
    this.longCandles = longCandles;
    this.hub = hub;
    this.outbox = outbox;
    this.units = new Units(listed);
  }

  void onTrade() {
    moved = true;
  }

  /** Sends the forming candles when it is time. */
  void onTime(long now) {
    if (now < nextMillis) {
      return;
    }
    nextMillis = (Math.floorDiv(now, PACE_MILLIS) + 1) * PACE_MILLIS;
    if (!moved) {
      return;
    }
    moved = false;
    Map<CandleInterval, CandleRow> forming = new EnumMap<>(CandleInterval.class);
    for (Kind kind : List.of(Kind.KLINE, Kind.CONTINUOUS_KLINE)) {
      for (StreamHub.Topic topic : hub.heard(listed.symbol(), kind)) {
        CandleRow row = forming.computeIfAbsent(interval(topic), this::forming);
        outbox.add(topic, frame(topic, row, false, now));
      }
    }
  }

  /**
   * A candle of a timeframe that is kept has closed, and with it perhaps longer ones; the long ones
   * know of it already.
   */
  void onClosed(Kline kline, long now) {
    if (kline.candle().timeframe() == Timeframe.M15) {
      closedParts.clear();
    }
    for (Kind kind : List.of(Kind.KLINE, Kind.CONTINUOUS_KLINE)) {
      for (StreamHub.Topic topic : hub.heard(listed.symbol(), kind)) {
        CandleInterval interval = interval(topic);
        if (kline.candle().timeframe().code().equals(interval.code())) {
          outbox.add(topic, frame(topic, CandleRow.of(kline), true, now));
        } else if (ends(kline, interval)) {
          CandleRow whole = longCandles.closedOf(interval, kline.candle().openTime()).orElseThrow();
          outbox.add(topic, frame(topic, whole, true, now));
        }
      }
    }
  }

  private static boolean ends(Kline kline, CandleInterval interval) {
    if (interval.compareTo(CandleInterval.M15) <= 0
        || kline.candle().timeframe() != Timeframe.M15) {
      return false;
    }
    long open = kline.candle().openTime();
    return interval.endOf(interval.startOf(open)) == kline.candle().closeTime() + 1;
  }

  private static CandleInterval interval(StreamHub.Topic topic) {
    return CandleInterval.ofCode(topic.name().interval())
        .orElseThrow(
            () -> new IllegalStateException("no interval for stream " + topic.name().text()));
  }

  private CandleRow forming(CandleInterval interval) {
    for (Timeframe timeframe : Timeframe.values()) {
      if (timeframe.code().equals(interval.code())) {
        return CandleRow.of(candles.candles(timeframe, 1).getFirst());
      }
    }
    CandleRow newest = CandleRow.of(candles.candles(Timeframe.M15, 1).getFirst());
    return closedParts
        .computeIfAbsent(interval, longer -> longCandles.closedOf(longer, newest.openTime()))
        .map(closed -> closed.plus(newest))
        .orElseGet(() -> CandleRow.joined(List.of(newest), interval).getFirst());
  }

  private String frame(StreamHub.Topic topic, CandleRow row, boolean closed, long now) {
    boolean continuous = topic.name().kind() == Kind.CONTINUOUS_KLINE;
    JsonWriter json =
        new JsonWriter(352)
            .beginObject()
            .field("e", continuous ? "continuous_kline" : "kline")
            .field("E", now);
    if (continuous) {
      json.field("ps", listed.symbol().code()).field("ct", "PERPETUAL");
    } else {
      json.field("s", listed.symbol().code()).field("ps", listed.symbol().code());
    }
    json.field("st", 1).beginObject("k").field("t", row.openTime()).field("T", row.closeTime());
    if (!continuous) {
      json.field("s", listed.symbol().code());
    }
    return json.field("i", topic.name().interval())
        .field("f", row.firstTradeId())
        .field("L", row.lastTradeId())
        .field("o", units.price(row.open()))
        .field("c", units.price(row.close()))
        .field("h", units.price(row.high()))
        .field("l", units.price(row.low()))
        .field("v", units.quantity(row.volume()))
        .field("n", row.trades())
        .field("x", closed)
        .field("q", units.quote(row.quoteVolume()))
        .field("V", units.quantity(row.takerBuyVolume()))
        .field("Q", units.quote(row.takerBuyQuoteVolume()))
        .field("B", "0")
        .endObject()
        .endObject()
        .text();
  }
}
