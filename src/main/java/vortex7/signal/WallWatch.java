package vortex7.signal;

import vortex7.market.BookSnapshot;
import vortex7.market.Side;

/**
 * Follows walls, levels that dwarf the others, until they are eaten, pulled or out of sight; never
 * allocates after construction.
 *
 * <p>A wall that lost most of its quantity to trades, with the best price now beyond it, is an
 * absorption. Trades count against what is missing from the wall's largest quantity: a refill takes
 * their credit back.
 */
final class WallWatch {
  private static final int TRACKED_MAX = 4 * BookSnapshot.DEPTH;
  private static final long STANDS = Long.MIN_VALUE;
  private static final double TICK_SLACK = 1e-6;

  private final OrderFlowRules.WallRules rules;
  private final long tradeLagMillis;
  private final double tick;
  private final boolean[] ask = new boolean[TRACKED_MAX];
  private final double[] price = new double[TRACKED_MAX];
  private final int[] snapshots = new int[TRACKED_MAX];
  private final boolean[] wall = new boolean[TRACKED_MAX];
  private final boolean[] towers = new boolean[TRACKED_MAX];
  private final double[] quantity = new double[TRACKED_MAX];
  private final double[] peak = new double[TRACKED_MAX];
  private final double[] peakOverMean = new double[TRACKED_MAX];
  private final double[] traded = new double[TRACKED_MAX];
  private final long[] goneAt = new long[TRACKED_MAX];
  private int size;
  private double nearestAsk = Double.NaN;
  private double nearestBid = Double.NaN;
  private double bestAsk;
  private double bestBid;
  private long absorbedAt = STANDS;
  private double absorbed;

  WallWatch(OrderFlowRules.WallRules rules, long tradeLagMillis, double tick) {
    if (!(tick > 0)) {
      throw new IllegalArgumentException("tick must be above 0, was " + tick);
    }
    this.rules = rules;
    this.tradeLagMillis = tradeLagMillis;
    this.tick = tick;
  }

  void onTrade(double at, double amount, boolean buyerIsMaker) {
    for (int i = 0; i < size; i++) {
      if (price[i] == at && ask[i] != buyerIsMaker) {
        traded[i] += amount;
      }
    }
  }

  void onBook(BookSnapshot book, double meanLevel, SpoofWatch spoofs) {
    bestBid = book.bidPrice[0];
    bestAsk = book.askPrice[0];
    for (int i = 0; i < size; i++) {
      towers[i] = false;
    }
    if (meanLevel > 0) {
      findTowers(book, false, meanLevel, spoofs);
      findTowers(book, true, meanLevel, spoofs);
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (stays(i, book)) {
        move(i, kept++);
      }
    }
    size = kept;
    findNearest();
  }

  private void findTowers(BookSnapshot book, boolean asks, double meanLevel, SpoofWatch spoofs) {
    double[] prices = asks ? book.askPrice : book.bidPrice;
    double[] quantities = asks ? book.askQuantity : book.bidQuantity;
    int levels = asks ? book.asks : book.bids;
    for (int level = 1; level < levels; level++) {
      if (quantities[level] > rules.multiple() * meanLevel) {
        int i = tracked(asks, prices[level]);
        if (i < size) {
          grow(i, quantities[level], meanLevel, spoofs);
        }
      }
    }
  }

  /** The index of the level's track, opened if need be; {@code size} when there is no room. */
  private int tracked(boolean asks, double at) {
    for (int i = 0; i < size; i++) {
      if (price[i] == at && ask[i] == asks) {
        return i;
      }
    }
    if (size == TRACKED_MAX) {
      return size;
    }
    ask[size] = asks;
    price[size] = at;
    snapshots[size] = 0;
    wall[size] = false;
    quantity[size] = 0;
    peak[size] = 0;
    traded[size] = 0;
    goneAt[size] = STANDS;
    return size++;
  }

  private void grow(int i, double now, double meanLevel, SpoofWatch spoofs) {
    towers[i] = true;
    snapshots[i]++;
    if (now >= peak[i]) {
      peak[i] = now;
      peakOverMean[i] = now / meanLevel;
    }
    if (!wall[i]
        && snapshots[i] >= rules.snapshots()
        && !spoofs.pendingAt(ask[i] ? Side.SELL : Side.BUY, price[i])) {
      wall[i] = true;
    }
  }

  /** Whether the level is still of interest after this book. */
  private boolean stays(int i, BookSnapshot book) {
    if (!towers[i] && !wall[i]) {
      return false; // Not seen often enough in a row.
    }
    if (!Levels.visible(book, ask[i], price[i])) {
      return false;
    }
    double now = Levels.quantityAt(book, ask[i], price[i]);
    if (now >= peak[i]) {
      traded[i] = 0;
    } else if (now > quantity[i]) {
      traded[i] = Math.max(0, traded[i] - (now - quantity[i]));
    }
    quantity[i] = now;
    double lost = peak[i] - now;
    if (!wall[i] || lost <= rules.lostShare() * peak[i]) {
      goneAt[i] = STANDS;
      return true;
    }
    if (goneAt[i] == STANDS) {
      goneAt[i] = book.eventTime;
    }
    boolean eaten = traded[i] >= rules.tradedShare() * lost;
    boolean beyond = ask[i] ? book.askPrice[0] > price[i] : book.bidPrice[0] < price[i];
    if (eaten && beyond) {
      absorb(i, book.eventTime);
      return false;
    }
    return eaten || book.eventTime - goneAt[i] < tradeLagMillis; // Else it was pulled.
  }

  private void absorb(int i, long now) {
    absorbedAt = now;
    double strength = Math.min(1, peakOverMean[i] / rules.strengthNorm());
    absorbed = ask[i] ? strength : -strength;
  }

  private void move(int from, int to) {
    if (from != to) {
      ask[to] = ask[from];
      price[to] = price[from];
      snapshots[to] = snapshots[from];
      wall[to] = wall[from];
      towers[to] = towers[from];
      quantity[to] = quantity[from];
      peak[to] = peak[from];
      peakOverMean[to] = peakOverMean[from];
      traded[to] = traded[from];
      goneAt[to] = goneAt[from];
    }
  }

  private void findNearest() {
    nearestAsk = Double.NaN;
    nearestBid = Double.NaN;
    for (int i = 0; i < size; i++) {
      if (wall[i] && towers[i]) {
        if (ask[i]) {
          nearestAsk = Double.isNaN(nearestAsk) ? price[i] : Math.min(nearestAsk, price[i]);
        } else {
          nearestBid = Double.isNaN(nearestBid) ? price[i] : Math.max(nearestBid, price[i]);
        }
      }
    }
  }

  /** The price of the nearest wall that is near its side's best price; NaN when none is. */
  double nearWall() {
    double above = nearestAsk - bestAsk;
    double below = bestBid - nearestBid;
    boolean askNear = within(above, rules.nearFraction());
    boolean bidNear = within(below, rules.nearFraction());
    if (askNear && bidNear) {
      return above <= below ? nearestAsk : nearestBid;
    }
    return askNear ? nearestAsk : bidNear ? nearestBid : Double.NaN;
  }

  /** Whether a wall stands close in the way of that direction. */
  boolean against(Direction direction) {
    return switch (direction) {
      case LONG -> within(nearestAsk - bestAsk, rules.againstFraction());
      case SHORT -> within(bestBid - nearestBid, rules.againstFraction());
      case NEUTRAL -> false;
    };
  }

  /** False for NaN, a wall that is not there. */
  private boolean within(double distance, double fraction) {
    return distance <= (rules.nearTicks() + TICK_SLACK) * tick || distance <= fraction * bestBid;
  }

  /** Strength of the absorption in force, signed by its direction; 0 without one. */
  double absorption(long markTime) {
    return absorbedAt != STANDS && markTime - absorbedAt < rules.holdMillis() ? absorbed : 0;
  }

  /** Books or trades were lost: what became of the walls cannot be known. */
  void forgetOpen() {
    size = 0;
    nearestAsk = Double.NaN;
    nearestBid = Double.NaN;
  }
}
