package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.venue.simulated.Endpoint.Call;

/**
 * Last prices, best prices and the last 24 hours (protocols, A.6). An answer is an object for one
 * symbol and an array without.
 */
final class TickerEndpoints {
  private final SortedMap<Symbol, SymbolFeed> feeds;
  private final LongSupplier venueTime;

  TickerEndpoints(SortedMap<Symbol, SymbolFeed> feeds, LongSupplier venueTime) {
    this.feeds = feeds;
    this.venueTime = venueTime;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v1/ticker/24hr", endpoint(1, 40, this::writeDay));
    into.put("GET /fapi/v1/ticker/price", endpoint(1, 2, this::writePrice));
    into.put("GET /fapi/v2/ticker/price", endpoint(1, 2, this::writePrice));
    into.put("GET /fapi/v1/ticker/bookTicker", endpoint(2, 5, this::writeBest));
    into.put("GET /fapi/v1/symbolAdlRisk", endpoint(1, 1, this::writeAdlRisk));
  }

  private Endpoint endpoint(int weight, int weightOfAll, BiConsumer<JsonWriter, SymbolFeed> write) {
    return Endpoint.open(
        parameters -> parameters.has("symbol") ? weight : weightOfAll, call -> answer(call, write));
  }

  private String answer(Call call, BiConsumer<JsonWriter, SymbolFeed> write) {
    List<SymbolFeed> asked = Asked.feeds(feeds, call.parameters());
    JsonWriter json = new JsonWriter(512 * asked.size());
    if (call.parameters().has("symbol")) {
      write.accept(json, asked.getFirst());
      return json.text();
    }
    json.beginArray();
    asked.forEach(feed -> write.accept(json, feed));
    return json.endArray().text();
  }

  private void writePrice(JsonWriter json, SymbolFeed feed) {
    json.beginObject()
        .field("symbol", feed.symbol().code())
        .field("price", feed.units().price(feed.market().lastPrice()))
        .field("time", venueTime.getAsLong())
        .endObject();
  }

  private void writeBest(JsonWriter json, SymbolFeed feed) {
    long[] ticks = new long[1];
    long[] steps = new long[1];
    json.beginObject().field("symbol", feed.symbol().code());
    feed.market().copyLevels(true, 1, ticks, steps);
    feed.units().price(json, "bidPrice", ticks[0]);
    feed.units().quantity(json, "bidQty", steps[0]);
    ticks[0] = 0;
    steps[0] = 0;
    feed.market().copyLevels(false, 1, ticks, steps);
    feed.units().price(json, "askPrice", ticks[0]);
    feed.units().quantity(json, "askQty", steps[0]);
    json.field("time", venueTime.getAsLong())
        .field("lastUpdateId", feed.market().updateId())
        .endObject();
  }

  /** Nobody is deleveraged here: the insurance fund takes over what the market does not. */
  private void writeAdlRisk(JsonWriter json, SymbolFeed feed) {
    json.beginObject()
        .field("symbol", feed.symbol().code())
        .field("adlRisk", "low")
        .field("updateTime", venueTime.getAsLong())
        .endObject();
  }

  /** The last 1440 minutes and the one that runs, as far as there are candles of them. */
  private void writeDay(JsonWriter json, SymbolFeed feed) {
    long now = venueTime.getAsLong();
    DayFigures day = DayFigures.of(feed, now);
    Units units = feed.units();
    BigDecimal open = units.price(day.open());
    BigDecimal last =
        feed.market().lastPrice() > 0
            ? units.price(feed.market().lastPrice())
            : units.price(day.close());
    long newest = feed.trades().newestMillis();
    json.beginObject()
        .field("symbol", feed.symbol().code())
        .field("priceChange", last.subtract(open))
        .field("priceChangePercent", DayFigures.percent(open, last))
        .field("weightedAvgPrice", units.price(day.averagePrice()))
        .field("lastPrice", last);
    units.quantity(json, "lastQty", feed.trades().newestSteps());
    json.field("openPrice", open)
        .field("highPrice", units.price(day.high()))
        .field("lowPrice", units.price(day.low()))
        .field("volume", units.quantity(day.volume()))
        .field(
            "quoteVolume", BigDecimal.valueOf(day.quoteVolume()).setScale(2, RoundingMode.HALF_UP))
        .field("openTime", day.openMillis())
        .field("closeTime", newest > 0 ? newest : now)
        .field("firstId", day.firstTradeId())
        .field("lastId", day.lastTradeId())
        .field("count", day.trades())
        .endObject();
  }
}
