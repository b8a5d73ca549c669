package vortex7.matching.synthetic;

import java.util.Arrays;
import vortex7.matching.OrderBook;
import vortex7.matching.synthetic.AgentOrders.Kind;

/**
 * The agents who rest orders in one book: makers with inventories keep a queue at the best prices
 * and levels behind it, others stand as walls or spoof; a hot-path mutator over primitives that
 * never allocates.
 *
 * <p>Two thirds of what they add lives for less than half a second, as on the recordings. Makers
 * show more on the side away from which the price is expected to move, and stop quoting a side that
 * would take their inventory beyond its limit.
 */
final class Makers {
  static final int COUNT = 6;

  private static final int LEVELS = 22;
  private static final long SCAN_MILLIS = 40;

  /** Standard deviation and relaxation time of the log ratio of the best queues. */
  private static final double TILT_SIGMA = 1.9;

  private static final double TILT_SECONDS = 2.5;

  /** Inventory that makes a maker stop one side, in typical queues; it is hedged away elsewhere. */
  private static final double INVENTORY_LIMIT = 3.0;

  private static final double INVENTORY_SECONDS = 45.0;

  private final SyntheticSymbol market;
  private final OrderBook book;
  private final AgentOrders orders;
  private final MarketRandom random;
  private final double[] inventoryCoins = new double[COUNT];
  private final long[] ticks = new long[LEVELS];
  private final long[] steps = new long[LEVELS];
  private double tilt;
  private double expectation;
  private boolean thin;
  private boolean thrusting;
  private double bidBoost = 1.0;
  private double askBoost = 1.0;
  private double meanLevelSteps = 1.0;
  private long lastBid;
  private long lastAsk;

  Makers(SyntheticSymbol market, OrderBook book, AgentOrders orders, MarketRandom random) {
    this.market = market;
    this.book = book;
    this.orders = orders;
    this.random = random;
  }

  /** From now on the book is thin (small queues, gaps between levels) or dense. */
  void thin(boolean nowThin) {
    thin = nowThin;
  }

  boolean thin() {
    return thin;
  }

  /** How far the touch may stray from the fundamental, ticks. */
  double hysteresisTicks() {
    return market.hysteresisTicks() * (thin ? 0.5 : 1.0);
  }

  double gapTicks() {
    return market.levelGapTicks() * (thin ? 1.6 : 1.0);
  }

  /** A maker bought (or sold) {@code coins}. */
  void onFill(int owner, boolean buy, double coins) {
    if (owner < COUNT) {
      inventoryCoins[owner] += buy ? coins : -coins;
    }
  }

  /** Fills an empty book around {@code fundamentalTicks}. */
  void open(long nowMillis, double fundamentalTicks) {
    long bid = (long) Math.floor(fundamentalTicks);
    for (int side = 0; side < 2; side++) {
      boolean buy = side == 0;
      long best = buy ? bid : bid + 1;
      for (int i = 0; i < 12; i++) {
        addTouch(nowMillis, buy, best);
      }
      int span = (int) (30 * gapTicks());
      for (int distance = 1; distance < 4 * span; distance++) {
        if (random.chance((distance < span ? 1.0 : 0.4) / gapTicks())) {
          long price = buy ? best - distance : best + distance;
          add(nowMillis, buy, price, rearSteps(), Kind.REAR, 1_000 + (long) exponential(20_000.0));
        }
      }
    }
    scan();
  }

  /**
   * One millisecond: cancels what is due and does at most one further thing.
   *
   * @param expectedTicks where the touch is expected to go, from where it is
   * @param thrust direction of a burst, else 0
   */
  void step(long nowMillis, double expectedTicks, int thrust) {
    double lean = thrust != 0 ? 3.2 * thrust : 1.1 * clamp(expectedTicks / hysteresisTicks(), 1.5);
    expectation += (lean - expectation) * 0.02;
    thrusting = thrust != 0;
    if (nowMillis % SCAN_MILLIS == 0) {
      scan();
      relax();
    }
    closeSpread(nowMillis, expectedTicks, thrust);
    leaveOldTouch(nowMillis);
    act(nowMillis);
  }

  /** Cancels what is due at {@code nowMillis}. */
  void cancelDue(long nowMillis) {
    int slot = orders.dueAt(nowMillis);
    while (slot != AgentOrders.NONE) {
      cancel(slot);
      slot = orders.dueAt(nowMillis);
    }
  }

  /**
   * Makers pull {@code share} of their orders of one side that are better than {@code limitTicks}.
   */
  void pull(boolean buys, long limitTicks, double share) {
    long best = buys ? book.bestBid() : book.bestAsk();
    int direction = buys ? -1 : 1;
    long levels = Math.min(600, (limitTicks - best) * direction);
    for (long i = 0; best != 0 && i < levels; i++) {
      pullAt(buys, best + i * direction, share);
    }
  }

  private void pullAt(boolean buys, long price, double share) {
    int slot = orders.firstAt(buys, price);
    while (slot != AgentOrders.NONE) {
      int next = orders.nextAt(slot);
      // Whoever built a wall mostly means it.
      if (random.chance(orders.kind(slot) == Kind.WALL ? 0.3 * share : share)) {
        cancel(slot);
      }
      slot = next;
    }
  }

  private void cancel(int slot) {
    book.cancel(orders.id(slot));
    orders.remove(slot);
  }

  /** The spread is one tick nearly always: whoever is nearer to the fundamental steps in. */
  private void closeSpread(long nowMillis, double expectedTicks, int thrust) {
    long bid = book.bestBid();
    long ask = book.bestAsk();
    if (bid == 0 || ask == 0 || ask - bid == 1 || !random.chance(0.30)) {
      return;
    }
    double fundamental = 0.5 * (double) (bid + ask) + expectedTicks;
    long newBid = Math.clamp((long) Math.floor(fundamental), bid, ask - 1);
    if (thrust != 0) {
      newBid = thrust > 0 ? ask - 1 : bid; // Nobody offers below a thrust.
    }
    for (int i = 0; i < 3; i++) {
      if (newBid > bid) {
        addTouch(nowMillis, true, newBid);
      }
      if (newBid + 1 < ask) {
        addTouch(nowMillis, false, newBid + 1);
      }
    }
  }

  /** Makers who quoted the touch do not stay where it was. */
  private void leaveOldTouch(long nowMillis) {
    long bid = book.bestBid();
    long ask = book.bestAsk();
    if (bid > lastBid + 1 && lastBid != 0) {
      leave(nowMillis, true, lastBid);
    }
    if (ask != 0 && ask < lastAsk - 1) {
      leave(nowMillis, false, lastAsk);
    }
    lastBid = bid;
    lastAsk = ask;
  }

  private void leave(long nowMillis, boolean buy, long price) {
    int slot = orders.firstAt(buy, price);
    while (slot != AgentOrders.NONE) {
      int next = orders.nextAt(slot);
      if (orders.kind(slot) == Kind.TOUCH && random.chance(0.75)) {
        orders.reschedule(slot, nowMillis + 20 + (long) Math.min(8_000.0, exponential(1_800.0)));
      }
      slot = next;
    }
  }

  private void act(long nowMillis) {
    long bid = book.bestBid();
    long ask = book.bestAsk();
    if (bid == 0 || ask == 0) {
      revive(nowMillis, bid, ask);
      return;
    }
    double lean = 0.5 * ((thrusting ? 0.3 : 1.0) * tilt + expectation);
    double queue = market.queueCoins() * (thin ? 0.30 : 1.0) / market.step();
    double bidGoal = queue * StrictMath.exp(clamp(lean, 2.2));
    double askGoal = queue * StrictMath.exp(-clamp(lean, 2.2));
    double bidHas = (double) book.quantityAt(true, bid);
    double askHas = (double) book.quantityAt(false, ask);
    double bidAdd = touchRate(bidHas, bidGoal);
    double askAdd = touchRate(askHas, askGoal);
    double bidTrim = trimRate(bidHas, bidGoal);
    double askTrim = trimRate(askHas, askGoal);
    double at = random.uniform() * 1000.0;
    if ((at -= bidAdd) < 0.0) {
      addTouch(nowMillis, true, bid);
    } else if ((at -= askAdd) < 0.0) {
      addTouch(nowMillis, false, ask);
    } else if ((at -= bidTrim) < 0.0) {
      trim(true, bid);
    } else if ((at -= askTrim) < 0.0) {
      trim(false, ask);
    } else if ((at -= (thin ? 17.0 : 13.0) * bidBoost) < 0.0) {
      addRear(nowMillis, true, bid, bidBoost > 3.0);
    } else if ((at -= (thin ? 17.0 : 13.0) * askBoost) < 0.0) {
      addRear(nowMillis, false, ask, askBoost > 3.0);
    } else if ((at -= 0.10) < 0.0) {
      addWall(nowMillis, random.chance(0.5));
    } else if (at - 0.25 < 0.0) {
      addSpoof(nowMillis, random.chance(0.5));
    }
  }

  /** A side swept empty is quoted again a little away from the other, or from the last trade. */
  private void revive(long nowMillis, long bid, long ask) {
    long last = Math.max(2, book.lastPrice());
    if (bid == 0) {
      addTouch(nowMillis, true, (ask != 0 ? ask : last) - 1);
    }
    if (ask == 0) {
      addTouch(nowMillis, false, (bid != 0 ? bid : last) + 1);
    }
  }

  private double touchRate(double has, double goal) {
    return (thin ? 24.0 : 16.0) + 140.0 * Math.max(0.0, 1.0 - has / goal);
  }

  private static double trimRate(double has, double goal) {
    return Math.min(60.0, 15.0 * Math.max(0.0, has / goal - 1.25));
  }

  private void addTouch(long nowMillis, boolean buy, long price) {
    double queue = market.queueCoins() * (thin ? 0.30 : 1.0);
    long life = life(3_500.0);
    double coins =
        life < 500 && random.chance(0.24)
            ? queue * random.uniform(0.02, 0.24)
            : queue * random.logNormal(life < 500 ? 0.0007 : 0.0026, 1.6);
    add(nowMillis, buy, price, stepsOf(coins), Kind.TOUCH, life);
  }

  private void trim(boolean buy, long price) {
    int slot = orders.firstAt(buy, price);
    long skip = random.below(4);
    while (slot != AgentOrders.NONE && skip > 0) {
      int next = orders.nextAt(slot);
      slot = next == AgentOrders.NONE ? slot : next;
      skip--;
    }
    if (slot != AgentOrders.NONE) {
      cancel(slot);
    }
  }

  private void addRear(long nowMillis, boolean buy, long best, boolean urgent) {
    double gap = gapTicks();
    double levels = random.chance(0.72) ? exponential(12.0) : random.uniform(15.0, farLevels());
    long distance = 1 + (long) (levels * gap);
    long life = urgent ? 600 + (long) exponential(7_000.0) : life(7_000.0);
    if (levels > 40.0) {
      life = 1_000 + (long) exponential(25_000.0);
    }
    add(nowMillis, buy, buy ? best - distance : best + distance, rearSteps(), Kind.REAR, life);
  }

  /** As far as the price may go at once, somebody stands. */
  private double farLevels() {
    return 160.0 * Math.max(1.0, market.hysteresisTicks() / (12.0 * market.levelGapTicks()));
  }

  private void addWall(long nowMillis, boolean buy) {
    long distance = 2 + random.below((long) (14 * gapTicks()));
    long size = (long) (meanLevelSteps * random.uniform(8.0, 20.0));
    long life = 3_000 + (long) exponential(18_000.0);
    long best = buy ? book.bestBid() : book.bestAsk();
    add(nowMillis, buy, buy ? best - distance : best + distance, size, Kind.WALL, life);
  }

  private void addSpoof(long nowMillis, boolean buy) {
    long distance = 2 + random.below((long) (8 * gapTicks()));
    long size = (long) (meanLevelSteps * random.uniform(3.0, 9.0));
    long best = buy ? book.bestBid() : book.bestAsk();
    long life = 120 + random.below(330);
    add(nowMillis, buy, buy ? best - distance : best + distance, size, Kind.SPOOF, life);
  }

  private void add(
      long nowMillis, boolean buy, long price, long quantity, Kind kind, long lifeMillis) {
    int owner = (int) random.below(COUNT);
    double limit = INVENTORY_LIMIT * market.queueCoins();
    boolean overfull = buy ? inventoryCoins[owner] > limit : inventoryCoins[owner] < -limit;
    if (price < 1 || orders.full() || (overfull && kind == Kind.TOUCH && random.chance(0.8))) {
      return;
    }
    long id = book.placePostOnly(owner, buy, price, Math.max(1, quantity));
    if (id != 0) {
      long life = Math.clamp(lifeMillis, 10L, AgentOrders.LONGEST_MILLIS);
      orders.add(id, buy, price, kind, nowMillis + life);
    }
  }

  /** Lifetimes of what is added: two thirds flicker. */
  private long life(double meanMillis) {
    double kind = random.uniform();
    if (kind < 0.47) {
      return (long) random.logNormal(26.0, 0.5);
    }
    return kind < 0.53 ? 100 + random.below(400) : 500 + (long) exponential(meanMillis);
  }

  private long rearSteps() {
    double coins = random.logNormal(market.levelCoins(), 1.4);
    return stepsOf(random.chance(0.07) ? 6.0 * coins : coins);
  }

  private long stepsOf(double coins) {
    return Math.max(1, Math.round(coins / market.step()));
  }

  /** Looks at the levels behind the best: sparse ones are refilled faster. */
  private void scan() {
    bidBoost = boost(true);
    askBoost = boost(false);
  }

  private double boost(boolean bids) {
    int levels = book.copyLevels(bids, LEVELS, ticks, steps);
    long near = 0;
    double sum = 0.0;
    double reach = 24.0 * gapTicks();
    for (int i = 1; i < levels; i++) {
      near += Math.abs(ticks[i] - ticks[0]) <= reach ? 1 : 0;
      sum += (double) steps[i];
    }
    if (levels > 1) {
      meanLevelSteps += (sum / (levels - 1) - meanLevelSteps) * 0.05;
    }
    double missing = (LEVELS - 2.0) / Math.max(1.0, (double) near);
    return Math.clamp(missing * missing * missing, 0.5, 14.0);
  }

  /** The random part of the queues' imbalance and the inventories relax. */
  private void relax() {
    double share = SCAN_MILLIS / 1000.0;
    double keep = 1.0 - share / TILT_SECONDS;
    tilt = tilt * keep + TILT_SIGMA * StrictMath.sqrt(1.0 - keep * keep) * random.gaussian();
    for (int i = 0; i < COUNT; i++) {
      inventoryCoins[i] *= 1.0 - share / INVENTORY_SECONDS;
    }
  }

  private double exponential(double mean) {
    return random.exponential(mean);
  }

  private static double clamp(double value, double bound) {
    return Math.clamp(value, -bound, bound);
  }

  /** Takes back every order of a side. */
  void leave(boolean bids) {
    for (int bucket = 0; bucket < AgentOrders.WHEEL_MILLIS; bucket++) {
      int slot = orders.dueAt(bucket);
      while (slot != AgentOrders.NONE) {
        int next = orders.nextDue(slot);
        if (orders.buys(slot) == bids) {
          cancel(slot);
        }
        slot = next;
      }
    }
  }

  /** Forgets all orders and inventories, cancelling what rests. */
  void reset() {
    for (int bucket = 0; bucket < AgentOrders.WHEEL_MILLIS; bucket++) {
      cancelDue(bucket);
    }
    Arrays.fill(inventoryCoins, 0.0);
    lastBid = 0;
    lastAsk = 0;
  }
}
