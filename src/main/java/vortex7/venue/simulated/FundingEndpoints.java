package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeRules.FundingRules;
import vortex7.venue.simulated.Asked.Window;
import vortex7.venue.simulated.VenueHistory.Settled;

/** Mark, index, funding and open interest (protocols, A.6). */
final class FundingEndpoints {
  private static final Endpoint.Pool FUNDING_POOL = new Endpoint.Pool("funding", 500);
  private static final int RATES_DEFAULT = 100;
  private static final int RATES_MAX = 1000;
  private static final long HOUR_MILLIS = 3_600_000L;
  private static final long USUAL_INTERVAL_MILLIS = 8 * HOUR_MILLIS;

  private final Exchange exchange;
  private final MarketRecorder recorder;
  private final CrowdBook crowd;

  FundingEndpoints(Exchange exchange, MarketRecorder recorder, CrowdBook crowd) {
    this.exchange = exchange;
    this.recorder = recorder;
    this.crowd = crowd;
  }

  void register(Map<String, Endpoint> into) {
    into.put(
        "GET /fapi/v1/premiumIndex",
        Endpoint.open(p -> p.has("symbol") ? 1 : 10, call -> premiumIndex(call.parameters())));
    into.put(
        "GET /fapi/v1/fundingRate",
        Endpoint.pooled(FUNDING_POOL, call -> fundingRate(call.parameters())));
    into.put("GET /fapi/v1/fundingInfo", Endpoint.pooled(FUNDING_POOL, call -> fundingInfo()));
    into.put(
        "GET /fapi/v1/openInterest", Endpoint.open(1, call -> openInterest(call.parameters())));
  }

  private String premiumIndex(RequestParameters parameters) {
    JsonWriter json = new JsonWriter(512);
    if (parameters.has("symbol")) {
      Symbol symbol = Asked.symbol(parameters);
      if (exchange.markPrice(symbol).isEmpty()) {
        throw VenueRefusal.invalidSymbol();
      }
      MarkPriceJson.premiumIndex(json, exchange, symbol);
      return json.text();
    }
    json.beginArray();
    for (ListedSymbol listed : ListedSymbol.all()) {
      if (exchange.markPrice(listed.symbol()).isPresent()) {
        MarkPriceJson.premiumIndex(json, exchange, listed.symbol());
      }
    }
    return json.endArray().text();
  }

  /** Oldest first; without times the newest. */
  private String fundingRate(RequestParameters parameters) {
    int limit = Asked.limit(parameters, RATES_DEFAULT, RATES_MAX);
    Window window = Window.of(parameters);
    Stream<Settled> settled =
        parameters.has("symbol")
            ? recorder.settlements(Asked.listed(parameters, exchange)).stream()
            : recorder.settlements().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Settled::time)); // stable: by symbol
    List<Settled> found = settled.filter(one -> window.holds(one.time())).toList();
    JsonWriter json = new JsonWriter(160 * limit).beginArray();
    for (Settled one : Asked.cut(found, limit, window.fromOldest())) {
      json.beginObject()
          .field("symbol", one.symbol().code())
          .field("fundingTime", one.time())
          .field("fundingRate", MarkPriceJson.eight(one.rate()))
          .field("markPrice", MarkPriceJson.eight(one.mark()))
          .field("rateType", "Regular")
          .endObject();
    }
    return json.endArray().text();
  }

  /**
   * Only what differs from the venue's usual interval is listed, and here all symbols are alike.
   */
  private String fundingInfo() {
    FundingRules rules = exchange.rules().funding();
    JsonWriter json = new JsonWriter(256).beginArray();
    if (rules.intervalMillis() != USUAL_INTERVAL_MILLIS) {
      for (Symbol symbol : exchange.symbols()) {
        json.beginObject()
            .field("symbol", symbol.code())
            .field("adjustedFundingRateCap", MarkPriceJson.eight(rules.cap()))
            .field("adjustedFundingRateFloor", MarkPriceJson.eight(rules.cap().negate()))
            .field("fundingIntervalHours", rules.intervalMillis() / HOUR_MILLIS)
            .field("disclaimer", false)
            .nullField("updateTime")
            .endObject();
      }
    }
    return json.endArray().text();
  }

  private String openInterest(RequestParameters parameters) {
    Symbol symbol = Asked.listed(parameters, exchange);
    Optional<BigDecimal> open = crowd.openInterest(symbol);
    if (open.isEmpty()) {
      throw VenueRefusal.of(
          -1020,
          "This operation is not supported. Nobody knows the open interest of a recorded market.");
    }
    return new JsonWriter()
        .beginObject()
        .field("symbol", symbol.code())
        .field("openInterest", open.get())
        .field("time", exchange.timeMillis())
        .endObject()
        .text();
  }
}
