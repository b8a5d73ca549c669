package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.decision.GateVerdict.Outcome;
import vortex7.signal.Direction;
import vortex7.signal.MarketPhase;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentReading.OpenInterestMove;
import vortex7.signal.StrategyPreference;
import vortex7.signal.Validity;
import vortex7.signal.VolatilityPhase;

/** Which strategy is taken, and what that does to score, thresholds and confidence. */
class StrategyChoiceTest {
  private static final double RAW_FIVE = (0.35 * 0.8 + 0.25 * 0.8 + 0.20 * 0.5 + 0.12 * 0.3) / 0.92;

  private static Decision decide(Situation situation) {
    return decide(situation, DecisionRules.documents());
  }

  private static Decision decide(Situation situation, DecisionRules rules) {
    return new DecisionEngine(TestInstrument.btc(), rules)
        .decide(situation.panel(), EntryContext.clear(FeeRates.documents()));
  }

  private static Situation with(Situation situation, Consumer<Situation> change) {
    change.accept(situation);
    return situation;
  }

  private static GateVerdict verdict(Decision decision, Gate gate) {
    return decision.gates().stream()
        .filter(verdict -> verdict.gate() == gate)
        .findFirst()
        .orElseThrow();
  }

  private static StrategyVerdict of(Decision decision, Strategy strategy) {
    return decision.strategies().get(strategy.ordinal());
  }

  @Test
  void all_three_strategies_trade_their_own_market() {
    Decision a = decide(Situation.five());
    assertThat(a.failedGates()).isEmpty();
    assertThat(a.strategy()).contains(Strategy.A);
    assertThat(a.reason())
        .isEqualTo("E1 strong + momentum burst (streak 10, velocity 3.0, volume 3.0) + trending");
    Decision b = decide(Situation.reversion());
    assertThat(b.failedGates()).isEmpty();
    assertThat(b.strategy()).contains(Strategy.B);
    assertThat(b.reason())
        .isEqualTo("E1 strong + overdone move (RSI 20.0, price beyond the lower band) + ranging");
    Decision c = decide(Situation.cascade());
    assertThat(c.failedGates()).isEmpty();
    assertThat(c.strategy()).contains(Strategy.C);
    assertThat(c.reason()).isEqualTo("E1 strong + liquidation cluster above (volume 3.0) + choppy");
  }

  @Test
  void and_so_they_do_upside_down() {
    for (Situation situation :
        List.of(Situation.five(), Situation.reversion(), Situation.cascade())) {
      Decision up = decide(situation);
      Decision down = decide(situation.mirrored());
      assertThat(down.action()).isEqualTo(Action.SHORT);
      assertThat(down.strategy()).isEqualTo(up.strategy());
      assertThat(down.score()).isEqualTo(-up.score());
      assertThat(down.confidence()).isEqualTo(up.confidence());
      assertThat(down.agreeing()).isEqualTo(up.agreeing());
    }
    assertThat(decide(Situation.reversion().mirrored()).reason()).contains("the upper band");
    assertThat(decide(Situation.cascade().mirrored()).reason()).contains("cluster below");
  }

  @Test
  void the_conditions_of_the_others_are_recorded_and_refuse_nothing() {
    Decision decision = decide(Situation.reversion());
    assertThat(decision.trades()).isTrue();
    assertThat(verdict(decision, Gate.A_STREAK).outcome()).isEqualTo(Outcome.UNMET);
    assertThat(verdict(decision, Gate.C_PROXIMITY).outcome()).isEqualTo(Outcome.UNMET);
    assertThat(decision.gates()).extracting(GateVerdict::gate).containsExactly(Gate.values());
  }

  @Test
  void each_strategy_answers_for_itself_in_the_order_of_the_gates() {
    Decision decision = decide(Situation.reversion());
    assertThat(decision.strategies())
        .extracting(StrategyVerdict::strategy)
        .containsExactly(Strategy.values());
    for (StrategyVerdict each : decision.strategies()) {
      assertThat(each.gates())
          .extracting(GateVerdict::gate)
          .isSorted()
          .doesNotHaveDuplicates()
          .contains(Gate.SCORE, Gate.AGREEMENT, Gate.STRATEGY)
          .containsAll(Gate.DISTANCES)
          .allMatch(gate -> gate.conditionOf().orElse(each.strategy()) == each.strategy());
    }
    assertThat(of(decision, Strategy.B).candidate()).isTrue();
    assertThat(of(decision, Strategy.B).missing()).isEmpty();
    assertThat(of(decision, Strategy.A).candidate()).isFalse();
    assertThat(of(decision, Strategy.A).tenths()).isZero();
    assertThat(of(decision, Strategy.A).missing())
        .extracting(GateVerdict::gate)
        .startsWith(Gate.A_VELOCITY, Gate.A_STREAK, Gate.A_VOLUME_SPIKE)
        .contains(Gate.STRATEGY);
  }

  @Test
  void without_a_candidate_nothing_is_measured_and_the_nearest_strategy_is_named() {
    Decision decision = decide(with(Situation.five(), situation -> situation.streak = 6));
    assertThat(decision.failedGates()).containsExactly(Gate.STRATEGY);
    assertThat(decision.strategy()).isEmpty();
    assertThat(decision.confidence()).isZero();
    assertThat(decision.reason()).isEqualTo("no strategy; nearest is A: streak 6, needs >= 8");
    assertThat(verdict(decision, Gate.STRATEGY).explanation())
        .isEqualTo("no strategy's trigger, confirmations and filter all hold");
    for (Gate gate : Gate.DISTANCES) {
      assertThat(verdict(decision, gate).outcome()).isEqualTo(Outcome.UNMET);
    }
  }

  // The best candidate.

  /** A burst that is strategy A's and C's alike. */
  private static Situation both() {
    return with(
        Situation.five(),
        situation -> {
          situation.bigTrade = true;
          situation.bigTradeSide = Direction.LONG;
          situation.openInterestChange = -0.002;
          situation.openInterestMove = OpenInterestMove.SHORT_COVER;
          situation.above = Optional.of(new Cluster(60_066.05, 60_126.05, 800));
        });
  }

  @Test
  void the_candidate_with_the_most_tenths_is_taken() {
    Decision more = decide(with(both(), situation -> situation.flowStrength = 0.6));
    assertThat(of(more, Strategy.A).tenths()).isEqualTo(8);
    assertThat(of(more, Strategy.C).tenths()).isEqualTo(10);
    assertThat(more.strategy()).contains(Strategy.C);
    Decision less =
        decide(
            with(both(), situation -> situation.openInterestMove = OpenInterestMove.REAL_BUYING));
    assertThat(of(less, Strategy.A).tenths()).isEqualTo(10);
    assertThat(of(less, Strategy.C).tenths()).isEqualTo(8);
    assertThat(less.strategy()).contains(Strategy.A);
  }

  @ParameterizedTest
  @CsvSource({"A, A", "C, C", "B, A", "ANY, A", "NONE, A"})
  void of_equal_candidates_the_preferred_one_is_taken_else_the_first(
      StrategyPreference preferred, Strategy taken) {
    Decision decision = decide(with(both(), situation -> situation.preferred = preferred));
    assertThat(of(decision, Strategy.A).tenths()).isEqualTo(10);
    assertThat(of(decision, Strategy.C).tenths()).isEqualTo(10);
    assertThat(decision.strategy()).contains(taken);
  }

  @ParameterizedTest
  @CsvSource({"0.61, 6", "0.60, 4"})
  void a_burst_in_a_range_needs_four_tenths_and_has_exactly_four(double strength, int tenths) {
    Decision decision =
        decide(
            with(
                Situation.five(),
                situation -> {
                  situation.phase = MarketPhase.RANGING;
                  situation.flowStrength = strength;
                }));
    assertThat(decision.strategy()).contains(Strategy.A);
    assertThat(verdict(decision, Gate.STRATEGY).passed()).isTrue();
    assertThat(verdict(decision, Gate.STRATEGY).value()).isEqualTo(tenths);
    assertThat(verdict(decision, Gate.STRATEGY).limit()).isEqualTo(4);
  }

  // Score, by preference and phase.

  @Test
  void the_preferred_strategy_gains_eight_percent() {
    assertThat(decide(Situation.five()).score()).isCloseTo(RAW_FIVE * 1.08, within(1e-12));
    assertThat(decide(with(Situation.five(), s -> s.preferred = StrategyPreference.ANY)).score())
        .isCloseTo(RAW_FIVE, within(1e-12));
    assertThat(decide(with(Situation.five(), s -> s.preferred = StrategyPreference.B)).score())
        .isCloseTo(RAW_FIVE, within(1e-12));
    assertThat(decide(with(Situation.five(), s -> s.volatilityValidity = Validity.ABSENT)).score())
        .as("an absent engine prefers nothing")
        .isCloseTo(RAW_FIVE, within(1e-12));
  }

  @Test
  void a_choppy_market_takes_eight_percent_even_off_the_preferred_strategy() {
    Decision decision = decide(Situation.cascade());
    double raw = (0.35 + 0.25 + 0.20 * 0.9 + 0.12 * 0.3) / 0.92;
    assertThat(decision.score()).isCloseTo(raw * 0.92, within(1e-12));
    Decision none =
        decide(with(Situation.cascade(), situation -> situation.above = Optional.empty()));
    assertThat(none.strategy()).isEmpty();
    assertThat(none.score()).isCloseTo(raw * 0.92, within(1e-12));
  }

  @Test
  void the_score_never_leaves_its_range() {
    Decision decision =
        decide(
            with(
                Situation.five(),
                situation -> {
                  situation.flowStrength = 1;
                  situation.tickStrength = 1;
                  situation.trendScore = 1;
                  situation.sentimentStrength = 1;
                }));
    assertThat(decision.score()).isEqualTo(1);
    assertThat(decision.confidence()).isEqualTo(100);
  }

  @Test
  void a_choppy_market_asks_for_a_tenth_more() {
    for (Situation situation :
        List.of(
            with(Situation.cascade(), s -> {}),
            with(Situation.cascade(), s -> s.above = Optional.empty()))) {
      Decision decision = decide(situation);
      assertThat(verdict(decision, Gate.SCORE).limit()).isCloseTo(0.65, within(1e-12));
    }
    assertThat(verdict(decide(Situation.five()), Gate.SCORE).limit()).isEqualTo(0.55);
    Decision weak =
        decide(
            with(
                Situation.cascade(),
                situation -> {
                  situation.flowStrength = 0.7;
                  situation.tickStrength = 0.7;
                  situation.trendScore = 0.7;
                }));
    assertThat(Math.abs(weak.score())).isBetween(0.55, 0.65);
    assertThat(weak.failedGates()).containsExactly(Gate.SCORE);
  }

  @Test
  void calibrated_asks_less_of_strategy_b_also_in_a_choppy_market() {
    Consumer<Situation> faint =
        situation -> {
          situation.imbalance = 0.8;
          situation.flowStrength = 0.8;
          situation.tick = Direction.NEUTRAL;
          situation.trendScore = 0.5;
          situation.reversionScore = 0.5;
          situation.crowd = Direction.NEUTRAL;
          situation.atr = 50;
        };
    for (MarketPhase phase : List.of(MarketPhase.RANGING, MarketPhase.CHOPPY)) {
      Situation situation = with(Situation.reversion(), faint);
      situation.phase = phase;
      Decision calibrated = decide(situation, DecisionRules.calibrated());
      assertThat(calibrated.strategy()).contains(Strategy.B);
      assertThat(verdict(calibrated, Gate.SCORE).limit()).isEqualTo(0.30);
      assertThat(verdict(calibrated, Gate.SCORE).passed()).isTrue();
      assertThat(verdict(calibrated, Gate.AGREEMENT).limit()).isEqualTo(2);
      assertThat(verdict(calibrated, Gate.AGREEMENT).passed()).isTrue();
      Decision documents = decide(situation);
      assertThat(verdict(documents, Gate.SCORE).passed()).isFalse();
      assertThat(verdict(documents, Gate.AGREEMENT).passed()).isFalse();
    }
  }

  @Test
  void without_a_candidate_the_most_lenient_strategy_sets_the_limits() {
    Situation nothing = with(Situation.five(), situation -> situation.streak = 0);
    Decision documents = decide(nothing);
    assertThat(verdict(documents, Gate.SCORE).limit()).isEqualTo(0.55);
    assertThat(verdict(documents, Gate.AGREEMENT).limit()).isEqualTo(3);
    Decision calibrated = decide(nothing, DecisionRules.calibrated());
    assertThat(verdict(calibrated, Gate.SCORE).limit()).isEqualTo(0.30);
    assertThat(verdict(calibrated, Gate.AGREEMENT).limit()).isEqualTo(2);
  }

  // Agreement and confidence.

  @ParameterizedTest
  @CsvSource({
    // E3's score, E4's direction, and whether at least three of four agree.
    "0.5, LONG, 4, true",
    "0.5, NEUTRAL, 3, true",
    "0.1, LONG, 3, true",
    "0.1, NEUTRAL, 2, false"
  })
  void three_of_four_engines_must_agree(
      double trend, Direction crowd, int agreeing, boolean passes) {
    Decision decision =
        decide(
            with(
                Situation.five(),
                situation -> {
                  situation.trendScore = trend;
                  situation.crowd = crowd;
                }));
    assertThat(verdict(decision, Gate.AGREEMENT).value()).isEqualTo(agreeing);
    assertThat(verdict(decision, Gate.AGREEMENT).limit()).isEqualTo(3);
    assertThat(verdict(decision, Gate.AGREEMENT).passed()).isEqualTo(passes);
  }

  @Test
  void of_two_engines_both_must_agree() {
    Consumer<Situation> two =
        situation -> {
          situation.technicalValidity = Validity.ABSENT;
          situation.sentimentValidity = Validity.ABSENT;
        };
    Decision both = decide(with(Situation.five(), two));
    assertThat(verdict(both, Gate.AGREEMENT).limit()).isEqualTo(2);
    assertThat(verdict(both, Gate.AGREEMENT).passed()).isTrue();
    Decision one = decide(with(Situation.five(), two.andThen(s -> s.tick = Direction.NEUTRAL)));
    assertThat(verdict(one, Gate.AGREEMENT).passed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"A, 5", "ANY, 4", "C, 4"})
  void the_regime_agrees_when_it_prefers_the_strategy(StrategyPreference preferred, int agreeing) {
    Decision decision =
        decide(with(Situation.five(), situation -> situation.preferred = preferred));
    assertThat(decision.agreeing()).isEqualTo(agreeing);
    assertThat(verdict(decision, Gate.AGREEMENT).value()).as("E5 has no vote").isEqualTo(4);
    // |score|·(1 + (agreeing − 3)·0.1)·10/10·100
    assertThat(decision.confidence())
        .isCloseTo(decision.score() * (1 + (agreeing - 3) * 0.1) * 100, within(1e-9));
  }

  @Test
  void the_regime_agrees_with_no_strategy_that_is_not_there() {
    assertThat(decide(with(Situation.five(), situation -> situation.streak = 0)).agreeing())
        .isEqualTo(4);
  }

  // What is carried along.

  @ParameterizedTest
  @CsvSource({"1", "0.5"})
  void the_size_multiplier_of_the_regime_goes_with_the_decision(double multiplier) {
    Decision decision =
        decide(with(Situation.five(), situation -> situation.sizeMultiplier = multiplier));
    assertThat(decision.sizeMultiplier()).isEqualTo(multiplier);
  }

  @Test
  void an_engine_that_may_not_be_acted_on_refuses_by_name() {
    assertThat(
            verdict(
                    decide(with(Situation.five(), s -> s.technicalValidity = Validity.STALE)),
                    Gate.READINGS)
                .explanation())
        .isEqualTo("E3 is STALE");
    assertThat(
            verdict(
                    decide(with(Situation.five(), s -> s.sentimentValidity = Validity.NOT_WARM)),
                    Gate.READINGS)
                .explanation())
        .isEqualTo("E4 is NOT_WARM");
    assertThat(
            decide(with(Situation.five(), s -> s.volatilityValidity = Validity.NOT_WARM))
                .failedGates())
        .isEmpty();
  }

  @Test
  void an_extreme_market_is_refused_to_every_strategy() {
    for (Situation situation :
        List.of(Situation.five(), Situation.reversion(), Situation.cascade())) {
      situation.volPhase = VolatilityPhase.EXTREME;
      Decision decision = decide(situation);
      assertThat(decision.failedGates()).contains(Gate.TRADEABLE, Gate.STRATEGY);
    }
  }
}
