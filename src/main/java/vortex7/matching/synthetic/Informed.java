package vortex7.matching.synthetic;

import vortex7.matching.OrderBook;

/**
 * Those who know the fundamental: when the touch has strayed too far from it they take what stands
 * on its wrong side, in a volley of orders that ends with a sweep; a hot-path mutator over
 * primitives that never allocates.
 *
 * <p>The volley is why orders of one side come together with the move of the price: on the
 * recordings half of an order's impact is there within 100 ms.
 */
final class Informed {
  private static final double VOLLEY_MILLIS = 45.0;
  private static final long VOLLEY_MILLIS_MAX = 220;

  /** Orders in a volley, relative to the symbol's ordinary ones. */
  private static final double VOLLEY_RATE_MIN = 2.0;

  private static final double VOLLEY_RATE_MAX = 14.0;

  /** Share of their orders on the wrong side that makers pull in each millisecond of a volley. */
  private static final double FLIGHT = 0.012;

  /** What is given up at once to something large in the way, at most so many hystereses. */
  private static final double GIVE_UP = 1.0;

  private final int owner;
  private final SyntheticSymbol market;
  private final OrderBook book;
  private final MarketRandom random;
  private final Fundamental fundamental;
  private final Makers makers;
  private final TakerFlow flow;
  private final Taking taking;
  private double threshold = 1.0;
  private long blockedUntilMillis;
  private int volleySign;
  private long volleyUntilMillis;
  private double volleyRate;

  Informed(
      int owner,
      SyntheticSymbol market,
      OrderBook book,
      MarketRandom random,
      Fundamental fundamental,
      Makers makers,
      TakerFlow flow,
      Taking taking) {
    this.owner = owner;
    this.market = market;
    this.book = book;
    this.random = random;
    this.fundamental = fundamental;
    this.makers = makers;
    this.flow = flow;
    this.taking = taking;
  }

  /**
   * One millisecond.
   *
   * @param expected how far the fundamental is above the mid, ticks
   * @param thrust direction of a burst, else 0
   */
  void step(long nowMillis, double expected, int thrust) {
    if (volleySign != 0) {
      boolean over = nowMillis >= volleyUntilMillis || expected * volleySign <= 0.0;
      if (!over) {
        volley(volleySign > 0);
        return;
      }
      volleySign = 0;
      revalue(nowMillis, expected, thrust);
      return;
    }
    if (Math.abs(expected) < threshold * makers.hysteresisTicks()
        || nowMillis < blockedUntilMillis) {
      return;
    }
    if (thrust != 0) {
      if (expected > 0.0 == thrust > 0) { // Nobody stands against a thrust while it lasts.
        revalue(nowMillis, expected, thrust);
      }
      return;
    }
    volleySign = expected > 0.0 ? 1 : -1;
    long length = 5 + (long) random.exponential(VOLLEY_MILLIS);
    volleyUntilMillis = nowMillis + Math.min(VOLLEY_MILLIS_MAX, length);
    volleyRate = market.takerOrdersPerSecond() * random.uniform(VOLLEY_RATE_MIN, VOLLEY_RATE_MAX);
  }

  private void volley(boolean up) {
    long best = up ? book.bestAsk() : book.bestBid();
    if (best == 0) {
      return;
    }
    if (random.chance(0.25)) {
      makers.pull(!up, best + (up ? 1 : -1), 4.0 * FLIGHT);
    }
    if (random.chance(volleyRate / 1_000.0)) {
      taking.take(owner, up, best, taking.orderCoins());
      flow.excite(up, 0.15);
    }
  }

  /** Takes what is left on the wrong side of the fundamental; makers pull most of theirs before. */
  private void revalue(long nowMillis, double expected, int thrust) {
    boolean up = expected > 0.0;
    double keep = 0.15 * makers.hysteresisTicks();
    long target =
        up
            ? (long) Math.floor(fundamental.value() - keep)
            : (long) Math.ceil(fundamental.value() + keep);
    if (!stands(up, target)) {
      return; // Nothing is on the wrong side of it.
    }
    makers.pull(!up, target, thrust != 0 ? 0.35 : random.uniform(0.35, 0.90));
    if (random.chance(0.85)) {
      double medians = thrust != 0 ? 14.0 : 45.0;
      double coins = random.logNormal(medians * market.medianOrderCoins(), 1.4);
      taking.take(owner, up, target + (up ? -1 : 1), coins);
      flow.excite(up, thrust != 0 ? 0.3 : 0.4);
    }
    if (stands(up, target)) {
      // Something large is in the way: part of the difference is given up, then tried again.
      double most = GIVE_UP * makers.hysteresisTicks();
      fundamental.move(-Math.clamp(0.25 * expected, -most, most));
      blockedUntilMillis = nowMillis + 20 + random.below(120);
    }
    threshold = random.uniform(0.7, 1.5);
  }

  /** Whether the best ask is below {@code target}, or the best bid above it. */
  private boolean stands(boolean ask, long target) {
    long touch = ask ? book.bestAsk() : book.bestBid();
    return touch != 0 && (ask ? touch < target : touch > target);
  }

  /** A new book begins without a volley. */
  void reset() {
    volleySign = 0;
    blockedUntilMillis = 0;
  }
}
