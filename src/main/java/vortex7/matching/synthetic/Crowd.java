package vortex7.matching.synthetic;

import java.util.SortedMap;
import vortex7.matching.Positioning;

/**
 * The positions behind the trades of one symbol: every fill opens or closes a long and a short;
 * those with leverage are liquidated where the mark uses their margin up, by orders that trade in
 * the book like any other. A hot-path mutator over primitives that never allocates.
 *
 * <p>Longs and shorts are always as many. Small accounts rather open longs; large ones take the
 * other side. The number of contracts returns to its mean as more is opened while it is low; for
 * some minutes all rather open or rather close, and in a storm they close.
 */
final class Crowd {
  /** Open interest in median minutes of trading, as on the venue's large perpetuals. */
  static final double MINUTES_OPEN = 500.0;

  /** An order of so many median orders is a large trader's. */
  private static final double TOP = 40.0;

  /** What must be kept of a position's worth. */
  private static final double MAINTENANCE = 0.004;

  private static final double[] LEVERAGE = {125, 100, 75, 50, 25, 20, 10, 5};

  /** Share of the takers' openings with each leverage; the rest has less and is safe. */
  private static final double[] SHARE = {0.002, 0.005, 0.006, 0.015, 0.02, 0.05, 0.12, 0.20};

  /** Makers' share of leverage relative to the takers'. */
  private static final double MAKERS = 0.4;

  /** How much more is opened than closed while open interest is low by its whole mean. */
  private static final double RETURNS = 1.5;

  /** The same during the lively beginning. */
  private static final double RETURNS_AT_FIRST = 4.0;

  /** Deviation of how much rather all open than close, and for how long that keeps. */
  private static final double APPETITE = 0.12;

  private static final double APPETITE_MINUTES = 8.0;

  /** How much less is opened than closed while it is e times as volatile as ordinarily. */
  private static final double UNWINDS = 0.12;

  private static final double UNWINDS_MOST = 0.30;

  /** Below this far under the market nobody is liquidated. */
  private static final double SAFE = 1.0;

  private final SyntheticSymbol market;
  private final MarketRandom random;
  private final Holders longs = new Holders();
  private final Holders shorts = new Holders();
  private final double meanCoins;
  private double height;
  private double returns = RETURNS_AT_FIRST;
  private double appetite;
  private double unwinding;

  /** Liquidated longs that are still to be sold, and shorts to be bought back, coins. */
  private double toSell;

  private double toBuy;

  Crowd(SyntheticSymbol market, MarketRandom random) {
    this.market = market;
    this.random = random;
    this.meanCoins =
        MINUTES_OPEN * market.medianMinuteNotional() / market.openingPrice().doubleValue();
  }

  /** Positions as a past at about {@code priceTicks} leaves them. */
  void open(double priceTicks) {
    height = StrictMath.log(priceTicks);
    longs.ladder().open(height);
    shorts.ladder().open(-height);
    int cohorts = 4_000;
    double coins = meanCoins / cohorts;
    for (int i = 0; i < cohorts; i++) {
      double since = 0.012 * random.gaussian();
      boolean top = random.chance(0.3);
      // Three of five accounts are long, with smaller positions.
      begin(longs, height, since, coins, top ? 1.0 : 60.0, top);
      begin(shorts, -height, -since, coins, top ? 0.8 : 36.0, top);
    }
  }

  private void begin(
      Holders side, double from, double since, double coins, double count, boolean top) {
    double below = below(random.chance(0.5));
    // Whoever would have been liquidated since has been.
    side.open(from, below + since > MAINTENANCE ? below + since : SAFE, coins, count, top);
  }

  /**
   * {@code minutes} have passed.
   *
   * @param logVolatility of the volatility relative to the ordinary
   */
  void weather(double logVolatility, double minutes) {
    double keep = StrictMath.exp(-minutes / APPETITE_MINUTES);
    appetite = appetite * keep + StrictMath.sqrt(1.0 - keep * keep) * APPETITE * random.gaussian();
    unwinding = Math.clamp(UNWINDS * logVolatility, -UNWINDS_MOST, UNWINDS_MOST);
    returns = RETURNS;
  }

  /** An order of {@code coins} was filled by makers. */
  void onTaken(boolean buy, double coins) {
    boolean top = coins > TOP * market.medianOrderCoins();
    trade(buy, coins, 1.0, top, false);
    // Small accounts' resting orders are some of what stands there: they buy falls and sell rises.
    trade(!buy, coins, 1.6, false, true);
  }

  private void trade(boolean buy, double coins, double count, boolean top, boolean maker) {
    Holders own = buy ? longs : shorts;
    Holders other = buy ? shorts : longs;
    double missing = returns * (1.0 - openCoins() / meanCoins) + appetite - unwinding;
    double likes = top ? 0.0 : buy ? 0.05 : -0.05;
    if (random.chance(Math.clamp(0.5 + missing + likes, 0.1, 0.9))) {
      own.open(buy ? height : -height, below(maker), coins, count, top);
    } else {
      other.close(coins, top);
    }
  }

  /** How far under its price a new position is liquidated. */
  private double below(boolean maker) {
    double at = random.uniform() / (maker ? MAKERS : 1.0);
    for (int i = 0; i < LEVERAGE.length; i++) {
      at -= SHARE[i];
      if (at < 0.0) {
        return 1.0 / LEVERAGE[i] - MAINTENANCE;
      }
    }
    return SAFE;
  }

  /** The mark has come to {@code markTicks}: whose margin it uses up is liquidated. */
  void mark(double markTicks) {
    height = StrictMath.log(markTicks);
    toSell += reach(longs, height);
    toBuy += reach(shorts, -height);
  }

  /** The mark that it was last told of, ticks. */
  double markTicks() {
    return StrictMath.exp(height);
  }

  private static double reach(Holders side, double height) {
    double before = side.ladder().total();
    double hit = side.ladder().reach(height);
    side.liquidated(hit, before);
    return hit;
  }

  /** Coins that liquidations still have to buy, or negative to sell; 0 when there are none. */
  double forced() {
    return toSell > toBuy ? -toSell : toBuy;
  }

  /** A liquidation's order of {@code coins} was filled by makers. */
  void onForced(boolean buy, double coins) {
    if (buy) {
      toBuy = Math.max(0.0, toBuy - coins);
    } else {
      toSell = Math.max(0.0, toSell - coins);
    }
    trade(!buy, coins, 1.0, false, true);
  }

  private double openCoins() {
    return longs.ladder().total() + toSell;
  }

  Positioning positioning() {
    return new Positioning(
        Math.round(openCoins() / market.step()),
        share(longs.accounts(), shorts.accounts()),
        share(longs.topAccounts(), shorts.topAccounts()),
        share(longs.topCoins(), shorts.topCoins()));
  }

  private static double share(double ofLongs, double ofShorts) {
    double both = ofLongs + ofShorts;
    return both > 0.0 ? ofLongs / both : 0.5;
  }

  void exportTo(SortedMap<String, Long> state, String prefix) {
    state.put(prefix + "random", random.state());
    state.put(prefix + "height", Double.doubleToRawLongBits(height));
    state.put(prefix + "appetite", Double.doubleToRawLongBits(appetite));
    state.put(prefix + "toSell", Double.doubleToRawLongBits(toSell));
    state.put(prefix + "toBuy", Double.doubleToRawLongBits(toBuy));
    longs.exportTo(state, prefix + "longs.");
    shorts.exportTo(state, prefix + "shorts.");
  }

  void restore(StateReader state, String prefix) {
    random.resume(state.integer(prefix + "random"));
    height = state.number(prefix + "height");
    appetite = state.has(prefix + "appetite") ? state.number(prefix + "appetite") : 0.0;
    toSell = state.number(prefix + "toSell");
    toBuy = state.number(prefix + "toBuy");
    longs.restore(state, prefix + "longs.");
    shorts.restore(state, prefix + "shorts.");
  }
}
