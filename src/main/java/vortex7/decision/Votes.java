package vortex7.decision;

import vortex7.decision.DecisionRules.EngineWeights;
import vortex7.signal.EngineId;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.RegimeReading;
import vortex7.signal.RegimeReading.Overrides;
import vortex7.signal.TickReading;
import vortex7.signal.Validity;

/**
 * What the engines that are there say together.
 *
 * @param raw Σ direction·strength·weight, weights normalised over the present engines, in [−1, 1]
 * @param voting engines that are present
 * @param agreeing those with the sign of {@code raw}
 */
record Votes(double raw, int voting, int agreeing) {

  static Votes of(PanelReading readings, EngineWeights weights, EngineWeights reliability) {
    OrderFlowReading flow = readings.orderFlow();
    TickReading tick = readings.tick();
    boolean hasFlow = readings.present(EngineId.ORDER_FLOW);
    boolean hasTick = readings.present(EngineId.TICK);
    Overrides overrides = overrides(readings.regime());
    double flowWeight = hasFlow ? weights.orderFlow() * overrides.orderFlow() : 0;
    double tickWeight = hasTick ? weights.tick() * overrides.tick() : 0;
    double all = flowWeight + tickWeight;
    if (!(all > 0)) {
      return new Votes(0, 0, 0);
    }
    double flowScore =
        flow.direction().sign() * flow.strength() * flow.conviction() * reliability.orderFlow();
    double tickScore = tick.direction().sign() * tick.strength() * reliability.tick();
    double raw = (flowScore * flowWeight + tickScore * tickWeight) / all;
    int sign = (int) Math.signum(raw);
    int agreeing = 0;
    if (sign != 0 && flow.direction().sign() == sign) {
      agreeing++;
    }
    if (sign != 0 && tick.direction().sign() == sign) {
      agreeing++;
    }
    return new Votes(raw, (hasFlow ? 1 : 0) + (hasTick ? 1 : 0), agreeing);
  }

  private static Overrides overrides(RegimeReading regime) {
    return regime.validity() == Validity.VALID ? regime.overrides() : Overrides.NONE;
  }
}
