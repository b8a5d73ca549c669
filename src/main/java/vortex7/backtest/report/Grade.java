package vortex7.backtest.report;

/** How a figure stands against its target. */
public enum Grade {
  /** Where it should be. */
  TARGET,
  /** Neither where it should be nor in danger. */
  BETWEEN,
  DANGER,
  /** There is nothing to compute it from. */
  UNKNOWN
}
