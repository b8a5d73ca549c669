package vortex7.indicator;

/**
 * Moving average convergence and divergence of closing prices fed oldest first, in their unit;
 * adding never allocates.
 *
 * <p>The line is the fast average less the slow one; the signal is the average of the line, begun
 * when the slow average is warm; the histogram is the line less the signal. NaN before that.
 */
public final class Macd {
  private final Ema fast;
  private final Ema slow;
  private final Ema signal;
  private double histogram = Double.NaN;
  private double previousHistogram = Double.NaN;

  public Macd(int fast, int slow, int signal) {
    if (slow <= fast) {
      throw new IllegalArgumentException("slow must be above fast " + fast + ", was " + slow);
    }
    this.fast = new Ema(fast);
    this.slow = new Ema(slow);
    this.signal = new Ema(signal);
  }

  public void add(double close) {
    fast.add(close);
    slow.add(close);
    if (slow.warm()) {
      signal.add(line());
      previousHistogram = histogram;
      histogram = line() - signal.value();
    }
  }

  public double line() {
    return fast.value() - slow.value();
  }

  public double signal() {
    return signal.value();
  }

  public double histogram() {
    return histogram;
  }

  /** The histogram one value earlier. */
  public double previousHistogram() {
    return previousHistogram;
  }

  /** The histogram as it would be with {@code close} added; nothing is added. */
  public double preview(double close) {
    if (!slow.warm()) {
      return Double.NaN;
    }
    double line = fast.preview(close) - slow.preview(close);
    return line - signal.preview(line);
  }

  public boolean warm() {
    return signal.warm();
  }
}
