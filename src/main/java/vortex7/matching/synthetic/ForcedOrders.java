package vortex7.matching.synthetic;

import vortex7.matching.OrderBook;

/**
 * Closes what the {@link Crowd}'s liquidations leave to be closed, one position after the other, at
 * whatever the book gives; a hot-path mutator over primitives that never allocates but for what it
 * publishes.
 */
final class ForcedOrders {
  /**
   * How much worse than the mark an order may trade: the margin that was to be kept. Where the book
   * is beyond that the order waits, else liquidations would chase each other through it.
   */
  private static final double MARGIN = 0.004;

  /** Size of one position, in median orders, and the deviation of its logarithm. */
  private static final double MEDIANS = 8.0;

  private static final double SIGMA = 1.4;

  /** So much of what is left is closed at once at least: a cascade does not queue up. */
  private static final double SHARE = 0.02;

  private static final double PAUSE_MILLIS = 80.0;

  private final SyntheticSymbol market;
  private final OrderBook book;
  private final Crowd crowd;
  private final MarketRandom random;
  private long notBeforeMillis;
  private long limitTicks;
  private long ticksTimesSteps;
  private long steps;

  ForcedOrders(SyntheticSymbol market, OrderBook book, Crowd crowd, MarketRandom random) {
    this.market = market;
    this.book = book;
    this.crowd = crowd;
    this.random = random;
  }

  /** The next order's size, positive to buy and negative to sell, lot steps; 0 when none is due. */
  long due(long nowMillis) {
    double left = crowd.forced();
    boolean buy = left > 0.0;
    long best = buy ? book.bestAsk() : book.bestBid();
    if (Math.abs(left) < market.step() || nowMillis < notBeforeMillis || best == 0) {
      return 0;
    }
    double mark = crowd.markTicks();
    limitTicks = Math.max(1, (long) (buy ? Math.ceil(mark + mark * MARGIN) : mark - mark * MARGIN));
    if (buy ? best > limitTicks : best < limitTicks) {
      return 0;
    }
    double coins =
        Math.max(
            random.logNormal(MEDIANS * market.medianOrderCoins(), SIGMA), SHARE * Math.abs(left));
    notBeforeMillis = nowMillis + 5 + (long) random.exponential(PAUSE_MILLIS);
    long most = (long) (Math.abs(left) / market.step());
    long size = Math.clamp(Math.round(coins / market.step()), 1, most);
    ticksTimesSteps = 0;
    steps = 0;
    return buy ? size : -size;
  }

  long limitTicks() {
    return limitTicks;
  }

  /** A part of the order was filled. */
  void onFill(long priceTicks, long quantitySteps) {
    ticksTimesSteps += priceTicks * quantitySteps;
    steps += quantitySteps;
  }

  /** The order has taken what it could: books and publishes that. */
  double done(boolean buy) {
    if (steps > 0) {
      crowd.onForced(buy, (double) steps * market.step());
      book.crowdLiquidated(buy, limitTicks, ticksTimesSteps, steps);
    }
    return (double) steps * market.step();
  }
}
