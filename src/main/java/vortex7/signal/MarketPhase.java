package vortex7.signal;

/** What kind of market E5 sees, by trend strength and slope. */
public enum MarketPhase {
  TRENDING,
  RANGING,
  CHOPPY,
  /** Too few candles to tell: nothing is overridden. */
  UNKNOWN
}
