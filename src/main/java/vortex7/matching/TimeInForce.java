package vortex7.matching;

/** How long a LIMIT order works, as the venue's interface names it. */
public enum TimeInForce {
  /** Until canceled. */
  GTC,
  /** What does not fill at once expires. */
  IOC,
  /** All at once, or refused. */
  FOK,
  /** Post only: refused when it would take. */
  GTX,
  /** Until a date; not traded yet. */
  GTD,
  /** Retail price improvement; not traded yet. */
  RPI
}
