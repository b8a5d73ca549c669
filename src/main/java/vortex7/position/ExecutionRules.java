package vortex7.position;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * The thresholds of a trade's execution.
 *
 * @param fillShareMin share of the intended quantity from which a partial entry counts
 * @param holdMax no position is held longer, whatever its plan says
 * @param trailEvery how often a trailing stop is moved
 * @param stopAgainAfter before a stop is placed again that the rate of our requests forbade; it
 *     must stand within a second
 * @param stopAttemptsMax placements of a stop in a row that may fail before the position is
 *     flattened
 * @param targetAttemptsMax placements of the target before the trade goes on with its stop alone
 * @param askAgainAfter between two cancels or queries of the same order, venue time
 * @param exitPatience a triggered stop or a market exit that has not filled by then is replaced
 * @param exitRetryFirst before the second retry of a refused exit; doubles up to {@code
 *     exitRetryMax}
 * @param exitRetryMax the longest pause between two exits
 * @param settleTime facts younger than this after our own newest fill or answer are not compared
 *     with it, because the venue's lists lag behind its matching
 * @param workingType the price that triggers the stop
 */
public record ExecutionRules(
    BigDecimal fillShareMin,
    Duration holdMax,
    Duration trailEvery,
    Duration stopAgainAfter,
    int stopAttemptsMax,
    int targetAttemptsMax,
    Duration askAgainAfter,
    Duration exitPatience,
    Duration exitRetryFirst,
    Duration exitRetryMax,
    Duration settleTime,
    OrderRequest.WorkingType workingType) {

  public ExecutionRules {
    if (fillShareMin.signum() <= 0 || fillShareMin.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("fillShareMin must be in (0, 1], was " + fillShareMin);
    }
    if (stopAttemptsMax < 1) {
      throw new IllegalArgumentException(
          "stopAttemptsMax must be at least 1, was " + stopAttemptsMax);
    }
    if (trailEvery.isNegative() || trailEvery.isZero()) {
      throw new IllegalArgumentException("trailEvery must be above 0, was " + trailEvery);
    }
  }

  /** The defaults of the profile {@code documents}. */
  public static ExecutionRules documents() {
    return new ExecutionRules(
        new BigDecimal("0.5"),
        Duration.ofMinutes(20),
        Duration.ofSeconds(10),
        Duration.ofMillis(500),
        2,
        3,
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofMillis(250),
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        OrderRequest.WorkingType.CONTRACT_PRICE);
  }
}
