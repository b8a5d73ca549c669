package vortex7.indicator;

/**
 * Exponential moving average of a series fed oldest first, in the unit of its values; adding never
 * allocates.
 *
 * <p>The mean of the first {@code period} values seeds the recurrence {@code value += (x − value) ·
 * 2/(period + 1)}. Until {@link #warm()} it is the mean so far; NaN while empty.
 */
public final class Ema {
  private final int period;
  private final double weight;
  private long count;
  private double value = Double.NaN;

  public Ema(int period) {
    this.period = Checks.atLeast("period", period, 1);
    this.weight = 2.0 / (period + 1.0);
  }

  public void add(double x) {
    value = preview(Checks.finite("value", x));
    count++;
  }

  /** The average as it would be with {@code x} added; nothing is added. */
  public double preview(double x) {
    if (count == 0) {
      return x;
    }
    return value + (x - value) * (count < period ? 1.0 / (count + 1.0) : weight);
  }

  public double value() {
    return value;
  }

  /** Whether there were as many values as the period is long. */
  public boolean warm() {
    return count >= period;
  }
}
