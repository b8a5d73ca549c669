package vortex7.settings;

/** Where the daemon trades. */
public enum VenueName {
  SIMULATED,
  BINANCE
}
