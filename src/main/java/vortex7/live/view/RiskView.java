package vortex7.live.view;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.risk.SizingRules;

/**
 * What a trade may risk, in percent of the balance, at a middling confidence.
 *
 * @param riskPerTradePct what holds for every symbol, or without an override of its own
 * @param setBy {@code person}, or {@code configuration}
 * @param configuredPct what the configuration says
 * @param overridesPct of symbols that have their own, while nobody has set another for all
 * @param minPct, maxPct what a person may set
 */
public record RiskView(
    BigDecimal riskPerTradePct,
    String setBy,
    BigDecimal configuredPct,
    SortedMap<String, BigDecimal> overridesPct,
    BigDecimal minPct,
    BigDecimal maxPct) {
  /** A percent has two decimals more than its fraction. */
  private static final int PERCENT = 2;

  public static final BigDecimal MIN_PCT = percent(SizingRules.RISK_MIN);
  public static final BigDecimal MAX_PCT = percent(SizingRules.RISK_MAX);

  public RiskView {
    overridesPct = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(overridesPct));
  }

  /** A fraction as percent. */
  public static BigDecimal percent(BigDecimal share) {
    BigDecimal plain = share.movePointRight(PERCENT).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** Percent as a fraction. */
  public static BigDecimal share(BigDecimal percent) {
    return percent.movePointLeft(PERCENT);
  }

  /** The most that any symbol risks now. */
  public BigDecimal mostPct() {
    return overridesPct.values().stream().reduce(riskPerTradePct, BigDecimal::max);
  }
}
