package vortex7.venue.simulated;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.venue.simulated.Asked.Window;

/** The venue itself, its books and its trades (protocols, A.6). */
final class MarketEndpoints {
  private static final Set<Integer> DEPTH_LIMITS = Set.of(5, 10, 20, 50, 100, 500, 1000);
  private static final int DEPTH_DEFAULT = 500;
  private static final int DEPTH_MAX = 1000;
  private static final int TRADES_DEFAULT = 500;
  private static final int TRADES_MAX = 1000;
  private static final int OLD_TRADES_DEFAULT = 100;
  private static final int OLD_TRADES_MAX = 500;
  private static final long HOUR_MILLIS = 3_600_000;

  private final SortedMap<Symbol, SymbolFeed> feeds;
  private final LongSupplier venueTime;
  private final ExchangeInfoJson exchangeInfo;

  /**
   * @param feeds what trades, by symbol
   */
  MarketEndpoints(
      SortedMap<Symbol, SymbolFeed> feeds, RateGovernor.Budgets budgets, LongSupplier venueTime) {
    this.feeds = feeds;
    this.venueTime = venueTime;
    this.exchangeInfo = new ExchangeInfoJson(budgets, feeds.keySet());
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v1/ping", Endpoint.open(1, call -> "{}"));
    into.put(
        "GET /fapi/v1/time",
        Endpoint.open(1, call -> "{\"serverTime\":" + venueTime.getAsLong() + "}"));
    into.put(
        "GET /fapi/v1/exchangeInfo",
        Endpoint.open(1, call -> exchangeInfo.at(venueTime.getAsLong())));
    into.put(
        "GET /fapi/v1/depth",
        Endpoint.open(MarketEndpoints::depthWeight, call -> depth(call.parameters())));
    into.put("GET /fapi/v1/rpiDepth", Endpoint.open(20, call -> rpiDepth(call.parameters())));
    into.put("GET /fapi/v1/trades", Endpoint.open(5, call -> trades(call.parameters())));
    into.put(
        "GET /fapi/v1/historicalTrades",
        Endpoint.keyed(200, call -> historicalTrades(call.parameters())));
    into.put("GET /fapi/v1/aggTrades", Endpoint.open(20, call -> aggTrades(call.parameters())));
    into.put("GET /fapi/v1/tradingSchedule", Endpoint.open(5, call -> tradingSchedule()));
  }

  private SymbolFeed feed(RequestParameters parameters) {
    return Asked.feed(feeds, parameters, "symbol");
  }

  private String trades(RequestParameters parameters) {
    SymbolFeed feed = feed(parameters);
    int limit = Asked.limit(parameters, TRADES_DEFAULT, TRADES_MAX);
    JsonWriter json = new JsonWriter(160 * limit);
    feed.trades().writeNewest(json, limit, feed.units());
    return json.text();
  }

  private String historicalTrades(RequestParameters parameters) {
    SymbolFeed feed = feed(parameters);
    int limit = Asked.limit(parameters, OLD_TRADES_DEFAULT, OLD_TRADES_MAX);
    JsonWriter json = new JsonWriter(160 * limit);
    if (parameters.has("fromId")) {
      feed.trades().writeFromId(json, parameters.requiredWhole("fromId"), limit, feed.units());
    } else {
      feed.trades().writeNewest(json, limit, feed.units());
    }
    return json.text();
  }

  private String aggTrades(RequestParameters parameters) {
    SymbolFeed feed = feed(parameters);
    int limit = Asked.limit(parameters, TRADES_DEFAULT, TRADES_MAX);
    boolean timed = parameters.has("startTime") || parameters.has("endTime");
    JsonWriter json = new JsonWriter(128 * limit);
    if (parameters.has("fromId")) {
      if (timed) {
        throw VenueRefusal.of(-1128, "Combination of optional parameters invalid.");
      }
      feed.aggTrades().writeFromId(json, parameters.requiredWhole("fromId"), limit, feed.units());
    } else if (timed) {
      Window window = Window.of(parameters);
      if (window.longerThan(HOUR_MILLIS)) {
        throw VenueRefusal.of(-1127, "More than 1 hours between startTime and endTime.");
      }
      feed.aggTrades().writeBetween(json, window.from(), window.to(), limit, feed.units());
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
    int limit = Asked.limit(parameters, DEPTH_DEFAULT, DEPTH_MAX);
    if (!DEPTH_LIMITS.contains(limit)) {
      throw VenueRefusal.of(-4021, limit + " is not valid depth limit");
    }
    return depth(feed, limit);
  }

  /** The same book: no order here is one of retail price improvement. */
  private String rpiDepth(RequestParameters parameters) {
    SymbolFeed feed = feed(parameters);
    int limit = Asked.limit(parameters, DEPTH_MAX, DEPTH_MAX);
    if (limit != DEPTH_MAX) {
      throw VenueRefusal.of(-4021, limit + " is not valid depth limit");
    }
    return depth(feed, limit);
  }

  private String depth(SymbolFeed feed, int limit) {
    feed.books().onSnapshot();
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

  /** No market of shares or commodities is listed here. */
  private String tradingSchedule() {
    return new JsonWriter()
        .beginObject()
        .field("updateTime", venueTime.getAsLong())
        .beginObject("marketSchedules")
        .endObject()
        .endObject()
        .text();
  }
}
