package vortex7.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How much a trade may risk. Shares are fractions: 0.01 is 1 %.
 *
 * @param riskPerTrade the middle tier's share of the balance
 * @param highConfidence from here on {@code highTier} times it, in percent
 * @param midConfidence from here on 1 times it, below {@code lowTier} times
 * @param cautiousRisk the most after a tripped loss streak
 * @param halveAtStreak losses in a row from which the risk is halved
 * @param halveBelowDay the day's net share below which the risk is halved, negative
 * @param kelly whether Kelly limits the risk
 * @param kellyTradesMin closed trades before it does
 * @param kellyShare part of the Kelly fraction that is the limit
 * @param kellyFloor the limit is never below
 * @param marginAllMax share of the balance that all positions may bind
 * @param marginOneMax share that one position may bind while several symbols are configured
 * @param grossRrMin target over stop
 * @param effectiveRrMin the same after fees
 * @param minimumTargetMargin what a target must bring beyond fees and spread, a fraction
 * @param lossLeg which fee the stop is reckoned with in the effective ratio
 * @param leverageLow lower bound of the leverage, where the upper bound allows
 * @param leverageMax upper bound of every leverage
 * @param leverageBalanceShare size over this share of the balance is the leverage wanted
 */
public record SizingRules(
    BigDecimal riskPerTrade,
    double highConfidence,
    double midConfidence,
    BigDecimal highTier,
    BigDecimal lowTier,
    BigDecimal cautiousRisk,
    int halveAtStreak,
    BigDecimal halveBelowDay,
    boolean kelly,
    int kellyTradesMin,
    BigDecimal kellyShare,
    BigDecimal kellyFloor,
    BigDecimal marginAllMax,
    BigDecimal marginOneMax,
    BigDecimal grossRrMin,
    BigDecimal effectiveRrMin,
    BigDecimal minimumTargetMargin,
    FeeSchedule.LossLeg lossLeg,
    int leverageLow,
    int leverageMax,
    BigDecimal leverageBalanceShare) {

  /** The bounds that a person may set {@code riskPerTrade} within. */
  public static final BigDecimal RISK_MIN = new BigDecimal("0.0001");

  public static final BigDecimal RISK_MAX = new BigDecimal("0.02");

  public SizingRules {
    requireRisk(riskPerTrade);
    if (leverageMax < 1 || leverageLow < 1) {
      throw new IllegalArgumentException(
          "leverages must be at least 1, were " + leverageLow + " and " + leverageMax);
    }
  }

  private static void requireRisk(BigDecimal share) {
    if (share.compareTo(RISK_MIN) < 0 || share.compareTo(RISK_MAX) > 0) {
      throw new IllegalArgumentException(
          "riskPerTrade must be in [" + RISK_MIN + ", " + RISK_MAX + "], was " + share);
    }
  }

  /** The defaults of the profile {@code documents}. */
  public static SizingRules documents() {
    return new SizingRules(
        new BigDecimal("0.01"),
        80.0,
        60.0,
        new BigDecimal("1.5"),
        new BigDecimal("0.5"),
        new BigDecimal("0.005"),
        3,
        new BigDecimal("-0.015"),
        true,
        50,
        new BigDecimal("0.25"),
        new BigDecimal("0.0025"),
        new BigDecimal("0.90"),
        new BigDecimal("0.45"),
        new BigDecimal("1.3"),
        new BigDecimal("1.3"),
        new BigDecimal("0.0005"),
        FeeSchedule.LossLeg.MAKER,
        5,
        12,
        new BigDecimal("0.1"));
  }

  /**
   * The defaults of the profile {@code calibrated}: a losing exit is reckoned with the taker fee
   * that it pays, and after fees a target need not promise more than its stop costs.
   */
  public static SizingRules calibrated() {
    SizingRules documents = documents();
    return new SizingRules(
        documents.riskPerTrade,
        documents.highConfidence,
        documents.midConfidence,
        documents.highTier,
        documents.lowTier,
        documents.cautiousRisk,
        documents.halveAtStreak,
        documents.halveBelowDay,
        documents.kelly,
        documents.kellyTradesMin,
        documents.kellyShare,
        documents.kellyFloor,
        documents.marginAllMax,
        documents.marginOneMax,
        documents.grossRrMin,
        new BigDecimal("1.0"),
        documents.minimumTargetMargin,
        FeeSchedule.LossLeg.TAKER,
        documents.leverageLow,
        documents.leverageMax,
        documents.leverageBalanceShare);
  }

  /** Highest leverage a symbol may be set to; {@code cap} is E5's. */
  public int leverageUpper(int cap) {
    return Math.max(1, Math.min(cap, leverageMax));
  }

  /** The leverage a size asks for: {@code clamp(size/(balance·0.1), lower, upper)}. */
  public int leverageFor(BigDecimal size, BigDecimal balance, int cap) {
    int upper = leverageUpper(cap);
    int lower = Math.min(Math.min(leverageLow, leverageMax), upper);
    BigDecimal wanted =
        size.divide(balance.multiply(leverageBalanceShare), 0, RoundingMode.CEILING);
    return wanted.min(BigDecimal.valueOf(upper)).max(BigDecimal.valueOf(lower)).intValueExact();
  }
}
