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
  private static final double IMPACT = 0.09;

  /** What liquidating a median minute's trading does, in deviations of an ordinary minute. */
  private static final double FORCED_IMPACT = 0.12;

  /** How far beyond the fundamental a thrust goes on, in hystereses. */
  private static final double THRUST_BEYOND = 3.0;

  /** Share of ordinary orders that go on to further prices, and how far, in gaps between levels. */
  private static final double WALKS = 0.07;

  private static final double WALK_GAPS = 4.0;

  /** What stays of the way they go, at most so many standard deviations of a second. */
  private static final double WALK_STAYS = 0.25;

  private static final double WALK_SECONDS = 2.0;

  /** A thin book belongs to a busier market. */
  private static final double THIN_ACTIVITY = 1.3;

  /** Chance that a burst of the market is one of this symbol. */
  private static final double SHARES_BURST = 0.85;

  /** Windows of the momentum and reversion traders. */
  private static final double FAST_SECONDS = 4.0;

  private static final double SLOW_SECONDS = 45.0;

  private final SyntheticSymbol market;
  private final BookRegime regime;
  private final OrderBook book;
  private final MarketRandom random;
  private final AgentOrders orders = new AgentOrders();
  private final TakerFlow flow = new TakerFlow();
  private final Fundamental fundamental;
  private final Burst burst = new Burst();
  private final Makers makers;
  private final Crowd crowd;
  private final ForcedOrders forced;
  private final Taking taking;
  private final Informed informed;
  private double fastMean;
  private double slowMean;
  private long cancelledMillis;
  private long pausedTradesUntilMillis;
  private long pausedBookUntilMillis;
  private int parentSign;
  private long parentUntilMillis;
  private double parentRate;
  private double parentSize = 1.0;

  /** Chances that do not disturb those of the orders. */
  record Draws(MarketRandom crowd, MarketRandom weather) {}

  SymbolAgents(
      SyntheticSymbol market,
      OrderBook book,
      MarketRandom random,
      Draws draws,
      BookRegime regime,
      double priceTicks) {
    this.market = market;
    this.regime = regime;
    this.book = book;
    this.random = random;
    this.fundamental =
        new Fundamental(market, random, Weather.ordinary(draws.weather()), priceTicks);
    this.makers = new Makers(market, book, orders, random);
    this.crowd = new Crowd(market, draws.crowd());
    this.forced = new ForcedOrders(market, book, crowd, draws.crowd());
    this.taking = new Taking(market, book, crowd, random);
    this.informed = new Informed(INFORMED, market, book, random, fundamental, makers, flow, taking);
    this.fastMean = priceTicks;
    this.slowMean = priceTicks;
    AgentListener listener = this::onFill;
    book.listenAgents(listener);
  }

  /** Fills the book as it stands at the beginning. */
  void open(long nowMillis, Mood mood) {
    makers.thin(thin(mood));
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
    makers.thin(thin(mood));
  }

  private boolean thin(Mood mood) {
    boolean drawn = random.chance(mood.thinness);
    return regime == BookRegime.SWITCHING ? drawn : regime == BookRegime.THIN;
  }

  /** The last millisecond of a funding interval has passed: all hold their breath. */
  void pauseForFunding(long nowMillis) {
    pausedBookUntilMillis = nowMillis + 1_100 + random.below(400);
    pausedTradesUntilMillis = nowMillis + 2_900 + random.below(2_000);
  }

  /** The weather's step, every {@link Weather#STEP_MILLIS}. */
  void weather(double common, double hour, double minutes) {
    fundamental.weather(common, hour, minutes);
    crowd.weather(StrictMath.log(fundamental.volatility()), minutes);
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
      informed.step(nowMillis, expected, burst.thrust());
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
    double coins = taking.outside();
    if (coins != 0.0) {
      impact(coins > 0.0, Math.abs(coins), Math.signum(coins));
    }
  }

  private void take(long nowMillis, Mood mood, double busy) {
    double thin = makers.thin() ? THIN_ACTIVITY : 1.0;
    double activity = mood.activity * thin * busy * fundamental.stir() * awakening(nowMillis);
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

  private static int sign(boolean buy) {
    return buy ? 1 : -1;
  }

  private void takeOnce(boolean buy, double buys, double sells) {
    double sign = buy ? 1.0 : -1.0;
    double surprise = sign - (buys - sells) / (buys + sells);
    boolean ofParent = buy == parentSign > 0 && parentSign != 0 && random.chance(0.4);
    double coins = taking.orderCoins() * (ofParent ? parentSize : 1.0);
    long best = buy ? book.bestAsk() : book.bestBid();
    if (best == 0) {
      return;
    }
    long reach =
        random.chance(WALKS) ? 1 + (long) random.exponential(WALK_GAPS * makers.gapTicks()) : 0;
    if (reach > 0) {
      // Makers see it coming: little is left of the queue, and it goes through.
      coins = Math.max(6.0 * coins, 30.0 * market.medianOrderCoins());
      makers.pull(!buy, best + (buy ? 1 : -1), 0.93);
      makers.pull(!buy, best + sign(buy) * reach, 0.5);
      // Where a tick is coarse, a level is more than an order is worth.
      double stays = Math.min(WALK_STAYS * reach, WALK_SECONDS * fundamental.secondTicks());
      fundamental.move(burst.thrust() == 0 ? sign(buy) * stays : 0.0);
    }
    taking.take(NOISE, buy, buy ? best + reach : best - reach, coins);
    impact(buy, coins, surprise);
    flow.excite(buy, 1.0);
  }

  /** One of many orders of a thrust: most sweep some levels, as far as the fundamental allows. */
  private void thrustOnce(boolean buy) {
    long best = buy ? book.bestAsk() : book.bestBid();
    if (best == 0) {
      return;
    }
    int sign = sign(buy);
    double room = sign * expectedTicks() + 0.7 * makers.hysteresisTicks();
    if (room < -THRUST_BEYOND * makers.hysteresisTicks()) {
      return; // It has gone too far already.
    }
    if (random.chance(0.60)) {
      long reach = (long) Math.min(room, random.exponential(6.0 * makers.gapTicks()));
      if (reach > 0) {
        makers.pull(!buy, best + sign, 0.85);
        makers.pull(!buy, best + sign * reach, 0.15);
        makers.pull(!buy, best + sign * (long) (12 * makers.gapTicks()), 0.10);
      }
      double swept = random.logNormal(28.0 * market.medianOrderCoins(), 1.2);
      taking.take(BURST, buy, best + sign * Math.max(0, reach), swept);
      flow.excite(buy, 0.05);
    } else {
      taking.take(
          BURST, buy, best, Math.min(taking.orderCoins(), 40.0 * market.medianOrderCoins()));
      flow.excite(buy, 0.05);
    }
  }

  /** Somebody's margin is used up: what he holds is closed whatever it costs, and others follow. */
  private void liquidate(long nowMillis) {
    long size = forced.due(nowMillis);
    if (size != 0) {
      boolean buy = size > 0;
      taking.fill(FORCED, buy, forced.limitTicks(), Math.abs(size));
      double coins = forced.done(buy);
      double minutes = coins * market.openingPrice().doubleValue() / market.medianMinuteNotional();
      double ticks = FORCED_IMPACT * fundamental.ordinaryMinuteTicks() * minutes;
      fundamental.push(buy ? ticks : -ticks);
      flow.excite(buy, 0.2);
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
    if (maker) {
      taking.onMade(buy, quantitySteps);
    } else if (owner == FORCED) {
      forced.onFill(priceTicks, quantitySteps);
    }
  }

  /**
   * The price jumps by a fraction: all quotes are taken back and stand anew around the new price;
   * those who knew before take what clients left in between, and trade once there.
   */
  void gap(long nowMillis, double fraction) {
    double jump = fundamental.value() * fraction;
    fundamental.jump(jump);
    fastMean += jump;
    slowMean += jump;
    makers.leave(true);
    makers.leave(false);
    boolean up = fraction > 0.0;
    long target = Math.max(1, (long) Math.floor(fundamental.value()) + (up ? 1 : 0));
    informed.reset();
    taking.fill(INFORMED, up, target, Integer.MAX_VALUE);
    makers.open(nowMillis, fundamental.value());
    taking.fill(INFORMED, up, target, 1);
  }

  /** Everybody takes back the quotes of a side, or of both, and waits. */
  void dryUp(boolean bids, boolean asks, long untilMillis) {
    if (bids) {
      makers.leave(true);
    }
    if (asks) {
      makers.leave(false);
    }
    pausedBookUntilMillis = Math.max(pausedBookUntilMillis, untilMillis);
    pausedTradesUntilMillis = Math.max(pausedTradesUntilMillis, untilMillis);
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
    informed.reset();
    makers.thin(state.integer(prefix + "thin") != 0);
    cancelledMillis = nowMillis;
    makers.open(nowMillis, fundamental.value());
  }
}
