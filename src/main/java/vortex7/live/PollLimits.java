package vortex7.live;

import java.time.Duration;

/**
 * What of a symbol's market is read beside the streams, and how often; periods are of the venue's
 * clock.
 *
 * @param openInterestEvery how often open interest is read
 * @param ratiosEvery how often the long shares of accounts and of top traders are read
 * @param fundingEvery how often mark price and funding are read
 * @param openInterestKept newest readings kept for people and for engines that restart
 * @param openInterestHistory periods of 5 min of open interest that are read once
 * @param fundingHistory settlements of which the rates are read once
 * @param ratioHistory periods of 5 min of either long share that are read, and kept
 * @param retryAfter a read that failed is tried again after this, doubled at each further failure
 *     up to its period
 * @param historyAttempts how often the history of open interest is asked for in vain before the
 *     readings begin without it
 */
public record PollLimits(
    Duration openInterestEvery,
    Duration ratiosEvery,
    Duration fundingEvery,
    int openInterestKept,
    int openInterestHistory,
    int fundingHistory,
    int ratioHistory,
    Duration retryAfter,
    int historyAttempts) {

  private static final int VENUE_MAX = 500;

  public PollLimits {
    if (!positive(openInterestEvery) || !positive(ratiosEvery) || !positive(fundingEvery)) {
      throw new IllegalArgumentException(
          "periods must be above 0, were %s, %s, %s"
              .formatted(openInterestEvery, ratiosEvery, fundingEvery));
    }
    if (!positive(retryAfter)) {
      throw new IllegalArgumentException("retry-after must be above 0, was " + retryAfter);
    }
    if (openInterestKept < 1 || historyAttempts < 1) {
      throw new IllegalArgumentException(
          "open-interest-kept and history-attempts must be at least 1, were %d, %d"
              .formatted(openInterestKept, historyAttempts));
    }
    check("open-interest-history", openInterestHistory);
    check("funding-history", fundingHistory);
    check("ratio-history", ratioHistory);
  }

  private static boolean positive(Duration duration) {
    return duration.toMillis() > 0;
  }

  private static void check(String key, int periods) {
    if (periods < 1 || periods > VENUE_MAX) {
      throw new IllegalArgumentException(
          key + " must be in 1 to " + VENUE_MAX + ", was " + periods);
    }
  }

  /** The defaults of the profile {@code documents}. */
  public static PollLimits documents() {
    return new PollLimits(
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        24,
        500,
        90,
        288,
        Duration.ofSeconds(2),
        3);
  }

  /** The same with rings of other lengths. */
  PollLimits keeping(int openInterest, int ratios) {
    return new PollLimits(
        openInterestEvery,
        ratiosEvery,
        fundingEvery,
        openInterest,
        openInterestHistory,
        fundingHistory,
        ratios,
        retryAfter,
        historyAttempts);
  }
}
