package vortex7.live;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import vortex7.risk.Account;
import vortex7.risk.Account.Trip;
import vortex7.risk.TradingState;

/** What keeps entries off that nobody journals: emergencies of the feed, the venue, the journal. */
final class EntriesHeld {
  private final SortedMap<String, Trip> causes = new TreeMap<>();

  void off(String cause, String reason, Instant at) {
    causes.putIfAbsent(cause, new Trip(reason, at, Optional.empty()));
  }

  void on(String cause) {
    causes.remove(cause);
  }

  boolean none() {
    return causes.isEmpty();
  }

  List<String> reasons() {
    return causes.entrySet().stream()
        .map(held -> held.getKey() + ": " + held.getValue().reason())
        .toList();
  }

  Optional<Instant> since() {
    return causes.values().stream().map(Trip::since).min(Instant::compareTo);
  }

  void forEach(BiConsumer<String, Trip> what) {
    causes.forEach(what);
  }

  /** The account's state with these causes. */
  TradingState state(Account account) {
    return none() ? account.tradingState() : account.tradingState().stricter(TradingState.REDUCING);
  }
}
