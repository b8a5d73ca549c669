package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vortex7.decision.DistanceRules.LossFees;
import vortex7.decision.StrategyBRules.Phases;
import vortex7.decision.StrategyCRules.Edge;

/** Where the profile calibrated differs from the documents, and where it does not. */
class ProfilesTest {
  private final DecisionRules documents = DecisionRules.documents();
  private final DecisionRules calibrated = DecisionRules.calibrated();

  @Test
  void a_score_may_jump_farther() {
    assertThat(documents.stableJumpMax()).isEqualTo(0.3);
    assertThat(calibrated)
        .isEqualTo(
            documents
                .stable(0.5)
                .with(
                    StrategyARules.calibrated(),
                    StrategyBRules.calibrated(),
                    StrategyCRules.calibrated(),
                    DistanceRules.calibrated()));
  }

  @Test
  void a_is_confirmed_later_and_has_wider_distances_and_more_time() {
    StrategyARules a = calibrated.strategyA();
    StrategyARules base = documents.strategyA();
    assertThat(a)
        .isEqualTo(
            new StrategyARules(
                new EntryThreshold(0.55, 0.10, 3),
                base.velocityAbove(),
                base.streakMin(),
                base.spikeAbove(),
                0.50,
                0.50,
                base.confirmationsMin(),
                base.levelWithin(),
                base.strongFlowAbove(),
                base.velocityTenths(),
                base.streakTenths(),
                base.strongFlowTenths(),
                base.trendingTenths(),
                base.rangingTenths(),
                1.5,
                3.0,
                1.0,
                base.targetShare(),
                Duration.ofSeconds(8),
                Duration.ofMinutes(10)));
  }

  @Test
  void b_trades_without_a_trend_on_less() {
    StrategyBRules base = documents.strategyB();
    assertThat(base.phases()).isEqualTo(Phases.RANGING_ONLY);
    assertThat(calibrated.strategyB())
        .isEqualTo(
            new StrategyBRules(
                new EntryThreshold(0.30, 0, 2),
                base.rsiBelow(),
                0.70,
                base.confirmationsMin(),
                Phases.NOT_TRENDING,
                base.rsiTenths(),
                base.bandTenths(),
                base.imbalanceTenths(),
                base.rangingTenths(),
                base.trendingTenths(),
                base.supportWithin(),
                base.stopAtr(),
                base.entryTimeout(),
                base.longestHold()));
  }

  @Test
  void c_is_measured_by_the_markets_range() {
    StrategyCRules base = documents.strategyC();
    assertThat(calibrated.strategyC())
        .isEqualTo(
            new StrategyCRules(
                new EntryThreshold(0.55, 0.10, 3),
                base.proximityAbove(),
                base.proximityRange(),
                base.openInterestFall(),
                base.confirmationsMin(),
                base.spikeAbove(),
                base.proximityTenths(),
                base.spikeTenths(),
                base.openInterestTenths(),
                base.edgeAheadMax(),
                false,
                0,
                1.0,
                Edge.NEAR,
                2.0,
                base.trailAtr(),
                base.targetShare(),
                base.entryTimeout(),
                base.longestHold()));
  }

  @Test
  void distances_are_wider_bare_and_pay_what_a_stop_pays() {
    assertThat(documents.distances())
        .isEqualTo(
            new DistanceRules(
                0.0010, 0.0030, 0.0015, 0.0050, true, 0.0005, 1.3, 1.3, LossFees.MAKER, 3));
    assertThat(calibrated.distances())
        .isEqualTo(
            new DistanceRules(
                0.0008, 0.0040, 0.0015, 0.0080, false, 0.0005, 1.3, 1.0, LossFees.TAKER, 3));
    FeeRates fees = FeeRates.documents();
    assertThat(documents.distances().lossFees(fees)).isEqualTo(0.000_36);
    assertThat(calibrated.distances().lossFees(fees)).isEqualTo(0.000_63);
    assertThat(calibrated.distances().winFees(fees)).isEqualTo(0.000_36);
  }
}
