package vortex7.cli.bench;

import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

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
    SplittableRandom random = new SplittableRandom(seed);
    double[] ratios = new double[DRAWS];
    int drawn = 0;
    for (int i = 0; i < DRAWS; i++) {
      Histogram a = Spans.histogram();
      Histogram b = Spans.histogram();
      for (int j = 0; j < ours.size(); j++) {
        int round = random.nextInt(ours.size());
        a.add(ours.get(round));
        b.add(peer.get(round));
      }
      if (a.getTotalCount() > 0 && b.getTotalCount() > 0) {
        ratios[drawn++] = ratio(a, b, percentile);
      }
    }
    java.util.Arrays.sort(ratios, 0, drawn);
    return new RatioOfPercentiles(
        ratio(sum(ours), sum(peer), percentile),
        ratios[(int) (0.025 * (drawn - 1))],
        ratios[(int) Math.ceil(0.975 * (drawn - 1))]);
  }

  private static Histogram sum(List<Histogram> rounds) {
    Histogram sum = Spans.histogram();
    rounds.forEach(sum::add);
    if (sum.getTotalCount() == 0) {
      throw new IllegalArgumentException("a side has no sample");
    }
    return sum;
  }

  private static double ratio(Histogram ours, Histogram peer, double percentile) {
    return (double) ours.getValueAtPercentile(percentile)
        / Math.max(1, peer.getValueAtPercentile(percentile));
  }
}
