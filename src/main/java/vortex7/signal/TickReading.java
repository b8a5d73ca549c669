package vortex7.signal;

/**
 * E2's reading.
 *
 * @param velocityRatio trades of the last second over the mean of the last half minute
 * @param aggressorRatio buy volume / all volume of the last seconds, 0.5 when nothing traded
 * @param streak length of the run of equal aggressor side that ends now, at most 20
 * @param streakSide its side
 * @param volumeSpike the spike ratio is above its threshold
 * @param spikeRatio quantity of the last 3 s over the mean of 3 s in the last half minute
 * @param bigTrade one was seen in the last seconds
 * @param bigTradeSide its side, NEUTRAL when there was none
 * @param deltaSlope least-squares slope of the 5 s volume deltas, base units a second
 */
public record TickReading(
    Validity validity,
    Direction direction,
    double strength,
    double velocityRatio,
    double aggressorRatio,
    int streak,
    Direction streakSide,
    boolean volumeSpike,
    double spikeRatio,
    boolean bigTrade,
    Direction bigTradeSide,
    double deltaSlope)
    implements Reading {

  public static TickReading neutral(Validity validity) {
    return new TickReading(
        validity,
        Direction.NEUTRAL,
        0,
        1,
        0.5,
        0,
        Direction.NEUTRAL,
        false,
        0,
        false,
        Direction.NEUTRAL,
        0);
  }

  /** The same figures, but not to be acted on. */
  TickReading invalid(Validity reason) {
    return new TickReading(
        reason,
        Direction.NEUTRAL,
        0,
        velocityRatio,
        aggressorRatio,
        streak,
        streakSide,
        volumeSpike,
        spikeRatio,
        bigTrade,
        bigTradeSide,
        deltaSlope);
  }

  @Override
  public EngineId engine() {
    return EngineId.TICK;
  }

  /** The part of strength that the run of one side alone makes, in [0, 1]. */
  public double burstStrength(int streakWindow) {
    return (double) streak / streakWindow;
  }
}
