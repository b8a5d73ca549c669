package vortex7.venue.simulated;

import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiFunction;
import vortex7.market.Symbol;
import vortex7.venue.simulated.Asked.Window;
import vortex7.venue.simulated.MarketRecorder.Series;

/** Candles of what trades, and of mark, index and premium (protocols, A.6). */
final class KlineEndpoints {
  private static final int DEFAULT = 500;
  private static final Map<String, Boolean> CONTRACT_TYPES =
      Map.of(
          "PERPETUAL", true,
          "CURRENT_QUARTER", false,
          "NEXT_QUARTER", false,
          "TRADIFI_PERPETUAL", false);

  private final SortedMap<Symbol, SymbolFeed> feeds;
  private final MarketRecorder recorder;

  KlineEndpoints(SortedMap<Symbol, SymbolFeed> feeds, MarketRecorder recorder) {
    this.feeds = feeds;
    this.recorder = recorder;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /fapi/v1/klines", endpoint("symbol", KlineTable::of));
    into.put("GET /fapi/v1/continuousKlines", continuous());
    into.put("GET /fapi/v1/indexPriceKlines", endpoint("pair", sampled(Series.INDEX)));
    into.put("GET /fapi/v1/markPriceKlines", endpoint("symbol", sampled(Series.MARK)));
    into.put("GET /fapi/v1/premiumIndexKlines", endpoint("symbol", sampled(Series.PREMIUM)));
  }

  private BiFunction<SymbolFeed, String, KlineTable> sampled(Series series) {
    return (feed, interval) -> KlineTable.of(recorder.bars(feed.symbol(), series), interval);
  }

  private Endpoint endpoint(String name, BiFunction<SymbolFeed, String, KlineTable> table) {
    return Endpoint.open(
        KlineEndpoints::weight,
        call -> answer(call.parameters(), Asked.feed(feeds, call.parameters(), name), table));
  }

  private Endpoint continuous() {
    return Endpoint.open(
        KlineEndpoints::weight,
        call -> {
          SymbolFeed feed = Asked.feed(feeds, call.parameters(), "pair");
          boolean listed = Asked.perpetual(call.parameters(), CONTRACT_TYPES);
          String candles = answer(call.parameters(), feed, KlineTable::of);
          return listed ? candles : "[]";
        });
  }

  private static String answer(
      RequestParameters parameters,
      SymbolFeed feed,
      BiFunction<SymbolFeed, String, KlineTable> table) {
    String interval = parameters.required("interval");
    int limit = Asked.limit(parameters, DEFAULT, SymbolFeed.CANDLES_KEPT);
    Window window = Window.of(parameters);
    return table.apply(feed, interval).json(window.from(), window.to(), limit);
  }

  private static int weight(RequestParameters parameters) {
    long limit = parameters.wholeOr("limit", DEFAULT);
    if (limit < 100) {
      return 1;
    }
    if (limit < 500) {
      return 2;
    }
    return limit <= 1000 ? 5 : 10;
  }
}
