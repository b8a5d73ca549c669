package vortex7.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * E5's reading: what kind of market it is, and what follows for weights, distances and size.
 *
 * @param atr ATR14(1m) in quote units, NaN while not warm
 * @param atrPct ATR14(3m) of the last closed candle as a fraction of its close, NaN while not warm
 * @param spread (ask − bid)/bid, NaN before the first book
 * @param adx ADX14(3m), NaN while not warm
 * @param slopePct slope of EMA9(3m), a fraction of price a candle, NaN while not warm
 * @param overrides what the weights of E1 to E4 are multiplied with
 * @param tpMultiplier scales target distances
 * @param slMultiplier scales stop distances
 * @param leverageMax the cap that the volatility sets
 * @param sizeMultiplier the smallest of the factors that hold
 * @param correlation of the two leading symbols, NaN while not known
 * @param riskOff that correlation broke down a short while ago
 */
public record RegimeReading(
    Validity validity,
    double atr,
    double atrPct,
    VolatilityPhase volPhase,
    MarketPhase phase,
    double adx,
    double slopePct,
    double spread,
    boolean spreadOk,
    Overrides overrides,
    double tpMultiplier,
    double slMultiplier,
    int leverageMax,
    double sizeMultiplier,
    StrategyPreference preferredStrategy,
    double correlation,
    boolean riskOff)
    implements Reading {

  /** Factors of the engines' weights; 1 leaves a weight as it is. */
  public record Overrides(double orderFlow, double tick, double technical, double sentiment) {
    public static final Overrides NONE = new Overrides(1, 1, 1, 1);
  }

  public static RegimeReading neutral(Validity validity) {
    return new RegimeReading(
        validity,
        Double.NaN,
        Double.NaN,
        VolatilityPhase.NORMAL,
        MarketPhase.UNKNOWN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        false,
        Overrides.NONE,
        1,
        1,
        RegimeRules.documents().normal().leverageMax(),
        1,
        StrategyPreference.ANY,
        Double.NaN,
        false);
  }

  /** The same market with another ATR14(1m), to see what would be admissible. */
  public RegimeReading withAtr(double other) {
    return new RegimeReading(
        validity,
        other,
        atrPct,
        volPhase,
        phase,
        adx,
        slopePct,
        spread,
        spreadOk,
        overrides,
        tpMultiplier,
        slMultiplier,
        leverageMax,
        sizeMultiplier,
        preferredStrategy,
        correlation,
        riskOff);
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
    return volPhase != VolatilityPhase.EXTREME;
  }

  /** What keeps entries off or small, in words; empty when nothing does. */
  public String reason() {
    List<String> reasons = new ArrayList<>();
    if (validity != Validity.VALID) {
      reasons.add("E5 is " + validity);
    }
    if (!tradeable()) {
      reasons.add("volatility is EXTREME: not tradeable");
    }
    if (!Double.isNaN(spread) && !spreadOk) {
      reasons.add(String.format(Locale.ROOT, "the spread of %.4f %% is too wide", spread * 100));
    }
    if (phase == MarketPhase.CHOPPY) {
      reasons.add(String.format(Locale.ROOT, "the market is CHOPPY: ADX %.1f", adx));
    }
    if (riskOff) {
      reasons.add("RISK_OFF: the leading symbols have gone apart");
    }
    return String.join("; ", reasons);
  }
}
