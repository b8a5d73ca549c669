package vortex7.decision;

import java.util.ArrayList;
import java.util.List;

/** Collects the verdicts of one decision's gates, or of one strategy's. */
final class Checklist {
  private static final int GATES = Gate.values().length;

  private final List<GateVerdict> verdicts = new ArrayList<>(GATES);
  private boolean failed;

  /** Records whether a figure held against its limit; answers the same. */
  boolean ask(Gate gate, boolean passed, double value, double limit, String detail) {
    verdicts.add(GateVerdict.of(gate, passed, value, limit, detail));
    failed |= !passed;
    return passed;
  }

  boolean ask(Gate gate, boolean passed, String detail) {
    return ask(gate, passed, Double.NaN, Double.NaN, detail);
  }

  /**
   * Records whether a strategy's condition holds, which alone refuses no trade; answers the same.
   */
  boolean condition(Gate gate, boolean held, double value, double limit, String detail) {
    verdicts.add(GateVerdict.condition(gate, held, value, limit, detail));
    return held;
  }

  boolean condition(Gate gate, boolean held, String detail) {
    return condition(gate, held, Double.NaN, Double.NaN, detail);
  }

  /** Takes over what was asked elsewhere. */
  void take(GateVerdict verdict) {
    verdicts.add(verdict);
    failed |= verdict.failed();
  }

  void absent(Gate gate, String detail) {
    verdicts.add(GateVerdict.absent(gate, detail));
  }

  boolean allPassed() {
    return !failed;
  }

  List<GateVerdict> verdicts() {
    return verdicts;
  }
}
