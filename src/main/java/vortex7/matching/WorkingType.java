package vortex7.matching;

/** The price that triggers a conditional order: the last trade's or the mark. */
public enum WorkingType {
  CONTRACT_PRICE,
  MARK_PRICE
}
