package vortex7.matching.facts;

/** How many events, or how much of something, fell into each of consecutive windows of time. */
final class WindowCounts {
  private final long windowMillis;
  private final Series counts = new Series();
  private long end = Long.MIN_VALUE;
  private double count;

  WindowCounts(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  /** Time has come to {@code millis}; windows that ended until then are complete. */
  void advance(long millis) {
    if (end == Long.MIN_VALUE) {
      end = (Math.floorDiv(millis, windowMillis) + 1) * windowMillis;
    }
    while (millis >= end) {
      counts.add(count);
      count = 0.0;
      end += windowMillis;
    }
  }

  void add(long millis, double amount) {
    advance(millis);
    count += amount;
  }

  Series counts() {
    return counts;
  }
}
