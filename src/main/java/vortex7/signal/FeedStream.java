package vortex7.signal;

/** The streams of market data that feed the engines of one symbol. */
public enum FeedStream {
  TRADES,
  BOOK,
  CANDLES
}
