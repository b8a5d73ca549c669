package vortex7.indicator;

/**
 * Wilder's relative strength index of closing prices fed oldest first, 0 to 100; adding never
 * allocates.
 *
 * <p>The means of the first {@code period} rises and falls seed the recurrence {@code mean = mean ·
 * (n − 1)/n + change/n} (Wilder 1978). A market that only rose is 100, one that only fell 0, and
 * one that did not move at all 50. NaN before the second value.
 */
public final class Rsi {
  private static final double NEUTRAL = 50.0;

  private final int period;
  private long changes;
  private boolean begun;
  private double last;
  private double rise;
  private double fall;

  public Rsi(int period) {
    this.period = Checks.atLeast("period", period, 1);
  }

  public void add(double close) {
    Checks.finite("close", close);
    if (begun) {
      double change = close - last;
      double weight = weight();
      rise += (Math.max(0, change) - rise) * weight;
      fall += (Math.max(0, -change) - fall) * weight;
      changes++;
    }
    begun = true;
    last = close;
  }

  private double weight() {
    return changes < period ? 1.0 / (changes + 1.0) : 1.0 / period;
  }

  public double value() {
    return changes == 0 ? Double.NaN : of(rise, fall);
  }

  /** The index as it would be with {@code close} added; nothing is added. */
  public double preview(double close) {
    if (!begun) {
      return Double.NaN;
    }
    double change = close - last;
    double weight = weight();
    return of(
        rise + (Math.max(0, change) - rise) * weight,
        fall + (Math.max(0, -change) - fall) * weight);
  }

  private static double of(double rise, double fall) {
    double both = rise + fall;
    return both == 0 ? NEUTRAL : 100.0 * (rise / both);
  }

  /** Whether there were as many changes as the period is long. */
  public boolean warm() {
    return changes >= period;
  }
}
