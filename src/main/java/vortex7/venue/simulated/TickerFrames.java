package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The events {@code 24hrTicker}, {@code 24hrMiniTicker} and {@code markPriceUpdate} of a symbol.
 */
final class TickerFrames {
  private static final int QUOTE_SCALE = 2;

  private TickerFrames() {}

  static String ticker(SymbolFeed feed, long now) {
    DayFigures day = DayFigures.of(feed, now);
    Units units = feed.units();
    BigDecimal open = units.price(day.open());
    BigDecimal last = last(feed, day);
    JsonWriter json = head(feed, "24hrTicker", now);
    json.field("p", last.subtract(open))
        .field("P", DayFigures.percent(open, last))
        .field("w", units.price(day.averagePrice()))
        .field("c", last);
    units.quantity(json, "Q", feed.trades().newestSteps());
    prices(json, feed, day)
        .field("O", day.openMillis())
        .field("C", now)
        .field("F", day.firstTradeId())
        .field("L", day.lastTradeId())
        .field("n", day.trades());
    return json.endObject().text();
  }

  static String miniTicker(SymbolFeed feed, long now) {
    DayFigures day = DayFigures.of(feed, now);
    JsonWriter json = head(feed, "24hrMiniTicker", now).field("c", last(feed, day));
    return prices(json, feed, day).endObject().text();
  }

  private static JsonWriter head(SymbolFeed feed, String event, long now) {
    return new JsonWriter(384)
        .beginObject()
        .field("e", event)
        .field("E", now)
        .field("s", feed.symbol().code())
        .field("ps", feed.symbol().code())
        .field("st", 1);
  }

  private static BigDecimal last(SymbolFeed feed, DayFigures day) {
    return feed.market().lastPrice() > 0
        ? feed.units().price(feed.market().lastPrice())
        : feed.units().price(day.close());
  }

  private static JsonWriter prices(JsonWriter json, SymbolFeed feed, DayFigures day) {
    Units units = feed.units();
    return json.field("o", units.price(day.open()))
        .field("h", units.price(day.high()))
        .field("l", units.price(day.low()))
        .field("v", units.quantity(day.volume()))
        .field(
            "q", BigDecimal.valueOf(day.quoteVolume()).setScale(QUOTE_SCALE, RoundingMode.HALF_UP));
  }

  static String markPrice(SymbolFeed feed, long now) {
    var funding = feed.funding();
    return MarkPriceJson.head(new JsonWriter(), "markPriceUpdate", now)
        .field("s", feed.symbol().code())
        .field("ps", feed.symbol().code())
        .field("p", MarkPriceJson.eight(funding.markPrice()))
        .field("i", MarkPriceJson.eight(funding.indexPrice()))
        .field("P", MarkPriceJson.eight(funding.indexPrice()))
        .field("ap", MarkPriceJson.eight(funding.markPrice()))
        .field("r", MarkPriceJson.eight(funding.rate()))
        .field("T", funding.nextMillis())
        .field("st", 1)
        .endObject()
        .text();
  }
}
