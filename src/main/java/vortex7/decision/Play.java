package vortex7.decision;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.MarketPhase;
import vortex7.signal.PanelReading;
import vortex7.signal.VolatilityPhase;

/**
 * A strategy: what it needs to see, how it scores that, and where it would enter and leave.
 *
 * <p>What an absent engine would say is recorded as ABSENT. A filter then admits, since it says
 * what forbids a trade; a trigger does not fire and a confirmation does not count, since they are
 * reasons for one.
 */
sealed interface Play permits MomentumRide, MeanReversion, LiquidationCascade {
  Strategy strategy();

  EntryThreshold threshold();

  ExitTerms exits();

  /**
   * Records its trigger, confirmations and filter; answers its whole tenths, empty when it is no
   * candidate in that direction.
   */
  OptionalInt judge(PanelReading readings, Direction direction, Checklist checklist);

  /** Where it would go by itself in the market as it is: NEUTRAL when it sees nothing to do. */
  Direction side(PanelReading readings);

  /** Records whether there is a price to enter at; answers what it wants there. */
  Optional<Proposal> propose(Scene scene, Checklist checklist);

  /** A figure with the sign of the trade. */
  static double with(Direction direction, double figure) {
    return figure * direction.sign();
  }

  /** Records a filter of the volatility; admits while E5 is not there. */
  static boolean volatility(
      Gate gate, PanelReading readings, Set<VolatilityPhase> refused, Checklist checklist) {
    if (!readings.present(EngineId.REGIME)) {
      checklist.absent(gate, "no volatility: E5 is not there");
      return true;
    }
    VolatilityPhase phase = readings.regime().volPhase();
    boolean admitted = !refused.contains(phase);
    return checklist.condition(
        gate, admitted, "volatility " + phase + (admitted ? "" : ", must not be " + refused));
  }

  /** Records a filter of the phase; admits while E5 is not there. */
  static boolean phase(
      Gate gate, PanelReading readings, boolean admitted, String needs, Checklist checklist) {
    if (!readings.present(EngineId.REGIME)) {
      checklist.absent(gate, "no phase: E5 is not there");
      return true;
    }
    MarketPhase phase = readings.regime().phase();
    return checklist.condition(
        gate, admitted, "the market is " + phase + (admitted ? "" : ", " + needs));
  }
}
