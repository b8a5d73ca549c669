package vortex7.indicator;

/**
 * Wilder's average true range of candles fed oldest first, in the unit of their prices.
 *
 * <p>The mean of the first {@code period} true ranges seeds the recurrence {@code value = value·(n
 * − 1)/n + TR/n} (Wilder 1978). Until {@link #warm()}, {@code value} is the mean so far; the first
 * candle's true range is high − low.
 */
public record Atr(int period, long count, double previousClose, double value) {
  public Atr {
    if (period < 1) {
      throw new IllegalArgumentException("period must be at least 1, was " + period);
    }
  }

  public static Atr over(int period) {
    return new Atr(period, 0, 0.0, 0.0);
  }

  public Atr plus(double high, double low, double close) {
    if (!Double.isFinite(high) || !Double.isFinite(low) || !Double.isFinite(close)) {
      throw new IllegalArgumentException(
          "candle must be finite, was high " + high + " low " + low + " close " + close);
    }
    double range = high - low;
    if (count > 0) {
      range =
          Math.max(range, Math.max(Math.abs(high - previousClose), Math.abs(low - previousClose)));
    }
    double weight = warm() ? 1.0 / period : 1.0 / (count + 1.0);
    return new Atr(period, count + 1, close, value + (range - value) * weight);
  }

  public boolean warm() {
    return count >= period;
  }
}
