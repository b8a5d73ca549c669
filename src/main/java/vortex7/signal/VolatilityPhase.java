package vortex7.signal;

/** How volatile a market is against its own last day. */
public enum VolatilityPhase {
  LOW,
  NORMAL,
  HIGH,
  /** Not tradeable. */
  EXTREME
}
