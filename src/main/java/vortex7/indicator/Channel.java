package vortex7.indicator;

/**
 * The highest high and the lowest low of the last {@code period} candles, in the unit of their
 * prices; adding is O(1) amortised and never allocates.
 *
 * <p>Each side keeps only the candles that can still become its extreme: a newcomer drops those
 * that it surpasses.
 */
public final class Channel {
  private final int period;
  private final Side highs;
  private final Side lows;
  private long candles;

  public Channel(int period) {
    this.period = Checks.atLeast("period", period, 1);
    highs = new Side(period, 1);
    lows = new Side(period, -1);
  }

  public void add(double high, double low) {
    Checks.finite("high", high);
    Checks.finite("low", low);
    highs.add(candles, high);
    lows.add(candles, low);
    candles++;
  }

  /** NaN while empty. */
  public double high() {
    return candles == 0 ? Double.NaN : highs.extreme();
  }

  /** NaN while empty. */
  public double low() {
    return candles == 0 ? Double.NaN : lows.extreme();
  }

  public boolean warm() {
    return candles >= period;
  }

  /** A queue whose prices fall (rise, for the lows) from its head to its tail. */
  private static final class Side {
    private final int sign;
    private final double[] price;
    private final long[] candle;
    private long head;
    private long tail;

    Side(int period, int sign) {
      this.sign = sign;
      price = new double[period];
      candle = new long[period];
    }

    void add(long number, double value) {
      while (tail > head && sign * value >= sign * price[slot(tail - 1)]) {
        tail--;
      }
      if (tail > head && candle[slot(head)] <= number - price.length) {
        head++;
      }
      price[slot(tail)] = value;
      candle[slot(tail++)] = number;
    }

    private int slot(long at) {
      return (int) (at % price.length);
    }

    double extreme() {
      return price[slot(head)];
    }
  }
}
