package vortex7.matching.synthetic;

import vortex7.matching.OrderBook;

/**
 * Takes from one book for its agents, and keeps apart what clients trade with them; a hot-path
 * mutator over primitives that never allocates.
 */
final class Taking {
  /** Share of orders whose size is drawn from the tail, where that begins, and its index. */
  private static final double TAIL_SHARE = 0.055;

  private static final double TAIL_MEDIANS = 32.0;
  private static final double TAIL_INDEX = 1.05;

  private final SyntheticSymbol market;
  private final OrderBook book;
  private final Crowd crowd;
  private final MarketRandom random;
  private boolean acting;
  private double madeSteps;
  private double outsideSteps;

  Taking(SyntheticSymbol market, OrderBook book, Crowd crowd, MarketRandom random) {
    this.market = market;
    this.book = book;
    this.crowd = crowd;
    this.random = random;
  }

  /** Log-normal with a Pareto tail, as on the recordings. */
  double orderCoins() {
    double median = market.medianOrderCoins();
    double coins =
        random.chance(TAIL_SHARE)
            ? TAIL_MEDIANS * median * StrictMath.pow(1.0 - random.uniform(), -1.0 / TAIL_INDEX)
            : random.logNormal(median, market.orderSizeSigma());
    return Math.min(coins, market.largestOrderCoins());
  }

  /** Takes up to {@code coins} no worse than {@code limit}. */
  void take(int owner, boolean buy, long limit, double coins) {
    double made = fill(owner, buy, limit, Math.max(1, Math.round(coins / market.step())));
    if (made > 0.0) {
      crowd.onTaken(buy, made);
    }
  }

  /**
   * Takes without telling the crowd.
   *
   * @return what other agents gave, coins
   */
  double fill(int owner, boolean buy, long limit, long steps) {
    acting = true;
    madeSteps = 0.0;
    book.placeImmediate(owner, buy, limit, steps);
    acting = false;
    return madeSteps * market.step();
  }

  /** An agent's resting order was filled. */
  void onMade(boolean buy, long quantitySteps) {
    if (acting) {
      madeSteps += (double) quantitySteps;
    } else {
      outsideSteps += (double) (buy ? -quantitySteps : quantitySteps);
    }
  }

  /** What clients have bought of agents since the last call, negative if they sold; coins. */
  double outside() {
    double coins = outsideSteps * market.step();
    outsideSteps = 0.0;
    return coins;
  }
}
