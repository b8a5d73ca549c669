package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import vortex7.position.ClientOrderId;

/** What the simulated venue itself says of the daemon's account, and what must hold of it. */
record VenueTruth(JsonNode account) {
  /** States in which nothing is open yet. */
  static final Set<String> PENDING = Set.of("PENDING_ENTRY", "ENTRY_SENT");

  static VenueTruth of(DaemonProcess daemon) {
    return new VenueTruth(daemon.venue("/sim/truth").path("accounts").path(0));
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Signed base units by symbol, flat ones left out. */
  SortedMap<String, BigDecimal> positions() {
    SortedMap<String, BigDecimal> open = new TreeMap<>();
    for (JsonNode position : list(account.path("positions"))) {
      BigDecimal amount = new BigDecimal(position.path("amount").asText());
      if (amount.signum() != 0) {
        open.put(position.path("symbol").asText(), amount);
      }
    }
    return open;
  }

  /** USDT without unrealised PnL. */
  BigDecimal wallet() {
    return new BigDecimal(account.path("balances").path("USDT").asText());
  }

  List<JsonNode> openOrders() {
    return list(account.path("orders")).stream()
        .filter(o -> Set.of("NEW", "PARTIALLY_FILLED").contains(o.path("status").asText()))
        .toList();
  }

  /** Client order ids of every order that the venue ever took. */
  List<String> orderIds() {
    return list(account.path("orders")).stream()
        .map(order -> order.path("clientOrderId").asText())
        .toList();
  }

  List<JsonNode> openStops() {
    return list(account.path("algos")).stream()
        .filter(a -> a.path("algoStatus").asText().equals("NEW"))
        .toList();
  }

  List<JsonNode> fills() {
    return list(account.path("fills"));
  }

  /** Every sentence is a broken promise; none is what a test wants to see. */
  List<String> violations() {
    List<String> found = new ArrayList<>();
    Set<String> entries = new TreeSet<>();
    for (JsonNode order : list(account.path("orders"))) {
      String id = order.path("clientOrderId").asText();
      Optional<ClientOrderId> ours = ClientOrderId.parse(id);
      if (ours.isEmpty()) {
        found.add("an order of nobody's: " + id);
      } else if (ours.get().leg() == ClientOrderId.Leg.ENTRY) {
        if (!entries.add(ours.get().symbol() + " " + ours.get().positionNumber())) {
          found.add("two entries of one intent: " + id);
        }
      } else if (!order.path("reduceOnly").asBoolean()
          && !order.path("closePosition").asBoolean()) {
        found.add("an exit that could enlarge a position: " + id);
      }
    }
    positions()
        .forEach(
            (symbol, amount) -> {
              if (!covered(symbol, amount)) {
                found.add(symbol + " holds " + amount + " without a stop that covers it");
              }
            });
    for (JsonNode order : openOrders()) {
      boolean reduces = order.path("reduceOnly").asBoolean();
      if (reduces && !positions().containsKey(order.path("symbol").asText())) {
        found.add("an orphan: " + order.path("clientOrderId").asText());
      }
    }
    for (JsonNode stop : openStops()) {
      if (!positions().containsKey(stop.path("symbol").asText())) {
        found.add("an orphaned stop: " + stop.path("clientAlgoId").asText());
      }
    }
    return found;
  }

  private boolean covered(String symbol, BigDecimal amount) {
    String side = amount.signum() > 0 ? "SELL" : "BUY";
    return openStops().stream()
        .filter(stop -> stop.path("symbol").asText().equals(symbol))
        .filter(stop -> stop.path("side").asText().equals(side))
        .anyMatch(
            stop ->
                stop.path("closePosition").asBoolean()
                    || new BigDecimal(stop.path("quantity").asText("0")).compareTo(amount.abs())
                        >= 0);
  }

  /** Signed open quantities by symbol, as the API tells them. */
  static SortedMap<String, BigDecimal> quantities(JsonNode positions) {
    SortedMap<String, BigDecimal> open = new TreeMap<>();
    for (JsonNode position : positions.path("items")) {
      BigDecimal quantity = new BigDecimal(position.path("quantity").asText("0"));
      // A pending entry shows the quantity that it asks for.
      if (quantity.signum() != 0 && !PENDING.contains(position.path("state").asText())) {
        boolean buys = position.path("side").asText().equals("BUY");
        open.put(position.path("symbol").asText(), buys ? quantity : quantity.negate());
      }
    }
    return open;
  }
}
