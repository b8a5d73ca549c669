package vortex7.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.live.view.GateFunnelView;

/** The gate funnel as text: which gate let how many marks through, and refused how many. */
final class GateReport {
  private GateReport() {}

  /** A line for each gate that refused a mark, in the order in which gates are asked. */
  static List<String> lines(GateFunnelView funnel) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, strategy %s: gates at %d marks (refused alone; after the gates before it: refused, left)"
            .formatted(funnel.symbol(), funnel.strategy(), funnel.marks()));
    long left = funnel.marks();
    for (GateFunnelView.GateCount gate : funnel.gates()) {
      if (gate.absent() == funnel.marks()) {
        continue; // Its engine does not exist: it was never asked.
      }
      long alone = funnel.marks() - gate.passedAlone();
      if (alone > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %-24s %7d %7d %7d",
                gate.gate(),
                alone,
                left - gate.passedInSequence(),
                gate.passedInSequence()));
      }
      left = gate.passedInSequence();
    }
    return lines;
  }
}
