package vortex7.venue.simulated;

import java.util.List;
import java.util.Set;
import vortex7.market.Symbol;

/** {@code exchangeInfo}, of which only the time changes while the venue runs. */
final class ExchangeInfoJson {
  private final String tail;

  /**
   * @param trading the symbols in which orders are taken; the others are listed as closed
   */
  ExchangeInfoJson(RateGovernor.Budgets budgets, Set<Symbol> trading) {
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
      listed.write(json, trading.contains(listed.symbol()) ? "TRADING" : "CLOSE");
    }
    String whole = json.endArray().endObject().text();
    tail = "," + whole.substring(1);
  }

  String at(long now) {
    return "{\"timezone\":\"UTC\",\"serverTime\":" + now + tail;
  }

  static void limit(JsonWriter json, String type, String interval, int number, int limit) {
    json.beginObject()
        .field("rateLimitType", type)
        .field("interval", interval)
        .field("intervalNum", number)
        .field("limit", limit)
        .endObject();
  }
}
