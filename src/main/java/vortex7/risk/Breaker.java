package vortex7.risk;

/** A rule of the whole account that, once tripped, holds entries back until it is reset. */
public enum Breaker {
  /** The day's net loss went beyond its limit; until 00:00 UTC. */
  DAILY_LOSS(TradingState.REDUCING),
  /** A multiple of so many losses in a row; a cooldown. */
  LOSS_STREAK(TradingState.REDUCING),
  /** A person stopped entries; until a person starts them. */
  MANUAL(TradingState.REDUCING),
  /** A person, or the balance emergency; until a person resumes. */
  PANIC(TradingState.HALTED);

  private final TradingState state;

  Breaker(TradingState state) {
    this.state = state;
  }

  /** The trading state while it is tripped. */
  public TradingState state() {
    return state;
  }
}
