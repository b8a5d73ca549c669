package vortex7.risk;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What the symbol must be that trades in the place {@code TOP_ALT}.
 *
 * @param spreadMax the widest spread, a fraction of the middle between the best prices; equal to it
 *     still passes
 * @param emptyRetryEvery how often a place for which nobody was eligible is looked at again
 */
public record TopAltRules(BigDecimal spreadMax, Duration emptyRetryEvery) {
  public TopAltRules {
    if (spreadMax.signum() <= 0 || spreadMax.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "spread-max must be above 0 and below 1, was " + spreadMax);
    }
    if (emptyRetryEvery.compareTo(Duration.ofSeconds(10)) < 0) {
      throw new IllegalArgumentException(
          "empty-retry-every must be at least 10 s, was " + emptyRetryEvery);
    }
  }

  /** As signals.md has it (E0); the retry is ours. */
  public static TopAltRules documents() {
    return new TopAltRules(new BigDecimal("0.00015"), Duration.ofMinutes(5));
  }
}
