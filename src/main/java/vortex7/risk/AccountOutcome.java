package vortex7.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a verb of {@link Account} decided.
 *
 * @param events to persist, in order
 * @param refusal rule and values; empty when the verb was obeyed
 * @param alerts sentences for people
 * @param asks slots whose positions shall say whether they still use them
 */
public record AccountOutcome(
    List<AccountEvent> events,
    Optional<String> refusal,
    List<String> alerts,
    List<Account.Slot> asks) {

  public AccountOutcome {
    events = List.copyOf(events);
    alerts = List.copyOf(alerts);
    asks = List.copyOf(asks);
  }

  public static AccountOutcome of(List<AccountEvent> events) {
    return new AccountOutcome(events, Optional.empty(), List.of(), List.of());
  }

  static AccountOutcome refused(String reason) {
    return new AccountOutcome(List.of(), Optional.of(reason), List.of(), List.of());
  }

  /**
   * This, and what {@code next} decides about the account as it is after this; a refusal of either
   * stands.
   */
  public AccountOutcome then(Account before, Function<Account, AccountOutcome> next) {
    AccountOutcome more = next.apply(before.applyAll(events));
    return new AccountOutcome(
        joined(events, more.events),
        refusal.or(more::refusal),
        joined(alerts, more.alerts),
        joined(asks, more.asks));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  /** The slot that was granted by this outcome. */
  public Optional<AccountEvent.SlotGranted> granted() {
    return events.stream()
        .filter(AccountEvent.SlotGranted.class::isInstance)
        .map(AccountEvent.SlotGranted.class::cast)
        .findFirst();
  }
}
