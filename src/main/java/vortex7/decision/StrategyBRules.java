package vortex7.decision;

import java.math.BigDecimal;
import java.time.Duration;
import vortex7.signal.MarketPhase;

/**
 * Mean reversion: trigger, confirmations, filter, bracket.
 *
 * @param rsiBelow E3's RSI below which a fall is overdone; a rise is above 100 less it
 * @param imbalanceAbove E1's imbalance with the trade that confirms, and scores
 * @param confirmationsMin of that, of a CVD divergence and of an RSI divergence
 * @param phases in which market it trades
 * @param supportWithin fraction of price: a level so little beyond the entry is entered at instead
 * @param stopAtr distance beyond band and entry in ATR14(1m)
 */
public record StrategyBRules(
    EntryThreshold threshold,
    double rsiBelow,
    double imbalanceAbove,
    int confirmationsMin,
    Phases phases,
    int rsiTenths,
    int bandTenths,
    int imbalanceTenths,
    int rangingTenths,
    int trendingTenths,
    double supportWithin,
    double stopAtr,
    Duration entryTimeout,
    Duration longestHold) {

  /** In which market it trades. */
  public enum Phases {
    RANGING_ONLY,
    NOT_TRENDING;

    boolean admits(MarketPhase phase) {
      return this == RANGING_ONLY ? phase == MarketPhase.RANGING : phase != MarketPhase.TRENDING;
    }
  }

  public static StrategyBRules documents() {
    return new StrategyBRules(
        EntryThreshold.documents(),
        25,
        0.40,
        2,
        Phases.RANGING_ONLY,
        4,
        3,
        2,
        1,
        -3,
        0.0005,
        0.3,
        Duration.ofSeconds(10),
        Duration.ofMinutes(10));
  }

  /** In every market without a trend, on less agreement: chosen on recordings. */
  public static StrategyBRules calibrated() {
    StrategyBRules base = documents();
    return new StrategyBRules(
        new EntryThreshold(0.30, 0, 2),
        base.rsiBelow,
        0.70,
        base.confirmationsMin,
        Phases.NOT_TRENDING,
        base.rsiTenths,
        base.bandTenths,
        base.imbalanceTenths,
        base.rangingTenths,
        base.trendingTenths,
        base.supportWithin,
        base.stopAtr,
        base.entryTimeout,
        base.longestHold);
  }

  /** Everything closes at the target. */
  ExitTerms exits() {
    return new ExitTerms(BigDecimal.ONE, 0, entryTimeout, longestHold);
  }
}
