package vortex7.indicator;

/**
 * Support and resistance: prices at which candles turned, those close together counted as one, the
 * most often touched kept (of equals the newest). Taken anew from {@link Swings} when a candle has
 * closed; never allocates after construction.
 *
 * <p>Swings are merged from the lowest price up: a swing within the tolerance of the level's mean
 * so far joins it, and moves the mean.
 */
public final class KeyLevels {
  private final int kept;
  private final double tolerance;
  private final double[] sorted;
  private final long[] sortedAt;
  private final double[] price;
  private final int[] touches;
  private final long[] newest;
  private int size;

  /**
   * @param candles remembered by the swings that will be given
   * @param kept levels
   * @param tolerance relative distance within which swings are one level
   */
  public KeyLevels(int candles, int kept, double tolerance) {
    this.kept = Checks.atLeast("kept", kept, 1);
    this.tolerance = tolerance;
    int most = 2 * candles;
    sorted = new double[most];
    sortedAt = new long[most];
    price = new double[most];
    touches = new int[most];
    newest = new long[most];
  }

  public void take(Swings swings) {
    int found = 0;
    for (long i = swings.oldest(); i < swings.candles(); i++) {
      if (swings.highAt(i)) {
        insert(found++, swings.high(i), i);
      }
      if (swings.lowAt(i)) {
        insert(found++, swings.low(i), i);
      }
    }
    size = 0;
    for (int i = 0; i < found; i++) {
      merge(sorted[i], sortedAt[i]);
    }
    keepStrongest();
  }

  private void insert(int found, double value, long candle) {
    int at = found;
    while (at > 0 && sorted[at - 1] > value) {
      sorted[at] = sorted[at - 1];
      sortedAt[at] = sortedAt[at - 1];
      at--;
    }
    sorted[at] = value;
    sortedAt[at] = candle;
  }

  private void merge(double value, long candle) {
    int last = size - 1;
    if (size > 0 && value - price[last] <= tolerance * price[last]) {
      touches[last]++;
      price[last] += (value - price[last]) / touches[last];
      newest[last] = Math.max(newest[last], candle);
    } else {
      price[size] = value;
      touches[size] = 1;
      newest[size++] = candle;
    }
  }

  private void keepStrongest() {
    for (int i = 1; i < size; i++) {
      for (int j = i; j > 0 && stronger(j, j - 1); j--) {
        swap(j, j - 1);
      }
    }
    size = Math.min(size, kept);
  }

  private boolean stronger(int i, int j) {
    return touches[i] != touches[j] ? touches[i] > touches[j] : newest[i] > newest[j];
  }

  private void swap(int i, int j) {
    double p = price[i];
    int t = touches[i];
    long n = newest[i];
    price[i] = price[j];
    touches[i] = touches[j];
    newest[i] = newest[j];
    price[j] = p;
    touches[j] = t;
    newest[j] = n;
  }

  public int size() {
    return size;
  }

  /** Of level {@code i}, strongest first. */
  public double price(int i) {
    return price[i];
  }

  public int touches(int i) {
    return touches[i];
  }

  /** Index of the nearest level above {@code from}; −1 when there is none. */
  public int nearestAbove(double from) {
    int best = -1;
    for (int i = 0; i < size; i++) {
      if (price[i] > from && (best < 0 || price[i] < price[best])) {
        best = i;
      }
    }
    return best;
  }

  /** Index of the nearest level below {@code from}; −1 when there is none. */
  public int nearestBelow(double from) {
    int best = -1;
    for (int i = 0; i < size; i++) {
      if (price[i] < from && (best < 0 || price[i] > price[best])) {
        best = i;
      }
    }
    return best;
  }
}
