package vortex7.decision;

import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.OrderFlowReading;
import vortex7.signal.PanelReading;
import vortex7.signal.TickReading;
import vortex7.signal.VolatilityPhase;

/** Strategy A's trigger, confirmations, filter and score in whole tenths. */
final class MomentumRide {
  private final StrategyARules rules;

  MomentumRide(StrategyARules rules) {
    this.rules = rules;
  }

  /** Records A's gates; answers its tenths, or 0 when it is no candidate in that direction. */
  int judge(PanelReading readings, Direction direction, Checklist checklist) {
    boolean triggered = triggered(readings.tick(), direction, checklist);
    boolean confirmed = confirmed(readings.orderFlow(), direction, checklist);
    boolean admitted = admitted(readings, checklist);
    return triggered && confirmed && admitted ? tenths(readings) : 0;
  }

  private boolean triggered(TickReading tick, Direction direction, Checklist checklist) {
    boolean fast =
        checklist.ask(
            Gate.A_VELOCITY,
            tick.velocityRatio() > rules.velocityAbove(),
            tick.velocityRatio(),
            rules.velocityAbove(),
            "velocity {v}, needs > {l}");
    boolean with = direction != Direction.NEUTRAL && tick.streakSide() == direction;
    boolean burst =
        checklist.ask(
            Gate.A_STREAK,
            with && tick.streak() >= rules.streakMin(),
            tick.streak(),
            rules.streakMin(),
            with || tick.streak() == 0
                ? "streak {v}, needs >= {l}"
                : "streak {v} against the direction, needs >= {l} with it");
    boolean spike =
        checklist.ask(
            Gate.A_VOLUME_SPIKE,
            tick.spikeRatio() > rules.spikeAbove(),
            tick.spikeRatio(),
            rules.spikeAbove(),
            "volume spike {v}, needs > {l}");
    return fast && burst && spike;
  }

  private boolean confirmed(OrderFlowReading flow, Direction direction, Checklist checklist) {
    int confirmations = 0;
    if (flow.imbalance() * direction.sign() > rules.imbalanceAbove()) {
      confirmations++;
    }
    if (flow.cvdSlope() * direction.sign() > rules.slopeAbove()) {
      confirmations++;
    }
    return checklist.ask(
        Gate.A_CONFIRMATIONS,
        confirmations >= rules.confirmationsMin(),
        confirmations,
        rules.confirmationsMin(),
        "{v} confirmations of imbalance and CVD slope (no EMA trend), needs >= {l}");
  }

  private static boolean admitted(PanelReading readings, Checklist checklist) {
    checklist.absent(Gate.A_PHASE, "no phase: E5 judges volatility and spread only");
    boolean calm = true;
    if (readings.present(EngineId.REGIME)) {
      VolatilityPhase phase = readings.regime().volPhase();
      calm =
          checklist.ask(
              Gate.A_VOLATILITY,
              phase != VolatilityPhase.EXTREME,
              phase == VolatilityPhase.EXTREME
                  ? "volatility EXTREME, must not be"
                  : "volatility not EXTREME");
    } else {
      checklist.absent(Gate.A_VOLATILITY, "no volatility: E5 is not there");
    }
    checklist.absent(Gate.A_LEVEL, "no levels: E3 is not there");
    return calm;
  }

  private int tenths(PanelReading readings) {
    int tenths = rules.velocityTenths() + rules.streakTenths();
    return readings.orderFlow().strength() > rules.strongFlowAbove()
        ? tenths + rules.strongFlowTenths()
        : tenths;
  }
}
