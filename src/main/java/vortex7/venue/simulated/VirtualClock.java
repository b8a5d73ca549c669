package vortex7.venue.simulated;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The venue's time: real time from an anchor, multiplied by the speed; or, at maximal speed, what
 * the engine sets. Never falls. Any thread may read it, only the engine moves it.
 */
final class VirtualClock implements InstantSource {
  private static final double NANOS_A_MILLI = 1e6;

  /** Virtual time {@code millis} was at {@code nanos} of the monotonic clock. */
  private record Anchor(long millis, long nanos, double speed) {}

  private final LongSupplier nanoClock;
  private volatile Anchor anchor;
  private volatile long offsetMillis;

  /**
   * @param speed virtual milliseconds in a real one; 0 for a clock that only the engine moves
   */
  VirtualClock(double speed, LongSupplier nanoClock, long startMillis) {
    this.nanoClock = nanoClock;
    this.anchor = new Anchor(startMillis, nanoClock.getAsLong(), speed);
  }

  @Override
  public long millis() {
    Anchor from = anchor;
    if (from.speed() == 0) {
      return from.millis();
    }
    double elapsed = Math.max(0, nanoClock.getAsLong() - from.nanos()) / NANOS_A_MILLI;
    return from.millis() + (long) (elapsed * from.speed());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  /** It is {@code millis} now, and time goes on from there. */
  void set(long millis) {
    anchor = new Anchor(millis, nanoClock.getAsLong(), anchor.speed());
  }

  /** Virtual milliseconds in a real one; 0 when only the engine moves it. */
  double speed() {
    return anchor.speed();
  }

  /** From now on time goes this fast. */
  void setSpeed(double speed) {
    anchor = new Anchor(millis(), nanoClock.getAsLong(), speed);
  }

  /** By how much the time that requests are told and judged by is ahead of the market's. */
  long offsetMillis() {
    return offsetMillis;
  }

  void setOffset(long millis) {
    offsetMillis = millis;
  }

  /** The time that requests are told and judged by, epoch ms. */
  long toldMillis() {
    return millis() + offsetMillis;
  }

  /** Real nanoseconds until it is {@code millis}. */
  long nanosUntil(long millis) {
    double speed = anchor.speed();
    if (speed == 0) {
      return Long.MAX_VALUE;
    }
    return (long) Math.max(0, (millis - millis()) / speed * NANOS_A_MILLI);
  }
}
