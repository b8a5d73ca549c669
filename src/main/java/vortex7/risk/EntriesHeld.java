package vortex7.risk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import vortex7.risk.Account.Trip;

/** What keeps entries off that nobody journals, such as a journal that does not answer. */
public final class EntriesHeld {
  private final SortedMap<String, Trip> causes = new TreeMap<>();

  public void off(String cause, String reason, Instant at) {
    causes.putIfAbsent(cause, new Trip(reason, at, Optional.empty()));
  }

  public void on(String cause) {
    causes.remove(cause);
  }

  public boolean none() {
    return causes.isEmpty();
  }

  public List<String> reasons() {
    return causes.entrySet().stream()
        .map(held -> held.getKey() + ": " + held.getValue().reason())
        .toList();
  }

  public Optional<Instant> since() {
    return causes.values().stream().map(Trip::since).min(Instant::compareTo);
  }

  public void forEach(BiConsumer<String, Trip> what) {
    causes.forEach(what);
  }

  /** The account's state with these causes. */
  public TradingState state(Account account) {
    return none() ? account.tradingState() : account.tradingState().stricter(TradingState.REDUCING);
  }
}
