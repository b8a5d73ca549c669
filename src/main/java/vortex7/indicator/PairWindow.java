package vortex7.indicator;

/**
 * The last {@code capacity} pairs of two series and how they go together; adding is O(1) and never
 * allocates, reading goes once over the pairs.
 */
public final class PairWindow {
  private final double[] xs;
  private final double[] ys;
  private int size;
  private int next;

  public PairWindow(int capacity) {
    xs = new double[Checks.atLeast("capacity", capacity, 2)];
    ys = new double[capacity];
  }

  public void add(double x, double y) {
    xs[next] = Checks.finite("x", x);
    ys[next] = Checks.finite("y", y);
    next = next + 1 == xs.length ? 0 : next + 1;
    size = Math.min(size + 1, xs.length);
  }

  public int size() {
    return size;
  }

  public boolean full() {
    return size == xs.length;
  }

  /** Pearson's correlation, −1 to 1; NaN below two pairs or when a series does not move. */
  public double correlation() {
    double meanX = mean(xs);
    double meanY = mean(ys);
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int i = 0; i < size; i++) {
      double x = xs[i] - meanX;
      double y = ys[i] - meanY;
      xx += x * x;
      yy += y * y;
      xy += x * y;
    }
    if (size < 2 || xx == 0 || yy == 0) {
      return Double.NaN;
    }
    return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
  }

  private double mean(double[] values) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return sum / size;
  }
}
