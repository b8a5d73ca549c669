package vortex7.decision;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Momentum ride: trigger, confirmations, bracket.
 *
 * @param velocityAbove E2's velocity ratio
 * @param streakMin E2's run with the trade
 * @param spikeAbove E2's spike ratio
 * @param imbalanceAbove E1's imbalance with the trade that confirms
 * @param slopeAbove E1's normalised CVD slope with the trade that confirms
 * @param confirmationsMin of those and of E3's trend
 * @param strongFlowAbove E1's strength that scores {@code strongFlowTenths}
 * @param stopAtr, targetAtr, trailAtr distances in ATR14(1m)
 * @param targetShare of the quantity that closes at the target
 * @param offsetTicks how far the entry improves on the best price while it stays maker
 */
public record StrategyARules(
    double velocityAbove,
    int streakMin,
    double spikeAbove,
    double imbalanceAbove,
    double slopeAbove,
    int confirmationsMin,
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
    int offsetTicks,
    Duration entryTimeout,
    Duration longestHold) {

  public static StrategyARules documents() {
    return new StrategyARules(
        2.0,
        8,
        2.5,
        0.25,
        0.25,
        2,
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
        1,
        Duration.ofSeconds(5),
        Duration.ofMinutes(5));
  }
}
