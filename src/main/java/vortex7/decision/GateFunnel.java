package vortex7.decision;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Counts how many decisions each gate let through, alone and after all gates before it. Not
 * thread-safe.
 */
public final class GateFunnel {
  private final Map<Gate, Counts> counts = new EnumMap<>(Gate.class);
  private long decisions;

  private static final class Counts {
    long alone;
    long inSequence;
    long absent;
  }

  /**
   * What one gate did.
   *
   * @param passedAlone decisions that it let through; an absent gate lets everything through
   * @param passedInSequence those that all gates before it let through too
   * @param absent decisions for which its engine was not there
   */
  public record Count(Gate gate, long passedAlone, long passedInSequence, long absent) {}

  public GateFunnel() {
    for (Gate gate : Gate.values()) {
      counts.put(gate, new Counts());
    }
  }

  public void add(Decision decision) {
    decisions++;
    boolean open = true;
    for (GateVerdict verdict : decision.gates()) {
      Counts count = counts.computeIfAbsent(verdict.gate(), unused -> new Counts());
      if (verdict.outcome() == GateVerdict.Outcome.ABSENT) {
        count.absent++;
      }
      if (verdict.failed()) {
        open = false;
      } else {
        count.alone++;
        count.inSequence += open ? 1 : 0;
      }
    }
  }

  public long decisions() {
    return decisions;
  }

  /** In the order in which the gates are asked. */
  public List<Count> counts() {
    List<Count> out = new ArrayList<>();
    counts.forEach(
        (gate, count) -> out.add(new Count(gate, count.alone, count.inSequence, count.absent)));
    return out;
  }
}
