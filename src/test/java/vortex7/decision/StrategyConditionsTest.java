package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vortex7.decision.GateVerdict.Outcome;
import vortex7.signal.Direction;
import vortex7.signal.MarketPhase;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.SentimentReading.OpenInterestMove;
import vortex7.signal.TechnicalReading.KeyLevel;
import vortex7.signal.Validity;
import vortex7.signal.VolatilityPhase;

/** Each trigger, confirmation and filter of each strategy at its limit, and both ways up. */
class StrategyConditionsTest {
  private static final double MICRO = 60_000.05;

  private static Decision decide(Situation situation) {
    return new DecisionEngine(TestInstrument.btc(), DecisionRules.documents())
        .decide(situation.panel(), EntryContext.clear(FeeRates.documents()));
  }

  private static Arguments row(
      Supplier<Situation> base, Gate gate, boolean holds, String says, Consumer<Situation> change) {
    return Arguments.of(base, gate, holds, says, change);
  }

  static Stream<Arguments> rows() {
    Supplier<Situation> a = Situation::five;
    Supplier<Situation> b = Situation::reversion;
    Supplier<Situation> c = Situation::cascade;
    return Stream.of(
        row(a, Gate.A_VELOCITY, true, "velocity 2.01, needs > 2", s -> s.velocity = 2.01),
        row(a, Gate.A_VELOCITY, false, "velocity 2, needs > 2", s -> s.velocity = 2),
        row(a, Gate.A_STREAK, true, "streak 8, needs >= 8", s -> s.streak = 8),
        row(a, Gate.A_STREAK, false, "streak 7, needs >= 8", s -> s.streak = 7),
        row(
            a,
            Gate.A_STREAK,
            false,
            "streak 10 against the direction",
            s -> s.streakSide = opposite(s.streakSide)),
        row(a, Gate.A_VOLUME_SPIKE, true, "volume spike 2.51, needs > 2.5", s -> s.spike = 2.51),
        row(a, Gate.A_VOLUME_SPIKE, false, "volume spike 2.5, needs > 2.5", s -> s.spike = 2.5),
        row(a, Gate.A_CONFIRMATIONS, true, "3 confirmations of imbalance, CVD", s -> {}),
        row(a, Gate.A_CONFIRMATIONS, true, "2 confirmations", s -> s.imbalance *= 0.25 / 0.7),
        row(a, Gate.A_CONFIRMATIONS, true, "2 confirmations", s -> s.slope *= 0.25 / 0.6),
        row(a, Gate.A_CONFIRMATIONS, true, "2 confirmations", s -> s.emaTrend = 0),
        row(a, Gate.A_CONFIRMATIONS, true, "2 confirmations", s -> s.emaTrend = -s.emaTrend),
        row(
            a,
            Gate.A_CONFIRMATIONS,
            false,
            "1 confirmations",
            s -> {
              s.emaTrend = 0;
              s.imbalance = 0;
            }),
        row(
            a,
            Gate.A_CONFIRMATIONS,
            false,
            "1 confirmations",
            s -> {
              s.emaTrend = 0;
              s.slope = -s.slope;
            }),
        row(a, Gate.A_PHASE, true, "the market is RANGING", s -> s.phase = MarketPhase.RANGING),
        row(a, Gate.A_PHASE, true, "the market is UNKNOWN", s -> s.phase = MarketPhase.UNKNOWN),
        row(
            a,
            Gate.A_PHASE,
            false,
            "the market is CHOPPY, must not be",
            s -> s.phase = MarketPhase.CHOPPY),
        row(a, Gate.A_VOLATILITY, true, "volatility LOW", s -> s.volPhase = VolatilityPhase.LOW),
        row(
            a,
            Gate.A_VOLATILITY,
            false,
            "volatility EXTREME, must not be [EXTREME]",
            s -> s.volPhase = VolatilityPhase.EXTREME),
        row(a, Gate.A_LEVEL, true, "no level ahead", s -> {}),
        row(
            a,
            Gate.A_LEVEL,
            true,
            "is 1 % ahead, needs > 0.05 %",
            s -> s.levels = level(s, -0.0001)),
        row(a, Gate.A_LEVEL, false, "0 % ahead, needs > 0.05 %", s -> s.levels = level(s, 0)),
        row(a, Gate.A_LEVEL, false, "the next level is 0.049", s -> s.levels = level(s, 0.000499)),
        row(a, Gate.A_LEVEL, true, "the next level is 0.050", s -> s.levels = level(s, 0.000501)),
        row(b, Gate.B_RSI, true, "RSI 24.9, needs < 25", s -> s.rsi = 24.9),
        row(b, Gate.B_RSI, false, "RSI 25, needs < 25", s -> s.rsi = 25),
        row(b, Gate.B_RSI, false, "RSI 80, needs < 25", s -> s.rsi = 80),
        row(b, Gate.B_RSI, false, "RSI unknown, needs < 25", s -> s.rsi = Double.NaN),
        row(b, Gate.B_BAND, true, "needs <= the lower band", s -> s.bandLower = MICRO),
        row(b, Gate.B_BAND, false, "needs <= the lower band", s -> s.bandLower = MICRO - 0.01),
        row(b, Gate.B_BAND, false, "the lower band unknown", s -> s.bandLower = Double.NaN),
        row(b, Gate.B_CONFIRMATIONS, true, "2 confirmations of imbalance", s -> {}),
        row(b, Gate.B_CONFIRMATIONS, true, "3 confirmations", s -> s.rsiDivergence = 1),
        row(b, Gate.B_CONFIRMATIONS, false, "1 confirmations", s -> s.imbalance = 0.40),
        row(b, Gate.B_CONFIRMATIONS, true, "2 confirmations", s -> s.imbalance = 0.41),
        row(b, Gate.B_CONFIRMATIONS, false, "1 confirmations", s -> s.imbalance = -0.9),
        row(b, Gate.B_CONFIRMATIONS, false, "1 confirmations", s -> s.cvdDivergence = 0),
        row(b, Gate.B_CONFIRMATIONS, false, "1 confirmations", s -> s.cvdDivergence = 1),
        row(
            b,
            Gate.B_CONFIRMATIONS,
            false,
            "1 confirmations",
            s -> {
              s.cvdDivergence = 0;
              s.rsiDivergence = -1;
            }),
        row(b, Gate.B_PHASE, true, "the market is RANGING", s -> {}),
        row(
            b,
            Gate.B_PHASE,
            false,
            "the market is CHOPPY, needs RANGING",
            s -> s.phase = MarketPhase.CHOPPY),
        row(
            b,
            Gate.B_PHASE,
            false,
            "the market is UNKNOWN, needs RANGING",
            s -> s.phase = MarketPhase.UNKNOWN),
        row(b, Gate.B_VOLATILITY, true, "volatility HIGH", s -> s.volPhase = VolatilityPhase.HIGH),
        row(
            b,
            Gate.B_VOLATILITY,
            false,
            "volatility EXTREME, must not be [EXTREME]",
            s -> s.volPhase = VolatilityPhase.EXTREME),
        row(c, Gate.C_PROXIMITY, true, "proximity 0.78", s -> {}),
        row(c, Gate.C_PROXIMITY, true, "needs > 0.7", s -> s.above = ahead(0.001_499)),
        row(c, Gate.C_PROXIMITY, false, "needs > 0.7", s -> s.above = ahead(0.001_501)),
        row(c, Gate.C_PROXIMITY, false, "proximity 0, needs", s -> s.above = ahead(0)),
        row(c, Gate.C_PROXIMITY, false, "proximity 0, needs", s -> s.above = ahead(-0.0001)),
        row(c, Gate.C_PROXIMITY, false, "proximity 0, needs", s -> s.above = Optional.empty()),
        row(
            c,
            Gate.C_PROXIMITY,
            false,
            "proximity 0, needs",
            s -> {
              s.below = Optional.of(new Cluster(59_990, 59_930, 1));
              s.above = Optional.empty();
            }),
        row(c, Gate.C_VOLUME_SPIKE, true, "volume spike 2.6", s -> s.spike = 2.6),
        row(c, Gate.C_VOLUME_SPIKE, false, "2.5 of its mean is no spike", s -> s.spike = 2.5),
        row(c, Gate.C_MOMENTUM, true, "points where", s -> s.flow = Direction.NEUTRAL),
        row(c, Gate.C_MOMENTUM, true, "points where", s -> s.tick = Direction.NEUTRAL),
        row(
            c,
            Gate.C_MOMENTUM,
            false,
            "does not point",
            s -> {
              s.flow = Direction.NEUTRAL;
              s.tick = Direction.NEUTRAL;
            }),
        row(
            c,
            Gate.C_MOMENTUM,
            false,
            "does not point",
            s -> {
              s.tick = Direction.SHORT;
              s.tickStrength = 0.1;
            }),
        row(c, Gate.C_CONFIRMATIONS, true, "2 confirmations of falling", s -> {}),
        row(c, Gate.C_CONFIRMATIONS, true, "3 confirmations", s -> s.wallAbsorbed = 0.4),
        row(c, Gate.C_CONFIRMATIONS, true, "2 confirmations", s -> s.wallAbsorbed = -0.4),
        row(c, Gate.C_CONFIRMATIONS, false, "1 confirmations", s -> s.openInterestChange = -0.0005),
        row(
            c,
            Gate.C_CONFIRMATIONS,
            true,
            "2 confirmations",
            s -> s.openInterestChange = -0.000_501),
        row(
            c,
            Gate.C_CONFIRMATIONS,
            false,
            "1 confirmations",
            s -> s.openInterestChange = Double.NaN),
        row(c, Gate.C_CONFIRMATIONS, false, "1 confirmations", s -> s.bigTrade = false),
        row(
            c,
            Gate.C_CONFIRMATIONS,
            false,
            "1 confirmations",
            s -> s.bigTradeSide = Direction.SHORT),
        row(c, Gate.C_VOLATILITY, true, "volatility HIGH", s -> s.volPhase = VolatilityPhase.HIGH),
        row(
            c,
            Gate.C_VOLATILITY,
            false,
            "volatility LOW, must not be [LOW, EXTREME]",
            s -> s.volPhase = VolatilityPhase.LOW),
        row(
            c,
            Gate.C_VOLATILITY,
            false,
            "volatility EXTREME, must not be",
            s -> s.volPhase = VolatilityPhase.EXTREME));
  }

  private static Direction opposite(Direction direction) {
    return Direction.of(-direction.sign());
  }

  private static List<KeyLevel> level(Situation situation, double ahead) {
    double price = (situation.bid + situation.ask) / 2;
    return List.of(new KeyLevel(price * (1 + ahead), 1), new KeyLevel(price * 1.01, 1));
  }

  private static Optional<Cluster> ahead(double fraction) {
    return Optional.of(new Cluster(MICRO * (1 + fraction), MICRO * (1 + fraction) + 60, 10));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_condition_holds_up_to_its_limit_and_says_value_and_limit(
      Supplier<Situation> base, Gate gate, boolean holds, String says, Consumer<Situation> change) {
    Situation situation = base.get();
    change.accept(situation);
    Decision up = decide(situation);
    assertThat(up.score()).isPositive();
    GateVerdict verdict = up.verdict(gate);
    assertThat(verdict.outcome()).isEqualTo(holds ? Outcome.PASSED : Outcome.UNMET);
    assertThat(verdict.explanation()).contains(says);
    Strategy of = gate.conditionOf().orElseThrow();
    StrategyVerdict strategy =
        up.strategies().stream().filter(each -> each.strategy() == of).findFirst().orElseThrow();
    assertThat(strategy.candidate()).isEqualTo(holds);
    Decision down = decide(situation.mirrored());
    assertThat(down.verdict(gate).outcome()).as("upside down").isEqualTo(verdict.outcome());
  }

  @Test
  void the_limits_of_the_upper_side_are_named_as_such() {
    Decision short_ = decide(Situation.reversion().mirrored());
    assertThat(short_.verdict(Gate.B_RSI).explanation()).isEqualTo("RSI 80, needs > 75");
    assertThat(short_.verdict(Gate.B_BAND).explanation()).contains("needs >= the upper band");
    Situation limit = Situation.reversion().mirrored();
    limit.rsi = 75;
    assertThat(decide(limit).verdict(Gate.B_RSI).outcome()).isEqualTo(Outcome.UNMET);
  }

  @Test
  void without_a_direction_no_condition_with_a_side_holds() {
    Situation situation = Situation.reversion();
    situation.flow = Direction.NEUTRAL;
    situation.tick = Direction.NEUTRAL;
    situation.reversionScore = 0;
    situation.crowd = Direction.NEUTRAL;
    situation.bigTrade = true;
    Decision decision = decide(situation);
    assertThat(decision.score()).isZero();
    for (Gate gate :
        List.of(
            Gate.A_STREAK,
            Gate.A_CONFIRMATIONS,
            Gate.B_RSI,
            Gate.B_BAND,
            Gate.B_CONFIRMATIONS,
            Gate.C_PROXIMITY,
            Gate.C_MOMENTUM,
            Gate.C_CONFIRMATIONS)) {
      assertThat(decision.verdict(gate).outcome()).as("%s", gate).isEqualTo(Outcome.UNMET);
    }
    assertThat(decision.verdict(Gate.B_CONFIRMATIONS).value()).isZero();
    assertThat(decision.verdict(Gate.C_CONFIRMATIONS).value()).isZero();
  }

  // Tenths.

  static Stream<Arguments> tenths() {
    return Stream.of(
        tenths(Situation::five, 10, s -> {}),
        tenths(Situation::five, 8, s -> s.flowStrength = 0.6),
        tenths(Situation::five, 9, s -> s.phase = MarketPhase.UNKNOWN),
        tenths(Situation::five, 6, s -> s.phase = MarketPhase.RANGING),
        tenths(Situation::reversion, 10, s -> {}),
        tenths(
            Situation::reversion,
            8,
            s -> {
              s.imbalance = 0.40;
              s.rsiDivergence = 1;
            }),
        tenths(Situation::reversion, 10, s -> s.rsiDivergence = 1),
        tenths(Situation::cascade, 10, s -> {}),
        tenths(Situation::cascade, 10, s -> s.openInterestMove = OpenInterestMove.LONG_LIQ),
        tenths(Situation::cascade, 8, s -> s.openInterestMove = OpenInterestMove.REAL_BUYING),
        tenths(Situation::cascade, 8, s -> s.openInterestMove = OpenInterestMove.FLAT));
  }

  private static Arguments tenths(
      Supplier<Situation> base, int tenths, Consumer<Situation> change) {
    return Arguments.of(base, tenths, change);
  }

  @ParameterizedTest
  @MethodSource("tenths")
  void each_part_adds_its_whole_tenths(
      Supplier<Situation> base, int tenths, Consumer<Situation> change) {
    Situation situation = base.get();
    change.accept(situation);
    Decision decision = decide(situation);
    assertThat(decision.verdict(Gate.STRATEGY).value()).isEqualTo(tenths);
    assertThat(decision.verdict(Gate.STRATEGY).explanation())
        .isEqualTo(
            "strategy %s scores %d tenths, needs >= 4"
                .formatted(decision.strategy().orElseThrow(), tenths));
  }

  @Test
  void calibrated_admits_b_wherever_there_is_no_trend() {
    DecisionEngine calibrated =
        new DecisionEngine(TestInstrument.btc(), DecisionRules.calibrated());
    for (MarketPhase phase : MarketPhase.values()) {
      Situation situation = Situation.reversion();
      situation.imbalance = 0.8;
      situation.phase = phase;
      situation.trendScore = 0.5;
      Decision decision =
          calibrated.decide(situation.panel(), EntryContext.clear(FeeRates.documents()));
      assertThat(decision.verdict(Gate.B_PHASE).passed())
          .as("%s", phase)
          .isEqualTo(phase != MarketPhase.TRENDING);
      assertThat(decision.strategies().get(1).tenths())
          .isEqualTo(
              switch (phase) {
                case RANGING -> 10;
                case CHOPPY, UNKNOWN -> 9;
                case TRENDING -> 0;
              });
    }
  }

  // Absent engines.

  @Test
  void an_absent_tick_engine_triggers_nothing() {
    Situation situation = Situation.five();
    situation.tickValidity = Validity.ABSENT;
    Decision decision = decide(situation);
    for (Gate gate :
        List.of(Gate.A_VELOCITY, Gate.A_STREAK, Gate.A_VOLUME_SPIKE, Gate.C_VOLUME_SPIKE)) {
      assertThat(decision.verdict(gate).outcome()).isEqualTo(Outcome.ABSENT);
    }
    assertThat(decision.strategy()).isEmpty();
    assertThat(decision.failedGates()).contains(Gate.STRATEGY);
  }

  @Test
  void an_absent_regime_filters_nothing() {
    Situation situation = Situation.five();
    situation.volatilityValidity = Validity.ABSENT;
    Decision decision = decide(situation);
    for (Gate gate :
        List.of(
            Gate.A_PHASE,
            Gate.A_VOLATILITY,
            Gate.B_PHASE,
            Gate.B_VOLATILITY,
            Gate.C_VOLATILITY,
            Gate.TRADEABLE,
            Gate.SPREAD)) {
      assertThat(decision.verdict(gate).outcome()).as("%s", gate).isEqualTo(Outcome.ABSENT);
    }
    assertThat(decision.strategy()).contains(Strategy.A);
  }
}
