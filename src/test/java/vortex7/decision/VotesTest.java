package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vortex7.decision.DecisionRules.EngineWeights;
import vortex7.signal.Direction;
import vortex7.signal.MarketPhase;
import vortex7.signal.RegimeReading.Overrides;
import vortex7.signal.Validity;

class VotesTest {
  private static final EngineWeights WEIGHTS = DecisionRules.documents().weights();
  private static final EngineWeights EVEN = new EngineWeights(1, 1, 1, 1);
  private static final double ALL = 0.35 + 0.25 + 0.20 + 0.12;

  private static Votes of(Situation situation, EngineWeights reliability) {
    return Votes.of(situation.panel(), WEIGHTS, reliability);
  }

  /** Strengths 0.8, 0.8, 0.5 and 0.3, all up. */
  private static Votes of(Consumer<Situation> change) {
    Situation situation = Situation.five();
    change.accept(situation);
    return of(situation, EVEN);
  }

  @Test
  void each_engine_adds_direction_times_strength_times_weight() {
    Votes votes = of(situation -> {});
    assertThat(votes.raw())
        .isCloseTo((0.35 * 0.8 + 0.25 * 0.8 + 0.20 * 0.5 + 0.12 * 0.3) / ALL, within(1e-12));
    assertThat(votes.voting()).isEqualTo(4);
    assertThat(votes.agreeing()).isEqualTo(4);
  }

  @Test
  void order_flow_counts_by_its_conviction_too() {
    Votes votes = of(situation -> situation.conviction = 0.5);
    assertThat(votes.raw())
        .isCloseTo((0.35 * 0.8 * 0.5 + 0.25 * 0.8 + 0.20 * 0.5 + 0.12 * 0.3) / ALL, within(1e-12));
  }

  @Test
  void the_regime_overrides_weights_which_are_normalised_afterwards() {
    Votes votes = of(situation -> situation.overrides = new Overrides(1.15, 1.15, 1.25, 2));
    double flow = 0.35 * 1.15;
    double tick = 0.25 * 1.15;
    double technical = 0.20 * 1.25;
    double sentiment = 0.12 * 2;
    assertThat(votes.raw())
        .isCloseTo(
            (flow * 0.8 + tick * 0.8 + technical * 0.5 + sentiment * 0.3)
                / (flow + tick + technical + sentiment),
            within(1e-12));
  }

  @Test
  void reliability_scales_what_an_engine_says_and_not_its_weight() {
    Votes votes = of(Situation.five(), new EngineWeights(0.5, 1, 0.75, 0.6));
    assertThat(votes.raw())
        .isCloseTo(
            (0.35 * 0.8 * 0.5 + 0.25 * 0.8 + 0.20 * 0.5 * 0.75 + 0.12 * 0.3 * 0.6) / ALL,
            within(1e-12));
  }

  @Test
  void while_the_market_ranges_the_reversion_score_is_what_technical_says() {
    Consumer<Situation> torn =
        situation -> {
          situation.trendScore = 0.5;
          situation.reversionScore = -0.9;
        };
    double others = 0.35 * 0.8 + 0.25 * 0.8 + 0.12 * 0.3;
    for (MarketPhase phase : MarketPhase.values()) {
      Votes votes = of(torn.andThen(situation -> situation.phase = phase));
      boolean ranging = phase == MarketPhase.RANGING;
      assertThat(votes.raw())
          .as("%s", phase)
          .isCloseTo((others + 0.20 * (ranging ? -0.9 : 0.5)) / ALL, within(1e-12));
      assertThat(votes.agreeing()).as("%s", phase).isEqualTo(ranging ? 3 : 4);
    }
  }

  @Test
  void a_technical_score_beyond_one_counts_as_one_and_one_below_its_threshold_as_none() {
    assertThat(of(situation -> situation.trendScore = 1.2).raw())
        .isCloseTo((0.35 * 0.8 + 0.25 * 0.8 + 0.20 + 0.12 * 0.3) / ALL, within(1e-12));
    Votes weak = of(situation -> situation.trendScore = 0.249);
    assertThat(weak.raw()).isCloseTo((0.35 * 0.8 + 0.25 * 0.8 + 0.12 * 0.3) / ALL, within(1e-12));
    assertThat(weak.agreeing()).isEqualTo(3);
  }

  @Test
  void a_technical_reading_that_is_not_valid_says_nothing_but_keeps_its_weight() {
    Votes votes = of(situation -> situation.technicalValidity = Validity.STALE);
    assertThat(votes.raw()).isCloseTo((0.35 * 0.8 + 0.25 * 0.8 + 0.12 * 0.3) / ALL, within(1e-12));
    assertThat(votes.voting()).isEqualTo(4);
    assertThat(votes.agreeing()).isEqualTo(3);
  }

  static Stream<Arguments> absences() {
    return Stream.of(
        absence(s -> s.flowValidity = Validity.ABSENT, 0.25 * 0.8 + 0.20 * 0.5 + 0.036, 0.57),
        absence(s -> s.tickValidity = Validity.ABSENT, 0.35 * 0.8 + 0.20 * 0.5 + 0.036, 0.67),
        absence(s -> s.technicalValidity = Validity.ABSENT, 0.60 * 0.8 + 0.036, 0.72),
        absence(s -> s.sentimentValidity = Validity.ABSENT, 0.60 * 0.8 + 0.20 * 0.5, 0.80));
  }

  private static Arguments absence(Consumer<Situation> change, double sum, double weights) {
    return Arguments.of(change, sum, weights);
  }

  @ParameterizedTest
  @MethodSource("absences")
  void an_absent_engine_leaves_its_weight_to_the_others(
      Consumer<Situation> change, double sum, double weights) {
    Votes votes = of(change);
    assertThat(votes.raw()).isCloseTo(sum / weights, within(1e-12));
    assertThat(votes.voting()).isEqualTo(3);
    assertThat(votes.agreeing()).isEqualTo(3);
  }

  @Test
  void only_engines_with_the_sign_of_the_score_agree() {
    Votes up =
        of(
            situation -> {
              situation.tick = Direction.SHORT;
              situation.tickStrength = 0.1;
              situation.crowd = Direction.NEUTRAL;
            });
    assertThat(up.raw()).isPositive();
    assertThat(up.agreeing()).isEqualTo(2);
    Votes down = of(Situation.five().mirrored(), EVEN);
    assertThat(down.raw()).isNegative();
    assertThat(down.agreeing()).isEqualTo(4);
  }

  @Test
  void engines_that_cancel_each_other_agree_with_nobody() {
    Votes votes =
        of(
            situation -> {
              situation.flow = Direction.NEUTRAL;
              situation.tick = Direction.NEUTRAL;
              situation.trendScore = 0;
              situation.crowd = Direction.NEUTRAL;
            });
    assertThat(votes).isEqualTo(new Votes(0, 4, 0));
  }

  @Test
  void without_any_engine_there_is_no_score() {
    Votes votes =
        of(
            situation -> {
              situation.flowValidity = Validity.ABSENT;
              situation.tickValidity = Validity.ABSENT;
              situation.technicalValidity = Validity.ABSENT;
              situation.sentimentValidity = Validity.ABSENT;
            });
    assertThat(votes).isEqualTo(new Votes(0, 0, 0));
  }
}
