package vortex7.signal;

/**
 * E5's reading as far as volatility and spread go: the part of the regime filter that needs neither
 * phase nor correlation.
 *
 * @param atr ATR14(1m) in quote units, NaN while not warm
 * @param atrPct ATR14(3m) of the last closed candle as a fraction of its close, NaN while not warm
 * @param spread (ask − bid)/bid, NaN before the first book
 * @param tpMultiplier scales target distances
 * @param slMultiplier scales stop distances
 * @param flowMultiplier scales the weights of E1 and E2
 * @param leverageMax the cap that the phase sets
 */
public record VolatilityReading(
    Validity validity,
    double atr,
    double atrPct,
    VolatilityPhase phase,
    double spread,
    boolean spreadOk,
    double tpMultiplier,
    double slMultiplier,
    double flowMultiplier,
    int leverageMax)
    implements Reading {

  static VolatilityReading neutral(Validity validity) {
    return new VolatilityReading(
        validity,
        Double.NaN,
        Double.NaN,
        VolatilityPhase.NORMAL,
        Double.NaN,
        false,
        1,
        1,
        1,
        VolatilityRules.documents().normal().leverageMax());
  }

  /** The same market with another ATR14(1m), to see what would be admissible. */
  public VolatilityReading withAtr(double other) {
    return new VolatilityReading(
        validity,
        other,
        atrPct,
        phase,
        spread,
        spreadOk,
        tpMultiplier,
        slMultiplier,
        flowMultiplier,
        leverageMax);
  }

  @Override
  public EngineId engine() {
    return EngineId.REGIME;
  }

  /** Always neutral: this engine votes for nothing. */
  @Override
  public Direction direction() {
    return Direction.NEUTRAL;
  }

  @Override
  public double strength() {
    return 0;
  }

  public boolean tradeable() {
    return phase != VolatilityPhase.EXTREME;
  }
}
