package vortex7.matching.synthetic;

/** What the whole market is like for some minutes. */
enum Mood {
  QUIET(0.55, 0.60, 0.0, 0.3, 0.45, 0.002, 0.10, 300),
  TRENDING(1.10, 0.90, 0.7, 1.2, 0.75, 0.0, 0.30, 420),
  RANGING(0.90, 0.80, 0.0, 0.7, 0.30, 0.02, 0.20, 360),
  CHOPPY(1.00, 0.95, 0.0, 0.8, 0.35, 0.005, 0.40, 300),
  VIOLENT(1.60, 1.70, 0.4, 1.8, 0.55, 0.0, 0.70, 150);

  /** Order flow relative to the ordinary. */
  final double activity;

  /** Volatility relative to the ordinary. */
  final double volatility;

  /** Drift in standard deviations of an ordinary minute a minute. */
  final double trend;

  /** Bursts of one-sided aggression a minute and symbol. */
  final double burstsPerMinute;

  /** Chance that a burst's direction goes on after it. */
  final double continuation;

  /** Share of the distance to its own recent mean that the fundamental gives up a second. */
  final double reversion;

  /** Chance that the book is thin: small queues, gaps between levels. */
  final double thinness;

  /** Mean length in seconds. */
  final double seconds;

  Mood(
      double activity,
      double volatility,
      double trend,
      double burstsPerMinute,
      double continuation,
      double reversion,
      double thinness,
      double seconds) {
    this.activity = activity;
    this.volatility = volatility;
    this.trend = trend;
    this.burstsPerMinute = burstsPerMinute;
    this.continuation = continuation;
    this.reversion = reversion;
    this.thinness = thinness;
    this.seconds = seconds;
  }
}
