package vortex7.venue.simulated;

import java.util.Map;
import java.util.TreeSet;
import vortex7.matching.Exchange;

/**
 * The calls of the Spot host that clients of the futures make when they log in: what coins there
 * are, which pairs trade on margin (none), and whether the system stands. Nobody can deposit or
 * withdraw here, and the Spot wallet is empty: all money is on the futures side. They have a weight
 * budget of their own at the venue, so they cost none of this one's.
 */
final class WalletEndpoints {
  private final Exchange exchange;

  WalletEndpoints(Exchange exchange) {
    this.exchange = exchange;
  }

  void register(Map<String, Endpoint> into) {
    into.put("GET /sapi/v1/capital/config/getall", Endpoint.signed(0, call -> coins()));
    into.put("GET /sapi/v1/margin/allPairs", Endpoint.keyed(0, call -> "[]"));
    into.put(
        "GET /sapi/v1/system/status",
        Endpoint.open(0, call -> "{\"status\":0,\"msg\":\"normal\"}"));
  }

  private String coins() {
    TreeSet<String> coins = new TreeSet<>();
    coins.add("USDT");
    exchange.symbols().forEach(symbol -> coins.add(ListedSymbol.instrumentOf(symbol).baseAsset()));
    JsonWriter json = new JsonWriter(1024).beginArray();
    for (String coin : coins) {
      json.beginObject()
          .field("coin", coin)
          .field("depositAllEnable", false)
          .field("free", "0")
          .field("freeze", "0")
          .field("ipoable", "0")
          .field("ipoing", "0")
          .field("isLegalMoney", false)
          .field("locked", "0")
          .field("name", coin)
          .beginArray("networkList")
          .endArray()
          .field("storage", "0")
          .field("trading", true)
          .field("withdrawAllEnable", false)
          .field("withdrawing", "0")
          .endObject();
    }
    return json.endArray().text();
  }
}
