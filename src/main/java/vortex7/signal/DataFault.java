package vortex7.signal;

/** What can be wrong with a market event; NONE passes, everything else never reaches an engine. */
public enum DataFault {
  NONE,
  /** NaN or infinite. */
  NOT_FINITE,
  /** A price or quantity that is 0 or below. */
  NOT_POSITIVE,
  /** Older than what the stream has told before. */
  TIME_BACKWARDS,
  /** An id that was there already. */
  DUPLICATE,
  /** Ids before this trade are missing. */
  TRADE_GAP,
  EMPTY_BOOK,
  /** The best bid is not below the best ask. */
  CROSSED_BOOK,
  /** Levels that do not fall away from the best price. */
  DISORDERED_BOOK,
  /** A snapshot before this one is missing. */
  BOOK_GAP,
  /** A candle whose high, low, open and close contradict each other. */
  ABSURD_CANDLE,
  /** A candle that does not begin where candles of its length do. */
  WRONG_INTERVAL,
  /** A share outside [0, 1]. */
  ABSURD_SHARE
}
