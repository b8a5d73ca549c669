package vortex7.signal;

import java.util.List;

/**
 * E3's reading. Prices in quote units, distances fractions of the price; a figure that is not known
 * yet is NaN.
 *
 * @param direction of the trend score; {@link #direction(boolean)} knows the other
 * @param emaTrend sign of the fast average over the slow one, 0 when they are close
 * @param cross sign of a cross of the averages within the last candles, 0 without one
 * @param rsiDivergence +1 when price made a lower low and RSI did not, −1 for highs, else 0
 * @param macdGrowing the histogram's magnitude grows
 * @param vwapSide sign of price less VWAP
 * @param keyLevels strongest first
 */
public record TechnicalReading(
    Validity validity,
    Direction direction,
    double strength,
    double trendScore,
    double reversionScore,
    int emaTrend,
    int cross,
    double rsi,
    Zone rsiZone,
    int rsiDivergence,
    double macdHistogram,
    boolean macdGrowing,
    Zone bandZone,
    double bandUpper,
    double bandMiddle,
    double bandLower,
    boolean squeeze,
    double vwap,
    int vwapSide,
    double vwapDistance,
    double atr,
    double nearestResistance,
    double nearestSupport,
    List<KeyLevel> keyLevels,
    double directionMin)
    implements Reading {

  /** Where a value lies in its range. */
  public enum Zone {
    LOW,
    MIDDLE,
    HIGH
  }

  /** A price at which candles turned so many times. */
  public record KeyLevel(double price, int touches) {}

  public TechnicalReading {
    keyLevels = List.copyOf(keyLevels);
  }

  public static TechnicalReading neutral(Validity validity) {
    return new TechnicalReading(
        validity,
        Direction.NEUTRAL,
        0,
        0,
        0,
        0,
        0,
        Double.NaN,
        Zone.MIDDLE,
        0,
        Double.NaN,
        false,
        Zone.MIDDLE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        false,
        Double.NaN,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        List.of(),
        1);
  }

  @Override
  public EngineId engine() {
    return EngineId.TECHNICAL;
  }

  /** The score that counts: reversion in a range, else trend. */
  public double score(boolean ranging) {
    return ranging ? reversionScore : trendScore;
  }

  /** The direction of the score that counts. */
  public Direction direction(boolean ranging) {
    double score = score(ranging);
    return Math.abs(score) >= directionMin ? Direction.of(score) : Direction.NEUTRAL;
  }
}
