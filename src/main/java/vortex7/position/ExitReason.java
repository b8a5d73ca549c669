package vortex7.position;

/** Why a trade closed. */
public enum ExitReason {
  /** All closed at the target. */
  TP1(TradeState.CLOSED_TP1_FULL),
  /** The trailing or breakeven stop after TP1. */
  TP2(TradeState.CLOSED_TP2),
  /** The stop before TP1. */
  SL(TradeState.CLOSED_SL),
  /** The longest hold was over. */
  TIMEOUT(TradeState.CLOSED_TIMEOUT),
  /** A person closed it. */
  MANUAL(TradeState.CLOSED_MANUAL),
  /** Protection or venue failed, or the emergency protocol closed it. */
  EMERGENCY(TradeState.CLOSED_EMERGENCY),
  /** Too little of the entry filled, and that was flattened. */
  FRAGMENT(TradeState.CLOSED_FRAGMENT),
  /** Closed or changed at the venue by someone else. */
  EXTERNAL(TradeState.CLOSED_EXTERNAL),
  /** Liquidation or auto-deleveraging by the venue. */
  LIQUIDATION(TradeState.CLOSED_LIQUIDATION);

  private final TradeState closedState;

  ExitReason(TradeState closedState) {
    this.closedState = closedState;
  }

  /** The state a trade ends in that closed for this reason. */
  public TradeState closedState() {
    return closedState;
  }
}
