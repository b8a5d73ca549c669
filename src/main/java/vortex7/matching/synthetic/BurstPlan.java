package vortex7.matching.synthetic;

/**
 * A burst of one-sided aggression before it begins. Distances are in standard deviations of an
 * ordinary minute of the symbol that it happens to.
 *
 * @param sign +1 upwards, −1 downwards
 * @param thrust how far the fundamental goes while takers sweep
 * @param thrustMillis for how long they do
 * @param pullback the share of it that is taken back at once, 0 for none
 * @param pullbackMillis for how long that takes
 * @param legSign where the minutes after it lead
 * @param legSpeed how fast, a minute
 * @param legMillis for how long
 */
record BurstPlan(
    int sign,
    double thrust,
    long thrustMillis,
    double pullback,
    long pullbackMillis,
    int legSign,
    double legSpeed,
    long legMillis) {

  /** Share of bursts in which stop orders beyond an extreme are met, and how far these go. */
  private static final double BEYOND = 0.05;

  private static final double BEYOND_MOST = 4.5;

  BurstPlan withLegSpeed(double speed) {
    return new BurstPlan(
        sign, thrust, thrustMillis, pullback, pullbackMillis, legSign, speed, legMillis);
  }

  /**
   * Draws one for a market in {@code mood}.
   *
   * @param tailed whether it may be one of the few that go far beyond the others
   */
  static BurstPlan draw(MarketRandom random, int sign, Mood mood, boolean tailed) {
    double beyond = tailed && random.chance(BEYOND) ? random.uniform(2.0, BEYOND_MOST) : 1.0;
    return new BurstPlan(
        sign,
        beyond * random.uniform(0.7, 1.3),
        2_000 + random.below(2_600),
        random.chance(0.85) ? random.uniform(0.35, 0.85) : 0.0,
        1_000 + random.below(2_500),
        random.chance(mood.continuation) ? sign : -sign,
        random.uniform(0.3, 1.6),
        60_000 + random.below(150_000));
  }
}
