package vortex7.decision;

/**
 * Bounds of stop and target, as fractions of the entry price, and the reward they must promise.
 *
 * @param stopMin a tighter stop is widened to it
 * @param stopMax a wider stop refuses the trade
 * @param targetMin the least target whatever the fees
 * @param targetMax a farther target is cut to it; a floor beyond it refuses the trade
 * @param targetFloor whether a target below the floor is raised to it; off, it refuses
 * @param minimumTargetMargin what the target must leave above round trip and spread
 * @param lossFees what the stop leg is taken to pay
 * @param levelTouchesMin a level in front of the floor refuses from so many touches on
 */
public record DistanceRules(
    double stopMin,
    double stopMax,
    double targetMin,
    double targetMax,
    boolean targetFloor,
    double minimumTargetMargin,
    double grossRrMin,
    double effectiveRrMin,
    LossFees lossFees,
    int levelTouchesMin) {

  /** The fee of the exit of a losing trade in the effective R:R. */
  public enum LossFees {
    /** The documents' formula. */
    MAKER,
    /** What a STOP_MARKET pays. */
    TAKER
  }

  public static DistanceRules documents() {
    return new DistanceRules(
        0.0010, 0.0030, 0.0015, 0.0050, true, 0.0005, 1.3, 1.3, LossFees.MAKER, 3);
  }

  /** Wider bounds, bare multiples, and the stop leg at what it really pays. */
  public static DistanceRules calibrated() {
    return new DistanceRules(
        0.0008, 0.0040, 0.0015, 0.0080, false, 0.0005, 1.3, 1.0, LossFees.TAKER, 3);
  }

  /** Entry and target both as maker. */
  public double winFees(FeeRates fees) {
    return 2 * fees.maker();
  }

  public double lossFees(FeeRates fees) {
    return fees.maker() + (lossFees == LossFees.TAKER ? fees.taker() : fees.maker());
  }
}
