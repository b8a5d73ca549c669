package vortex7.backtest.report;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/**
 * How some figures are spread; NaN where there are too few.
 *
 * @param deviation of the sample (n - 1)
 * @param bins of one width, from the smallest to the largest figure
 */
public record Distribution(
    int count,
    double mean,
    double deviation,
    double smallest,
    double p10,
    double median,
    double p90,
    double largest,
    List<Bin> bins) {
  private static final int BINS_MAX = 24;

  public Distribution {
    bins = List.copyOf(bins);
  }

  /** Figures in [from, to), in the last bin also {@code to} itself. */
  public record Bin(double from, double to, int count) {}

  public static Distribution of(double[] figures) {
    DescriptiveStatistics all = new DescriptiveStatistics(figures);
    return new Distribution(
        figures.length,
        all.getMean(),
        all.getStandardDeviation(),
        all.getMin(),
        all.getPercentile(10),
        all.getPercentile(50),
        all.getPercentile(90),
        all.getMax(),
        figures.length == 0 ? List.of() : bins(figures, all.getMin(), all.getMax()));
  }

  /** About as many as the root of the count: enough to see a shape, not the noise. */
  private static List<Bin> bins(double[] figures, double smallest, double largest) {
    if (smallest == largest) {
      return List.of(new Bin(smallest, largest, figures.length));
    }
    int bins = (int) Math.max(1, Math.min(BINS_MAX, Math.ceil(2 * Math.sqrt(figures.length))));
    double width = (largest - smallest) / bins;
    int[] counts = new int[bins];
    for (double figure : figures) {
      counts[Math.min(bins - 1, (int) ((figure - smallest) / width))]++;
    }
    List<Bin> all = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      double to = i == bins - 1 ? largest : smallest + (i + 1) * width;
      all.add(new Bin(smallest + i * width, to, counts[i]));
    }
    return all;
  }
}
