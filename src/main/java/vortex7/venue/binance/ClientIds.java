package vortex7.venue.binance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vortex7.market.Symbol;

/**
 * Which client id a venue order id belongs to, as far as this process has heard: the venue's list
 * of fills names only its own. Thread-safe, bounded.
 */
final class ClientIds {
  private static final int KEPT = 10_000;

  private record Order(Symbol symbol, long id) {}

  private final Map<Order, String> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Order, String> eldest) {
          return size() > KEPT;
        }
      };

  synchronized void learn(Symbol symbol, long venueOrderId, String clientOrderId) {
    known.put(new Order(symbol, venueOrderId), clientOrderId);
  }

  synchronized Optional<String> of(Symbol symbol, long venueOrderId) {
    return Optional.ofNullable(known.get(new Order(symbol, venueOrderId)));
  }
}
