package vortex7.indicator;

/**
 * Mean and population standard deviation of the last {@code period} values, in their unit: the
 * bands are the mean and so many deviations beside it. Adding is O(1) and never allocates.
 *
 * <p>The squared deviations follow a value that comes and one that goes (Welford 1962, for a
 * window) and are taken anew once a turn of the ring, so that rounding errors do not pile up.
 */
public final class Bollinger {
  private final double[] ring;
  private int size;
  private int next;
  private double mean;
  private double squares;

  public Bollinger(int period) {
    ring = new double[Checks.atLeast("period", period, 2)];
  }

  public void add(double x) {
    Checks.finite("value", x);
    if (size < ring.length) {
      double before = mean;
      mean += (x - before) / ++size;
      squares += (x - before) * (x - mean);
    } else {
      squares = squaresWith(x);
      mean += (x - ring[next]) / size;
    }
    ring[next] = x;
    if (++next == ring.length) {
      next = 0;
      takeAnew();
    }
  }

  private double squaresWith(double x) {
    double leaving = ring[next];
    double after = mean + (x - leaving) / size;
    return Math.max(0, squares + (x - leaving) * (x - after + leaving - mean));
  }

  private void takeAnew() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += ring[i];
    }
    mean = sum / size;
    squares = 0;
    for (int i = 0; i < size; i++) {
      squares += (ring[i] - mean) * (ring[i] - mean);
    }
  }

  /** NaN while empty. */
  public double mean() {
    return size == 0 ? Double.NaN : mean;
  }

  /** NaN while empty. */
  public double deviation() {
    return size == 0 ? Double.NaN : Math.sqrt(squares / size);
  }

  /** The mean as it would be with {@code x} added; nothing is added. */
  public double previewMean(double x) {
    return size < ring.length ? mean + (x - mean) / (size + 1) : mean + (x - ring[next]) / size;
  }

  /** The deviation as it would be with {@code x} added; nothing is added. */
  public double previewDeviation(double x) {
    if (size < ring.length) {
      double with = squares + (x - mean) * (x - previewMean(x));
      return Math.sqrt(with / (size + 1));
    }
    return Math.sqrt(squaresWith(x) / size);
  }

  public boolean warm() {
    return size == ring.length;
  }
}
