package vortex7.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.signal.PanelReading;
import vortex7.signal.VolatilityPhase;

/** Says a decision in one line. */
final class Reason {
  private static final double STRONG = 0.6;

  private Reason() {}

  static String of(Decision decision) {
    return decision.trades() ? forTheTrade(decision) : against(decision);
  }

  private static String forTheTrade(Decision decision) {
    PanelReading readings = decision.readings();
    List<String> parts = new ArrayList<>();
    parts.add(readings.orderFlow().strength() > STRONG ? "E1 strong" : "E1 agrees");
    parts.add(
        String.format(
            Locale.ROOT,
            "momentum burst (streak %d, velocity %.1f, volume %.1f)",
            readings.tick().streak(),
            readings.tick().velocityRatio(),
            readings.tick().spikeRatio()));
    if (readings.orderFlow().wallAbsorbed() != 0) {
      parts.add("wall absorbed");
    }
    if (readings.regime().volPhase() != VolatilityPhase.NORMAL) {
      parts.add(readings.regime().volPhase().name().toLowerCase(Locale.ROOT) + " volatility");
    }
    return String.join(" + ", parts);
  }

  private static String against(Decision decision) {
    int failed = 0;
    String first = "";
    for (GateVerdict verdict : decision.gates()) {
      if (verdict.failed() && failed++ == 0) {
        first = verdict.explanation();
      }
    }
    return failed == 1 ? first : first + " (and " + (failed - 1) + " more)";
  }
}
