package vortex7.decision;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * Liquidation cascade: trigger, confirmations, filter, bracket. Fractions are of the price.
 *
 * @param proximityAbove nearness of the cluster that the momentum points to
 * @param proximityRange distance at which that nearness is 0
 * @param openInterestFall E4's change of open interest below minus this confirms
 * @param confirmationsMin of that, of a big trade and of an absorbed wall, both with the trade
 * @param spikeAbove E2's spike ratio that scores {@code spikeTenths}
 * @param openInterestTenths for open interest that tells of liquidations
 * @param edgeAheadMax distance of the cluster's near edge at which is still entered
 * @param stopAtEdge the stop lies at least as far behind the entry as the near edge before it
 * @param stopMin the least distance of the stop
 * @param stopAtr the least distance of the stop in ATR14(1m)
 * @param targetFrom the edge from which the target is measured
 * @param targetAtr how far beyond that edge, in ATR14(1m)
 * @param targetShare of the quantity that closes at the target
 */
public record StrategyCRules(
    EntryThreshold threshold,
    double proximityAbove,
    double proximityRange,
    double openInterestFall,
    int confirmationsMin,
    double spikeAbove,
    int proximityTenths,
    int spikeTenths,
    int openInterestTenths,
    double edgeAheadMax,
    boolean stopAtEdge,
    double stopMin,
    double stopAtr,
    Edge targetFrom,
    double targetAtr,
    double trailAtr,
    BigDecimal targetShare,
    Duration entryTimeout,
    Duration longestHold) {

  /** One of a cluster's two edges. */
  public enum Edge {
    NEAR,
    FAR
  }

  public static StrategyCRules documents() {
    return new StrategyCRules(
        EntryThreshold.documents(),
        0.70,
        0.005,
        0.0005,
        2,
        2.0,
        5,
        3,
        2,
        0.0015,
        true,
        0.0010,
        0,
        Edge.FAR,
        1.0,
        0.7,
        new BigDecimal("0.6"),
        Duration.ofSeconds(5),
        Duration.ofMinutes(8));
  }

  /** Distances by the market's own range, not by the cluster's. */
  public static StrategyCRules calibrated() {
    StrategyCRules base = documents();
    return new StrategyCRules(
        base.threshold,
        base.proximityAbove,
        base.proximityRange,
        base.openInterestFall,
        base.confirmationsMin,
        base.spikeAbove,
        base.proximityTenths,
        base.spikeTenths,
        base.openInterestTenths,
        base.edgeAheadMax,
        false,
        0,
        1.0,
        Edge.NEAR,
        2.0,
        base.trailAtr,
        base.targetShare,
        base.entryTimeout,
        base.longestHold);
  }

  ExitTerms exits() {
    return new ExitTerms(targetShare, trailAtr, entryTimeout, longestHold);
  }
}
