package vortex7.risk;

import java.math.BigDecimal;

/** What the venue charges, as fractions of the notional: 0.00018 is 0.018 %. */
public record FeeSchedule(BigDecimal maker, BigDecimal taker) {

  /** Which fee the losing leg is reckoned with. */
  public enum LossLeg {
    /** The documents' formula: the stop costs as little as the target. */
    MAKER,
    /** What a STOP_MARKET pays. */
    TAKER
  }

  public FeeSchedule {
    if (maker.compareTo(taker) > 0 || taker.signum() < 0) {
      throw new IllegalArgumentException(
          "maker fee " + maker + " must not exceed taker fee " + taker);
    }
  }

  /** 0.018 % and 0.045 %: fees are paid in BNB. */
  public static FeeSchedule withBnb() {
    return new FeeSchedule(new BigDecimal("0.00018"), new BigDecimal("0.00045"));
  }

  /** 0.020 % and 0.050 %. */
  public static FeeSchedule withoutBnb() {
    return new FeeSchedule(new BigDecimal("0.00020"), new BigDecimal("0.00050"));
  }

  /** Entry and target, both as maker; a fraction of the notional. */
  public BigDecimal winFees() {
    return maker.add(maker);
  }

  /** Entry as maker and the stop as {@code leg}; a fraction of the notional. */
  public BigDecimal lossFees(LossLeg leg) {
    return maker.add(leg == LossLeg.MAKER ? maker : taker);
  }

  /** What a move of {@code fraction} brings on {@code notional} after a maker round trip. */
  public BigDecimal net(BigDecimal notional, BigDecimal fraction) {
    return notional.multiply(fraction).subtract(notional.multiply(winFees()));
  }
}
