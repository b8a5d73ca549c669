package vortex7.venue.simulated;

/** Frames of one client in the running second. Lives on its socket's thread. */
final class IncomingRate {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int perSecond;
  private long second = Long.MIN_VALUE;
  private int count;

  IncomingRate(int perSecond) {
    this.perSecond = perSecond;
  }

  /** Counts one; false when it is one too many. */
  boolean admits(long nowNanos) {
    long current = Math.floorDiv(nowNanos, SECOND_NANOS);
    if (current != second) {
      second = current;
      count = 0;
    }
    return ++count <= perSecond;
  }
}
