package vortex7.signal;

/** Whether a reading may be acted on; every other value than VALID comes with a neutral reading. */
public enum Validity {
  VALID,
  /** A stream that feeds the engine has been silent for too long. */
  STALE,
  /** Market data was lost and is not (yet) replaced. */
  GAP,
  /** Too little history; nothing is invented. */
  NOT_WARM,
  /** The reading did not come in time for its mark. */
  MISSING,
  /** The configuration or the data set leaves the engine out. */
  ABSENT
}
