package vortex7.venue.simulated;

/**
 * Whether a signed request's timestamp is fresh enough (protocols, A.3.3). The window grows with
 * the speed of virtual time, because the client's delay in real time does too; at maximal speed
 * nothing is refused.
 *
 * @param speed virtual seconds in a real one; infinite at maximal speed
 */
record RequestTiming(double speed) {
  static final long DEFAULT_WINDOW_MILLIS = 5_000;
  private static final long AHEAD_MILLIS = 1_000;

  /**
   * @param clockSpeed virtual seconds in a real one; 0 at maximal speed
   */
  static RequestTiming at(double clockSpeed) {
    return new RequestTiming(clockSpeed == 0 ? Double.POSITIVE_INFINITY : clockSpeed);
  }

  /** Throws −1021 with the text that fits; times in epoch milliseconds of the venue. */
  void check(long timestamp, long window, long now) {
    if (Double.isInfinite(speed)) {
      return;
    }
    double scale = Math.max(1.0, speed);
    if (timestamp <= 0) { // Far enough back, the age would overflow and look like the future.
      throw outside();
    }
    if (timestamp >= now + AHEAD_MILLIS * scale) {
      throw VenueRefusal.of(
          -1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    }
    if (now - timestamp > window * scale) {
      throw outside();
    }
  }

  private static VenueRefusal outside() {
    return VenueRefusal.of(-1021, "Timestamp for this request is outside of the recvWindow.");
  }
}
