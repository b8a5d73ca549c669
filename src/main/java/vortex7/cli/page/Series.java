package vortex7.cli.page;

import java.util.Arrays;

/**
 * One line of a chart over time, appended to in the order of time; a value that is not finite is a
 * hole in the line.
 */
public final class Series {
  private final String name;
  private final boolean steps;
  private long[] times = new long[256];
  private double[] values = new double[256];
  private int size;

  private Series(String name, boolean steps) {
    this.name = name;
    this.steps = steps;
  }

  /** Of a figure that moves from value to value. */
  public static Series line(String name) {
    return new Series(name, false);
  }

  /** Of a figure that holds until it changes, such as a direction. */
  public static Series steps(String name) {
    return new Series(name, true);
  }

  /**
   * @param timeMillis epoch ms, not before the last one
   * @throws IllegalArgumentException when time goes backwards
   */
  public void add(long timeMillis, double value) {
    if (size > 0 && timeMillis < times[size - 1]) {
      throw new IllegalArgumentException(
          name + ": time must not go back, was " + timeMillis + " after " + times[size - 1]);
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = timeMillis;
    values[size] = value;
    size++;
  }

  public String name() {
    return name;
  }

  boolean stepped() {
    return steps;
  }

  public int size() {
    return size;
  }

  /** Whether there is a value at all. */
  public boolean anyKnown() {
    for (int i = 0; i < size; i++) {
      if (Double.isFinite(values[i])) {
        return true;
      }
    }
    return false;
  }

  /** Epoch ms of the first point; there must be one. */
  public long firstTime() {
    return time(0);
  }

  public long lastTime() {
    return time(size - 1);
  }

  long time(int i) {
    return times[i];
  }

  double value(int i) {
    return values[i];
  }
}
