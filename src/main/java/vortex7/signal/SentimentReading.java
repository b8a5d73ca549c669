package vortex7.signal;

import java.util.Optional;

/**
 * E4's reading. Shares and rates are fractions; a figure that is not known or stale is NaN.
 *
 * @param direction LONG when the crowd is short or pays, SHORT when it is long or pays
 * @param score signed, in [−1, 1]; its magnitude is the strength
 * @param openInterestChange over the last five minutes, a fraction
 * @param longShare of all accounts
 * @param topTraderLongShare of the top traders' positions
 * @param extremeLevel how crowded or expensive the fuller side is, in [0, 1]
 * @param above the nearest liquidation cluster above the price
 * @param below the nearest below it
 */
public record SentimentReading(
    Validity validity,
    Direction direction,
    double strength,
    double score,
    double openInterestChange,
    OpenInterestMove openInterestMove,
    double longShare,
    double fundingRate,
    FundingSignal fundingSignal,
    double topTraderLongShare,
    double extremeLevel,
    Optional<Cluster> above,
    Optional<Cluster> below)
    implements Reading {

  /** What open interest and price did together. */
  public enum OpenInterestMove {
    /** Both up. */
    REAL_BUYING,
    /** Open interest up, price down. */
    SHORTS_STACKING,
    /** Open interest down, price up: shorts are being liquidated. */
    SHORT_COVER,
    /** Both down. */
    LONG_LIQ,
    FLAT
  }

  /** Which side pays dearly. */
  public enum FundingSignal {
    LONGS_EXPENSIVE,
    SHORTS_EXPENSIVE,
    NEUTRAL
  }

  /**
   * Where many positions would be liquidated.
   *
   * @param nearEdge price of the edge towards the market
   * @param farEdge price of the other edge
   * @param volume base units
   */
  public record Cluster(double nearEdge, double farEdge, double volume) {

    /** {@code max(0, 1 − d/0.005)} for the relative distance d from {@code price}. */
    public double proximity(double price, double range) {
      return Math.max(0, 1 - Math.abs(nearEdge - price) / price / range);
    }
  }

  public static SentimentReading neutral(Validity validity) {
    return new SentimentReading(
        validity,
        Direction.NEUTRAL,
        0,
        0,
        Double.NaN,
        OpenInterestMove.FLAT,
        Double.NaN,
        Double.NaN,
        FundingSignal.NEUTRAL,
        Double.NaN,
        0,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public EngineId engine() {
    return EngineId.SENTIMENT;
  }
}
