package vortex7.signal;

/**
 * E1's reading. Prices in quote, quantities in base units; figures that are unknown are NaN.
 *
 * @param conviction in [0.1, 1]: what is left of the direction after spoofing, divergence, walls
 * @param imbalance of the top levels, in [−1, 1]
 * @param velocity of the imbalance, per second
 * @param velocityStrong beyond the threshold, with the sign of the imbalance
 * @param cvd cumulative volume delta since the last reset, base units
 * @param cvdSlope normalised by the mean traded quantity a second, in [−1, 1]
 * @param cvdSlopeSignificant beyond the threshold
 * @param cvdDivergence the sign of the price move that the CVD contradicts, else 0
 * @param wallNear a wall stands close to its side's best price
 * @param wallLevel price of the nearest such wall, NaN when there is none
 * @param wallAbsorbed strength of the absorption in force, signed by its direction, else 0
 * @param spoofRatio spoofs / additions of the last seconds, in [0, 1]
 * @param manipulated the spoof ratio is above the symbol's own mark
 * @param microPrice the mean of the best prices weighted by the opposite quantity
 */
public record OrderFlowReading(
    Validity validity,
    Direction direction,
    double strength,
    double conviction,
    double imbalance,
    double velocity,
    boolean velocityStrong,
    double cvd,
    double cvdSlope,
    boolean cvdSlopeSignificant,
    int cvdDivergence,
    boolean wallNear,
    double wallLevel,
    double wallAbsorbed,
    double spoofRatio,
    boolean manipulated,
    double microPrice,
    double bestBid,
    double bestAsk)
    implements Reading {

  private static final double UNKNOWN = Double.NaN;

  public static OrderFlowReading neutral(Validity validity) {
    return new OrderFlowReading(
        validity,
        Direction.NEUTRAL,
        0,
        1,
        0,
        0,
        false,
        UNKNOWN,
        0,
        false,
        0,
        false,
        UNKNOWN,
        0,
        0,
        false,
        UNKNOWN,
        UNKNOWN,
        UNKNOWN);
  }

  /** The same figures, but not to be acted on. */
  OrderFlowReading invalid(Validity reason) {
    return new OrderFlowReading(
        reason,
        Direction.NEUTRAL,
        0,
        conviction,
        imbalance,
        velocity,
        velocityStrong,
        cvd,
        cvdSlope,
        cvdSlopeSignificant,
        cvdDivergence,
        wallNear,
        wallLevel,
        wallAbsorbed,
        spoofRatio,
        manipulated,
        microPrice,
        bestBid,
        bestAsk);
  }

  @Override
  public EngineId engine() {
    return EngineId.ORDER_FLOW;
  }
}
