package vortex7.venue.binance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue's time: our own, which never steps, plus the median of the newest measured offsets,
 * each of which assumes that half of its round trip was the way there. Warns when the machine's
 * clock shows something else. Thread-safe.
 */
public final class VenueClock implements InstantSource {
  private static final Logger LOG = LoggerFactory.getLogger(VenueClock.class);

  private final OwnTime time;
  private final int samples;
  private final Duration skewMax;
  private final ArrayDeque<Long> offsets = new ArrayDeque<>();
  private volatile long offsetMillis;
  private volatile Duration skew = Duration.ZERO;
  private boolean skewed;

  VenueClock(OwnTime time, int samples, Duration skewMax) {
    this.time = time;
    this.samples = samples;
    this.skewMax = skewMax;
  }

  @Override
  public Instant instant() {
    return own().plusMillis(offsetMillis);
  }

  @Override
  public long millis() {
    return own().toEpochMilli() + offsetMillis;
  }

  /** The venue's clock minus ours: positive when ours is behind. */
  public Duration offset() {
    return Duration.ofMillis(offsetMillis);
  }

  /** What the machine's clock showed minus the venue's, at the last reading. */
  Duration skew() {
    return skew;
  }

  /** The process's monotonic clock. */
  long nanos() {
    return time.nanos().getAsLong();
  }

  Instant own() {
    return time.clock().instant();
  }

  /** A reading of the venue's clock that was asked for and answered at these times of our clock. */
  synchronized void sample(Instant asked, Instant answered, long serverMillis) {
    long middle = asked.toEpochMilli() + Duration.between(asked, answered).toMillis() / 2;
    offsets.addLast(serverMillis - middle);
    if (offsets.size() > samples) {
      offsets.removeFirst();
    }
    long[] sorted = offsets.stream().mapToLong(Long::longValue).sorted().toArray();
    offsetMillis = sorted[sorted.length / 2];
    compareWithWall();
  }

  /** Deadlines do not depend on the machine's clock; log lines and certificates do. */
  private void compareWithWall() {
    skew = Duration.between(instant(), time.wall().instant());
    boolean above = skew.abs().compareTo(skewMax) > 0;
    if (above && !skewed) {
      LOG.warn(
          "event=clock-skew msg=\"this machine's clock differs by {} ms from the venue's, limit {}"
              + " ms; synchronise it (NTP)\"",
          skew.toMillis(),
          skewMax.toMillis());
    } else if (skewed && !above) {
      LOG.info("event=clock-skew-over ms={}", skew.toMillis());
    }
    skewed = above;
  }

  /** Forgets what was measured: the venue said that it is wrong. */
  synchronized void distrust() {
    offsets.clear();
  }
}
