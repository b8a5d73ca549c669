package vortex7.matching;

/** The states of a regular order, by the venue's names. */
public enum OrderStatus {
  NEW,
  PARTIALLY_FILLED,
  FILLED,
  CANCELED,
  REJECTED,
  EXPIRED,
  EXPIRED_IN_MATCH;

  /** True while the order can still fill. */
  public boolean open() {
    return this == NEW || this == PARTIALLY_FILLED;
  }
}
