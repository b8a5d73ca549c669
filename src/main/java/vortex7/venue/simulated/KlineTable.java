package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
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
  private final List<CandleRow> rows;

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

  private KlineTable(Print print, List<CandleRow> rows) {
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
    CandleInterval longer = interval(interval);
    List<CandleRow> parts = feed.longCandles().partsOf(longer);
    feed.candles().candles(Timeframe.M15, 1).forEach(forming -> parts.add(CandleRow.of(forming)));
    return new KlineTable(print, CandleRow.joined(parts, longer));
  }

  /** Of minutes of a sampled price; −1120 likewise. */
  static KlineTable of(List<PriceBars.Bar> minutes, String interval) {
    return new KlineTable(
        new Sampled(),
        CandleRow.joined(minutes.stream().map(CandleRow::of).toList(), interval(interval)));
  }

  private static List<CandleRow> rows(SymbolFeed feed, Timeframe timeframe) {
    List<CandleRow> rows = new ArrayList<>();
    for (Kline kline : feed.candles().candles(timeframe, SymbolFeed.CANDLES_KEPT)) {
      rows.add(CandleRow.of(kline));
    }
    return rows;
  }

  private static CandleInterval interval(String code) {
    return CandleInterval.ofCode(code)
        .orElseThrow(() -> VenueRefusal.of(-1120, "Invalid interval."));
  }

  /** The newest that open within [from, to], or the oldest when a start was given. */
  String json(long from, long to, int limit) {
    List<CandleRow> within = new ArrayList<>();
    for (CandleRow row : rows) {
      if (row.openTime() >= from && row.openTime() <= to) {
        within.add(row);
      }
    }
    int size = within.size();
    int first = from == Long.MIN_VALUE ? Math.max(0, size - limit) : 0;
    JsonWriter json = new JsonWriter(160 * Math.min(limit, size) + 16).beginArray();
    for (CandleRow row : within.subList(first, Math.min(size, first + limit))) {
      write(json, row);
    }
    return json.endArray().text();
  }

  private void write(JsonWriter json, CandleRow row) {
    json.beginArray().value(row.openTime());
    print.price(json, row.open());
    print.price(json, row.high());
    print.price(json, row.low());
    print.price(json, row.close());
    print.volume(json, row.volume());
    json.value(row.closeTime());
    print.quote(json, row.quoteVolume());
    json.value(row.trades());
    print.volume(json, row.takerBuyVolume());
    print.quote(json, row.takerBuyQuoteVolume());
    json.value("0").endArray();
  }
}
