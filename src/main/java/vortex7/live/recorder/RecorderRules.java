package vortex7.live.recorder;

import java.time.Duration;

/**
 * What the daemon records, and how much of it is kept.
 *
 * @param enabled whether it records at all
 * @param maxBytes of all files together, compressed; the oldest are deleted
 * @param maxAge of a file's last line, by the venue's time; older files are deleted
 * @param rotateAfter a file is followed by another
 * @param flushEvery so long a line is gathered with others at the most: what a kill may cost
 * @param queue inputs of a symbol that may wait for the disk; more are counted as lost
 * @param retryAfter files that could not be written are begun anew
 */
public record RecorderRules(
    boolean enabled,
    long maxBytes,
    Duration maxAge,
    Duration rotateAfter,
    Duration flushEvery,
    int queue,
    Duration retryAfter) {
  private static final long BYTES_MIN = 1_000_000;

  public RecorderRules {
    if (maxBytes < BYTES_MIN) {
      throw new IllegalArgumentException(
          "max-bytes must be at least " + BYTES_MIN + ", was " + maxBytes);
    }
    if (maxAge.toSeconds() < 1 || rotateAfter.toSeconds() < 1) {
      throw new IllegalArgumentException(
          "max-age and rotate-after must be at least 1 s, were %s, %s"
              .formatted(maxAge, rotateAfter));
    }
    if (flushEvery.toMillis() < 1 || retryAfter.toMillis() < 1) {
      throw new IllegalArgumentException(
          "flush-every and retry-after must be above 0, were %s, %s"
              .formatted(flushEvery, retryAfter));
    }
    if (queue < 1) {
      throw new IllegalArgumentException("queue must be at least 1, was " + queue);
    }
  }

  /** On, two gigabytes, seven days. */
  public static RecorderRules documents() {
    return new RecorderRules(
        true,
        2_000_000_000L,
        Duration.ofDays(7),
        Duration.ofHours(1),
        Duration.ofSeconds(1),
        65_536,
        Duration.ofSeconds(30));
  }
}
