package vortex7.matching.synthetic;

import java.util.SortedMap;
import vortex7.matching.AgentListener;
import vortex7.matching.OrderBook;
import vortex7.matching.Positioning;

/**
 * All agents of one symbol: takers who are informed, follow momentum, bet on reversion, split large
 * orders or know nothing, and the {@link Makers} they trade with; a hot-path mutator over
 * primitives that never allocates.
 */
final class SymbolAgents {
  private static final int NOISE = Makers.COUNT;
  private static final int INFORMED = Makers.COUNT + 1;
  private static final int BURST = Makers.COUNT + 2;
  private static final int FORCED = Makers.COUNT + 3;

  /** Impact of an ordinary order's surprise, in standard deviations of a second. */
  private static final double IMPACT = 0.11;

  /** What liquidating a median minute's trading does, in deviations of an ordinary minute. */
  private static final double FORCED_IMPACT = 1.0;

  /** Chance that a burst of the market is one of this symbol. */
  private static final double SHARES_BURST = 0.85;

  /** Windows of the momentum and reversion traders. */
  private static final double FAST_SECONDS = 4.0;

  private static final double SLOW_SECONDS = 45.0;

  private final SyntheticSymbol market;
  private final OrderBook book;
  private final MarketRandom random;
  private final AgentOrders orders = new AgentOrders();
  private final TakerFlow flow = new TakerFlow();
  private final Fundamental fundamental;
  private final Burst burst = new Burst();
  private final Makers makers;
  private final Crowd crowd;
  private final ForcedOrders forced;
  private double fastMean;
  private double slowMean;
  private double threshold = 1.0;
  private long blockedUntilMillis;
  private long cancelledMillis;
  private long pausedTradesUntilMillis;
  private long pausedBookUntilMillis;
  private int parentSign;
  private long parentUntilMillis;
  private double parentRate;
  private double parentSize = 1.0;
  private boolean acting;
  private double outsideSteps;
  private double madeSteps;

  SymbolAgents(
      SyntheticSymbol market,
      OrderBook book,
      MarketRandom random,
      MarketRandom crowdRandom,
      double priceTicks) {
    this.market = market;
    this.book = book;
    this.random = random;
    this.fundamental = new Fundamental(market, random, priceTicks);
    this.makers = new Makers(market, book, orders, random);
    this.crowd = new Crowd(market, crowdRandom);
    this.forced = new ForcedOrders(market, book, crowd, crowdRandom);
    this.fastMean = priceTicks;
    this.slowMean = priceTicks;
    AgentListener listener = this::onFill;
    book.listenAgents(listener);
  }

  /** Fills the book as it stands at the beginning. */
  void open(long nowMillis, Mood mood) {
    makers.thin(random.chance(mood.thinness));
    cancelledMillis = nowMillis;
    makers.open(nowMillis, fundamental.value());
    crowd.open(fundamental.value());
  }

  /** The venue's mark is now {@code markTicks}. */
  void mark(double markTicks) {
    crowd.mark(markTicks);
  }

  Positioning positioning() {
    return crowd.positioning();
  }

  double fundamentalTicks() {
    return fundamental.value();
  }

  void moodChanged(Mood mood) {
    makers.thin(random.chance(mood.thinness));
  }

  /** The last millisecond of a funding interval has passed: all hold their breath. */
  void pauseForFunding(long nowMillis) {
    pausedBookUntilMillis = nowMillis + 1_100 + random.below(400);
    pausedTradesUntilMillis = nowMillis + 2_900 + random.below(2_000);
  }

  /** The fundamental's step, every {@link Fundamental#STEP_MILLIS}. */
  void drift(long nowMillis, MoodProcess moods, double commonShock) {
    Mood mood = moods.mood();
    double minuteTicks = fundamental.ordinaryMinuteTicks();
    burst.advance(nowMillis);
    double drift = minuteTicks * burst.drift(Fundamental.STEP_MILLIS);
    fundamental.step(commonShock, mood, moods.trendSign(), drift);
    double step = Fundamental.STEP_MILLIS / 1000.0;
    fastMean += (fundamental.value() - fastMean) * step / FAST_SECONDS;
    slowMean += (fundamental.value() - slowMean) * step / SLOW_SECONDS;
    planParent(nowMillis, mood);
  }

  /** A burst that most symbols share, each a little later than the first. */
  void burst(BurstPlan plan, long nowMillis) {
    if (random.chance(SHARES_BURST)) {
      burst.plan(
          plan.withLegSpeed(plan.legSpeed() * random.uniform(0.3, 1.3)),
          nowMillis + random.below(500));
    }
  }

  /** Large orders are split: for some seconds one side sees more of them. */
  private void planParent(long nowMillis, Mood mood) {
    if (nowMillis >= parentUntilMillis) {
      parentSign = random.chance(0.55) ? 0 : random.chance(0.5) ? 1 : -1;
      parentUntilMillis = nowMillis + 2_000 + (long) random.exponential(14_000.0);
      parentRate = 0.5 * market.takerOrdersPerSecond() * random.uniform(0.1, 0.5) * mood.activity;
      // One in ten is a whale, whose pieces are large as well.
      parentSize = random.chance(0.1) ? 12.0 : 1.0;
    }
  }

  /** One millisecond of everybody's doing; {@code busy} is how busy this time of day is. */
  void step(long nowMillis, Mood mood, double busy) {
    flow.decay();
    if (nowMillis < pausedBookUntilMillis) {
      return;
    }
    while (cancelledMillis < nowMillis) {
      makers.cancelDue(++cancelledMillis);
    }
    yieldToOutsiders();
    double expected = expectedTicks();
    if (nowMillis >= pausedTradesUntilMillis) {
      revalue(nowMillis, expected);
      take(nowMillis, mood, busy);
      liquidate(nowMillis);
    }
    makers.step(nowMillis, expectedTicks(), burst.thrust());
  }

  private double expectedTicks() {
    long bid = book.bestBid();
    long ask = book.bestAsk();
    return bid == 0 || ask == 0 ? 0.0 : fundamental.value() - 0.5 * (double) (bid + ask);
  }

  /** Orders from outside move the fundamental as the agents' own do. */
  private void yieldToOutsiders() {
    if (outsideSteps != 0.0) {
      double coins = Math.abs(outsideSteps) * market.step();
      impact(outsideSteps > 0.0, coins, Math.signum(outsideSteps));
      outsideSteps = 0.0;
    }
  }

  /**
   * When the fundamental has strayed too far, those who know it take what is left on the wrong side
   * of it, and makers pull most of theirs before.
   */
  private void revalue(long nowMillis, double expected) {
    double allowed = threshold * makers.hysteresisTicks();
    int thrust = burst.thrust();
    boolean up = expected > 0.0;
    if (Math.abs(expected) < allowed || nowMillis < blockedUntilMillis) {
      return;
    }
    if (thrust != 0 && up != thrust > 0) {
      return; // Nobody stands against a thrust while it lasts.
    }
    double keep = 0.15 * makers.hysteresisTicks();
    long target =
        up
            ? (long) Math.floor(fundamental.value() - keep)
            : (long) Math.ceil(fundamental.value() + keep);
    if (!stands(up, target)) {
      return; // Nothing is on the wrong side of it.
    }
    makers.pull(!up, target, thrust != 0 ? 0.35 : random.uniform(0.55, 0.95));
    if (random.chance(0.80)) {
      sweep(INFORMED, up, target + (up ? -1 : 1), 10.0, thrust != 0 ? 0.3 : 0.5);
    }
    if (stands(up, target)) {
      // Something large is in the way: part of the difference is given up, then tried again.
      fundamental.move(-0.25 * expected);
      blockedUntilMillis = nowMillis + 20 + random.below(120);
    }
    threshold = random.uniform(0.7, 1.5);
  }

  /** Whether the best ask is below {@code target}, or the best bid above it. */
  private boolean stands(boolean ask, long target) {
    long touch = ask ? book.bestAsk() : book.bestBid();
    return touch != 0 && (ask ? touch < target : touch > target);
  }

  private void sweep(int owner, boolean buy, long limit, double medians, double weight) {
    double coins = random.logNormal(medians * market.medianOrderCoins(), 1.2);
    immediate(owner, buy, limit, coins);
    flow.excite(buy, weight);
  }

  private void take(long nowMillis, Mood mood, double busy) {
    double activity = mood.activity * busy * awakening(nowMillis);
    double ordinary = 0.5 * market.takerOrdersPerSecond() * (1.0 - TakerFlow.BRANCHING) * activity;
    double lean = lean(mood);
    double buys = flow.buyRate() + ordinary * (1.0 + lean);
    double sells = flow.sellRate() + ordinary * (1.0 - lean);
    buys += parentSign > 0 ? parentRate : 0.0;
    sells += parentSign < 0 ? parentRate : 0.0;
    double thrusters = 0.0;
    int thrust = burst.thrust();
    if (thrust != 0) {
      thrusters = 30.0;
      buys *= thrust > 0 ? 1.0 : 0.03;
      sells *= thrust < 0 ? 1.0 : 0.03;
    } else if (burst.pullback() != 0) {
      double extra = 0.35 * market.takerOrdersPerSecond();
      buys = burst.pullback() < 0 ? buys + extra : 0.5 * buys;
      sells = burst.pullback() > 0 ? sells + extra : 0.5 * sells;
    }
    double at = random.uniform() * 1000.0;
    if ((at -= thrusters) < 0.0) {
      thrustOnce(thrust > 0);
    } else if ((at -= buys) < 0.0) {
      takeOnce(true, buys, sells);
    } else if (at - sells < 0.0) {
      takeOnce(false, buys, sells);
    }
  }

  /** After the funding pause everything wakes at once, then calms down within minutes. */
  private double awakening(long nowMillis) {
    long since = nowMillis - pausedTradesUntilMillis;
    return pausedTradesUntilMillis == 0 || since > 300_000
        ? 1.0
        : 1.0 + 2.0 * (1.0 - (double) since / 3e5);
  }

  /** In [−0.9, 0.9]: which way those who follow momentum, reversion and value lean together. */
  private double lean(Mood mood) {
    double value = fundamental.value();
    double second = fundamental.secondTicks();
    double momentum = (value - fastMean) / (second * 2.5);
    double reversion = (slowMean - value) / (second * 9.0);
    double follow = mood.trend > 0.0 ? 0.35 : 0.2;
    double revert = mood.reversion > 0.0 ? 0.3 : 0.1;
    double knowing = 0.35 * expectedTicks() / makers.hysteresisTicks();
    return Math.clamp(follow * momentum + revert * reversion + knowing, -0.9, 0.9);
  }

  private void takeOnce(boolean buy, double buys, double sells) {
    double sign = buy ? 1.0 : -1.0;
    double surprise = sign - (buys - sells) / (buys + sells);
    boolean ofParent = buy == parentSign > 0 && parentSign != 0 && random.chance(0.4);
    double coins = orderCoins() * (ofParent ? parentSize : 1.0);
    long best = buy ? book.bestAsk() : book.bestBid();
    if (best == 0) {
      return;
    }
    long reach = random.chance(0.10) ? 1 + (long) random.exponential(3.0 * makers.gapTicks()) : 0;
    if (reach > 0) {
      coins = Math.max(coins, 4.0 * market.medianOrderCoins());
      makers.pull(!buy, best + (buy ? 1 : -1), 0.75);
    }
    immediate(NOISE, buy, buy ? best + reach : best - reach, coins);
    impact(buy, coins, surprise);
    flow.excite(buy, 1.0);
  }

  /** One of many orders of a thrust: most sweep some levels, as far as the fundamental allows. */
  private void thrustOnce(boolean buy) {
    long best = buy ? book.bestAsk() : book.bestBid();
    if (best == 0) {
      return;
    }
    int sign = buy ? 1 : -1;
    if (random.chance(0.60)) {
      double room = sign * expectedTicks() + 0.7 * makers.hysteresisTicks();
      long reach = (long) Math.min(room, random.exponential(6.0 * makers.gapTicks()));
      if (reach > 0) {
        makers.pull(!buy, best + sign, 0.85);
        makers.pull(!buy, best + sign * reach, 0.15);
        makers.pull(!buy, best + sign * (long) (12 * makers.gapTicks()), 0.10);
      }
      sweep(BURST, buy, best + sign * Math.max(0, reach), 20.0, 0.05);
    } else {
      immediate(BURST, buy, best, Math.min(orderCoins(), 40.0 * market.medianOrderCoins()));
      flow.excite(buy, 0.05);
    }
  }

  /** Somebody's margin is used up: what he holds is closed whatever it costs, and others follow. */
  private void liquidate(long nowMillis) {
    long size = forced.due(nowMillis);
    if (size != 0) {
      boolean buy = size > 0;
      acting = true;
      book.placeImmediate(FORCED, buy, forced.limitTicks(), Math.abs(size));
      acting = false;
      double coins = forced.done(buy);
      double minutes = coins * market.openingPrice().doubleValue() / market.medianMinuteNotional();
      double ticks = FORCED_IMPACT * fundamental.ordinaryMinuteTicks() * minutes;
      fundamental.move(buy ? ticks : -ticks);
      flow.excite(buy, 0.2);
    }
  }

  /** Log-normal with a Pareto tail, index 1.1, as on the recordings. */
  private double orderCoins() {
    double coins =
        random.chance(0.03)
            ? 20.0 * market.medianOrderCoins() * StrictMath.pow(1.0 - random.uniform(), -1.0 / 1.1)
            : random.logNormal(market.medianOrderCoins(), market.orderSizeSigma());
    return Math.min(coins, market.largestOrderCoins());
  }

  private void immediate(int owner, boolean buy, long limit, double coins) {
    acting = true;
    madeSteps = 0.0;
    book.placeImmediate(owner, buy, limit, Math.max(1, Math.round(coins / market.step())));
    acting = false;
    if (madeSteps > 0.0) {
      crowd.onTaken(buy, madeSteps * market.step());
    }
  }

  private void impact(boolean buy, double coins, double surprise) {
    double size = StrictMath.pow(coins / market.medianOrderCoins(), 0.25);
    double ticks = IMPACT * fundamental.secondTicks() * Math.min(4.0, size) * surprise;
    // A thrust is not argued with.
    fundamental.move(burst.thrust() != 0 && buy != burst.thrust() > 0 ? 0.0 : ticks);
  }

  private void onFill(
      int owner,
      long orderId,
      boolean buy,
      boolean maker,
      long priceTicks,
      long quantitySteps,
      long remainingSteps) {
    makers.onFill(owner, buy, (double) quantitySteps * market.step());
    if (maker && acting) {
      madeSteps += (double) quantitySteps;
    } else if (owner == FORCED) {
      forced.onFill(priceTicks, quantitySteps);
    }
    if (maker && !acting) {
      outsideSteps += (double) (buy ? -quantitySteps : quantitySteps);
    }
  }

  void exportTo(SortedMap<String, Long> state) {
    String prefix = market.symbol().code() + ".";
    state.put(prefix + "random", random.state());
    state.put(prefix + "thin", makers.thin() ? 1L : 0L);
    fundamental.exportTo(state, prefix + "fundamental.");
    flow.exportTo(state, prefix + "flow.");
    crowd.exportTo(state, prefix + "crowd.");
  }

  /** Goes on where {@code state} left off, with a new book around the same fundamental. */
  void restore(StateReader state, long nowMillis) {
    String prefix = market.symbol().code() + ".";
    random.resume(state.integer(prefix + "random"));
    fundamental.restore(state, prefix + "fundamental.");
    flow.restore(state, prefix + "flow.");
    if (state.has(prefix + "crowd.random")) {
      crowd.restore(state, prefix + "crowd.");
    }
    fastMean = fundamental.value();
    slowMean = fundamental.value();
    makers.reset();
    makers.thin(state.integer(prefix + "thin") != 0);
    cancelledMillis = nowMillis;
    makers.open(nowMillis, fundamental.value());
  }
}
