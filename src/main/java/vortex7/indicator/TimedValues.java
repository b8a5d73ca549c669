package vortex7.indicator;

/**
 * Remembers a series of the recent past, so that its value some time ago can be asked; one value a
 * grid step is kept, in a ring that never allocates after construction.
 */
public final class TimedValues {
  private final long stepMillis;
  private final long[] time;
  private final double[] value;
  private long head;

  /**
   * @param spanMillis how far back can be asked
   * @param stepMillis values closer than this to the last kept one are left out
   */
  public TimedValues(long spanMillis, long stepMillis) {
    if (stepMillis < 1 || spanMillis < stepMillis) {
      throw new IllegalArgumentException(
          "span must be at least the step, were " + spanMillis + " and " + stepMillis);
    }
    this.stepMillis = stepMillis;
    int capacity = Integer.highestOneBit((int) (spanMillis / stepMillis) + 2) * 2;
    time = new long[capacity];
    value = new double[capacity];
  }

  public void add(long timeMillis, double sample) {
    if (head > 0 && timeMillis - time[(int) (head - 1) & (time.length - 1)] < stepMillis) {
      return;
    }
    int at = (int) head & (time.length - 1);
    time[at] = timeMillis;
    value[at] = sample;
    head++;
  }

  /** The newest value at or before {@code timeMillis}; NaN when none is that old. */
  public double at(long timeMillis) {
    long low = Math.max(0, head - time.length);
    long high = head;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (time[(int) middle & (time.length - 1)] <= timeMillis) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    long found = low - 1;
    return found < Math.max(0, head - time.length)
        ? Double.NaN
        : value[(int) found & (time.length - 1)];
  }
}
