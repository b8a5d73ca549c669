package vortex7.decision;

/** The conditions of an entry, in the order in which they are asked and recorded. */
public enum Gate {
  READINGS,
  SCORE,
  AGREEMENT,
  ORDER_FLOW_NOT_OPPOSITE,
  TRADEABLE,
  SPREAD,
  A_VELOCITY,
  A_STREAK,
  A_VOLUME_SPIKE,
  A_CONFIRMATIONS,
  A_PHASE,
  A_VOLATILITY,
  A_LEVEL,
  /** A strategy's trigger, confirmations and filter hold and it scores enough. */
  STRATEGY,
  ATR,
  LEVEL_IN_THE_WAY,
  STOP_DISTANCE,
  TARGET_FLOOR,
  MINIMUM_TARGET,
  GROSS_RR,
  EFFECTIVE_RR,
  ONE_TRADE_A_SYMBOL,
  OPEN_POSITIONS,
  NO_FILL_PAUSE,
  CLOSE_PAUSE,
  BREAKERS,
  TRADING_ENABLED,
  LEVERAGE,
  STABLE
}
