package vortex7.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sliding windows against what a slow and obvious computation says. */
class WindowsTest {
  private record Traded(long time, double quantity, boolean buy) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void trade_flow_equals_the_sum_over_all_trades_inside(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] spans = {1_000, 3_000, 5_000, 30_000};
    TradeFlow flow = new TradeFlow(1 << 16, spans);
    List<Traded> all = new ArrayList<>();
    long now = 1_000_000;
    long time = now;
    for (int step = 0; step < 1_500; step++) {
      now += random.nextInt(120);
      if (random.nextInt(3) > 0) {
        time = Math.max(time, now - random.nextInt(150)); // Told a little late.
        Traded trade = new Traded(time, random.nextDouble(0.001, 9), random.nextBoolean());
        all.add(trade);
        flow.add(trade.time(), trade.quantity(), trade.buy());
      }
      flow.advance(now);
      int window = random.nextInt(spans.length);
      expect(flow, window, all, now - spans[window]);
    }
  }

  private static void expect(TradeFlow flow, int window, List<Traded> all, long after) {
    List<Traded> inside = all.stream().filter(trade -> trade.time() > after).toList();
    double volume = inside.stream().mapToDouble(Traded::quantity).sum();
    double buys = inside.stream().filter(Traded::buy).mapToDouble(Traded::quantity).sum();
    assertThat(flow.count(window)).isEqualTo(inside.size());
    assertThat(flow.volume(window)).isCloseTo(volume, within(1e-6));
    assertThat(flow.buyVolume(window)).isCloseTo(buys, within(1e-6));
    assertThat(flow.delta(window)).isCloseTo(2 * buys - volume, within(1e-6));
  }

  @Test
  void a_trade_leaves_a_window_exactly_when_it_is_as_old_as_the_window_is_long() {
    TradeFlow flow = new TradeFlow(1_024, 1_000);
    flow.add(5_000, 2, true);
    flow.advance(5_999);
    assertThat(flow.count(0)).isEqualTo(1);
    flow.advance(6_000);
    assertThat(flow.count(0)).isZero();
    assertThat(flow.volume(0)).isZero();
  }

  @Test
  void beyond_its_bound_the_oldest_trades_leave_early_and_the_sums_stay_right() {
    TradeFlow flow = new TradeFlow(1_024, 30_000, 60_000);
    for (int i = 0; i < 5_000; i++) {
      flow.add(10_000 + i, 1, i % 2 == 0);
    }
    assertThat(flow.count(0)).isEqualTo(1_024);
    assertThat(flow.volume(1)).isEqualTo(1_024);
    assertThat(flow.buyVolume(0)).isEqualTo(512);
  }

  @Test
  void sums_do_not_drift_over_a_million_trades() {
    SplittableRandom random = new SplittableRandom(7);
    TradeFlow flow = new TradeFlow(1 << 12, 1_000);
    Deque<Traded> inside = new ArrayDeque<>();
    for (int i = 0; i < 1_000_000; i++) {
      Traded trade = new Traded(i, random.nextDouble(1e-6, 1e6), random.nextBoolean());
      flow.add(trade.time(), trade.quantity(), trade.buy());
      inside.add(trade);
      if (inside.size() > 1_000) {
        inside.remove();
      }
    }
    double expected = inside.stream().mapToDouble(Traded::quantity).sum();
    assertThat(flow.volume(0)).isCloseTo(expected, within(expected * 1e-9));
  }

  @Test
  void a_cleared_flow_begins_anew() {
    TradeFlow flow = new TradeFlow(1_024, 1_000);
    flow.add(1, 5, true);
    flow.clear();
    assertThat(flow.volume(0)).isZero();
    flow.add(2, 3, false);
    assertThat(flow.delta(0)).isEqualTo(-3);
    assertThatThrownBy(() -> new TradeFlow(1_000, 5)).hasMessageContaining("was 1000");
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void buckets_equal_the_sum_of_the_values_in_their_span(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TimeBuckets buckets = new TimeBuckets(100, 20);
    List<Traded> all = new ArrayList<>();
    long now = 50_000;
    for (int step = 0; step < 1_000; step++) {
      now += random.nextInt(random.nextInt(20) == 0 ? 5_000 : 60);
      Traded value =
          new Traded(now - random.nextInt(300), random.nextDouble(-5, 5), true); // Late ones too.
      buckets.add(value.time(), value.quantity());
      all.add(value);
      buckets.advance(now);
      long newest = now / 100;
      double expected =
          all.stream()
              .filter(each -> each.time() / 100 > newest - 20)
              .mapToDouble(Traded::quantity)
              .sum();
      assertThat(buckets.total()).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void the_slope_is_that_of_least_squares_over_finished_buckets_alone() {
    TimeBuckets buckets = new TimeBuckets(5_000, 7);
    double[] sums = {3, 1, 4, 1, 5, 9};
    for (int i = 0; i < sums.length; i++) {
      buckets.add(5_000L * i + 17, sums[i]);
    }
    buckets.add(5_000L * 6 + 1, 1_000); // Unfinished.
    // x = 0, 5, … 25 s: Σ(x−12.5)(y) = 12.5·(9−3)+7.5·(5−1)+2.5·(1−4) = 97.5; Σ(x−12.5)² = 437.5
    assertThat(buckets.slope(6)).isCloseTo(97.5 / 437.5, within(1e-12));
    assertThatThrownBy(() -> buckets.slope(7)).hasMessageContaining("was 7");
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void nearest_rank_percentiles_equal_those_of_the_sorted_window(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PercentileWindow window = new PercentileWindow(480);
    List<Double> all = new ArrayList<>();
    for (int step = 0; step < 1_000; step++) {
      double value = random.nextInt(50) / 10.0; // Many equal ones.
      window.add(value);
      all.add(value);
      List<Double> kept =
          all.subList(Math.max(0, all.size() - 480), all.size()).stream().sorted().toList();
      double fraction = random.nextInt(1, 101) / 100.0;
      int rank = (int) Math.ceil(Math.round(fraction * 100) * kept.size() / 100.0);
      assertThat(window.percentile(fraction)).isEqualTo(kept.get(rank - 1));
    }
  }

  @Test
  void percentiles_refuse_what_makes_no_sense() {
    PercentileWindow window = new PercentileWindow(2);
    assertThatThrownBy(() -> window.percentile(0.5)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> window.add(Double.NaN)).hasMessageContaining("NaN");
    window.add(1);
    assertThatThrownBy(() -> window.percentile(0)).hasMessageContaining("was 0.0");
  }

  @Test
  void the_sliding_mean_is_that_of_the_last_values() {
    SlidingMean mean = new SlidingMean(100);
    assertThat(mean.mean()).isNaN();
    SplittableRandom random = new SplittableRandom(3);
    List<Double> all = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      double value = random.nextDouble();
      mean.add(value);
      all.add(value);
      assertThat(mean.mean())
          .isCloseTo(
              all.subList(Math.max(0, all.size() - 100), all.size()).stream()
                  .mapToDouble(Double::doubleValue)
                  .average()
                  .orElseThrow(),
              within(1e-12));
    }
  }

  @Test
  void timed_values_answer_with_the_newest_one_that_is_old_enough() {
    TimedValues values = new TimedValues(61_000, 50);
    assertThat(values.at(0)).isNaN();
    for (long time = 0; time <= 500_000; time += 100) {
      values.add(time, time / 1_000.0);
      values.add(time + 20, -1); // Too close to the last one: left out.
    }
    assertThat(values.at(500_000 - 60_000)).isEqualTo(440);
    assertThat(values.at(440_099)).isEqualTo(440);
    assertThat(values.at(439_999)).isEqualTo(439.9);
    assertThat(values.at(0)).as("forgotten").isNaN();
  }

  @Test
  void the_day_histogram_knows_percentiles_to_a_hundredth_and_forgets_after_a_day() {
    DayHistogram histogram = new DayHistogram();
    assertThat(histogram.percentile(0.9)).isZero();
    long hour = 3_600_000;
    for (int i = 1; i <= 100; i++) {
      histogram.add(i, i / 100.0);
    }
    assertThat(histogram.percentile(0.90)).isEqualTo(0.90);
    assertThat(histogram.percentile(0.5)).isEqualTo(0.50);
    assertThat(histogram.known(hour)).isEqualTo(hour - 1);
    histogram.add(23 * hour, 0.2);
    assertThat(histogram.percentile(0.90)).as("the first hour still counts").isEqualTo(0.90);
    histogram.add(24 * hour, 0.2);
    assertThat(histogram.percentile(0.90)).isEqualTo(0.2);
    histogram.add(24 * hour * 10, 0.7);
    assertThat(histogram.percentile(0.01)).isEqualTo(0.7);
  }
}
