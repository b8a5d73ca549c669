package vortex7.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vortex7.signal.Direction;
import vortex7.signal.MarketPhase;
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
    if (readings.orderFlow().direction() != Direction.NEUTRAL) {
      parts.add(readings.orderFlow().strength() > STRONG ? "E1 strong" : "E1 agrees");
    }
    decision.strategy().ifPresent(strategy -> parts.add(trigger(strategy, decision)));
    if (readings.orderFlow().wallAbsorbed() != 0) {
      parts.add("wall absorbed");
    }
    if (readings.regime().phase() != MarketPhase.UNKNOWN) {
      parts.add(lower(readings.regime().phase()));
    }
    if (readings.regime().volPhase() != VolatilityPhase.NORMAL) {
      parts.add(lower(readings.regime().volPhase()) + " volatility");
    }
    return String.join(" + ", parts);
  }

  private static String trigger(Strategy strategy, Decision decision) {
    PanelReading readings = decision.readings();
    return switch (strategy) {
      case A ->
          format(
              "momentum burst (streak %d, velocity %.1f, volume %.1f)",
              readings.tick().streak(),
              readings.tick().velocityRatio(),
              readings.tick().spikeRatio());
      case B ->
          format(
              "overdone move (RSI %.1f, price beyond the %s band)",
              readings.technical().rsi(), decision.action() == Action.LONG ? "lower" : "upper");
      case C ->
          format(
              "liquidation cluster %s (volume %.1f)",
              decision.action() == Action.LONG ? "above" : "below", readings.tick().spikeRatio());
    };
  }

  private static String against(Decision decision) {
    int failed = 0;
    String first = "";
    for (GateVerdict verdict : decision.gates()) {
      if (verdict.failed() && failed++ == 0) {
        first =
            verdict.gate() == Gate.STRATEGY
                ? nearest(decision, verdict.explanation())
                : verdict.explanation();
      }
    }
    return failed == 1 ? first : first + " (and " + (failed - 1) + " more)";
  }

  /** Names the strategy that lacks least, and what it lacks first. */
  private static String nearest(Decision decision, String otherwise) {
    StrategyVerdict nearest = null;
    for (StrategyVerdict each : decision.strategies()) {
      if (each.unmet() > 0 && (nearest == null || each.unmet() < nearest.unmet())) {
        nearest = each;
      }
    }
    if (nearest == null) {
      return otherwise;
    }
    for (GateVerdict verdict : nearest.gates()) {
      if (verdict.outcome() == GateVerdict.Outcome.UNMET) {
        return "no strategy; nearest is " + nearest.strategy() + ": " + verdict.explanation();
      }
    }
    return otherwise;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
