package vortex7.risk;

import java.util.List;
import java.util.Optional;

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

  static AccountOutcome of(List<AccountEvent> events) {
    return new AccountOutcome(events, Optional.empty(), List.of(), List.of());
  }

  static AccountOutcome refused(String reason) {
    return new AccountOutcome(List.of(), Optional.of(reason), List.of(), List.of());
  }

  /** The slot that was granted by this outcome. */
  public Optional<AccountEvent.SlotGranted> granted() {
    return events.stream()
        .filter(AccountEvent.SlotGranted.class::isInstance)
        .map(AccountEvent.SlotGranted.class::cast)
        .findFirst();
  }
}
