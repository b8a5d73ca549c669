package vortex7.matching.facts;

import java.util.Arrays;

/** A growing row of samples, and what is said of it; NaN where there are too few of them. */
final class Series {
  private double[] values = new double[64];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int size() {
    return size;
  }

  double get(int index) {
    return values[index];
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }

  Series absolute() {
    Series absolute = new Series();
    for (int i = 0; i < size; i++) {
      absolute.add(Math.abs(values[i]));
    }
    return absolute;
  }

  double sum() {
    double sum = 0.0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    return sum;
  }

  double mean() {
    return size == 0 ? Double.NaN : sum() / size;
  }

  double variance() {
    return moment(2);
  }

  double sigma() {
    return Math.sqrt(variance());
  }

  /** Fourth moment over the squared second: 3 for a normal distribution. */
  double kurtosis() {
    double variance = variance();
    return moment(4) / (variance * variance);
  }

  private double moment(int power) {
    double mean = mean();
    double sum = 0.0;
    for (int i = 0; i < size; i++) {
      double off = values[i] - mean;
      sum += power == 2 ? off * off : off * off * off * off;
    }
    return size == 0 ? Double.NaN : sum / size;
  }

  /** Variance over mean: 1 for independent events. */
  double fano() {
    return variance() / mean();
  }

  double most() {
    return quantile(1.0);
  }

  double quantile(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    double[] sorted = toArray();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(size - 1.0, share * size)];
  }

  /** Several quantiles at once. */
  double[] quantiles(double... shares) {
    double[] sorted = toArray();
    Arrays.sort(sorted);
    double[] found = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      found[i] = size == 0 ? Double.NaN : sorted[(int) Math.min(size - 1.0, shares[i] * size)];
    }
    return found;
  }

  double share(double above) {
    int n = 0;
    for (int i = 0; i < size; i++) {
      n += values[i] > above ? 1 : 0;
    }
    return size == 0 ? Double.NaN : (double) n / size;
  }

  double autocorrelation(int lag) {
    if (size <= lag + 1) {
      return Double.NaN;
    }
    double mean = mean();
    double covariance = 0.0;
    double variance = 0.0;
    for (int i = 0; i < size; i++) {
      double off = values[i] - mean;
      variance += off * off;
      covariance += i >= lag ? off * (values[i - lag] - mean) : 0.0;
    }
    return covariance / variance;
  }

  double[] autocorrelations(int... lags) {
    double[] found = new double[lags.length];
    for (int i = 0; i < lags.length; i++) {
      found[i] = autocorrelation(lags[i]);
    }
    return found;
  }

  /** Pearson's, of as many samples as both have. */
  static double correlation(Series x, Series y) {
    int n = Math.min(x.size, y.size);
    double meanX = 0.0;
    double meanY = 0.0;
    for (int i = 0; i < n; i++) {
      meanX += x.values[i] / n;
      meanY += y.values[i] / n;
    }
    double xy = 0.0;
    double xx = 0.0;
    double yy = 0.0;
    for (int i = 0; i < n; i++) {
      double offX = x.values[i] - meanX;
      double offY = y.values[i] - meanY;
      xy += offX * offY;
      xx += offX * offX;
      yy += offY * offY;
    }
    return xy / Math.sqrt(xx * yy);
  }

  /** The tail index of the largest {@code share} of the samples, after Hill. */
  double tailIndex(double share) {
    double[] sorted = toArray();
    Arrays.sort(sorted);
    int k = (int) (size * share);
    if (k < 1) {
      return Double.NaN;
    }
    double sum = 0.0;
    for (int i = size - k; i < size; i++) {
      sum += StrictMath.log(sorted[i] / sorted[size - k - 1]);
    }
    return k / sum;
  }
}
