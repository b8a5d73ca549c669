package vortex7.decision;

import java.util.ArrayList;
import java.util.List;

/**
 * What one strategy said at one mark, as if it were the only one.
 *
 * @param candidate its trigger, confirmations and filter all hold
 * @param tenths its score; 0 when it is no candidate
 * @param gates those that are asked of each strategy by its own measure, in the order of {@link
 *     Gate}: score and agreement, its conditions, its tenths, its distances
 */
public record StrategyVerdict(
    Strategy strategy, boolean candidate, int tenths, List<GateVerdict> gates) {
  public StrategyVerdict {
    gates = List.copyOf(gates);
  }

  /** Its verdict of that gate. */
  public GateVerdict of(Gate gate) {
    for (GateVerdict verdict : gates) {
      if (verdict.gate() == gate) {
        return verdict;
      }
    }
    throw new IllegalArgumentException(gate + " is not asked of a strategy by itself");
  }

  /** Those of its gates that did not hold. */
  public List<GateVerdict> missing() {
    List<GateVerdict> missing = new ArrayList<>();
    for (GateVerdict verdict : gates) {
      if (!verdict.open()) {
        missing.add(verdict);
      }
    }
    return missing;
  }

  /** How many of its own conditions do not hold. */
  int unmet() {
    int unmet = 0;
    for (GateVerdict verdict : gates) {
      unmet += verdict.outcome() == GateVerdict.Outcome.UNMET ? 1 : 0;
    }
    return unmet;
  }
}
