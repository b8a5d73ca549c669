package vortex7.backtest;

import vortex7.decision.Decision;
import vortex7.position.TradeSummary;

/** Sees what happens in a run while it happens; changes nothing in it. */
public interface RunWatcher {
  /** Every decision, as it is made. */
  default void onDecision(Decision decision) {}

  /**
   * What became of a decision that trades.
   *
   * @param reason empty for an entry that was sent, else the rule that refused it
   */
  default void onOutcome(Decision decision, String reason) {}

  default void onClosed(TradeSummary trade) {}

  default void onNoFill(NoFill entry) {}
}
