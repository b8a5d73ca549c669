package vortex7.backtest.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import vortex7.backtest.EquityPoint;
import vortex7.position.TradeSummary;

/**
 * The account over time, with every fee taken off: the wallet in quote units does not know those
 * that were paid in another asset, so each trade's are taken off at its close, at the price they
 * were charged at.
 *
 * @param peakAt where the deepest fall began, and {@code troughAt} where it ended; equal when there
 *     was none
 */
public record EquityCourse(
    List<Point> points, double maxDrawdown, Instant peakAt, Instant troughAt) {
  public EquityCourse {
    points = List.copyOf(points);
  }

  /**
   * One moment.
   *
   * @param equity with unrealised results, quote units
   * @param drawdown below the highest equity so far, a fraction of it
   */
  public record Point(Instant at, BigDecimal equity, double drawdown) {}

  static EquityCourse of(List<EquityPoint> noted, List<TradeSummary> trades, String quote) {
    List<TradeSummary> byExit =
        trades.stream().sorted(Comparator.comparing(TradeSummary::exitTime)).toList();
    List<Point> points = new ArrayList<>(noted.size());
    BigDecimal elsewhere = BigDecimal.ZERO;
    BigDecimal peak = BigDecimal.ZERO;
    Instant lastPeak = Instant.EPOCH;
    double deepest = 0;
    Instant peakAt = Instant.EPOCH;
    Instant troughAt = Instant.EPOCH;
    int closed = 0;
    for (EquityPoint each : noted) {
      while (closed < byExit.size() && !byExit.get(closed).exitTime().isAfter(each.at())) {
        elsewhere = elsewhere.add(paidElsewhere(byExit.get(closed++), quote));
      }
      BigDecimal equity = each.equity().subtract(elsewhere);
      if (points.isEmpty() || equity.compareTo(peak) >= 0) {
        peak = equity;
        lastPeak = each.at();
      }
      double drawdown = below(equity, peak);
      if (points.isEmpty()) {
        peakAt = each.at();
        troughAt = each.at();
      }
      if (drawdown > deepest) {
        deepest = drawdown;
        peakAt = lastPeak;
        troughAt = each.at();
      }
      points.add(new Point(each.at(), equity, drawdown));
    }
    return new EquityCourse(points, deepest, peakAt, troughAt);
  }

  private static BigDecimal paidElsewhere(TradeSummary trade, String quote) {
    SortedMap<String, BigDecimal> fees = trade.feesByAsset();
    return trade.feeTotal().subtract(fees.getOrDefault(quote, BigDecimal.ZERO));
  }

  private static double below(BigDecimal equity, BigDecimal peak) {
    return peak.signum() <= 0
        ? 0
        : peak.subtract(equity).divide(peak, MathContext.DECIMAL64).doubleValue();
  }

  /** How deep a row of results falls below its own highest sum, from {@code opening} on. */
  static double drawdown(double opening, List<TradeSummary> byExit) {
    double sum = opening;
    double peak = opening;
    double deepest = 0;
    for (TradeSummary trade : byExit) {
      sum += trade.pnlNet().doubleValue();
      peak = Math.max(peak, sum);
      deepest = Math.max(deepest, peak > 0 ? (peak - sum) / peak : 0);
    }
    return deepest;
  }
}
