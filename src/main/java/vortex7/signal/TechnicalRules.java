package vortex7.signal;

/**
 * The thresholds of E3. Periods are in candles, distances fractions of the price.
 *
 * @param trendMin distance of the fast average from the slow one that is a trend
 * @param crossMax candles for which a cross of the averages counts
 * @param slopeCandles over which the 3m average's slope is taken
 * @param slopeAgrees factor of the trend score when it and the 3m slope have the same sign
 * @param slopeOpposes factor when they have opposite signs
 * @param oversoldBelow RSI
 * @param overboughtAbove RSI
 * @param divergenceCandles among whose swings a divergence is sought
 * @param bandDeviations half the width of the bands, in standard deviations
 * @param squeezeBelow percentile of the widths below which the bands are squeezed
 * @param squeezeWindow closed candles whose widths are compared
 * @param extendedAbove distance from VWAP beyond which price is extended
 * @param levelCandles of five minutes in which levels are sought
 * @param levelsMax levels that are kept
 * @param levelTolerance distance within which swings are one level
 * @param swingBeside candles on each side that a swing stands above or below
 * @param trend the parts of the trend score
 * @param reversion the parts of the reversion score
 * @param divergenceScore what a divergence adds to either
 * @param directionMin magnitude of a score from which it is a direction
 * @param pace milliseconds between two looks at the forming candle
 */
public record TechnicalRules(
    int emaFast,
    int emaSlow,
    double trendMin,
    int crossMax,
    int slopeCandles,
    double slopeAgrees,
    double slopeOpposes,
    int rsiPeriod,
    double oversoldBelow,
    double overboughtAbove,
    int divergenceCandles,
    int macdFast,
    int macdSlow,
    int macdSignal,
    int bandPeriod,
    double bandDeviations,
    double squeezeBelow,
    int squeezeWindow,
    double extendedAbove,
    int atrPeriod,
    int levelCandles,
    int levelsMax,
    double levelTolerance,
    int swingBeside,
    TrendParts trend,
    ReversionParts reversion,
    double divergenceScore,
    double directionMin,
    long pace) {

  /** What each vote adds to the trend score. */
  public record TrendParts(
      double ema, double cross, double rsi, double macd, double vwap, double bands) {}

  /** What each vote adds to the reversion score. */
  public record ReversionParts(double rsi, double bands, double extension) {}

  public static TechnicalRules documents() {
    return of(0.25);
  }

  public static TechnicalRules calibrated() {
    return of(0.45);
  }

  private static TechnicalRules of(double directionMin) {
    return new TechnicalRules(
        9,
        21,
        0.0002,
        3,
        5,
        1.2,
        0.7,
        14,
        30,
        70,
        60,
        12,
        26,
        9,
        20,
        2,
        0.20,
        100,
        0.005,
        14,
        200,
        5,
        0.0005,
        2,
        new TrendParts(0.30, 0.10, 0.15, 0.20, 0.15, 0.10),
        new ReversionParts(0.45, 0.35, 0.20),
        0.15,
        directionMin,
        1_000);
  }
}
