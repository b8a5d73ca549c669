package vortex7.live;

import java.time.Duration;
import java.util.Optional;

/** Since when the venue's facts are awaited in vain, on the own clock. Confined to its actor. */
final class FactsDue {
  private final Wiring wiring;
  private Optional<Long> since = Optional.empty();
  private boolean overdue;
  private boolean failed;

  FactsDue(Wiring wiring) {
    this.wiring = wiring;
  }

  void asked() {
    since = since.or(() -> Optional.of(wiring.nanos().getAsLong()));
  }

  void came() {
    since = Optional.empty();
    overdue = false;
    failed = false;
  }

  /** True once, when they have been awaited for so long that it goes on without them. */
  boolean becomesOverdue() {
    boolean becomes = !overdue && awaitedFor(wiring.live().actWithoutFactsAfter());
    overdue |= becomes;
    return becomes;
  }

  /** True once, when they have been awaited for so long that reconciliation counts as failed. */
  boolean becomesFailed() {
    boolean becomes = !failed && awaitedFor(wiring.live().factsFailingMax());
    failed |= becomes;
    return becomes;
  }

  boolean awaitedFor(Duration bound) {
    return since.filter(at -> wiring.nanos().getAsLong() - at >= bound.toNanos()).isPresent();
  }
}
