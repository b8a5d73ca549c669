package vortex7.decision;

import java.util.ArrayList;
import java.util.List;

/** Collects the verdicts of one decision's gates. */
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
