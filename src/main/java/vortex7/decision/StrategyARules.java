package vortex7.decision;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Momentum ride: trigger, confirmations, filter, bracket.
 *
 * @param velocityAbove E2's velocity ratio
 * @param streakMin E2's run with the trade
 * @param spikeAbove E2's spike ratio
 * @param imbalanceAbove E1's imbalance with the trade that confirms
 * @param slopeAbove E1's normalised CVD slope with the trade that confirms
 * @param confirmationsMin of those and of E3's trend
 * @param levelWithin fraction of price: a level of E3 so near, against the trade, refuses
 * @param strongFlowAbove E1's strength that scores {@code strongFlowTenths}
 * @param stopAtr, targetAtr, trailAtr distances in ATR14(1m)
 * @param targetShare of the quantity that closes at the target
 */
public record StrategyARules(
    EntryThreshold threshold,
    double velocityAbove,
    int streakMin,
    double spikeAbove,
    double imbalanceAbove,
    double slopeAbove,
    int confirmationsMin,
    double levelWithin,
    double strongFlowAbove,
    int velocityTenths,
    int streakTenths,
    int strongFlowTenths,
    int trendingTenths,
    int rangingTenths,
    double stopAtr,
    double targetAtr,
    double trailAtr,
    BigDecimal targetShare,
    Duration entryTimeout,
    Duration longestHold) {

  public static StrategyARules documents() {
    return new StrategyARules(
        EntryThreshold.documents(),
        2.0,
        8,
        2.5,
        0.25,
        0.25,
        2,
        0.0005,
        0.6,
        4,
        3,
        2,
        1,
        -3,
        0.8,
        1.3,
        0.5,
        new BigDecimal("0.6"),
        Duration.ofSeconds(5),
        Duration.ofMinutes(5));
  }

  /** Later confirmations, wider distances, more patience: chosen on recordings. */
  public static StrategyARules calibrated() {
    StrategyARules base = documents();
    return new StrategyARules(
        base.threshold,
        base.velocityAbove,
        base.streakMin,
        base.spikeAbove,
        0.50,
        0.50,
        base.confirmationsMin,
        base.levelWithin,
        base.strongFlowAbove,
        base.velocityTenths,
        base.streakTenths,
        base.strongFlowTenths,
        base.trendingTenths,
        base.rangingTenths,
        1.5,
        3.0,
        1.0,
        base.targetShare,
        Duration.ofSeconds(8),
        Duration.ofMinutes(10));
  }

  ExitTerms exits() {
    return new ExitTerms(targetShare, trailAtr, entryTimeout, longestHold);
  }
}
