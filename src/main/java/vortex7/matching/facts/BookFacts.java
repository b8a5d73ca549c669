package vortex7.matching.facts;

import static vortex7.matching.facts.Fact.*;

import vortex7.matching.Market;

/** The shape of one symbol's book: spread at each look, levels every 100 ms. */
final class BookFacts {
  private static final int DEPTH = 20;
  private static final long SHAPE_MILLIS = 100;
  private static final int[] SPREADS = {1, 2, 5, 20};
  private static final int[] PLACES = {0, 1, 4, 9, 19};
  private static final double[] WALL_TIMES = {8.0, 10.0, 15.0, 20.0};

  private final Market market;
  private final double[] spreads = new double[SPREADS.length + 1];
  private final double[] quantities = new double[PLACES.length];
  private final double[] walls = new double[WALL_TIMES.length];
  private final Series tenth = new Series();
  private final Series twentieth = new Series();
  private final long[][] ticks = new long[2][DEPTH];
  private final long[][] steps = new long[2][DEPTH];
  private double looks;
  private double midChanges;
  private long lastMid;
  private double shapes;
  private double gaps;
  private double gapTicks;
  private double gapsOfOne;
  private double heavy;
  private double levels;
  private double imbalanced;

  BookFacts(Market market) {
    this.market = market;
  }

  void look(long millis) {
    long bid = market.bestBid();
    long ask = market.bestAsk();
    looks++;
    int kind = 0;
    while (kind < SPREADS.length && ask - bid > SPREADS[kind]) {
      kind++;
    }
    spreads[kind]++;
    midChanges += bid + ask != lastMid && lastMid != 0 ? 1.0 : 0.0;
    lastMid = bid + ask;
    if (millis % SHAPE_MILLIS == 0) {
      int bids = market.copyLevels(true, DEPTH, ticks[0], steps[0]);
      int asks = market.copyLevels(false, DEPTH, ticks[1], steps[1]);
      if (bids == DEPTH && asks == DEPTH) {
        shape();
      }
    }
  }

  private void shape() {
    shapes++;
    double sum = 0.0;
    double most = 0.0;
    double[] top = new double[2];
    for (int side = 0; side < 2; side++) {
      for (int i = 0; i < DEPTH; i++) {
        double quantity = market.quantityAsDouble(steps[side][i]);
        sum += quantity;
        most = Math.max(most, quantity);
        top[side] += i < 10 ? quantity : 0.0;
        if (i > 0) {
          double gap = (double) Math.abs(ticks[side][i] - ticks[side][i - 1]);
          gaps++;
          gapTicks += gap;
          gapsOfOne += gap == 1.0 ? 1.0 : 0.0;
        }
      }
      for (int i = 0; i < PLACES.length; i++) {
        quantities[i] += 0.5 * market.quantityAsDouble(steps[side][PLACES[i]]);
      }
      tenth.add((double) Math.abs(ticks[side][9] - ticks[side][0]));
      twentieth.add((double) Math.abs(ticks[side][19] - ticks[side][0]));
    }
    double mean = sum / (2.0 * DEPTH);
    for (int side = 0; side < 2; side++) {
      for (long quantity : steps[side]) {
        heavy += market.quantityAsDouble(quantity) > 5.0 * mean ? 1.0 : 0.0;
        levels++;
      }
    }
    for (int i = 0; i < WALL_TIMES.length; i++) {
      walls[i] += most > WALL_TIMES[i] * mean ? 1.0 : 0.0;
    }
    imbalanced += Math.abs((top[0] - top[1]) / (top[0] + top[1])) > 0.3 ? 1.0 : 0.0;
  }

  void report(FactSheet into, double lasted) {
    into.put(SPREAD, each(spreads, looks));
    into.put(LEVELS, each(quantities, shapes));
    into.put(DISTANCES, tenth.quantile(0.5), twentieth.quantile(0.5));
    into.put(LEVEL_GAPS, gapTicks / gaps, gapsOfOne / gaps);
    into.put(HEAVY_LEVELS, heavy / levels);
    into.put(WALLS, each(walls, shapes));
    into.put(MID_CHANGES, midChanges / lasted);
    into.put(IMBALANCE, imbalanced / shapes);
  }

  private static double[] each(double[] sums, double of) {
    double[] shares = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      shares[i] = sums[i] / of;
    }
    return shares;
  }
}
