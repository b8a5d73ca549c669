package vortex7.decision;

import java.time.Duration;

/**
 * The entry checklist's thresholds, the engines' weights and the strategies.
 *
 * @param reliability of each engine in [0.5, 1], relative to the best one; 1 until learned
 * @param strategyTenthsMin a strategy's score in whole tenths
 * @param preferenceGain what E5's preference adds to the score, relatively, and CHOPPY takes off it
 * @param offsetTicks how far an entry improves on the best price while it stays maker
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
    int strategyTenthsMin,
    double preferenceGain,
    int offsetTicks,
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
    StrategyBRules strategyB,
    StrategyCRules strategyC,
    DistanceRules distances) {

  /** One number for each voting engine. */
  public record EngineWeights(double orderFlow, double tick, double technical, double sentiment) {}

  public static DecisionRules documents() {
    return new DecisionRules(
        new EngineWeights(0.35, 0.25, 0.20, 0.12),
        new EngineWeights(1, 1, 1, 1),
        4,
        0.08,
        1,
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
        StrategyBRules.documents(),
        StrategyCRules.documents(),
        DistanceRules.documents());
  }

  /** A score may jump farther, and each strategy is its calibrated self. */
  public static DecisionRules calibrated() {
    return documents()
        .stable(0.5)
        .with(
            StrategyARules.calibrated(),
            StrategyBRules.calibrated(),
            StrategyCRules.calibrated(),
            DistanceRules.calibrated());
  }

  /** The same with another bound of the score's jumps. */
  public DecisionRules stable(double jumpMax) {
    return new DecisionRules(
        weights,
        reliability,
        strategyTenthsMin,
        preferenceGain,
        offsetTicks,
        openPositionsMax,
        noFillPause,
        closePause,
        stableWindow,
        jumpMax,
        agreeingNorm,
        agreeingGain,
        episodeAbove,
        episodePause,
        strategyA,
        strategyB,
        strategyC,
        distances);
  }

  /** The same with other strategies and distances. */
  public DecisionRules with(
      StrategyARules a, StrategyBRules b, StrategyCRules c, DistanceRules between) {
    return new DecisionRules(
        weights,
        reliability,
        strategyTenthsMin,
        preferenceGain,
        offsetTicks,
        openPositionsMax,
        noFillPause,
        closePause,
        stableWindow,
        stableJumpMax,
        agreeingNorm,
        agreeingGain,
        episodeAbove,
        episodePause,
        a,
        b,
        c,
        between);
  }
}
