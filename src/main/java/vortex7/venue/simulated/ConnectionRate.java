package vortex7.venue.simulated;

import java.util.TreeMap;

/**
 * Counts the WebSockets that each address opens in the venue's windows of five minutes.
 * Thread-safe; times are of a clock that never goes back, in nanoseconds.
 */
final class ConnectionRate {
  private static final long WINDOW_NANOS = 300_000_000_000L;

  private final int most;
  private final TreeMap<String, Integer> opened = new TreeMap<>();
  private long window = Long.MIN_VALUE;

  /**
   * @param most that one address may open in a window
   */
  ConnectionRate(int most) {
    this.most = most;
  }

  /** Whether the address may open one more, which is counted either way. */
  synchronized boolean admits(String address, long nowNanos) {
    long current = Math.floorDiv(nowNanos, WINDOW_NANOS);
    if (current != window) {
      window = current;
      opened.clear(); // Whoever went quiet is forgotten with the window.
    }
    return opened.merge(address, 1, Integer::sum) <= most;
  }
}
