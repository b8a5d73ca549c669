package vortex7.decision;

import java.util.Optional;
import java.util.function.DoublePredicate;

/** Searches the ATRs at which a bracket is admissible: up to 1 % of price, by thousandths. */
final class AdmissibleRange {
  private static final double STEP = 0.000_01;
  private static final int STEPS = 1_000;

  private AdmissibleRange() {}

  /** From the first to the last fraction of price that passes; empty when none does. */
  static Optional<AtrWindow> of(DoublePredicate passes) {
    int first = 0;
    int last = 0;
    for (int step = 1; step <= STEPS; step++) {
      if (passes.test(step * STEP)) {
        first = first == 0 ? step : first;
        last = step;
      }
    }
    return first == 0 ? Optional.empty() : Optional.of(new AtrWindow(first * STEP, last * STEP));
  }
}
