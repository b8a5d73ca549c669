package vortex7.decision;

import java.time.Duration;

/**
 * The entry checklist's thresholds and the engines' weights.
 *
 * @param reliability of each engine in [0.5, 1], relative to the best one; 1 until learned
 * @param scoreMin |score| must exceed it
 * @param agreeingMin engines that must agree; all of them when fewer are present
 * @param strategyTenthsMin a strategy's score in whole tenths
 * @param preferenceGain what E5's preference adds to the score, relatively
 * @param openPositionsMax account-wide, exclusive: below it one more may open
 * @param stableWindow marks whose scores must lie close to the present one
 * @param stableJumpMax the largest |score − score now| in that window
 * @param agreeingNorm agreeing engines at which confidence is neither raised nor lowered
 * @param agreeingGain what each further one adds to the confidence, relatively
 * @param episodeAbove |score| beyond which decisions are kept as episodes
 * @param episodePause between two kept decisions that do not trade
 */
public record DecisionRules(
    EngineWeights weights,
    EngineWeights reliability,
    double scoreMin,
    int agreeingMin,
    int strategyTenthsMin,
    double preferenceGain,
    int openPositionsMax,
    Duration noFillPause,
    Duration closePause,
    Duration stableWindow,
    double stableJumpMax,
    int agreeingNorm,
    double agreeingGain,
    double episodeAbove,
    Duration episodePause,
    StrategyARules strategyA,
    DistanceRules distances) {

  /** One number for each voting engine. */
  public record EngineWeights(double orderFlow, double tick, double technical, double sentiment) {}

  public static DecisionRules documents() {
    return new DecisionRules(
        new EngineWeights(0.35, 0.25, 0.20, 0.12),
        new EngineWeights(1, 1, 1, 1),
        0.55,
        3,
        4,
        0.08,
        2,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMillis(500),
        0.3,
        3,
        0.1,
        0.40,
        Duration.ofSeconds(1),
        StrategyARules.documents(),
        DistanceRules.documents());
  }
}
