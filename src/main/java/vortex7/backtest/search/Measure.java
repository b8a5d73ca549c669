package vortex7.backtest.search;

import java.util.List;
import java.util.Locale;
import vortex7.backtest.search.Trial.Closed;

/** By what trials are ranked; more is better. NaN without a trade to measure. */
public enum Measure {
  /** Net result over the opening balance. */
  NET,
  /** Mean net result of a trade, quote units. */
  EXPECTANCY,
  /** Sum of wins over sum of losses, at most {@link #MOST}. */
  PROFIT_FACTOR,
  /** Wins / trades. */
  WIN_RATE,
  /**
   * Net result over the deepest fall below the peak, both in quote units, at most {@link #MOST}.
   */
  CALMAR;

  /** What nothing to divide by counts as. */
  static final double MOST = 100;

  public static Measure parse(String name) {
    for (Measure measure : values()) {
      if (measure.title().equals(name)) {
        return measure;
      }
    }
    throw new IllegalArgumentException(
        "measures are net, expectancy, profit-factor, win-rate and calmar, was " + name);
  }

  /** As the command line writes it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Of some trades; fragments count in the money and are no trades. */
  public double of(List<Closed> trades, double opening) {
    List<Closed> whole = trades.stream().filter(trade -> !trade.fragment()).toList();
    if (whole.isEmpty()) {
      return Double.NaN;
    }
    double net = trades.stream().mapToDouble(Closed::net).sum();
    double won = whole.stream().mapToDouble(trade -> Math.max(0, trade.net())).sum();
    double lost = -whole.stream().mapToDouble(trade -> Math.min(0, trade.net())).sum();
    return switch (this) {
      case NET -> net / opening;
      case EXPECTANCY -> net / whole.size();
      case PROFIT_FACTOR -> lost == 0 ? (won == 0 ? 0 : MOST) : Math.min(MOST, won / lost);
      case WIN_RATE ->
          (double) whole.stream().filter(trade -> trade.net() > 0).count() / whole.size();
      case CALMAR -> calmar(net, fall(trades));
    };
  }

  private static double calmar(double net, double fall) {
    if (fall == 0) {
      return net > 0 ? MOST : 0;
    }
    return Math.max(-MOST, Math.min(MOST, net / fall));
  }

  private static double fall(List<Closed> trades) {
    double sum = 0;
    double peak = 0;
    double deepest = 0;
    List<Closed> byExit =
        trades.stream().sorted(java.util.Comparator.comparingLong(Closed::exitMillis)).toList();
    for (Closed trade : byExit) {
      sum += trade.net();
      peak = Math.max(peak, sum);
      deepest = Math.max(deepest, peak - sum);
    }
    return deepest;
  }

  /**
   * The measure with few trades held against it: with fewer than {@code enough} a gain counts for
   * its share of them, and a loss for as much more; without a trade nothing is worse.
   */
  public double score(List<Closed> trades, double opening, int enough) {
    double value = of(trades, opening);
    if (Double.isNaN(value)) {
      return Double.NEGATIVE_INFINITY;
    }
    long count = trades.stream().filter(trade -> !trade.fragment()).count();
    double share = Math.min(1, (double) count / enough);
    return value > 0 ? value * share : value * (2 - share);
  }
}
