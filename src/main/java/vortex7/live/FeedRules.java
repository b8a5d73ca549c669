package vortex7.live;

import java.time.Duration;

/**
 * The bounds of the feed.
 *
 * @param bookStaleAfter a book older than this, on the own clock, is stale; likewise trades,
 *     candles
 * @param tradeRing trades kept for people and for engines that restart
 * @param candleRing candles kept a timeframe
 * @param tradeBuffer trades that may wait for the actor; one more is dropped and makes a gap
 * @param gapRepairWithin missing trades that are not read by then are given up
 * @param bigTradeQuote a trade above this notional places a mark at once; quote units
 * @param emergencySilence a silent book or a cut socket for longer pulls the emergency
 */
public record FeedRules(
    Duration bookStaleAfter,
    Duration tradesStaleAfter,
    Duration candlesStaleAfter,
    int tradeRing,
    int candleRing,
    int tradeBuffer,
    Duration gapRepairWithin,
    double bigTradeQuote,
    Duration emergencySilence) {

  public FeedRules {
    if (tradeRing < 1 || candleRing < 1 || tradeBuffer < 1) {
      throw new IllegalArgumentException(
          "rings and buffer must hold at least 1, were %d, %d, %d"
              .formatted(tradeRing, candleRing, tradeBuffer));
    }
  }

  /** The defaults of the profile {@code documents}. */
  public static FeedRules documents() {
    return new FeedRules(
        Duration.ofSeconds(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(90),
        2_000,
        500,
        65_536,
        Duration.ofSeconds(5),
        50_000,
        Duration.ofSeconds(5));
  }
}
