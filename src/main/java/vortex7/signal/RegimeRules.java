package vortex7.signal;

/**
 * The thresholds of E5.
 *
 * @param atrPeriod candles of the average true range
 * @param window closed 3m candles that the volatility is judged against
 * @param windowMin below so many values the volatility is NORMAL
 * @param lowBelow nearest-rank percentile, as a fraction, below which the volatility is LOW
 * @param highFrom from which it is HIGH
 * @param extremeFrom from which it is EXTREME
 * @param judgeMillis event time after which the market is judged again, candles or not
 * @param riskOffSize factor of the size while the leading symbols go apart
 * @param spreadMax fraction of price above which no entry is made
 * @param spreadMeanFactor times the mean of the last spreads that is abnormal ...
 * @param spreadMeanFloor ... when the spread is above this fraction too
 * @param spreadMeanWindow book updates in that mean
 */
public record RegimeRules(
    int atrPeriod,
    int window,
    int windowMin,
    double lowBelow,
    double highFrom,
    double extremeFrom,
    PhaseRules low,
    PhaseRules normal,
    PhaseRules high,
    long judgeMillis,
    TrendRules trend,
    CorrelationRules correlation,
    double riskOffSize,
    double spreadMax,
    double spreadMeanFactor,
    double spreadMeanFloor,
    int spreadMeanWindow) {

  public RegimeRules {
    if (judgeMillis < 1) {
      throw new IllegalArgumentException("judge-millis must be at least 1, was " + judgeMillis);
    }
    if (!(riskOffSize > 0 && riskOffSize <= 1)) {
      throw new IllegalArgumentException("risk-off-size must be in (0, 1], was " + riskOffSize);
    }
  }

  /** What a volatility does to distances, to the weights of E1 and E2, and to leverage. */
  public record PhaseRules(
      double tpMultiplier, double slMultiplier, double flowMultiplier, int leverageMax) {}

  /**
   * How 3m candles part TRENDING, RANGING and CHOPPY, and what follows.
   *
   * @param adxPeriod candles of Wilder's average directional index
   * @param trendingAbove index above which a market trends, when its average slopes too
   * @param choppyUpTo index up to which it is choppy
   * @param emaPeriod candles of the average whose slope counts
   * @param slopeCandles over which that slope is taken
   * @param slopeAbove fraction of price a candle beyond which the average slopes
   * @param channelTest whether price must lie in its channel for RANGING; if not, all that neither
   *     trends nor is choppy ranges
   * @param channelCandles of the channel
   * @param channelWidenAtr by which it is widened on each side, in average true ranges
   * @param technicalMultiplier of E3's weight in a trend
   * @param sentimentMultiplier of E4's weight in a range
   * @param choppySize factor of the size in a choppy market
   */
  public record TrendRules(
      int adxPeriod,
      double trendingAbove,
      double choppyUpTo,
      int emaPeriod,
      int slopeCandles,
      double slopeAbove,
      boolean channelTest,
      int channelCandles,
      double channelWidenAtr,
      double technicalMultiplier,
      double sentimentMultiplier,
      double choppySize) {
    public TrendRules {
      if (slopeCandles < 1) {
        throw new IllegalArgumentException("slope-candles must be at least 1, was " + slopeCandles);
      }
      if (!(choppySize > 0 && choppySize <= 1)) {
        throw new IllegalArgumentException("choppy-size must be in (0, 1], was " + choppySize);
      }
      if (!(choppyUpTo <= trendingAbove)) {
        throw new IllegalArgumentException(
            "choppy-up-to must be at most trending-above " + trendingAbove + ", was " + choppyUpTo);
      }
    }
  }

  public static RegimeRules documents() {
    return of(true, CorrelationRules.documents());
  }

  public static RegimeRules calibrated() {
    return of(false, CorrelationRules.calibrated());
  }

  private static RegimeRules of(boolean channelTest, CorrelationRules correlation) {
    return new RegimeRules(
        14,
        480,
        60,
        0.20,
        0.80,
        0.95,
        new PhaseRules(0.8, 0.8, 1.0, 10),
        new PhaseRules(1.0, 1.0, 1.0, 12),
        new PhaseRules(1.3, 1.3, 1.15, 8),
        30_000,
        new TrendRules(14, 25, 20, 9, 5, 0.000_1, channelTest, 20, 0.25, 1.25, 1.25, 0.5),
        correlation,
        0.5,
        0.000_15,
        2.0,
        0.000_05,
        100);
  }

  /** The rules of a phase; EXTREME, where nothing is opened, keeps those of HIGH. */
  public PhaseRules of(VolatilityPhase phase) {
    return switch (phase) {
      case LOW -> low;
      case NORMAL -> normal;
      case HIGH, EXTREME -> high;
    };
  }
}
