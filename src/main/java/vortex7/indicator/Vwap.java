package vortex7.indicator;

/**
 * Volume-weighted average of typical prices, (high + low + close)/3, since the last 00:00 UTC, in
 * quote units; adding never allocates. NaN in a session without volume.
 */
public final class Vwap {
  private static final long DAY_MILLIS = 86_400_000L;

  private long day = Long.MIN_VALUE;
  private double worth;
  private double volume;

  /**
   * Adds a candle; the first of a day begins a new session.
   *
   * @param openTime epoch ms; a candle of a day before the session's is left out
   */
  public void add(long openTime, double high, double low, double close, double candleVolume) {
    Checks.finite("price", high + low + close);
    if (!(candleVolume >= 0) || Double.isInfinite(candleVolume)) {
      throw new IllegalArgumentException("volume must be at least 0, was " + candleVolume);
    }
    long of = Math.floorDiv(openTime, DAY_MILLIS);
    if (of < day) {
      return;
    }
    if (of > day) {
      day = of;
      worth = 0;
      volume = 0;
    }
    worth += typical(high, low, close) * candleVolume;
    volume += candleVolume;
  }

  private static double typical(double high, double low, double close) {
    return (high + low + close) / 3.0;
  }

  public double value() {
    return volume > 0 ? worth / volume : Double.NaN;
  }

  /** The average as it would be with one more candle of this session; nothing is added. */
  public double preview(double high, double low, double close, double candleVolume) {
    double all = volume + candleVolume;
    return all > 0 ? (worth + typical(high, low, close) * candleVolume) / all : Double.NaN;
  }

  /** Whether a candle of {@code openTime} belongs to the session that runs. */
  public boolean holds(long openTime) {
    return Math.floorDiv(openTime, DAY_MILLIS) == day;
  }

  /** What was traded in the session, base units. */
  public double volume() {
    return volume;
  }
}
