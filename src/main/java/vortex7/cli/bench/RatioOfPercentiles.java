package vortex7.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * How many times a percentile of one thing is that of another, with the 95 % interval of the
 * percentile bootstrap over interleaved rounds.
 *
 * <p>A draw takes rounds with replacement, the same ones of both sides: what disturbed the machine
 * in a round disturbed both, and samples within a round are no independent ones.
 *
 * @param value of all rounds together
 * @param low of the interval
 * @param high of the interval
 */
public record RatioOfPercentiles(double value, double low, double high) {
  private static final int DRAWS = 2_000;

  /**
   * The ratio {@code ours} to {@code peer} at {@code percentile}, in (0, 100].
   *
   * @throws IllegalArgumentException when a side is empty or the rounds do not pair up
   */
  public static RatioOfPercentiles of(
      List<Histogram> ours, List<Histogram> peer, double percentile, long seed) {
    if (ours.size() != peer.size() || ours.isEmpty()) {
      throw new IllegalArgumentException(
          "both sides must have the same rounds, had " + ours.size() + " and " + peer.size());
    }
    Side a = Side.of(ours);
    Side b = Side.of(peer);
    int[] all = new int[ours.size()];
    Arrays.fill(all, 1);
    if (a.total(all) == 0 || b.total(all) == 0) {
      throw new IllegalArgumentException("a side has no sample");
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] ratios = new double[DRAWS];
    int drawn = 0;
    for (int i = 0; i < DRAWS; i++) {
      int[] times = new int[ours.size()];
      for (int j = 0; j < times.length; j++) {
        times[random.nextInt(times.length)]++;
      }
      if (a.total(times) > 0 && b.total(times) > 0) {
        ratios[drawn++] = ratio(a, b, times, percentile);
      }
    }
    Arrays.sort(ratios, 0, drawn);
    return new RatioOfPercentiles(
        ratio(a, b, all, percentile),
        ratios[(int) (0.025 * (drawn - 1))],
        ratios[(int) Math.ceil(0.975 * (drawn - 1))]);
  }

  private static double ratio(Side ours, Side peer, int[] times, double percentile) {
    return (double) ours.at(percentile, times) / Math.max(1, peer.at(percentile, times));
  }

  /**
   * The rounds of one side as counts of the values that occur in any of them: thousands of draws
   * over whole histograms would take longer than the measurement.
   */
  private static final class Side {
    private final long[] values; // rising
    private final long[][] counts; // by round and value

    private Side(long[] values, long[][] counts) {
      this.values = values;
      this.counts = counts;
    }

    static Side of(List<Histogram> rounds) {
      TreeSet<Long> seen = new TreeSet<>();
      for (Histogram round : rounds) {
        for (HistogramIterationValue each : round.recordedValues()) {
          seen.add(each.getValueIteratedTo());
        }
      }
      long[] values = seen.stream().mapToLong(Long::longValue).toArray();
      long[][] counts = new long[rounds.size()][values.length];
      for (int i = 0; i < counts.length; i++) {
        for (HistogramIterationValue each : rounds.get(i).recordedValues()) {
          int at = Arrays.binarySearch(values, each.getValueIteratedTo());
          counts[i][at] += each.getCountAddedInThisIterationStep();
        }
      }
      return new Side(values, counts);
    }

    long total(int[] times) {
      long total = 0;
      for (int i = 0; i < counts.length; i++) {
        total += times[i] * Arrays.stream(counts[i]).sum();
      }
      return total;
    }

    /** The nearest-rank percentile of the rounds, each taken so many times. */
    long at(double percentile, int[] times) {
      long rank = Math.max(1, (long) Math.ceil(percentile / 100 * (double) total(times)));
      long below = 0;
      for (int k = 0; k < values.length; k++) {
        for (int i = 0; i < counts.length; i++) {
          below += times[i] * counts[i][k];
        }
        if (below >= rank) {
          return values[k];
        }
      }
      throw new IllegalStateException("rank " + rank + " of " + below);
    }
  }
}
