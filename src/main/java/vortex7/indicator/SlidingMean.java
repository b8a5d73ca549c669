package vortex7.indicator;

/**
 * The mean of the last {@code capacity} values of a series; adding is O(1) and never allocates. The
 * sum is taken anew once a turn of the ring, so that rounding errors do not pile up.
 */
public final class SlidingMean {
  private final double[] ring;
  private int size;
  private int next;
  private double sum;

  public SlidingMean(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
    }
    ring = new double[capacity];
  }

  public void add(double value) {
    sum += value - ring[next];
    ring[next] = value;
    size = Math.min(size + 1, ring.length);
    if (++next == ring.length) {
      next = 0;
      sum = 0;
      for (double kept : ring) {
        sum += kept;
      }
    }
  }

  public int size() {
    return size;
  }

  /** NaN while empty. */
  public double mean() {
    return size == 0 ? Double.NaN : sum / size;
  }
}
