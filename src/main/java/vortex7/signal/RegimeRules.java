package vortex7.signal;

/**
 * The thresholds of E5's volatility and spread parts.
 *
 * @param atrPeriod candles of the average true range
 * @param window closed 3m candles that the phase is judged against
 * @param windowMin below so many values the phase is NORMAL
 * @param lowBelow nearest-rank percentile, as a fraction, below which the phase is LOW
 * @param highFrom from which it is HIGH
 * @param extremeFrom from which it is EXTREME
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
    double spreadMax,
    double spreadMeanFactor,
    double spreadMeanFloor,
    int spreadMeanWindow) {

  /** What a phase does to distances, to the weights of E1 and E2, and to leverage. */
  public record PhaseRules(
      double tpMultiplier, double slMultiplier, double flowMultiplier, int leverageMax) {}

  public static RegimeRules documents() {
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
