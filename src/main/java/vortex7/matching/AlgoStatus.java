package vortex7.matching;

/** The states of a conditional order, by the venue's names. */
public enum AlgoStatus {
  NEW,
  TRIGGERING,
  TRIGGERED,
  FINISHED,
  CANCELED,
  REJECTED,
  EXPIRED;

  /** True while the order can still trigger or spawn its child. */
  public boolean open() {
    return this == NEW || this == TRIGGERING;
  }
}
