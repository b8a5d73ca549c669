package vortex7.position;

import java.util.List;
import java.util.Optional;

/**
 * What a verb of {@link Position} decided.
 *
 * @param events to persist, in order
 * @param urgent requests that need no write of their own and leave at once: stops (the entry's
 *     intent holds their plan), cancels and queries
 * @param requests that leave after {@code events} are persisted: entry, target, exits
 * @param reconcile the venue's facts are needed soon, to settle what the reports left open
 * @param alerts sentences for people
 * @param halt why the symbol must go HALTED; empty when it need not
 * @param refusal why nothing was done; empty when the verb was obeyed
 */
public record Outcome(
    List<PositionEvent> events,
    List<OrderRequest> urgent,
    List<OrderRequest> requests,
    boolean reconcile,
    List<String> alerts,
    Optional<String> halt,
    Optional<String> refusal) {

  public Outcome {
    events = List.copyOf(events);
    urgent = List.copyOf(urgent);
    requests = List.copyOf(requests);
    alerts = List.copyOf(alerts);
  }

  static Outcome refused(String reason) {
    return new Outcome(
        List.of(), List.of(), List.of(), false, List.of(), Optional.empty(), Optional.of(reason));
  }

  /** True when there is nothing to persist and nothing to send. */
  public boolean isNothing() {
    return events.isEmpty() && urgent.isEmpty() && requests.isEmpty();
  }
}
