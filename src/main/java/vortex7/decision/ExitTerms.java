package vortex7.decision;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * How a strategy leaves, apart from its prices.
 *
 * @param targetShare of the quantity that closes at the target, in (0, 1]
 * @param trailAtr what the rest trails by, in ATR14(1m)
 * @param entryTimeout after which an unfilled entry is cancelled
 * @param longestHold from the first fill to the last exit fill
 */
record ExitTerms(
    BigDecimal targetShare, double trailAtr, Duration entryTimeout, Duration longestHold) {

  boolean leavesRest() {
    return targetShare.compareTo(BigDecimal.ONE) < 0;
  }
}
