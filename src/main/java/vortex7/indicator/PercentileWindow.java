package vortex7.indicator;

import java.util.Arrays;

/**
 * The last {@code capacity} values of a series, kept sorted, so that nearest-rank percentiles are
 * read off; adding costs a search and a move, and never allocates.
 */
public final class PercentileWindow {
  private final double[] arrived;
  private final double[] sorted;
  private int size;
  private int next;

  public PercentileWindow(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, was " + capacity);
    }
    arrived = new double[capacity];
    sorted = new double[capacity];
  }

  public void add(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be finite, was " + value);
    }
    if (size == arrived.length) {
      removeSorted(arrived[next]);
    }
    arrived[next] = value;
    next = next + 1 == arrived.length ? 0 : next + 1;
    insertSorted(value);
  }

  private void removeSorted(double value) {
    int at = Arrays.binarySearch(sorted, 0, size, value);
    System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    size--;
  }

  private void insertSorted(double value) {
    int found = Arrays.binarySearch(sorted, 0, size, value);
    int at = found >= 0 ? found : -found - 1;
    System.arraycopy(sorted, at, sorted, at + 1, size - at);
    sorted[at] = value;
    size++;
  }

  public int size() {
    return size;
  }

  /**
   * The nearest-rank percentile: the value at rank ⌈fraction·n⌉ counted from 1.
   *
   * @param fraction in (0, 1]
   * @throws IllegalStateException while the window is empty
   */
  public double percentile(double fraction) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new IllegalArgumentException("fraction must be in (0, 1], was " + fraction);
    }
    if (size == 0) {
      throw new IllegalStateException("no values yet");
    }
    int rank = (int) Math.ceil(fraction * size - RANK_SLACK);
    return sorted[Math.max(0, rank - 1)];
  }

  /** 0.95 · 480 must be rank 456 although the product of doubles may lie a hair above it. */
  private static final double RANK_SLACK = 1e-9;
}
