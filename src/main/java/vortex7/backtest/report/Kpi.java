package vortex7.backtest.report;

import com.google.errorprone.annotations.Immutable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The key figures of spec/trading.md with their targets. A share is a fraction of 1, a hold is in
 * minutes, the expectancy in quote units a trade.
 */
public enum Kpi {
  WIN_RATE("win rate", "wins / trades", Unit.SHARE, above(0.55), below(0.48)),
  FEE_RATIO("fee ratio", "fees / gross profit", Unit.SHARE, below(0.30), above(0.45)),
  AVERAGE_HOLD(
      "average hold",
      "mean of first fill to last exit fill",
      Unit.MINUTES,
      within(1, 8),
      above(15)),
  PROFIT_FACTOR("profit factor", "sum of wins / sum of losses", Unit.RATIO, above(1.4), below(1.1)),
  MAX_DRAWDOWN("max drawdown", "(peak - trough) / peak", Unit.SHARE, below(0.05), above(0.08)),
  MAKER_RATE(
      "maker rate",
      "maker fills / fills of entries and targets",
      Unit.SHARE,
      above(0.80),
      below(0.60)),
  AVERAGE_RR("average R:R", "mean win / mean loss", Unit.RATIO, above(1.3), below(1.0)),
  TRADES_A_DAY("trades a day", "trades / days", Unit.COUNT, within(15, 30), above(50)),
  DAILY_NET(
      "daily net",
      "mean over the days of net PnL / balance at 00:00 UTC",
      Unit.SHARE,
      above(0.005),
      below(-0.01)),
  NO_FILL_RATE("no-fill rate", "no fills / entry attempts", Unit.SHARE, below(0.30), above(0.50)),
  EXPECTANCY("expectancy", "p * mean win - (1 - p) * mean loss", Unit.MONEY, above(0), below(0));

  /** What a figure is counted in. */
  public enum Unit {
    SHARE,
    MINUTES,
    RATIO,
    COUNT,
    MONEY
  }

  /** Values beyond one bound, or within two with the bounds themselves. */
  @Immutable
  record Range(double from, double to) {
    boolean holds(double value) {
      if (Double.isInfinite(to)) {
        return value > from;
      }
      return Double.isInfinite(from) ? value < to : value >= from && value <= to;
    }
  }

  private final String title;
  private final String formula;
  private final Unit unit;
  private final Range target;
  private final Range danger;

  Kpi(String title, String formula, Unit unit, Range target, Range danger) {
    this.title = title;
    this.formula = formula;
    this.unit = unit;
    this.target = target;
    this.danger = danger;
  }

  private static Range above(double bound) {
    return new Range(bound, Double.POSITIVE_INFINITY);
  }

  private static Range below(double bound) {
    return new Range(Double.NEGATIVE_INFINITY, bound);
  }

  private static Range within(double from, double to) {
    return new Range(from, to);
  }

  public String title() {
    return title;
  }

  public String formula() {
    return formula;
  }

  public Unit unit() {
    return unit;
  }

  /** Where it should be, as the specification words it. */
  public String targetText() {
    return text(target);
  }

  public String dangerText() {
    return text(danger);
  }

  private String text(Range range) {
    if (Double.isInfinite(range.to())) {
      return "> " + shown(range.from());
    }
    return Double.isInfinite(range.from())
        ? "< " + shown(range.to())
        : shown(range.from()) + " to " + shown(range.to());
  }

  /** A value of this KPI for a person; a dash for none. */
  public String shown(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    if (Double.isInfinite(value)) {
      return "no end";
    }
    return switch (unit) {
      case SHARE -> rounded(100 * value, 2) + " %";
      case MINUTES -> rounded(value, 1) + " min";
      case RATIO, COUNT -> rounded(value, 2);
      case MONEY -> rounded(value, 4) + " USDT";
    };
  }

  private static String rounded(double value, int decimals) {
    BigDecimal number =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return number.toPlainString();
  }

  /** Where {@code value} stands; NaN is unknown. */
  public Grade grade(double value) {
    if (Double.isNaN(value)) {
      return Grade.UNKNOWN;
    }
    if (danger.holds(value)) {
      return Grade.DANGER;
    }
    return target.holds(value) ? Grade.TARGET : Grade.BETWEEN;
  }
}
