package vortex7.decision;

/** The scores of the last marks, in a ring that never allocates after construction. */
final class RecentScores {
  private static final int CAPACITY = 1_024;

  private final long[] time = new long[CAPACITY];
  private final double[] score = new double[CAPACITY];
  private long head;

  void add(long timeMillis, double value) {
    int at = (int) (head++ & (CAPACITY - 1));
    time[at] = timeMillis;
    score[at] = value;
  }

  /** The largest |score − now| over the marks at or after {@code fromMillis}; 0 without any. */
  double largestJump(double now, long fromMillis) {
    double largest = 0;
    long oldest = Math.max(0, head - CAPACITY);
    for (long i = head - 1; i >= oldest && time[(int) (i & (CAPACITY - 1))] >= fromMillis; i--) {
      largest = Math.max(largest, Math.abs(score[(int) (i & (CAPACITY - 1))] - now));
    }
    return largest;
  }
}
