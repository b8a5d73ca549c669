package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.Kline;

/**
 * The candles of one symbol and interval as {@code GET /fapi/v1/klines} and its relatives print
 * them. The intervals above 15 minutes are put together from 15-minute candles, those of sampled
 * prices from minutes.
 */
final class KlineTable {
  private static final int SAMPLED_SCALE = 8;

  private final Print print;
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

    /** Of a sampled price: nothing was traded, the count is that of the samples. */
    static Row of(PriceBars.Bar bar) {
      return new Row(
          bar.openTime(),
          bar.openTime() + PriceBars.MINUTE_MILLIS - 1,
          bar.open().doubleValue(),
          bar.high().doubleValue(),
          bar.low().doubleValue(),
          bar.close().doubleValue(),
          0,
          0,
          bar.samples(),
          0,
          0);
    }

    Row within(long start, long end) {
      return new Row(
          start,
          end - 1,
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

  /** How prices and volumes are written. */
  private interface Print {
    void price(JsonWriter json, double value);

    void volume(JsonWriter json, double value);

    void quote(JsonWriter json, double value);
  }

  private record Traded(Units units) implements Print {
    @Override
    public void price(JsonWriter json, double value) {
      json.value(units.price(value));
    }

    @Override
    public void volume(JsonWriter json, double value) {
      json.value(units.quantity(value));
    }

    @Override
    public void quote(JsonWriter json, double value) {
      json.value(units.quote(value));
    }
  }

  private record Sampled() implements Print {
    @Override
    public void price(JsonWriter json, double value) {
      json.value(BigDecimal.valueOf(value).setScale(SAMPLED_SCALE, RoundingMode.HALF_UP));
    }

    @Override
    public void volume(JsonWriter json, double value) {
      json.value("0");
    }

    @Override
    public void quote(JsonWriter json, double value) {
      json.value("0");
    }
  }

  private KlineTable(Print print, List<Row> rows) {
    this.print = print;
    this.rows = rows;
  }

  /** Throws −1120 for an interval that the venue does not have, {@code 1s} among them. */
  static KlineTable of(SymbolFeed feed, String interval) {
    Traded print = new Traded(feed.units());
    for (Timeframe timeframe : Timeframe.values()) {
      if (timeframe.code().equals(interval)) {
        return new KlineTable(print, rows(feed, timeframe));
      }
    }
    return new KlineTable(print, joined(rows(feed, Timeframe.M15), interval));
  }

  /** Of minutes of a sampled price; −1120 likewise. */
  static KlineTable of(List<PriceBars.Bar> minutes, String interval) {
    return new KlineTable(new Sampled(), joined(minutes.stream().map(Row::of).toList(), interval));
  }

  private static List<Row> rows(SymbolFeed feed, Timeframe timeframe) {
    List<Row> rows = new ArrayList<>();
    for (Kline kline : feed.candles().candles(timeframe, SymbolFeed.CANDLES_KEPT)) {
      rows.add(Row.of(kline));
    }
    return rows;
  }

  private static List<Row> joined(List<Row> parts, String code) {
    CandleInterval interval =
        CandleInterval.ofCode(code).orElseThrow(() -> VenueRefusal.of(-1120, "Invalid interval."));
    List<Row> joined = new ArrayList<>();
    for (Row part : parts) {
      long start = interval.startOf(part.openTime);
      if (!joined.isEmpty() && joined.getLast().openTime == start) {
        joined.set(joined.size() - 1, joined.getLast().plus(part));
      } else {
        joined.add(part.within(start, interval.endOf(start)));
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
      write(json, row);
    }
    return json.endArray().text();
  }

  private void write(JsonWriter json, Row row) {
    json.beginArray().value(row.openTime);
    print.price(json, row.open);
    print.price(json, row.high);
    print.price(json, row.low);
    print.price(json, row.close);
    print.volume(json, row.volume);
    json.value(row.closeTime);
    print.quote(json, row.quoteVolume);
    json.value(row.trades);
    print.volume(json, row.takerBuyVolume);
    print.quote(json, row.takerBuyQuoteVolume);
    json.value("0").endArray();
  }
}
