package vortex7.indicator;

/**
 * Wilder's average directional index and its two directional indicators, 0 to 100, of candles fed
 * oldest first; adding never allocates.
 *
 * <p>True range and directional movements are smoothed by {@code mean = mean · (n − 1)/n + x/n},
 * seeded with the mean of the first n; the index is the same smoothing of {@code 100 · |DI⁺ −
 * DI⁻|/(DI⁺ + DI⁻)}, begun when those are warm (Wilder 1978). NaN before.
 */
public final class Adx {
  private final int period;
  private long candles;
  private double high;
  private double low;
  private double close;
  private double range;
  private double up;
  private double down;
  private long indices;
  private double index = Double.NaN;

  public Adx(int period) {
    this.period = Checks.atLeast("period", period, 1);
  }

  public void add(double newHigh, double newLow, double newClose) {
    Checks.finite("high", newHigh);
    Checks.finite("low", newLow);
    Checks.finite("close", newClose);
    if (candles > 0) {
      double rise = newHigh - high;
      double fall = low - newLow;
      double weight = candles <= period ? 1.0 / candles : 1.0 / period;
      double trueRange = Math.max(newHigh, close) - Math.min(newLow, close);
      range += (trueRange - range) * weight;
      up += ((rise > fall && rise > 0 ? rise : 0) - up) * weight;
      down += ((fall > rise && fall > 0 ? fall : 0) - down) * weight;
      if (candles >= period) {
        addIndex();
      }
    }
    candles++;
    high = newHigh;
    low = newLow;
    close = newClose;
  }

  private void addIndex() {
    double both = up + down;
    double now = both == 0 ? 0 : 100.0 * (Math.abs(up - down) / both);
    double weight = indices < period ? 1.0 / (indices + 1.0) : 1.0 / period;
    index = indices == 0 ? now : index + (now - index) * weight;
    indices++;
  }

  public double value() {
    return index;
  }

  /** NaN before the second candle; 0 in a market without range. */
  public double plus() {
    return directional(up);
  }

  /** NaN before the second candle; 0 in a market without range. */
  public double minus() {
    return directional(down);
  }

  private double directional(double movement) {
    if (candles < 2) {
      return Double.NaN;
    }
    return range == 0 ? 0 : 100.0 * Math.min(1, movement / range);
  }

  /** Whether the index rests on as many values as the period is long. */
  public boolean warm() {
    return indices >= period;
  }
}
