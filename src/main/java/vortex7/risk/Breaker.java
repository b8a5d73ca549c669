package vortex7.risk;

/** A rule of the whole account that, once tripped, holds entries back until it is reset. */
public enum Breaker {
  /** The day's net loss went beyond its limit; until 00:00 UTC. */
  DAILY_LOSS(TradingState.REDUCING, End.TIME),
  /** A multiple of so many losses in a row; a cooldown. */
  LOSS_STREAK(TradingState.REDUCING, End.TIME),
  /** So many losses within so long; a cooldown. */
  HOURLY_LOSS(TradingState.REDUCING, End.TIME),
  /** So many trades in the clock hour; until the next. */
  OVERTRADE(TradingState.REDUCING, End.TIME),
  /** The balance is too far under its peak; until a person resets it. */
  DRAWDOWN(TradingState.HALTED, End.RESET),
  /** The venue fails or refuses alike; until it answers after a pause. */
  VENUE(TradingState.REDUCING, End.ANSWER),
  /** A person stopped entries; until a person starts them. */
  MANUAL(TradingState.REDUCING, End.START),
  /** A person, or the balance emergency; until a person resumes. */
  PANIC(TradingState.HALTED, End.RESUME),
  /** Fees eat too much of the day's gross profit: people are told once a day, nothing is held. */
  FEE_ALERT(TradingState.ACTIVE, End.TIME);

  /** What ends a trip. */
  public enum End {
    /** Its expiry. */
    TIME,
    /** A person who resets it. */
    RESET,
    /** The venue's first answer after its expiry. */
    ANSWER,
    /** The command start. */
    START,
    /** The command resume. */
    RESUME
  }

  private final TradingState state;
  private final End end;

  Breaker(TradingState state, End end) {
    this.state = state;
    this.end = end;
  }

  /** The trading state while it is tripped. */
  public TradingState state() {
    return state;
  }

  /** Whether entries are off while it is tripped. */
  public boolean holdsEntries() {
    return state != TradingState.ACTIVE;
  }

  public End end() {
    return end;
  }
}
