package vortex7.venue.simulated;

import java.util.List;
import java.util.TreeMap;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.CandleBuilder;
import vortex7.matching.Kline;
import vortex7.venue.simulated.StreamName.Kind;

/**
 * One symbol's candles on the streams {@code kline} and {@code continuousKline}: the forming one
 * four times a second while it moves, each closed one once. Intervals above 15 minutes are put
 * together from those of 15 minutes, as far back as they are kept.
 */
final class KlineStreams {
  private static final long PACE_MILLIS = 250;

  private final ListedSymbol listed;
  private final CandleBuilder candles;
  private final StreamHub hub;
  private final SymbolFeed.Outbox outbox;
  private final Units units;
  private boolean moved;
  private long nextMillis;

  /** Of a candle, what the stream says. */
  private record Shown(
      long openTime,
      long closeTime,
      double open,
      double high,
      double low,
      double close,
      double volume,
      double quoteVolume,
      long firstTradeId,
      long lastTradeId,
      long trades,
      double takerBuyVolume,
      double takerBuyQuoteVolume,
      boolean closed) {

    static Shown of(Kline kline) {
      Candle candle = kline.candle();
      return new Shown(
          candle.openTime(),
          candle.closeTime(),
          candle.open(),
          candle.high(),
          candle.low(),
          candle.close(),
          candle.volume(),
          kline.quoteVolume(),
          kline.firstTradeId(),
          kline.lastTradeId(),
          kline.trades(),
          kline.takerBuyVolume(),
          kline.takerBuyQuoteVolume(),
          candle.closed());
    }

    Shown plus(Kline later) {
      Candle candle = later.candle();
      return new Shown(
          openTime,
          candle.closeTime(),
          open,
          Math.max(high, candle.high()),
          Math.min(low, candle.low()),
          candle.close(),
          volume + candle.volume(),
          quoteVolume + later.quoteVolume(),
          firstTradeId < 0 ? later.firstTradeId() : firstTradeId,
          Math.max(lastTradeId, later.lastTradeId()),
          trades + later.trades(),
          takerBuyVolume + later.takerBuyVolume(),
          takerBuyQuoteVolume + later.takerBuyQuoteVolume(),
          candle.closed());
    }

    /** The same as the candle from {@code start} to {@code end}. */
    Shown within(long start, long end, boolean over) {
      return new Shown(
          start,
          end - 1,
          open,
          high,
          low,
          close,
          volume,
          quoteVolume,
          firstTradeId,
          lastTradeId,
          trades,
          takerBuyVolume,
          takerBuyQuoteVolume,
          over);
    }
  }

  KlineStreams(
      ListedSymbol listed, CandleBuilder candles, StreamHub hub, SymbolFeed.Outbox outbox) {
    this.listed = listed;
    this.candles = candles;
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
    TreeMap<CandleInterval, Shown> forming = new TreeMap<>();
    for (Kind kind : List.of(Kind.KLINE, Kind.CONTINUOUS_KLINE)) {
      for (StreamHub.Topic topic : hub.heard(listed.symbol(), kind)) {
        Shown shown = forming.computeIfAbsent(interval(topic), i -> forming(i, now));
        if (!shown.closed()) {
          outbox.add(topic, frame(topic, shown, now));
        }
      }
    }
  }

  /** A candle of a timeframe that is kept has closed, and with it perhaps longer ones. */
  void onClosed(Kline kline, long now) {
    for (Kind kind : List.of(Kind.KLINE, Kind.CONTINUOUS_KLINE)) {
      for (StreamHub.Topic topic : hub.heard(listed.symbol(), kind)) {
        CandleInterval interval = interval(topic);
        if (kline.candle().timeframe().code().equals(interval.code())) {
          outbox.add(topic, frame(topic, Shown.of(kline), now));
        } else if (ends(kline, interval)) {
          outbox.add(topic, frame(topic, joined(interval, kline.candle().openTime()), now));
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

  private Shown forming(CandleInterval interval, long now) {
    for (Timeframe timeframe : Timeframe.values()) {
      if (timeframe.code().equals(interval.code())) {
        return Shown.of(candles.candles(timeframe, 1).getFirst());
      }
    }
    return joined(interval, now);
  }

  /** The candle that holds {@code time}, up to the newest 15 minutes that belong to it. */
  private Shown joined(CandleInterval interval, long time) {
    long start = interval.startOf(time);
    long end = interval.endOf(start);
    Shown whole = null;
    for (Kline part : candles.candles(Timeframe.M15, SymbolFeed.CANDLES_KEPT + 1)) {
      long open = part.candle().openTime();
      if (open >= start && open < end) {
        whole = whole == null ? Shown.of(part) : whole.plus(part);
      }
    }
    if (whole == null) {
      throw new IllegalStateException("a candle must have parts: " + interval + " at " + time);
    }
    boolean over = whole.closed() && whole.closeTime() + 1 == end;
    return whole.within(start, end, over);
  }

  private String frame(StreamHub.Topic topic, Shown shown, long now) {
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
    json.field("st", 1).beginObject("k").field("t", shown.openTime()).field("T", shown.closeTime());
    if (!continuous) {
      json.field("s", listed.symbol().code());
    }
    return json.field("i", topic.name().interval())
        .field("f", shown.firstTradeId())
        .field("L", shown.lastTradeId())
        .field("o", units.price(shown.open()))
        .field("c", units.price(shown.close()))
        .field("h", units.price(shown.high()))
        .field("l", units.price(shown.low()))
        .field("v", units.quantity(shown.volume()))
        .field("n", shown.trades())
        .field("x", shown.closed())
        .field("q", units.quote(shown.quoteVolume()))
        .field("V", units.quantity(shown.takerBuyVolume()))
        .field("Q", units.quote(shown.takerBuyQuoteVolume()))
        .field("B", "0")
        .endObject()
        .endObject()
        .text();
  }
}
