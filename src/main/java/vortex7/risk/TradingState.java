package vortex7.risk;

/** What the account or a symbol may do; of several, the strictest holds. */
public enum TradingState {
  /** Entries and exits. */
  ACTIVE,
  /** No entries, resting ones are withdrawn; positions run to their normal end. */
  REDUCING,
  /** As REDUCING, and only a person resumes. */
  HALTED;

  public TradingState stricter(TradingState other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
