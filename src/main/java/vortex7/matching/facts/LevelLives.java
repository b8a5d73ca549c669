package vortex7.matching.facts;

import static vortex7.matching.facts.Fact.*;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import vortex7.matching.Market;

/**
 * What is added to the visible levels of a book, and how long it stays. Seen every 50 ms, as often
 * as the venue sent differences: shorter lives are invisible.
 *
 * <p>What a level loses is charged to the trades at its price first, oldest addition first; the
 * rest was cancelled, newest addition first.
 */
final class LevelLives {
  static final long DIFFERENCE_MILLIS = 50;

  private static final int DEPTH = 20;
  private static final double NOTHING = 1e-12;
  private static final long[] WITHIN = {100, 500, 1_000, 5_000};
  private static final double[] OF_CANCELLED = {0.25, 0.5, 0.75, 0.9};

  private final Market market;
  private final TreeMap<Long, Level> shown = new TreeMap<>();
  private final TreeMap<Long, Double> traded = new TreeMap<>();
  private final TreeMap<Long, Double> lives = new TreeMap<>();
  private final long[] ticks = new long[DEPTH];
  private final long[] steps = new long[DEPTH];
  private final double[] goneWithin = new double[WITHIN.length];
  private final double[] places = new double[3];
  private double increases;
  private double decreases;
  private double added;
  private double removed;
  private double tradedCoins;
  private boolean begun;

  /** A visible level, and what was added to it since it is. */
  private static final class Level {
    private final ArrayDeque<Addition> additions = new ArrayDeque<>();
    private double coins;
    private long seenMillis;
  }

  /** One addition, as far as it still stands. */
  private static final class Addition {
    private final long millis;
    private double left;

    private Addition(long millis, double coins) {
      this.millis = millis;
      this.left = coins;
    }
  }

  LevelLives(Market market) {
    this.market = market;
  }

  void onTrade(long priceTicks, long quantitySteps, boolean buyerIsMaker) {
    double coins = market.quantityAsDouble(quantitySteps);
    tradedCoins += coins;
    traded.merge(key(buyerIsMaker, priceTicks), coins, Double::sum);
  }

  private static long key(boolean bid, long priceTicks) {
    return priceTicks * 2 + (bid ? 1 : 0);
  }

  void look(long millis) {
    side(true, millis);
    side(false, millis);
    leave(millis);
    traded.clear();
    begun = true;
  }

  private void side(boolean bids, long millis) {
    int n = market.copyLevels(bids, DEPTH, ticks, steps);
    for (int i = 0; i < n; i++) {
      Level level = shown.get(key(bids, ticks[i]));
      if (level == null) {
        level = new Level();
        shown.put(key(bids, ticks[i]), level);
      }
      double change = market.quantityAsDouble(steps[i]) - level.coins;
      if (begun && change > NOTHING) {
        places[i == 0 ? 0 : i < 5 ? 1 : 2]++;
      }
      change(level, key(bids, ticks[i]), change, millis);
      level.seenMillis = millis;
    }
  }

  /** Levels that are gone, or are not among the best any more. */
  private void leave(long millis) {
    Iterator<Map.Entry<Long, Level>> each = iterator();
    while (each.hasNext()) {
      Map.Entry<Long, Level> entry = each.next();
      Level level = entry.getValue();
      if (level.seenMillis != millis) {
        boolean bid = (entry.getKey() & 1) == 1;
        double left = market.quantityAsDouble(market.quantityAt(bid, entry.getKey() / 2));
        change(level, entry.getKey(), Math.min(0.0, left - level.coins), millis);
        each.remove();
      }
    }
  }

  private Iterator<Map.Entry<Long, Level>> iterator() {
    return shown.entrySet().iterator();
  }

  private void change(Level level, long key, double change, long millis) {
    level.coins += change;
    if (!begun) {
      return;
    }
    if (change > NOTHING) {
      added += change;
      increases++;
      level.additions.addLast(new Addition(millis, change));
    } else if (change < -NOTHING) {
      removed -= change;
      decreases++;
      double ofTrades = Math.min(-change, traded.getOrDefault(key, 0.0));
      filled(level, ofTrades);
      cancelled(level, -change - ofTrades, millis);
    }
  }

  private static void filled(Level level, double coins) {
    double left = coins;
    while (left > NOTHING && !level.additions.isEmpty()) {
      Addition oldest = level.additions.getFirst();
      double taken = Math.min(left, oldest.left);
      oldest.left -= taken;
      left -= taken;
      if (oldest.left < NOTHING) {
        level.additions.removeFirst();
      }
    }
  }

  private void cancelled(Level level, double coins, long millis) {
    double left = coins;
    while (left > NOTHING && !level.additions.isEmpty()) {
      Addition newest = level.additions.getLast();
      double taken = Math.min(left, newest.left);
      long lived = millis - newest.millis;
      lives.merge(lived, taken, Double::sum);
      for (int i = 0; i < WITHIN.length; i++) {
        goneWithin[i] += lived <= WITHIN[i] ? taken : 0.0;
      }
      newest.left -= taken;
      left -= taken;
      if (newest.left < NOTHING) {
        level.additions.removeLast();
      }
    }
  }

  void report(FactSheet into, double lasted) {
    into.put(BOOK_CHANGES, increases / lasted, decreases / lasted);
    into.put(INCREASE_PLACES, places[0] / increases, places[1] / increases, places[2] / increases);
    into.put(BOOK_FLOW, added / lasted, removed / lasted, tradedCoins / lasted);
    double[] within = new double[WITHIN.length];
    for (int i = 0; i < WITHIN.length; i++) {
      within[i] = goneWithin[i] / added;
    }
    into.put(CANCELLED, within);
    into.put(LIFETIMES, lifetimes());
  }

  private double[] lifetimes() {
    double all = lives.values().stream().mapToDouble(Double::doubleValue).sum();
    double[] found = new double[OF_CANCELLED.length];
    double passed = 0.0;
    int next = 0;
    for (Map.Entry<Long, Double> life : lives.entrySet()) {
      passed += life.getValue();
      while (next < found.length && passed >= OF_CANCELLED[next] * all) {
        found[next++] = (double) life.getKey();
      }
    }
    return found;
  }
}
