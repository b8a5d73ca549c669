package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TickEngineTest {
  private static final TickRules RULES = TickRules.documents();
  private static final long START = 1_700_000_000_000L;

  private final TickEngine engine = new TickEngine(RULES);
  private long id;

  private void trade(long time, double quantity, boolean buy) {
    engine.onTrade(++id, 100, quantity, !buy, START + time);
  }

  private TickReading at(long time) {
    return engine.reading(START + time);
  }

  /** One buy and one sell of 1 each second, so that nothing is remarkable. */
  private void calm(long from, long to) {
    for (long time = from; time < to; time += 500) {
      trade(time, 1, time % 1_000 == 0);
    }
  }

  @Test
  void it_invents_nothing_before_half_a_minute_of_trades() {
    assertThat(at(0).validity()).isEqualTo(Validity.NOT_WARM);
    calm(0, 29_999);
    assertThat(at(29_999).validity()).isEqualTo(Validity.NOT_WARM);
    assertThat(at(29_999).direction()).isEqualTo(Direction.NEUTRAL);
    assertThat(at(30_000).validity()).isEqualTo(Validity.VALID);
  }

  @Test
  void trades_that_stop_for_half_a_minute_are_stale() {
    calm(0, 40_000);
    assertThat(at(39_500 + 30_000).validity()).isEqualTo(Validity.VALID);
    assertThat(at(39_500 + 30_001).validity()).isEqualTo(Validity.STALE);
  }

  @Test
  void the_shell_may_declare_it_stale_and_fresh() {
    calm(0, 40_000);
    engine.onStale(FeedStream.TRADES);
    assertThat(at(40_000).validity()).isEqualTo(Validity.STALE);
    engine.onFresh(FeedStream.TRADES);
    engine.onStale(FeedStream.BOOK);
    assertThat(at(40_000).validity()).isEqualTo(Validity.VALID);
  }

  @Test
  void a_gap_silences_it_until_healed_and_healing_loses_nothing() {
    calm(0, 40_000);
    TickReading before = at(40_000);
    engine.onGap(FeedStream.TRADES);
    assertThat(at(40_000).validity()).isEqualTo(Validity.GAP);
    engine.onHealed(FeedStream.TRADES);
    assertThat(at(40_000)).isEqualTo(before);
  }

  @Test
  void trades_lost_for_good_start_the_windows_anew() {
    calm(0, 40_000);
    engine.onGap(FeedStream.TRADES);
    engine.onAnew(FeedStream.TRADES);
    assertThat(at(40_000).validity()).isEqualTo(Validity.NOT_WARM);
    trade(40_000, 3, true);
    assertThat(at(40_000).spikeRatio()).as("nothing of before is left").isEqualTo(10);
    assertThat(at(40_000).streak()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"28, 1.0", "29, 1.0", "30, 2.0", "60, 1.0"})
  void velocity_is_one_below_thirty_trades_in_thirty_seconds(int trades, double expected) {
    // All but two lie 2 to 30 s back; the last two in the last second.
    for (int i = 0; i < trades - 2; i++) {
      trade(1_000 + i * 100L, 1, i % 2 == 0);
    }
    trade(29_500, 1, true);
    trade(29_600, 1, false);
    assertThat(at(30_000).velocityRatio()).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 7, 0.30, -1",
    "35, 65, 0.35, 0",
    "50, 50, 0.5, 0",
    "65, 35, 0.65, 0",
    "66, 34, 0.66, 1"
  })
  void the_aggressor_ratio_votes_outside_its_bands(
      double buys, double sells, double ratio, int vote) {
    calm(0, 20_000);
    // One vote more comes from the delta's slope, so the sum is 2 exactly when both point alike.
    trade(31_000, buys, true);
    trade(31_000, sells, false);
    assertThat(at(31_500).aggressorRatio()).isCloseTo(ratio, within(1e-12));
    TickReading reading = at(35_500); // The bucket of 30 to 35 s is finished, and still in 5 s.
    assertThat(reading.aggressorRatio()).isCloseTo(ratio, within(1e-12));
    assertThat(reading.direction().sign()).isEqualTo(vote);
  }

  @Test
  void the_aggressor_ratio_is_a_half_when_nothing_traded() {
    calm(0, 20_000);
    assertThat(at(30_000).aggressorRatio()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 7", "8, 8", "20, 20", "25, 20"})
  void the_streak_counts_the_run_that_ends_now_within_the_last_twenty(int run, int expected) {
    trade(0, 1, true);
    for (int i = 0; i < run; i++) {
      trade(1 + i, 1, false);
    }
    assertThat(at(100).streak()).isEqualTo(expected);
    assertThat(at(100).streakSide()).isEqualTo(Direction.SHORT);
    assertThat(at(100).burstStrength(20)).isEqualTo(expected / 20.0);
  }

  @Test
  void a_trade_of_the_other_side_ends_the_streak() {
    trade(0, 1, true);
    trade(1, 1, true);
    trade(2, 1, false);
    assertThat(at(3).streak()).isEqualTo(1);
    assertThat(at(3).streakSide()).isEqualTo(Direction.SHORT);
  }

  @ParameterizedTest
  @CsvSource({"2.5, false", "2.6, true"})
  void a_volume_spike_is_above_two_and_a_half_times_the_usual(double ratio, boolean spike) {
    // Of 100 in 30 s, 10·ratio fall into the last 3 s.
    trade(1_000, 100 - 10 * ratio, true);
    trade(29_000, 10 * ratio, true);
    assertThat(at(30_000).spikeRatio()).isCloseTo(ratio, within(1e-12));
    assertThat(at(30_000).volumeSpike()).isEqualTo(spike);
  }

  @Test
  void a_big_trade_is_above_fifty_thousand_and_remembered_for_five_seconds() {
    engine.onTrade(1, 100, 500, false, START);
    assertThat(at(0).bigTrade()).as("exactly 50 000").isFalse();
    engine.onTrade(2, 100, 500.01, true, START + 10);
    assertThat(at(10).bigTrade()).isTrue();
    assertThat(at(10).bigTradeSide()).isEqualTo(Direction.SHORT);
    assertThat(at(5_009).bigTrade()).isTrue();
    assertThat(at(5_010).bigTrade()).isFalse();
    assertThat(at(5_010).bigTradeSide()).isEqualTo(Direction.NEUTRAL);
  }

  @Test
  void the_dead_band_of_the_calibrated_profile_mutes_a_small_slope() {
    TickRules calibrated =
        new TickRules(
            1_000, 30_000, 30, 5_000, 0.65, 0.35, 20, 8, 3_000, 2.5, 50_000, 5_000, 5_000, 6, 0.10,
            300_000, 2, 0.35, 0.35, 0.30, 2.0, 30_000, 30_000);
    for (boolean muted : List.of(false, true)) {
      TickEngine judged = new TickEngine(muted ? calibrated : RULES);
      long time = 0;
      for (int i = 0; i < 70; i++, time += 500) {
        judged.onTrade(i + 1, 100, 1, i % 2 == 0, START + time);
      }
      judged.onTrade(71, 100, 0.9, false, START + 31_000); // A slope of little more than nothing.
      judged.onTrade(72, 100, 5, false, START + 35_100);
      TickReading reading = judged.reading(START + 35_200);
      assertThat(reading.aggressorRatio()).isGreaterThan(0.65);
      assertThat(reading.deltaSlope()).isGreaterThan(0).isLessThan(0.1);
      assertThat(reading.direction()).isEqualTo(muted ? Direction.NEUTRAL : Direction.LONG);
    }
  }

  @Test
  void strength_adds_streak_aggressor_and_velocity() {
    calm(0, 29_000);
    for (int i = 0; i < 10; i++) {
      trade(29_500 + i, 1, true);
    }
    TickReading reading = at(30_000);
    double expected =
        0.35 * reading.streak() / 20
            + 0.35 * Math.abs(reading.aggressorRatio() - 0.5) / 0.5
            + 0.30 * Math.min(1, (reading.velocityRatio() - 1) / 2);
    assertThat(reading.strength()).isCloseTo(expected, within(1e-12)).isBetween(0.3, 1.0);
  }

  /** Against a computation over the whole list of trades. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void every_figure_equals_what_the_whole_history_says(long seed) {
    record Traded(long time, double quantity, boolean buy) {}
    SplittableRandom random = new SplittableRandom(seed);
    List<Traded> all = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 3_000; i++) {
      now += random.nextInt(random.nextInt(30) == 0 ? 2_000 : 40);
      Traded trade = new Traded(START + now, random.nextDouble(0.01, 5), random.nextInt(3) > 0);
      all.add(trade);
      trade(now, trade.quantity(), trade.buy());
      if (i % 37 != 0) {
        continue;
      }
      long mark = START + now + random.nextInt(100);
      TickReading reading = engine.reading(mark);
      List<Traded> thirty = all.stream().filter(each -> each.time() > mark - 30_000).toList();
      List<Traded> five = all.stream().filter(each -> each.time() > mark - 5_000).toList();
      long one = all.stream().filter(each -> each.time() > mark - 1_000).count();
      double velocity = thirty.size() < 30 ? 1 : one * 30.0 / thirty.size();
      assertThat(reading.velocityRatio()).isCloseTo(velocity, within(1e-9));
      double volume = five.stream().mapToDouble(Traded::quantity).sum();
      double buys = five.stream().filter(Traded::buy).mapToDouble(Traded::quantity).sum();
      assertThat(reading.aggressorRatio())
          .isCloseTo(volume > 0 ? buys / volume : 0.5, within(1e-9));
      double spike =
          thirty.stream()
                  .filter(each -> each.time() > mark - 3_000)
                  .mapToDouble(Traded::quantity)
                  .sum()
              * 10
              / thirty.stream().mapToDouble(Traded::quantity).sum();
      assertThat(reading.spikeRatio()).isCloseTo(thirty.isEmpty() ? 0 : spike, within(1e-9));
      assertThat(reading.strength()).isBetween(0.0, 1.0);
    }
  }
}
