package vortex7.venue.binance;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The waits between attempts to reconnect: none, then 1, 2, 4, 8 … times the first up to the
 * longest, each drawn within ± the jitter. Not thread-safe.
 */
final class Backoff {
  private final Duration first;
  private final Duration max;
  private final double jitter;
  private final SplittableRandom random;
  private int failures;

  Backoff(Duration first, Duration max, double jitter, long seed) {
    this.first = first;
    this.max = max;
    this.jitter = jitter;
    this.random = new SplittableRandom(seed);
  }

  Duration next() {
    int failed = failures++;
    if (failed == 0) {
      return Duration.ZERO;
    }
    long doubled = first.toNanos() << Math.min(failed - 1, 20);
    long wait = Math.min(doubled, max.toNanos());
    return Duration.ofNanos((long) (wait * (1 + jitter * (2 * random.nextDouble() - 1))));
  }

  /** The last connection lived: the next attempt is immediate again. */
  void reset() {
    failures = 0;
  }
}
