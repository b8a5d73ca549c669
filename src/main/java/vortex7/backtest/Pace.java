package vortex7.backtest;

import java.time.Duration;

/**
 * How often the driver does by the clock what the actors do by their timers.
 *
 * @param tick time passes for a position under way at least so often
 * @param accountTick time passes for the account
 * @param stopReadBackEvery conditional orders are read back while a position is open
 * @param reconcileEvery positions, orders and fills are compared with the venue
 * @param entryPollEvery an entry that rests is asked about
 * @param tokenPriceEvery the mark of the asset that fees are paid in is read
 * @param priceGap a larger step between two trades, as a fraction, takes entries off
 * @param priceGapPause for so long
 * @param venueFailuresMax so many entries refused alike within {@code venueFailuresWithin} trip
 *     VENUE, for {@code venueHalfOpenAfter}
 * @param candlesAtStart of each timeframe that are read before the first event
 */
public record Pace(
    Duration tick,
    Duration accountTick,
    Duration stopReadBackEvery,
    Duration reconcileEvery,
    Duration entryPollEvery,
    Duration tokenPriceEvery,
    double priceGap,
    Duration priceGapPause,
    int venueFailuresMax,
    Duration venueFailuresWithin,
    Duration venueHalfOpenAfter,
    int candlesAtStart) {

  /** The actors' own paces in the profile {@code documents}. */
  public static Pace documents() {
    return new Pace(
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        Duration.ofMinutes(1),
        0.01,
        Duration.ofSeconds(60),
        5,
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        500);
  }
}
