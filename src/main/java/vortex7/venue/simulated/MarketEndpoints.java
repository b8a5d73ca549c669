package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;

/** The public REST calls (protocols, A.6). */
final class MarketEndpoints {
  private static final Set<Integer> DEPTH_LIMITS = Set.of(5, 10, 20, 50, 100, 500, 1000);
  private static final int DEPTH_DEFAULT = 500;
  private static final int DEPTH_MAX = 1000;
  private static final int KLINES_DEFAULT = 500;
  private static final int AGG_TRADES_DEFAULT = 500;
  private static final int AGG_TRADES_MAX = 1000;
  private static final long HOUR_MILLIS = 3_600_000;

  private final SortedMap<Symbol, SymbolFeed> feeds;
  private final Function<Symbol, Optional<BigDecimal>> markPrice;
  private final RateGovernor.Budgets budgets;
  private final LongSupplier venueTime;
  private final String exchangeInfoTail;

  /**
   * @param feeds what trades, by symbol
   * @param markPrice of any symbol, empty where there is none
   */
  MarketEndpoints(
      SortedMap<Symbol, SymbolFeed> feeds,
      Function<Symbol, Optional<BigDecimal>> markPrice,
      RateGovernor.Budgets budgets,
      LongSupplier venueTime) {
    this.feeds = feeds;
    this.markPrice = markPrice;
    this.budgets = budgets;
    this.venueTime = venueTime;
    this.exchangeInfoTail = exchangeInfoTail();
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v1/ping", Endpoint.open(1, call -> "{}"));
    into.put(
        "GET /fapi/v1/time",
        Endpoint.open(1, call -> "{\"serverTime\":" + venueTime.getAsLong() + "}"));
    into.put("GET /fapi/v1/exchangeInfo", Endpoint.open(1, call -> exchangeInfo()));
    into.put(
        "GET /fapi/v1/klines",
        Endpoint.open(MarketEndpoints::klinesWeight, call -> klines(call.parameters())));
    into.put("GET /fapi/v1/aggTrades", Endpoint.open(20, call -> aggTrades(call.parameters())));
    into.put(
        "GET /fapi/v1/depth",
        Endpoint.open(MarketEndpoints::depthWeight, call -> depth(call.parameters())));
    into.put(
        "GET /fapi/v1/premiumIndex",
        Endpoint.open(p -> p.has("symbol") ? 1 : 10, call -> premiumIndex(call.parameters())));
    into.put(
        "GET /fapi/v1/ticker/bookTicker",
        Endpoint.open(p -> p.has("symbol") ? 2 : 5, call -> bookTicker(call.parameters())));
  }

  private SymbolFeed feed(RequestParameters parameters) {
    SymbolFeed feed = feeds.get(symbol(parameters));
    if (feed == null) {
      throw VenueRefusal.invalidSymbol();
    }
    return feed;
  }

  /** The mandatory parameter {@code symbol}; −1121 when it cannot be one. */
  static Symbol symbol(RequestParameters parameters) {
    try {
      return Symbol.of(parameters.required("symbol"));
    } catch (IllegalArgumentException notASymbol) {
      throw VenueRefusal.invalidSymbol();
    }
  }

  private String exchangeInfo() {
    return "{\"timezone\":\"UTC\",\"serverTime\":" + venueTime.getAsLong() + exchangeInfoTail;
  }

  private String exchangeInfoTail() {
    JsonWriter json = new JsonWriter(8192).beginObject().field("futuresType", "U_MARGINED");
    json.beginArray("rateLimits");
    limit(json, "REQUEST_WEIGHT", "MINUTE", 1, budgets.weightPerMinute());
    limit(json, "ORDERS", "MINUTE", 1, budgets.ordersPerMinute());
    limit(json, "ORDERS", "SECOND", 10, budgets.ordersPerTenSeconds());
    json.endArray().beginArray("exchangeFilters").endArray().beginArray("assets");
    for (String asset : List.of("USDT", "BNB")) {
      json.beginObject()
          .field("asset", asset)
          .field("marginAvailable", true)
          .field("autoAssetExchange", "0")
          .endObject();
    }
    json.endArray().beginArray("symbols");
    for (ListedSymbol listed : ListedSymbol.all()) {
      listed.write(json, feeds.containsKey(listed.symbol()) ? "TRADING" : "CLOSE");
    }
    String whole = json.endArray().endObject().text();
    return "," + whole.substring(1);
  }

  private static void limit(JsonWriter json, String type, String interval, int number, int limit) {
    json.beginObject()
        .field("rateLimitType", type)
        .field("interval", interval)
        .field("intervalNum", number)
        .field("limit", limit)
        .endObject();
  }

  private static int klinesWeight(RequestParameters parameters) {
    long limit = parameters.wholeOr("limit", KLINES_DEFAULT);
    if (limit < 100) {
      return 1;
    }
    if (limit < 500) {
      return 2;
    }
    return limit <= 1000 ? 5 : 10;
  }

  private String klines(RequestParameters parameters) {
    SymbolFeed feed = feed(parameters);
    String interval = parameters.required("interval");
    long limit = limit(parameters, KLINES_DEFAULT, SymbolFeed.CANDLES_KEPT);
    long from = parameters.wholeOr("startTime", Long.MIN_VALUE);
    long to = parameters.wholeOr("endTime", Long.MAX_VALUE);
    checkTimes(from, to);
    return KlineTable.of(feed, interval).json(from, to, (int) limit);
  }

  private static long limit(RequestParameters parameters, long otherwise, long max) {
    long limit = parameters.wholeOr("limit", otherwise);
    if (limit < 1 || limit > max) {
      throw VenueRefusal.invalid("limit");
    }
    return limit;
  }

  private static void checkTimes(long from, long to) {
    if (from > to) {
      throw VenueRefusal.of(-1023, "Start time is greater than end time.");
    }
  }

  private String aggTrades(RequestParameters parameters) {
    SymbolFeed feed = feed(parameters);
    int limit = (int) limit(parameters, AGG_TRADES_DEFAULT, AGG_TRADES_MAX);
    boolean timed = parameters.has("startTime") || parameters.has("endTime");
    JsonWriter json = new JsonWriter(128 * Math.min(limit, 1000));
    if (parameters.has("fromId")) {
      if (timed) {
        throw VenueRefusal.of(-1128, "Combination of optional parameters invalid.");
      }
      feed.aggTrades().writeFromId(json, parameters.requiredWhole("fromId"), limit, feed.units());
    } else if (timed) {
      long from = parameters.wholeOr("startTime", Long.MIN_VALUE);
      long to = parameters.wholeOr("endTime", Long.MAX_VALUE);
      checkTimes(from, to);
      if (from != Long.MIN_VALUE && to != Long.MAX_VALUE && to - from > HOUR_MILLIS) {
        throw VenueRefusal.of(-1127, "More than 1 hours between startTime and endTime.");
      }
      feed.aggTrades().writeBetween(json, from, to, limit, feed.units());
    } else {
      feed.aggTrades().writeNewest(json, limit, feed.units());
    }
    return json.text();
  }

  private static int depthWeight(RequestParameters parameters) {
    long limit = parameters.wholeOr("limit", DEPTH_DEFAULT);
    if (limit <= 50) {
      return 2;
    }
    if (limit <= 100) {
      return 5;
    }
    return limit <= 500 ? 10 : 20;
  }

  private String depth(RequestParameters parameters) {
    SymbolFeed feed = feed(parameters);
    long asked = parameters.wholeOr("limit", DEPTH_DEFAULT);
    if (asked < 1 || asked > DEPTH_MAX) {
      throw VenueRefusal.invalid("limit");
    }
    int limit = (int) asked;
    if (!DEPTH_LIMITS.contains(limit)) {
      throw VenueRefusal.of(-4021, limit + " is not valid depth limit");
    }
    JsonWriter json = new JsonWriter(64 + 48 * limit);
    long now = venueTime.getAsLong();
    json.beginObject()
        .field("lastUpdateId", feed.market().updateId())
        .field("E", now)
        .field("T", now);
    writeSide(json, "bids", feed, true, limit);
    writeSide(json, "asks", feed, false, limit);
    return json.endObject().text();
  }

  private static void writeSide(
      JsonWriter json, String name, SymbolFeed feed, boolean bids, int limit) {
    long[] ticks = new long[limit];
    long[] steps = new long[limit];
    int levels = feed.market().copyLevels(bids, limit, ticks, steps);
    json.beginArray(name);
    for (int i = 0; i < levels; i++) {
      feed.units().level(json, ticks[i], steps[i]);
    }
    json.endArray();
  }

  private String premiumIndex(RequestParameters parameters) {
    long now = venueTime.getAsLong();
    JsonWriter json = new JsonWriter(512);
    if (parameters.has("symbol")) {
      Symbol symbol = symbol(parameters);
      BigDecimal mark = markPrice.apply(symbol).orElseThrow(VenueRefusal::invalidSymbol);
      MarkPriceJson.premiumIndex(json, symbol, mark, now);
      return json.text();
    }
    json.beginArray();
    for (ListedSymbol listed : ListedSymbol.all()) {
      markPrice
          .apply(listed.symbol())
          .ifPresent(mark -> MarkPriceJson.premiumIndex(json, listed.symbol(), mark, now));
    }
    return json.endArray().text();
  }

  private String bookTicker(RequestParameters parameters) {
    JsonWriter json = new JsonWriter(256);
    if (parameters.has("symbol")) {
      writeTicker(json, feed(parameters));
      return json.text();
    }
    json.beginArray();
    feeds.values().forEach(feed -> writeTicker(json, feed));
    return json.endArray().text();
  }

  private void writeTicker(JsonWriter json, SymbolFeed feed) {
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
}
