package vortex7.matching;

/** Where a position's margin comes from: a wallet of its own, or the whole account. */
public enum MarginType {
  ISOLATED,
  CROSSED
}
