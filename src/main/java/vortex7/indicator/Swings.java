package vortex7.indicator;

/**
 * Swing highs and lows among the last {@code capacity} candles: a candle whose high is above (low
 * is below) those of so many candles on each side. Adding is O(1) and never allocates.
 *
 * <p>Equal neighbours make no swing: there is nothing that turned.
 */
public final class Swings {
  private final int capacity;
  private final int beside;
  private final double[] highs;
  private final double[] lows;

  /** 1 a swing high, 2 a swing low, 3 both; by the candle's slot. */
  private final byte[] kind;

  private long candles;

  public Swings(int capacity, int beside) {
    this.beside = Checks.atLeast("beside", beside, 1);
    this.capacity = Checks.atLeast("capacity", capacity, 2 * beside + 1);
    highs = new double[capacity];
    lows = new double[capacity];
    kind = new byte[capacity];
  }

  public void add(double high, double low) {
    int slot = slot(candles);
    highs[slot] = Checks.finite("high", high);
    lows[slot] = Checks.finite("low", low);
    kind[slot] = 0;
    candles++;
    long middle = candles - 1 - beside;
    if (middle >= beside) {
      kind[slot(middle)] =
          (byte) ((turned(highs, middle, 1) ? 1 : 0) + (turned(lows, middle, -1) ? 2 : 0));
    }
  }

  private int slot(long candle) {
    return (int) (candle % capacity);
  }

  private boolean turned(double[] of, long middle, int sign) {
    double peak = sign * of[slot(middle)];
    for (int i = 1; i <= beside; i++) {
      if (sign * of[slot(middle - i)] >= peak || sign * of[slot(middle + i)] >= peak) {
        return false;
      }
    }
    return true;
  }

  /** Candles added in all; the newest is number {@code candles() − 1}. */
  public long candles() {
    return candles;
  }

  /** Number of the oldest candle that is remembered. */
  public long oldest() {
    return Math.max(0, candles - capacity);
  }

  public boolean highAt(long candle) {
    return (kind[slot(candle)] & 1) != 0;
  }

  public boolean lowAt(long candle) {
    return (kind[slot(candle)] & 2) != 0;
  }

  public double high(long candle) {
    return highs[slot(candle)];
  }

  public double low(long candle) {
    return lows[slot(candle)];
  }

  public boolean warm() {
    return candles >= capacity;
  }
}
