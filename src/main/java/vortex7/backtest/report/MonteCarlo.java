package vortex7.backtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * What else might have come of the same trades: each path draws as many of them as there were, with
 * replacement, and each takes its share of the balance as it then is. Says nothing about trades
 * that the run never saw.
 *
 * @param result of the paths at their end, a fraction of the opening balance
 * @param maxDrawdown of the paths
 * @param ruin share of the paths that fell so far below their peak
 * @param fan the balance along the trades, over the opening one
 */
public record MonteCarlo(
    int trades,
    int paths,
    long seed,
    Band result,
    Band maxDrawdown,
    List<Ruin> ruin,
    List<Step> fan) {
  private static final int STEPS_MAX = 60;
  private static final double[] RUIN_AT = {0.10, 0.20, 0.50};

  public MonteCarlo {
    ruin = List.copyOf(ruin);
    fan = List.copyOf(fan);
  }

  /** Percentiles over the paths. */
  public record Band(double p5, double p25, double p50, double p75, double p95) {
    static Band of(double[] values) {
      Percentile percentile = new Percentile();
      percentile.setData(values);
      return new Band(
          percentile.evaluate(5),
          percentile.evaluate(25),
          percentile.evaluate(50),
          percentile.evaluate(75),
          percentile.evaluate(95));
    }
  }

  /** The share of paths that once stood {@code drawdown} or more below their peak. */
  public record Ruin(double drawdown, double share) {}

  /** The balance after so many trades. */
  public record Step(int trades, Band balance) {}

  /**
   * Draws.
   *
   * @param shares each trade's net result over the balance before it
   * @throws IllegalArgumentException without a trade or a path
   */
  public static MonteCarlo of(double[] shares, int paths, long seed) {
    if (shares.length == 0 || paths < 1) {
      throw new IllegalArgumentException(
          "needs a trade and a path, had " + shares.length + " and " + paths);
    }
    SplittableRandom random = new SplittableRandom(seed);
    int[] stops = stops(shares.length);
    double[][] at = new double[stops.length][paths];
    double[] deepest = new double[paths];
    for (int path = 0; path < paths; path++) {
      double balance = 1;
      double peak = 1;
      int stop = 0;
      for (int i = 1; i <= shares.length; i++) {
        balance = Math.max(0, balance * (1 + shares[random.nextInt(shares.length)]));
        peak = Math.max(peak, balance);
        deepest[path] = Math.max(deepest[path], (peak - balance) / peak);
        if (stops[stop] == i) {
          at[stop++][path] = balance;
        }
      }
    }
    List<Step> fan = new ArrayList<>();
    fan.add(new Step(0, new Band(1, 1, 1, 1, 1)));
    for (int i = 0; i < stops.length; i++) {
      fan.add(new Step(stops[i], Band.of(at[i])));
    }
    double[] last = at[stops.length - 1];
    double[] results = new double[paths];
    for (int path = 0; path < paths; path++) {
      results[path] = last[path] - 1;
    }
    List<Ruin> ruin = new ArrayList<>();
    for (double depth : RUIN_AT) {
      int ruined = 0;
      for (double each : deepest) {
        ruined += each >= depth ? 1 : 0;
      }
      ruin.add(new Ruin(depth, (double) ruined / paths));
    }
    return new MonteCarlo(
        shares.length, paths, seed, Band.of(results), Band.of(deepest), ruin, fan);
  }

  /** The trades after which a path is looked at; the last one always. */
  private static int[] stops(int trades) {
    int steps = Math.min(trades, STEPS_MAX);
    int[] stops = new int[steps];
    for (int i = 0; i < steps; i++) {
      stops[i] = (int) ((long) trades * (i + 1) / steps);
    }
    return stops;
  }
}
