package vortex7.matching;

/** What happened to an order in one update, by the venue's names ({@code x}). */
public enum ExecutionType {
  NEW,
  TRADE,
  CANCELED,
  CALCULATED,
  EXPIRED,
  AMENDMENT
}
