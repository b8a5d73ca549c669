package vortex7.decision;

/** The account's fee rates as fractions of the notional: 0.00018 is 0.018 %. */
public record FeeRates(double maker, double taker) {
  /** With the discount for paying in BNB. */
  public static FeeRates documents() {
    return new FeeRates(0.000_18, 0.000_45);
  }
}
