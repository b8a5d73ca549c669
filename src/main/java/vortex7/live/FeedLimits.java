package vortex7.live;

import java.time.Duration;

/**
 * The bounds of the feed's shell; what it guards and marks is {@link vortex7.signal.FeedRules}.
 *
 * @param bookStaleAfter a book older than this, on the own clock, is stale; likewise trades,
 *     candles
 * @param tradeRing trades kept for people; what engines that restart are told is {@link
 *     MarketMemory}
 * @param candleRing candles kept a timeframe
 * @param tradeBuffer trades that may wait for the actor; one more is dropped and makes a gap
 * @param staleCheckEvery how often the ages of the streams are looked at
 * @param backfillRetryAfter a backfill that failed is tried again
 * @param startPatience instead of it for a socket that has not been open yet: a cold start is no
 *     cut
 * @param priceGap a larger step between two trades, as a fraction, pulls the emergency
 * @param emergencySilence a silent book or a cut socket for longer pulls the emergency
 * @param polls what is read beside the streams
 */
public record FeedLimits(
    Duration bookStaleAfter,
    Duration tradesStaleAfter,
    Duration candlesStaleAfter,
    int tradeRing,
    int candleRing,
    int tradeBuffer,
    Duration staleCheckEvery,
    Duration backfillRetryAfter,
    Duration emergencySilence,
    Duration startPatience,
    double priceGap,
    PollLimits polls) {

  /** What the venue answers at once, the forming one among them. */
  private static final int CANDLES_MAX = 999;

  public FeedLimits {
    if (candleRing > CANDLES_MAX) {
      throw new IllegalArgumentException(
          "candle-ring must be at most " + CANDLES_MAX + ", was " + candleRing);
    }
    if (tradeRing < 1 || candleRing < 1 || tradeBuffer < 1) {
      throw new IllegalArgumentException(
          "rings and buffer must hold at least 1, were %d, %d, %d"
              .formatted(tradeRing, candleRing, tradeBuffer));
    }
  }

  /** The defaults of the profile {@code documents}. */
  public static FeedLimits documents() {
    return new FeedLimits(
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(90),
        2_000,
        500,
        65_536,
        Duration.ofMillis(100),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        0.01,
        PollLimits.documents());
  }

  /** The same with rings of other lengths. */
  FeedLimits keeping(int candles, int openInterest, int ratios) {
    return new FeedLimits(
        bookStaleAfter,
        tradesStaleAfter,
        candlesStaleAfter,
        tradeRing,
        candles,
        tradeBuffer,
        staleCheckEvery,
        backfillRetryAfter,
        emergencySilence,
        startPatience,
        priceGap,
        polls.keeping(openInterest, ratios));
  }
}
