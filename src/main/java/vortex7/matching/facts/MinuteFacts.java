package vortex7.matching.facts;

import static vortex7.matching.facts.Fact.*;

/** One symbol's minutes: their returns, true ranges and volumes. */
final class MinuteFacts {
  private static final int ATR_PERIOD = 14;

  private final Series returns = new Series();
  private final Series ranges = new Series();
  private final Series volumes = new Series();
  private double high = Double.NaN;
  private double low = Double.NaN;
  private double last = Double.NaN;
  private double close = Double.NaN;
  private double volume;

  void onTrade(double price, double coins) {
    high = Double.isNaN(high) ? price : Math.max(high, price);
    low = Double.isNaN(low) ? price : Math.min(low, price);
    last = price;
    volume += coins;
  }

  void endMinute() {
    if (Double.isNaN(last)) {
      return;
    }
    if (!Double.isNaN(close)) {
      returns.add(StrictMath.log(last / close));
      ranges.add((Math.max(high, close) - Math.min(low, close)) / last);
      volumes.add(volume);
    }
    close = last;
    high = Double.NaN;
    low = Double.NaN;
    volume = 0.0;
  }

  void report(FactSheet into) {
    Series absolute = returns.absolute();
    into.put(MINUTES, 1e4 * returns.sigma(), 100.0 * averageRanges().quantile(0.5));
    into.put(MINUTE_MEMORY, absolute.autocorrelations(1, 10));
    into.put(MINUTE_VOLUME, Series.correlation(volumes, absolute));
  }

  /** The mean of the first 14 true ranges, then Wilder's smoothing. */
  private Series averageRanges() {
    Series averages = new Series();
    double mean = 0.0;
    for (int i = 0; i < ranges.size(); i++) {
      mean += (ranges.get(i) - mean) / Math.min(i + 1.0, ATR_PERIOD);
      if (i + 1 >= Math.min(ATR_PERIOD, ranges.size())) {
        averages.add(mean);
      }
    }
    return averages;
  }
}
