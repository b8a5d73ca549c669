package vortex7.signal;

import vortex7.market.Symbol;

/**
 * How the feed of one symbol guards and marks its streams.
 *
 * @param gapMillis event time after which lost trades that did not come back are given up
 * @param heldTradesMax trades held back while lost ones are read; with more they are given up
 * @param bigTradeNotional quote units above which a trade causes a mark at once
 */
public record FeedRules(long gapMillis, int heldTradesMax, double bigTradeNotional) {
  public static FeedRules documents() {
    return new FeedRules(5_000, 65_536, TickRules.documents().bigTradeNotional());
  }

  /** A big trade is what E2 takes for one. */
  public static FeedRules calibrated(Symbol symbol) {
    FeedRules documents = documents();
    return new FeedRules(
        documents.gapMillis,
        documents.heldTradesMax,
        TickRules.calibrated(symbol).bigTradeNotional());
  }
}
