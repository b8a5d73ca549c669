package vortex7.venue.binance;

import java.time.Duration;
import java.util.Arrays;

/**
 * How long the newest REST calls took, answered or given up, by the own monotonic clock; bounded.
 * Thread-safe.
 */
final class AnswerTimes {
  private static final int KEPT = 4_096;

  /** The share of the calls that were no slower than what is told. */
  private static final double MOST = 0.95;

  /** Fewer calls say nothing about the venue: one of them alone would be their 95th percentile. */
  static final int CALLS_MIN = 5;

  private final long[] endedNanos = new long[KEPT];
  private final long[] tookNanos = new long[KEPT];
  private long total;

  synchronized void took(long beganNanos, long nowNanos) {
    int slot = (int) (total++ % KEPT);
    endedNanos[slot] = nowNanos;
    tookNanos[slot] = nowNanos - beganNanos;
  }

  /** The 95th percentile, nearest rank, of those that ended within; zero of too few. */
  synchronized Duration slow(Duration within, long nowNanos) {
    int held = (int) Math.min(total, KEPT);
    long[] took = new long[held];
    int count = 0;
    for (int slot = 0; slot < held; slot++) {
      if (nowNanos - endedNanos[slot] <= within.toNanos()) {
        took[count++] = tookNanos[slot];
      }
    }
    if (count < CALLS_MIN) {
      return Duration.ZERO;
    }
    Arrays.sort(took, 0, count);
    return Duration.ofNanos(took[(int) Math.ceil(MOST * count) - 1]);
  }
}
