package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.signal.SentimentReading.Cluster;
import vortex7.signal.TechnicalReading.KeyLevel;

/** Prices of the three strategies, and what levels do to them. */
class BracketTest {
  private static final FeeRates FEES = FeeRates.documents();

  private static Decision decide(Situation situation, DecisionRules rules) {
    return new DecisionEngine(TestInstrument.btc(), rules)
        .decide(situation.panel(), EntryContext.clear(FEES));
  }

  private static Decision decide(Supplier<Situation> base, Consumer<Situation> change) {
    Situation situation = base.get();
    change.accept(situation);
    return decide(situation, DecisionRules.documents());
  }

  private static Bracket bracket(Supplier<Situation> base, Consumer<Situation> change) {
    Decision decision = decide(base, change);
    assertThat(decision.failedGates()).isEmpty();
    return decision.bracket().orElseThrow();
  }

  private static void prices(Bracket bracket, String entry, String stop, String target) {
    assertThat(bracket.entry()).isEqualTo(new BigDecimal(entry));
    assertThat(bracket.stop()).isEqualTo(new BigDecimal(stop));
    assertThat(bracket.target()).isEqualTo(new BigDecimal(target));
  }

  // Strategy B.

  @Test
  void b_bids_as_maker_below_the_band_and_closes_all_at_the_nearer_mean() {
    Bracket bracket = bracket(Situation::reversion, situation -> {});
    // 0.3 · 90 = 27 is widened to 60; the middle band at 60140.05 lies beyond the floor of 127.7.
    prices(bracket, "60000.0", "59940.0", "60140.1");
    assertThat(bracket.targetShare()).isEqualByComparingTo("1");
    assertThat(bracket.trailDistance()).isEmpty();
    assertThat(bracket.entryTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(bracket.longestHold()).isEqualTo(Duration.ofMinutes(10));
    assertThat(bracket.grossRr()).isCloseTo(1401 / 600.0, within(1e-12));
    assertThat(bracket.effectiveRr())
        .isCloseTo((1401 / 600_000.0 - 0.000_36) / (0.001 + 0.000_36), within(1e-12));
    Bracket short_ =
        decide(Situation.reversion().mirrored(), DecisionRules.documents()).bracket().orElseThrow();
    prices(short_, "60000.1", "60060.2", "59860.0");
  }

  @Test
  void b_takes_the_farther_mean_when_the_nearer_one_is_in_front_of_the_floor() {
    Bracket bracket = bracket(Situation::reversion, s -> s.bandMiddle = 60_127.6);
    prices(bracket, "60000.0", "59940.0", "60180.1");
    Bracket at = bracket(Situation::reversion, s -> s.bandMiddle = 60_127.7);
    prices(at, "60000.0", "59940.0", "60127.7");
    Bracket vwap =
        bracket(
            Situation::reversion,
            situation -> {
              situation.vwap = 60_135;
              situation.bandMiddle = 60_150;
            });
    prices(vwap, "60000.0", "59940.0", "60135.0");
    Bracket unknown = bracket(Situation::reversion, s -> s.vwap = Double.NaN);
    prices(unknown, "60000.0", "59940.0", "60140.1");
  }

  @Test
  void b_is_refused_without_a_mean_at_or_beyond_the_floor() {
    Decision decision =
        decide(
            Situation::reversion,
            situation -> {
              situation.bandMiddle = 60_120;
              situation.vwap = 59_500;
            });
    assertThat(decision.strategy()).contains(Strategy.B);
    assertThat(decision.failedGates())
        .containsExactly(
            Gate.TARGET_FLOOR,
            Gate.LEVEL_IN_THE_WAY,
            Gate.MINIMUM_TARGET,
            Gate.GROSS_RR,
            Gate.EFFECTIVE_RR);
    assertThat(decision.reason())
        .startsWith("VWAP and mid band are at most 0.2 % away, needs >= the target floor 0.2128 %");
  }

  @Test
  void the_target_of_b_is_a_place_and_its_stop_a_distance_of_the_regime() {
    Bracket bracket =
        bracket(
            Situation::reversion,
            situation -> {
              situation.multiplier = 1.3;
              situation.atr = 250;
              situation.bandMiddle = 60_230;
            });
    // 0.3 · 250 · 1.3 = 97.5; floor 1.3 · (0.1625 + 0.036) + 0.036 = 0.29405 % = 176.4: VWAP.
    prices(bracket, "60000.0", "59902.5", "60180.1");
  }

  @Test
  void a_mean_beyond_the_most_is_cut_to_it() {
    Bracket bracket =
        bracket(
            Situation::reversion,
            situation -> {
              situation.bandMiddle = 60_400;
              situation.vwap = Double.NaN;
            });
    prices(bracket, "60000.0", "59940.0", "60300.0");
  }

  @ParameterizedTest
  @CsvSource({
    // A level so far below the bid, and where is bid.
    "0, 60000.0",
    "-0.1, 60000.0",
    "0.1, 59999.9",
    "15, 59985.0",
    "15.04, 59984.9",
    "30, 59970.0",
    "30.1, 60000.0"
  })
  void b_bids_at_a_support_that_lies_just_below(double below, String entry) {
    Bracket bracket =
        bracket(
            Situation::reversion,
            s -> s.levels = List.of(new KeyLevel(60_000 - below, 1), new KeyLevel(59_965, 9)));
    assertThat(bracket.entry()).isEqualTo(new BigDecimal(entry));
  }

  @Test
  void b_takes_the_nearest_of_two_supports() {
    Bracket bracket =
        bracket(
            Situation::reversion,
            s -> s.levels = List.of(new KeyLevel(59_980, 9), new KeyLevel(59_990, 1)));
    assertThat(bracket.entry()).isEqualTo(new BigDecimal("59990.0"));
  }

  @Test
  void b_bids_at_the_band_when_that_lies_below_the_best_bid() {
    // The micro price leans to the bid: at the band, though the bid itself is above it.
    Decision decision =
        decide(
            Situation::reversion,
            situation -> {
              situation.bandLower = 59_999.96;
              situation.ask = 60_000.3;
            });
    StrategyVerdict b = decision.strategies().get(1);
    assertThat(b.candidate()).as("price above the band").isFalse();
    assertThat(b.of(Gate.ENTRY).value()).as("the tick below the band").isEqualTo(59_999.9);
    assertThat(b.of(Gate.ENTRY).passed()).isTrue();
  }

  @Test
  void b_has_no_entry_without_bands() {
    Decision decision = decide(Situation::reversion, s -> s.bandLower = Double.NaN);
    GateVerdict entry = decision.strategies().get(1).of(Gate.ENTRY);
    assertThat(entry.failed()).isTrue();
    assertThat(entry.explanation()).isEqualTo("no entry: the bands are not known");
  }

  // Strategy C.

  @Test
  void c_enters_as_maker_before_the_cluster_and_aims_beyond_its_far_edge() {
    Bracket bracket = bracket(Situation::cascade, situation -> {});
    // Stop as far behind as the near edge is ahead, 66.05; target 126.05 + 90.
    prices(bracket, "60000.0", "59933.9", "60216.1");
    assertThat(bracket.targetShare()).isEqualByComparingTo("0.6");
    assertThat(bracket.trailDistance()).contains(new BigDecimal("63.0"));
    assertThat(bracket.entryTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(bracket.longestHold()).isEqualTo(Duration.ofMinutes(8));
    Bracket short_ =
        decide(Situation.cascade().mirrored(), DecisionRules.documents()).bracket().orElseThrow();
    prices(short_, "60000.1", "60066.2", "59784.0");
  }

  @Test
  void the_stop_of_c_is_never_nearer_than_a_tenth_of_a_percent() {
    Bracket bracket =
        bracket(Situation::cascade, s -> s.above = Optional.of(new Cluster(60_030, 60_090, 1)));
    prices(bracket, "60000.0", "59940.0", "60180.0");
  }

  @Test
  void the_regime_scales_both_distances_of_c() {
    Bracket bracket = bracket(Situation::cascade, situation -> situation.multiplier = 1.3);
    // 66.05 · 1.3 = 85.865; (126.05 + 90) · 1.3 = 280.865
    prices(bracket, "60000.0", "59914.1", "60280.9");
  }

  @ParameterizedTest
  @CsvSource({"60090.0, true", "60090.1, false", "60000.0, false", "60000.1, true"})
  void c_enters_while_the_near_edge_is_ahead_but_not_too_far(double edge, boolean enters) {
    Decision decision =
        decide(Situation::cascade, s -> s.above = Optional.of(new Cluster(edge, edge + 60, 1)));
    assertThat(decision.strategies().get(2).of(Gate.ENTRY).passed()).isEqualTo(enters);
  }

  @Test
  void calibrated_measures_c_from_the_near_edge() {
    Situation situation = Situation.cascade();
    situation.imbalance = 1;
    Decision decision = decide(situation, DecisionRules.calibrated());
    assertThat(decision.failedGates()).isEmpty();
    // Stop 1.0 ATR; target 66.05 + 2 · 90.
    prices(decision.bracket().orElseThrow(), "60000.0", "59910.0", "60246.1");
  }

  @Test
  void c_has_no_entry_without_a_cluster_that_way() {
    Decision decision = decide(Situation::cascade, s -> s.above = Optional.empty());
    assertThat(decision.strategies().get(2).of(Gate.ENTRY).explanation())
        .isEqualTo("no entry: no liquidation cluster that way");
  }

  // Strategy A under calibrated.

  @Test
  void calibrated_gives_a_bare_multiples_and_more_time() {
    Situation situation = Situation.five();
    situation.atr = 60;
    Decision decision = decide(situation, DecisionRules.calibrated());
    assertThat(decision.failedGates()).isEmpty();
    Bracket bracket = decision.bracket().orElseThrow();
    prices(bracket, "60000.0", "59910.0", "60180.0");
    assertThat(bracket.trailDistance()).contains(new BigDecimal("60.0"));
    assertThat(bracket.entryTimeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(bracket.longestHold()).isEqualTo(Duration.ofMinutes(10));
    // (0.30 − 0.036) / (0.15 + 0.063)
    assertThat(bracket.effectiveRr()).isCloseTo(0.00264 / 0.00213, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"0.8, 0.083, 0.333", "1.0, 0.066, 0.267", "1.3, 0.051, 0.205"})
  void the_window_of_atr_of_calibrated_is_that_of_the_profile(
      double multiplier, double from, double to) {
    Situation situation = Situation.five();
    situation.multiplier = multiplier;
    AtrWindow window =
        new DecisionEngine(TestInstrument.btc(), DecisionRules.calibrated())
            .admissibleAtr(Strategy.A, situation.panel(), FEES)
            .orElseThrow();
    assertThat(window.from() * 100).isCloseTo(from, within(0.0011));
    assertThat(window.to() * 100).isCloseTo(to, within(0.0011));
  }

  @ParameterizedTest
  @CsvSource({"0.8, 0.469", "1.0, 0.375", "1.3, 0.288"})
  void the_window_of_atr_of_the_documents_begins_at_nothing(double multiplier, double to) {
    Situation situation = Situation.five();
    situation.multiplier = multiplier;
    AtrWindow window =
        new DecisionEngine(TestInstrument.btc(), DecisionRules.documents())
            .admissibleAtr(Strategy.A, situation.panel(), FEES)
            .orElseThrow();
    assertThat(window.from() * 100).isCloseTo(0.001, within(1e-9));
    assertThat(window.to() * 100).isCloseTo(to, within(0.0011));
  }

  @Test
  void b_and_c_have_a_window_only_where_they_see_something_to_do() {
    DecisionEngine engine = new DecisionEngine(TestInstrument.btc(), DecisionRules.documents());
    assertThat(engine.admissibleAtr(Strategy.B, Situation.reversion().panel(), FEES)).isPresent();
    assertThat(engine.admissibleAtr(Strategy.B, new Situation().panel(), FEES)).isEmpty();
    assertThat(engine.admissibleAtr(Strategy.C, Situation.cascade().panel(), FEES)).isPresent();
    assertThat(engine.admissibleAtr(Strategy.C, Situation.five().panel(), FEES)).isEmpty();
  }

  // Levels.

  @ParameterizedTest
  @CsvSource({
    // ATR 90: stop 72, wanted 117 is raised to the floor of 176.4; ATR 180: stop 144, floor 270.
    // Level ahead of the entry, its touches, target's distance; 0: refused.
    "127.6, 3, 0", "127.6, 2, 156.0", "127.7, 3, 127.7", "127.8, 3, 127.7", "127.9, 3, 127.8",
    "150, 1, 149.9", "150.05, 1, 149.9", "155.9, 9, 155.8", "156.0, 9, 155.9", "156.1, 9, 156.0",
    "300, 9, 156.0", "0, 9, 156.0", "-5, 9, 156.0"
  })
  void a_level_in_front_pulls_the_target_in_but_not_below_the_floor(
      double ahead, int touches, double target) {
    // Stop 0.8 · 75 = 60, floor 127.68 → 127.7, wanted 1.3 · 120: set apart by TP's multiple.
    DecisionRules base = DecisionRules.documents();
    StrategyARules a = base.strategyA();
    StrategyARules far =
        new StrategyARules(
            a.threshold(),
            a.velocityAbove(),
            a.streakMin(),
            a.spikeAbove(),
            a.imbalanceAbove(),
            a.slopeAbove(),
            a.confirmationsMin(),
            -1,
            a.strongFlowAbove(),
            a.velocityTenths(),
            a.streakTenths(),
            a.strongFlowTenths(),
            a.trendingTenths(),
            a.rangingTenths(),
            0.8,
            2.6,
            a.trailAtr(),
            a.targetShare(),
            a.entryTimeout(),
            a.longestHold());
    Situation situation = Situation.five();
    situation.atr = 60;
    situation.levels = List.of(new KeyLevel(60_000 + ahead, touches));
    Decision decision =
        decide(situation, base.with(far, base.strategyB(), base.strategyC(), base.distances()));
    if (target == 0) {
      assertThat(decision.failedGates()).containsExactly(Gate.LEVEL_IN_THE_WAY);
      assertThat(decision.reason())
          .isEqualTo("a level of 3 touches in front of the target floor, needs < 3");
    } else {
      assertThat(decision.failedGates()).isEmpty();
      assertThat(decision.bracket().orElseThrow().target())
          .isEqualByComparingTo(BigDecimal.valueOf(60_000 + target));
    }
  }

  @Test
  void of_several_levels_the_first_beyond_the_floor_counts() {
    Situation situation = Situation.reversion();
    situation.levels =
        List.of(new KeyLevel(60_138, 1), new KeyLevel(60_131, 1), new KeyLevel(60_050, 2));
    Decision decision = decide(situation, DecisionRules.documents());
    assertThat(decision.failedGates()).isEmpty();
    prices(decision.bracket().orElseThrow(), "60000.0", "59940.0", "60130.9");
  }

  // Both ways up, whatever the market.

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void the_market_upside_down_gives_the_bracket_upside_down(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int traded = 0;
    for (int i = 0; i < 2_000; i++) {
      Situation situation = random(random);
      Decision up = decide(situation, DecisionRules.documents());
      Decision down = decide(situation.mirrored(), DecisionRules.documents());
      assertThat(down.score()).isEqualTo(-up.score());
      assertThat(down.strategy()).isEqualTo(up.strategy());
      assertThat(down.agreeing()).isEqualTo(up.agreeing());
      if (up.trades() && down.trades()) {
        traded++;
        Bracket one = up.bracket().orElseThrow();
        Bracket other = down.bracket().orElseThrow();
        mirrored(one.entry(), other.entry(), situation, 1);
        mirrored(one.stop(), other.stop(), situation, 4);
        mirrored(one.target(), other.target(), situation, 4);
        assertThat(one.entry()).isLessThan(BigDecimal.valueOf(situation.ask));
        assertThat(other.entry()).isGreaterThan(BigDecimal.valueOf(situation.bid));
      }
    }
    assertThat(traded).isGreaterThan(400);
  }

  /** Distances are fractions of the entry, which differs by the spread: so many ticks. */
  private static void mirrored(BigDecimal one, BigDecimal other, Situation of, int ticks) {
    double turned = of.bid + of.ask - other.doubleValue();
    assertThat(one.doubleValue()).isCloseTo(turned, within(ticks * 0.1 + 1e-6));
  }

  private static Situation random(SplittableRandom random) {
    Situation situation =
        switch (random.nextInt(3)) {
          case 0 -> Situation.five();
          case 1 -> Situation.reversion();
          default -> Situation.cascade();
        };
    situation.ask = 60_000.1 + random.nextInt(3) / 10.0;
    situation.atr = random.nextDouble(20, 250);
    situation.multiplier = List.of(0.8, 1.0, 1.3).get(random.nextInt(3));
    situation.bandMiddle = 60_000 + random.nextDouble(50, 350);
    situation.vwap = 60_000 + random.nextDouble(-100, 350);
    double near = 60_000 + random.nextDouble(1, 89);
    situation.above = Optional.of(new Cluster(near, near + 60, 1));
    situation.levels =
        List.of(
            new KeyLevel(60_000 + random.nextDouble(-200, 400), 1 + random.nextInt(4)),
            new KeyLevel(60_000 + random.nextDouble(-200, 400), 1 + random.nextInt(4)));
    return situation;
  }
}
