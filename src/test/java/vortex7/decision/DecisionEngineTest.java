package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.decision.GateVerdict.Outcome;
import vortex7.signal.Direction;
import vortex7.signal.EngineId;
import vortex7.signal.Validity;
import vortex7.signal.VolatilityPhase;

class DecisionEngineTest {
  private static final FeeRates FEES = FeeRates.documents();

  private final DecisionEngine engine =
      new DecisionEngine(TestInstrument.btc(), DecisionRules.documents());

  private Decision decide(Consumer<Situation> change) {
    return decide(change, EntryContext.clear(FEES));
  }

  private Decision decide(Consumer<Situation> change, EntryContext context) {
    Situation situation = new Situation();
    change.accept(situation);
    return engine.decide(situation.panel(), context);
  }

  private static GateVerdict verdict(Decision decision, Gate gate) {
    return decision.gates().stream()
        .filter(verdict -> verdict.gate() == gate)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_burst_that_every_gate_lets_through_is_a_long_entry() {
    Decision decision = decide(situation -> {});
    assertThat(decision.failedGates()).isEmpty();
    assertThat(decision.action()).isEqualTo(Action.LONG);
    assertThat(decision.strategy()).contains(Strategy.A);
    assertThat(decision.score()).isCloseTo(0.8, within(1e-12));
    assertThat(decision.agreeing()).isEqualTo(2);
    // 0.8 · (1 + (2 − 3)·0.1) · 9/10 · 100
    assertThat(decision.confidence()).isCloseTo(64.8, within(1e-9));
    assertThat(decision.ref()).isEqualTo("d_20231114_221320000_BTCUSDT");
    assertThat(decision.reason())
        .isEqualTo("E1 strong + momentum burst (streak 10, velocity 3.0, volume 3.0)");
    assertThat(decision.bracket()).isPresent();
  }

  @Test
  void the_mirror_image_is_a_short_entry() {
    Decision decision = decide(Situation::mirrored);
    assertThat(decision.action()).isEqualTo(Action.SHORT);
    assertThat(decision.score()).isCloseTo(-0.8, within(1e-12));
    assertThat(decision.bracket().orElseThrow().stop())
        .isGreaterThan(decision.bracket().orElseThrow().entry());
  }

  @Test
  void every_gate_is_recorded_once_whatever_the_situation() {
    for (Decision decision :
        List.of(
            decide(situation -> {}),
            decide(
                situation -> {
                  situation.flow = Direction.NEUTRAL;
                  situation.tick = Direction.NEUTRAL;
                }),
            decide(situation -> situation.atr = Double.NaN),
            decide(situation -> situation.flowValidity = Validity.ABSENT),
            decide(situation -> situation.volatilityValidity = Validity.ABSENT),
            decide(situation -> {}, EntryContext.unknown()))) {
      assertThat(decision.gates()).extracting(GateVerdict::gate).containsExactly(Gate.values());
      assertThat(decision.gates())
          .allSatisfy(verdict -> assertThat(verdict.explanation()).isNotBlank());
    }
  }

  @Test
  void gates_of_engines_that_are_not_there_are_absent_and_do_not_refuse() {
    Decision decision = decide(situation -> {});
    assertThat(decision.gates())
        .filteredOn(verdict -> verdict.outcome() == Outcome.ABSENT)
        .extracting(GateVerdict::gate)
        .containsExactly(
            Gate.A_LEVEL, Gate.B_RSI, Gate.B_BAND, Gate.C_PROXIMITY, Gate.LEVEL_IN_THE_WAY);
    assertThat(decision.trades()).isTrue();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(Gate.READINGS, s -> s.tickValidity = Validity.STALE, "E2 is STALE"),
        refusal(Gate.READINGS, s -> s.flowValidity = Validity.GAP, "E1 is GAP"),
        refusal(Gate.READINGS, s -> s.flowValidity = Validity.NOT_WARM, "E1 is NOT_WARM"),
        refusal(Gate.READINGS, s -> s.volatilityValidity = Validity.MISSING, "E5 is MISSING"),
        refusal(Gate.SCORE, s -> s.flowStrength = 0.37, "|score| 0.549167, needs > 0.55"),
        refusal(Gate.AGREEMENT, s -> s.tick = Direction.NEUTRAL, "1 engines agree, needs >= 2"),
        refusal(Gate.TRADEABLE, s -> s.volPhase = VolatilityPhase.EXTREME, "not tradeable"),
        refusal(Gate.A_VOLATILITY, s -> s.volPhase = VolatilityPhase.EXTREME, "EXTREME"),
        refusal(Gate.SPREAD, s -> s.spreadOk = false, "too wide or abnormal"),
        refusal(Gate.A_VELOCITY, s -> s.velocity = 2, "velocity 2, needs > 2"),
        refusal(Gate.A_STREAK, s -> s.streak = 7, "streak 7, needs >= 8"),
        refusal(Gate.A_STREAK, s -> s.streakSide = Direction.SHORT, "against the direction"),
        refusal(Gate.A_VOLUME_SPIKE, s -> s.spike = 2.5, "volume spike 2.5, needs > 2.5"),
        refusal(Gate.A_CONFIRMATIONS, s -> s.imbalance = 0.25, "1 confirmations"),
        refusal(Gate.A_CONFIRMATIONS, s -> s.slope = 0.25, "1 confirmations"),
        refusal(Gate.STRATEGY, s -> s.streak = 7, "no strategy's trigger"),
        refusal(Gate.ATR, s -> s.atr = Double.NaN, "ATR14(1m) is unknown"),
        refusal(Gate.STOP_DISTANCE, s -> s.atr = 226, "stop 0.301333 %, needs <= 0.3 %"));
  }

  private static Arguments refusal(Gate gate, Consumer<Situation> change, String says) {
    return Arguments.of(gate, change, says);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void each_gate_refuses_at_its_limit_and_says_value_and_limit(
      Gate gate, Consumer<Situation> change, String says) {
    Decision decision = decide(change);
    assertThat(decision.action()).isEqualTo(Action.NO_TRADE);
    assertThat(decision.bracket()).isEmpty();
    assertThat(verdict(decision, gate).outcome())
        .isEqualTo(gate.condition() ? Outcome.UNMET : Outcome.FAILED);
    assertThat(decision.failedGates()).contains(gate.condition() ? Gate.STRATEGY : gate);
    assertThat(verdict(decision, gate).explanation()).contains(says);
  }

  static Stream<Arguments> contexts() {
    EntryContext clear = EntryContext.clear(FEES);
    Instant now = Instant.ofEpochMilli(new Situation().time);
    return Stream.of(
        Arguments.of(Gate.ONE_TRADE_A_SYMBOL, with(clear, true, 0, null, null), false),
        Arguments.of(Gate.OPEN_POSITIONS, with(clear, false, 2, null, null), false),
        Arguments.of(Gate.OPEN_POSITIONS, with(clear, false, 1, null, null), true),
        Arguments.of(
            Gate.NO_FILL_PAUSE, with(clear, false, 0, now.minusMillis(9_999), null), false),
        Arguments.of(Gate.NO_FILL_PAUSE, with(clear, false, 0, now.minusSeconds(10), null), true),
        Arguments.of(Gate.CLOSE_PAUSE, with(clear, false, 0, null, now.minusMillis(29_999)), false),
        Arguments.of(Gate.CLOSE_PAUSE, with(clear, false, 0, null, now.minusSeconds(30)), true));
  }

  private static EntryContext with(
      EntryContext base,
      boolean busy,
      int open,
      @org.jspecify.annotations.Nullable Instant noFill,
      @org.jspecify.annotations.Nullable Instant close) {
    return new EntryContext(
        busy,
        open,
        Optional.ofNullable(noFill),
        Optional.ofNullable(close),
        base.tradingEnabled(),
        base.tradingReason(),
        base.breakers(),
        base.leverageConfirmed(),
        base.fees());
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void facts_from_outside_refuse_up_to_their_limit(
      Gate gate, EntryContext context, boolean passes) {
    Decision decision = decide(situation -> {}, context);
    assertThat(decision.trades()).isEqualTo(passes);
    assertThat(verdict(decision, gate).passed()).isEqualTo(passes);
  }

  @Test
  void breakers_disabled_trading_and_unconfirmed_leverage_refuse_with_their_reasons() {
    EntryContext context =
        new EntryContext(
            false,
            0,
            Optional.empty(),
            Optional.empty(),
            false,
            "MANUAL: stopped by a person",
            List.of("LOSS_STREAK until 12:10", "DAILY_LOSS"),
            false,
            FEES);
    Decision decision = decide(situation -> {}, context);
    assertThat(decision.failedGates())
        .containsExactly(Gate.BREAKERS, Gate.TRADING_ENABLED, Gate.LEVERAGE);
    assertThat(verdict(decision, Gate.BREAKERS).explanation())
        .isEqualTo("LOSS_STREAK until 12:10; DAILY_LOSS");
    assertThat(verdict(decision, Gate.TRADING_ENABLED).explanation())
        .isEqualTo("trading is off: MANUAL: stopped by a person");
    assertThat(decision.reason()).isEqualTo("LOSS_STREAK until 12:10; DAILY_LOSS (and 2 more)");
  }

  @Test
  void a_score_that_jumped_within_half_a_second_is_not_stable() {
    decide(situation -> situation.flowStrength = 0.2);
    Decision jumped =
        decide(
            situation -> {
              situation.time += 500;
              situation.number = 2;
            });
    assertThat(jumped.failedGates()).containsExactly(Gate.STABLE);
    assertThat(verdict(jumped, Gate.STABLE).value()).isCloseTo(0.35, within(1e-9));
    Decision settled =
        decide(
            situation -> {
              situation.time += 501;
              situation.number = 3;
            });
    assertThat(settled.trades()).isTrue();
  }

  @Test
  void a_reading_of_e5_that_is_not_warm_does_not_refuse() {
    assertThat(decide(situation -> situation.volatilityValidity = Validity.NOT_WARM).trades())
        .isTrue();
  }

  @Test
  void weights_are_normalised_over_the_engines_that_are_there() {
    Decision both =
        decide(
            situation -> {
              situation.flowStrength = 1;
              situation.conviction = 0.5;
              situation.tickStrength = 0.2;
            });
    assertThat(both.score()).isCloseTo((0.35 * 0.5 + 0.25 * 0.2) / 0.60, within(1e-12));
    Decision alone =
        decide(
            situation -> {
              situation.flowValidity = Validity.ABSENT;
              situation.flow = Direction.NEUTRAL;
            });
    assertThat(alone.score()).isCloseTo(0.8, within(1e-12));
    assertThat(verdict(alone, Gate.AGREEMENT).passed()).as("all one of them").isTrue();
    assertThat(verdict(alone, Gate.ORDER_FLOW_NOT_OPPOSITE).outcome()).isEqualTo(Outcome.ABSENT);
  }

  @Test
  void order_flow_that_points_the_other_way_refuses() {
    Decision decision =
        decide(
            situation -> {
              situation.flow = Direction.SHORT;
              situation.flowStrength = 0.1;
            });
    assertThat(decision.score()).isPositive();
    assertThat(decision.failedGates()).contains(Gate.ORDER_FLOW_NOT_OPPOSITE, Gate.AGREEMENT);
  }

  @Test
  void strong_order_flow_adds_two_tenths() {
    Decision strong = decide(situation -> {});
    Decision weak = decide(situation -> situation.flowStrength = 0.6);
    assertThat(verdict(strong, Gate.STRATEGY).value()).isEqualTo(9);
    assertThat(verdict(weak, Gate.STRATEGY).value()).isEqualTo(7);
  }

  // Geometry.

  @Test
  void a_calm_market_widens_the_stop_and_raises_the_target_to_the_floor() {
    // ATR 0.05 %: stop 0.04 → 0.10 %, floor 1.3·(0.10 + 0.036) + 0.036 = 0.2128 %.
    Bracket bracket = decide(situation -> situation.atr = 30).bracket().orElseThrow();
    assertThat(bracket.entry()).isEqualByComparingTo("60000.0");
    assertThat(bracket.stop()).isEqualByComparingTo("59940.0");
    assertThat(bracket.target()).isEqualByComparingTo("60127.7");
    assertThat(bracket.grossRr()).isCloseTo(127.7 / 60, within(1e-9));
    assertThat(bracket.effectiveRr()).isGreaterThanOrEqualTo(1.3).isCloseTo(1.3, within(1e-3));
    assertThat(bracket.trailDistance()).contains(new BigDecimal("15.0"));
    assertThat(bracket.targetShare()).isEqualByComparingTo("0.6");
    assertThat(bracket.entryTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(bracket.longestHold()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void a_wide_spread_lets_the_entry_improve_by_one_tick() {
    Bracket up = decide(situation -> situation.ask = 60_000.5).bracket().orElseThrow();
    assertThat(up.entry()).isEqualByComparingTo("60000.1");
    Bracket down =
        decide(
                situation -> {
                  situation.mirrored();
                  situation.time += 1_000;
                  situation.ask = 60_000.5;
                })
            .bracket()
            .orElseThrow();
    assertThat(down.entry()).isEqualByComparingTo("60000.4");
  }

  @ParameterizedTest
  @CsvSource({
    // ATR in quote units, E5's multiplier, whether it trades: the window of profiles.md.
    "281.2, 0.8, true", "281.3, 0.8, false",
    "225.0, 1.0, true", "225.2, 1.0, false",
    "172.9, 1.3, true", "173.2, 1.3, false"
  })
  void the_brackets_are_admissible_up_to_the_atr_of_the_profile(
      double atr, double multiplier, boolean trades) {
    Decision decision =
        decide(
            situation -> {
              situation.atr = atr;
              situation.multiplier = multiplier;
            });
    assertThat(decision.trades()).as(decision.reason()).isEqualTo(trades);
  }

  @Test
  void a_floor_beyond_the_cap_refuses() {
    // Stop 0.30 %: floor 1.3·0.336 + 0.036 = 0.4728 %; with a dearer fee it passes 0.50 %.
    Decision decision =
        decide(
            situation -> situation.atr = 225, EntryContext.clear(new FeeRates(0.000_3, 0.000_5)));
    assertThat(decision.failedGates()).contains(Gate.TARGET_FLOOR);
    assertThat(verdict(decision, Gate.TARGET_FLOOR).explanation())
        .isEqualTo("target floor 0.528 %, needs <= 0.5 %");
  }

  @Test
  void without_the_floor_bare_multiples_are_refused_by_name() {
    DistanceRules bare =
        new DistanceRules(
            0.0010,
            0.0030,
            0.0015,
            0.0050,
            false,
            0.0005,
            1.3,
            1.3,
            DistanceRules.LossFees.MAKER,
            3);
    DecisionEngine strict = new DecisionEngine(TestInstrument.btc(), with(bare));
    Situation calm = new Situation();
    calm.atr = 30;
    Decision refused = strict.decide(calm.panel(), EntryContext.clear(FEES));
    assertThat(refused.failedGates())
        .contains(Gate.TARGET_FLOOR, Gate.MINIMUM_TARGET, Gate.GROSS_RR, Gate.EFFECTIVE_RR);
    // The documents' window without the floor: 0.3185 to 0.375 % of price.
    for (double atr : List.of(190.0, 191.5, 220.0)) {
      Situation wild = new Situation();
      wild.time += 10_000 + (long) atr;
      wild.atr = atr;
      assertThat(strict.decide(wild.panel(), EntryContext.clear(FEES)).trades())
          .as("ATR %s", atr)
          .isEqualTo(atr > 191.1);
    }
  }

  private static DecisionRules with(DistanceRules distances) {
    DecisionRules base = DecisionRules.documents();
    return base.with(base.strategyA(), base.strategyB(), base.strategyC(), distances);
  }

  /** Whatever the market: what trades keeps every promise of the rules, on ticks. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_bracket_keeps_its_bounds_and_ratios(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int traded = 0;
    for (int i = 0; i < 2_000; i++) {
      Situation situation = new Situation();
      if (random.nextBoolean()) {
        situation.mirrored();
      }
      situation.time += i * 1_000L;
      int bid = random.nextInt(20_000, 1_000_000);
      situation.bid = bid / 10.0;
      situation.ask = (bid + random.nextInt(1, 5)) / 10.0;
      situation.atr = situation.bid * random.nextDouble(0.0001, 0.005);
      situation.multiplier = List.of(0.8, 1.0, 1.3).get(random.nextInt(3));
      Decision decision = engine.decide(situation.panel(), EntryContext.clear(FEES));
      if (decision.bracket().isEmpty()) {
        continue;
      }
      traded++;
      keepsPromises(decision.bracket().get(), decision.action(), situation);
    }
    assertThat(traded).isGreaterThan(500);
  }

  private static void keepsPromises(Bracket bracket, Action action, Situation situation) {
    double entry = bracket.entry().doubleValue();
    double stop = Math.abs(bracket.stop().doubleValue() / entry - 1);
    double target = Math.abs(bracket.target().doubleValue() / entry - 1);
    int sign = action == Action.LONG ? 1 : -1;
    assertThat(bracket.entry().subtract(bracket.stop()).signum()).isEqualTo(sign);
    assertThat(bracket.target().subtract(bracket.entry()).signum()).isEqualTo(sign);
    assertThat(entry).isBetween(situation.bid - 1e-9, situation.ask + 1e-9);
    if (action == Action.LONG) {
      assertThat(entry).as("rests as maker").isLessThan(situation.ask - 1e-9);
    } else {
      assertThat(entry).isGreaterThan(situation.bid + 1e-9);
    }
    assertThat(stop).isGreaterThanOrEqualTo(0.0010 - 1e-9).isLessThan(0.0030 + 0.1 / entry + 1e-9);
    assertThat(target).isGreaterThanOrEqualTo(0.0015 - 1e-9).isLessThanOrEqualTo(0.0050 + 1e-9);
    assertThat(bracket.grossRr()).isCloseTo(target / stop, within(1e-6));
    assertThat((target - 0.000_36) / (stop + 0.000_36)).isGreaterThanOrEqualTo(1.3 - 1e-6);
    for (BigDecimal price : List.of(bracket.entry(), bracket.stop(), bracket.target())) {
      assertThat(price.remainder(new BigDecimal("0.1"))).isEqualByComparingTo("0");
      assertThat(price.scale()).isEqualTo(1);
    }
    assertThat(bracket.trailDistance().orElseThrow().signum()).isPositive();
  }

  @Test
  void a_neutral_market_scores_nothing_and_names_it() {
    Decision decision =
        decide(
            situation -> {
              situation.flow = Direction.NEUTRAL;
              situation.tick = Direction.NEUTRAL;
            });
    assertThat(decision.score()).isZero();
    assertThat(decision.confidence()).isZero();
    assertThat(decision.readings().validity(EngineId.TICK)).isEqualTo(Validity.VALID);
    assertThat(decision.reason()).startsWith("|score| 0, needs > 0.55 (and ");
  }
}
