package vortex7.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.market.Side;

/**
 * Sizes a trade by what its stop may cost, and refuses it where fees, ratio, margin or the venue's
 * minimums leave no sound one. Fractions are cut at 12 decimals, against the trade.
 */
public final class Sizer {
  private static final int SCALE = 12;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final SizingRules rules;
  private final FeeSchedule fees;

  public Sizer(SizingRules rules, FeeSchedule fees) {
    this.rules = rules;
    this.fees = fees;
  }

  /** The size of this trade, or why there is none. */
  public Sizing size(SizingRequest request, Standing standing) {
    Sizing.Refused none = null;
    if (request.leverage().isEmpty()) {
      none = refused("LEVERAGE", "the venue has not confirmed the leverage");
    } else if (request.balance().signum() <= 0) {
      none = refused("BALANCE", "balance must be above 0, was " + plain(request.balance()));
    } else if (!inOrder(request)) {
      none =
          refused(
              "BRACKET",
              "stop "
                  + plain(request.stopPrice())
                  + ", entry "
                  + plain(request.entryPrice())
                  + ", target "
                  + plain(request.targetPrice())
                  + " are not in the order of a "
                  + request.side());
    }
    return none == null ? ratios(request, standing, request.leverage().orElseThrow()) : none;
  }

  private static boolean inOrder(SizingRequest request) {
    BigDecimal toStop = request.entryPrice().subtract(request.stopPrice());
    BigDecimal toTarget = request.targetPrice().subtract(request.entryPrice());
    int sign = request.side() == Side.BUY ? 1 : -1;
    return toStop.signum() == sign && toTarget.signum() == sign;
  }

  // ---- the bracket

  private Sizing ratios(SizingRequest request, Standing standing, int leverage) {
    BigDecimal stop = distance(request.entryPrice(), request.stopPrice(), RoundingMode.UP);
    BigDecimal target = distance(request.entryPrice(), request.targetPrice(), RoundingMode.DOWN);
    BigDecimal least = fees.winFees().add(request.spread()).add(rules.minimumTargetMargin());
    BigDecimal gross = target.divide(stop, SCALE, RoundingMode.DOWN);
    BigDecimal effective = effective(stop, target);
    if (target.compareTo(least) < 0) {
      return refused("MINIMUM_TP", "target " + percent(target) + " < minimum " + percent(least));
    }
    if (gross.compareTo(rules.grossRrMin()) < 0) {
      return refused("GROSS_RR", "gross R:R " + two(gross) + " < " + plain(rules.grossRrMin()));
    }
    if (effective.compareTo(rules.effectiveRrMin()) < 0) {
      return refused(
          "EFFECTIVE_RR",
          "effective R:R " + two(effective) + " < " + plain(rules.effectiveRrMin()));
    }
    return quantity(request, standing, leverage, stop, gross, effective);
  }

  /** {@code (target − winFees)/(stop + lossFees)}, both distances as fractions. */
  public BigDecimal effective(BigDecimal stop, BigDecimal target) {
    return target
        .subtract(fees.winFees())
        .divide(stop.add(fees.lossFees(rules.lossLeg())), SCALE, RoundingMode.DOWN);
  }

  private static BigDecimal distance(BigDecimal from, BigDecimal to, RoundingMode mode) {
    return to.subtract(from).abs().divide(from, SCALE, mode);
  }

  // ---- the risk

  /** Share of the balance that a trade of this confidence may lose at its stop. */
  public BigDecimal riskShare(double confidence, Standing standing) {
    BigDecimal middle = standing.riskPerTrade().orElse(rules.riskPerTrade());
    BigDecimal risk =
        confidence >= rules.highConfidence()
            ? middle.multiply(rules.highTier())
            : confidence >= rules.midConfidence() ? middle : middle.multiply(rules.lowTier());
    if (standing.cautious()) {
      risk = risk.min(rules.cautiousRisk());
    }
    if (kellyHolds(standing)) {
      risk = risk.min(kellyLimit(standing));
    }
    boolean halved =
        standing.lossStreak() >= rules.halveAtStreak()
            || standing.dayShare().compareTo(rules.halveBelowDay()) < 0;
    return halved ? risk.multiply(HALF) : risk;
  }

  /** The Kelly fraction while it limits the risk; empty before enough trades, or when it is off. */
  public Optional<BigDecimal> kelly(Standing standing) {
    return kellyHolds(standing)
        ? Optional.of(Kelly.fraction(standing.recentNets()))
        : Optional.empty();
  }

  private boolean kellyHolds(Standing standing) {
    return rules.kelly()
        && standing.closedTrades() >= rules.kellyTradesMin()
        && !standing.recentNets().isEmpty();
  }

  private BigDecimal kellyLimit(Standing standing) {
    return Kelly.fraction(standing.recentNets())
        .multiply(rules.kellyShare(), MathContext.DECIMAL64)
        .max(rules.kellyFloor());
  }

  // ---- the quantity

  private Sizing quantity(
      SizingRequest request,
      Standing standing,
      int leverage,
      BigDecimal stop,
      BigDecimal gross,
      BigDecimal effective) {
    Instrument instrument = request.instrument();
    BigDecimal share = riskShare(request.confidence(), standing);
    BigDecimal wanted =
        request
            .balance()
            .multiply(share)
            .multiply(request.sizeMultiplier())
            .divide(stop, SCALE, RoundingMode.DOWN);
    BigDecimal room = marginRoom(request, standing).multiply(BigDecimal.valueOf(leverage));
    if (room.signum() <= 0) {
      return refused(
          "MARGIN",
          "margin in use "
              + plain(standing.marginInUse())
              + " leaves nothing of "
              + percent(rules.marginAllMax())
              + " of the balance "
              + plain(request.balance()));
    }
    BigDecimal most = instrument.maxQuantity().min(instrument.marketMaxQuantity());
    BigDecimal quantity =
        instrument.floorQuantity(
            wanted.min(room).divide(request.entryPrice(), SCALE, RoundingMode.DOWN).min(most));
    BigDecimal size = quantity.multiply(request.entryPrice());
    if (quantity.compareTo(instrument.minQuantity()) < 0) {
      return refused(
          "MIN_QUANTITY",
          "quantity " + plain(quantity) + " < minimum " + plain(instrument.minQuantity()));
    }
    if (size.compareTo(instrument.minNotional()) < 0) {
      return refused(
          "MIN_NOTIONAL", "size " + plain(size) + " < minimum " + plain(instrument.minNotional()));
    }
    BigDecimal atStop = quantity.multiply(request.entryPrice().subtract(request.stopPrice()).abs());
    BigDecimal lossFees =
        size.multiply(fees.maker())
            .add(quantity.multiply(request.stopPrice()).multiply(fees.taker()));
    return new Sizing.Accepted(
        quantity,
        size,
        size.divide(BigDecimal.valueOf(leverage), SCALE, RoundingMode.UP),
        share,
        atStop,
        atStop.add(lossFees),
        leverage,
        gross,
        effective);
  }

  private BigDecimal marginRoom(SizingRequest request, Standing standing) {
    BigDecimal all =
        request.balance().multiply(rules.marginAllMax()).subtract(standing.marginInUse());
    BigDecimal share =
        request.symbolsConfigured() > 1 ? rules.marginOneMax() : rules.marginAllMax();
    return all.min(request.balance().multiply(share));
  }

  private static Sizing.Refused refused(String rule, String reason) {
    return new Sizing.Refused(rule, reason);
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  private static String two(BigDecimal value) {
    return value.setScale(2, RoundingMode.DOWN).toPlainString();
  }

  private static String percent(BigDecimal fraction) {
    return fraction.movePointRight(2).setScale(3, RoundingMode.HALF_EVEN).toPlainString() + " %";
  }
}
