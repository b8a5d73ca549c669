package vortex7.venue.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.Kline;

/**
 * The candles of one symbol and interval as {@code GET /fapi/v1/klines} prints them. The intervals
 * above 15 minutes are put together from 15-minute candles.
 */
final class KlineTable {
  private static final long MINUTE = 60_000;
  private static final Map<String, Long> LONGER =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("30m", 30 * MINUTE),
              Map.entry("1h", 60 * MINUTE),
              Map.entry("2h", 120 * MINUTE),
              Map.entry("4h", 240 * MINUTE),
              Map.entry("6h", 360 * MINUTE),
              Map.entry("8h", 480 * MINUTE),
              Map.entry("12h", 720 * MINUTE),
              Map.entry("1d", 1_440 * MINUTE),
              Map.entry("3d", 4_320 * MINUTE),
              Map.entry("1w", 10_080 * MINUTE)));

  /** The epoch was a Thursday; the venue's weeks begin on Mondays. */
  private static final long WEEK_SHIFT = 4 * 1_440 * MINUTE;

  private final Units units;
  private final List<Row> rows;

  /** One candle; the longer ones add up. */
  private record Row(
      long openTime,
      long closeTime,
      double open,
      double high,
      double low,
      double close,
      double volume,
      double quoteVolume,
      long trades,
      double takerBuyVolume,
      double takerBuyQuoteVolume) {

    static Row of(Kline kline) {
      Candle candle = kline.candle();
      return new Row(
          candle.openTime(),
          candle.closeTime(),
          candle.open(),
          candle.high(),
          candle.low(),
          candle.close(),
          candle.volume(),
          kline.quoteVolume(),
          kline.trades(),
          kline.takerBuyVolume(),
          kline.takerBuyQuoteVolume());
    }

    Row within(long start, long length) {
      return new Row(
          start,
          start + length - 1,
          open,
          high,
          low,
          close,
          volume,
          quoteVolume,
          trades,
          takerBuyVolume,
          takerBuyQuoteVolume);
    }

    Row plus(Row later) {
      return new Row(
          openTime,
          closeTime,
          open,
          Math.max(high, later.high),
          Math.min(low, later.low),
          later.close,
          volume + later.volume,
          quoteVolume + later.quoteVolume,
          trades + later.trades,
          takerBuyVolume + later.takerBuyVolume,
          takerBuyQuoteVolume + later.takerBuyQuoteVolume);
    }
  }

  private KlineTable(Units units, List<Row> rows) {
    this.units = units;
    this.rows = rows;
  }

  /** Throws −1120 for an interval that the venue does not have, {@code 1s} among them. */
  static KlineTable of(SymbolFeed feed, String interval) {
    for (Timeframe timeframe : Timeframe.values()) {
      if (timeframe.code().equals(interval)) {
        return new KlineTable(feed.units(), rows(feed, timeframe));
      }
    }
    Long length = LONGER.get(interval);
    if (length != null) {
      long shift = interval.equals("1w") ? WEEK_SHIFT : 0;
      return new KlineTable(feed.units(), joined(rows(feed, Timeframe.M15), length, shift));
    }
    if (interval.equals("1M")) {
      return new KlineTable(feed.units(), List.of()); // The venue has them, this one is too young.
    }
    throw VenueRefusal.of(-1120, "Invalid interval.");
  }

  private static List<Row> rows(SymbolFeed feed, Timeframe timeframe) {
    List<Row> rows = new ArrayList<>();
    for (Kline kline : feed.candles().candles(timeframe, SymbolFeed.CANDLES_KEPT)) {
      rows.add(Row.of(kline));
    }
    return rows;
  }

  private static List<Row> joined(List<Row> parts, long length, long shift) {
    List<Row> joined = new ArrayList<>();
    for (Row part : parts) {
      long start = Math.floorDiv(part.openTime - shift, length) * length + shift;
      if (!joined.isEmpty() && joined.getLast().openTime == start) {
        joined.set(joined.size() - 1, joined.getLast().plus(part));
      } else {
        joined.add(part.within(start, length));
      }
    }
    return joined;
  }

  /** The newest that open within [from, to], or the oldest when a start was given. */
  String json(long from, long to, int limit) {
    List<Row> within = new ArrayList<>();
    for (Row row : rows) {
      if (row.openTime >= from && row.openTime <= to) {
        within.add(row);
      }
    }
    int size = within.size();
    int first = from == Long.MIN_VALUE ? Math.max(0, size - limit) : 0;
    JsonWriter json = new JsonWriter(160 * Math.min(limit, size) + 16).beginArray();
    for (Row row : within.subList(first, Math.min(size, first + limit))) {
      json.beginArray()
          .value(row.openTime)
          .value(units.price(row.open))
          .value(units.price(row.high))
          .value(units.price(row.low))
          .value(units.price(row.close))
          .value(units.quantity(row.volume))
          .value(row.closeTime)
          .value(units.quote(row.quoteVolume))
          .value(row.trades)
          .value(units.quantity(row.takerBuyVolume))
          .value(units.quote(row.takerBuyQuoteVolume))
          .value("0")
          .endArray();
    }
    return json.endArray().text();
  }
}
