package vortex7.matching;

/** A limit price taken from the book when the order arrives. */
public enum PriceMatch {
  NONE(false, 0),
  OPPONENT(true, 1),
  OPPONENT_5(true, 5),
  QUEUE(false, 1),
  QUEUE_5(false, 5),
  QUEUE_10(false, 10),
  QUEUE_20(false, 20);

  private final boolean opponent;
  private final int level;

  PriceMatch(boolean opponent, int level) {
    this.opponent = opponent;
    this.level = level;
  }

  /** The price in ticks for an order that buys or sells, 0 when the book is not that deep. */
  long ticks(Market market, boolean buy) {
    long[] ticks = new long[level];
    int found = market.copyLevels(buy != opponent, level, ticks, new long[level]);
    return found < level ? 0 : ticks[level - 1];
  }
}
