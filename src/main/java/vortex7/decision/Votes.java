package vortex7.decision;

import vortex7.decision.DecisionRules.EngineWeights;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.MarketPhase;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading.Overrides;
import vortex7.signal.TechnicalReading;
import vortex7.signal.Validity;

/**
 * What the engines that are there say together.
 *
 * <p>An engine that is absent has no weight; one that may not be acted on keeps its weight and says
 * nothing, so that the others do not grow louder by its silence.
 *
 * @param raw Σ direction·strength·weight, weights normalised over the present engines, in [−1, 1]
 * @param voting engines that are present
 * @param agreeing those with the sign of {@code raw}
 */
record Votes(double raw, int voting, int agreeing) {

  static Votes of(PanelReading readings, EngineWeights weights, EngineWeights reliability) {
    Overrides overrides = readings.regime().overrides();
    Count count = new Count();
    OrderFlowReading flow = readings.orderFlow();
    count.add(
        readings,
        EngineId.ORDER_FLOW,
        flow.direction(),
        flow.strength() * flow.conviction() * reliability.orderFlow(),
        weights.orderFlow() * overrides.orderFlow());
    count.add(
        readings,
        EngineId.TICK,
        readings.tick().direction(),
        readings.tick().strength() * reliability.tick(),
        weights.tick() * overrides.tick());
    TechnicalReading technical = readings.technical();
    boolean ranging = readings.regime().phase() == MarketPhase.RANGING;
    boolean usable = technical.validity() == Validity.VALID;
    count.add(
        readings,
        EngineId.TECHNICAL,
        usable ? technical.direction(ranging) : Direction.NEUTRAL,
        Math.min(1, Math.abs(technical.score(ranging))) * reliability.technical(),
        weights.technical() * overrides.technical());
    count.add(
        readings,
        EngineId.SENTIMENT,
        readings.sentiment().direction(),
        readings.sentiment().strength() * reliability.sentiment(),
        weights.sentiment() * overrides.sentiment());
    return count.votes();
  }

  /** Adds the engines up, in their order. */
  private static final class Count {
    private double sum;
    private double weight;
    private int voting;
    private int up;
    private int down;

    void add(
        PanelReading readings,
        EngineId engine,
        Direction direction,
        double strength,
        double engineWeight) {
      if (!readings.present(engine)) {
        return;
      }
      voting++;
      weight += engineWeight;
      if (direction != Direction.NEUTRAL) {
        sum += direction.sign() * strength * engineWeight;
        up += direction == Direction.LONG ? 1 : 0;
        down += direction == Direction.SHORT ? 1 : 0;
      }
    }

    Votes votes() {
      double raw = weight > 0 ? sum / weight : 0;
      return new Votes(raw, voting, raw > 0 ? up : raw < 0 ? down : 0);
    }
  }
}
