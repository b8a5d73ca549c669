package vortex7.signal;

/** The strategy that E5 would have in the market as it is. */
public enum StrategyPreference {
  A,
  B,
  C,
  /** Phase or volatility is not known yet. */
  ANY,
  /** The market is not tradeable. */
  NONE
}
