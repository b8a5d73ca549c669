package vortex7.venue.binance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;

/**
 * The venue's time: our clock plus the median of the newest measured offsets, each of which assumes
 * that half of its round trip was the way there. Thread-safe.
 */
public final class VenueClock implements InstantSource {
  private final InstantSource own;
  private final int samples;
  private final ArrayDeque<Long> offsets = new ArrayDeque<>();
  private volatile long offsetMillis;

  VenueClock(InstantSource own, int samples) {
    this.own = own;
    this.samples = samples;
  }

  @Override
  public Instant instant() {
    return own.instant().plusMillis(offsetMillis);
  }

  @Override
  public long millis() {
    return own.millis() + offsetMillis;
  }

  /** The venue's clock minus ours: positive when ours is behind. */
  public Duration offset() {
    return Duration.ofMillis(offsetMillis);
  }

  Instant own() {
    return own.instant();
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
  }

  /** Forgets what was measured: the venue said that it is wrong. */
  synchronized void distrust() {
    offsets.clear();
  }
}
