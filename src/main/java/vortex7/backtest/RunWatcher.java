package vortex7.backtest;

import vortex7.decision.Decision;
import vortex7.position.TradeSummary;

/** Sees what happens in a run while it happens; changes nothing in it. */
public interface RunWatcher {
  /** Every decision, as it is made. */
  default void onDecision(Decision decision) {}

  /**
   * What became of a decision that trades, told right after it.
   *
   * @param outcome SENT or REFUSED, and why, as a daemon words it
   */
  default void onOutcome(Decision decision, String outcome) {}

  default void onClosed(TradeSummary trade) {}

  default void onNoFill(NoFill entry) {}
}
