package vortex7.settings;

/** Whose money is at stake. */
public enum Mode {
  /** Nobody's: fills are simulated. */
  PAPER,
  /** Nobody's: the venue's own demo. */
  TESTNET,
  /** Real. */
  LIVE
}
