package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.Symbol;
import vortex7.signal.Observation.Correlation;

class CorrelationWatchTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Symbol ETH = Symbol.of("ETHUSDT");
  private static final Symbol SOL = Symbol.of("SOLUSDT");
  private static final long STEP = 10_000;
  private static final long EVERY = 300_000;
  private static final long START = 1_700_000_100_000L / EVERY * EVERY;

  private final CorrelationWatch watch =
      new CorrelationWatch(BTC, ETH, CorrelationRules.documents());

  /** One evaluation after ten minutes of returns with the wanted correlation, exactly. */
  private static final class Course {
    final List<Correlation> told = new ArrayList<>();
    private final CorrelationWatch watch;
    private double btc = 60_000;
    private double eth = 3_000;
    private long time = START;

    Course(CorrelationRules rules) {
      watch = new CorrelationWatch(BTC, ETH, rules);
      tell();
    }

    private void tell() {
      watch.onPrice(BTC, time, btc).ifPresent(told::add);
      watch.onPrice(ETH, time, eth).ifPresent(told::add);
    }

    /** Five minutes of returns: ETH's are BTC's, mirrored in so many of each ten. */
    Course fiveMinutes(int mirrored) {
      for (int i = 0; i < 30; i++) {
        double change = (i % 2 == 0 ? 1 : -1) * 0.001;
        boolean against = i % 10 < mirrored;
        time += STEP;
        btc *= 1 + change;
        eth *= 1 + (against ? -change : change);
        tell();
      }
      return this;
    }

    Correlation last() {
      return told.getLast();
    }
  }

  @Test
  void a_watch_restored_at_any_step_says_what_an_unbroken_one_says() {
    for (int brokenAt : new int[] {1, 29, 30, 31, 75, 149, 150, 151, 179}) {
      SplittableRandom random = new SplittableRandom(brokenAt);
      CorrelationWatch unbroken = new CorrelationWatch(BTC, ETH, CorrelationRules.documents());
      CorrelationWatch broken = new CorrelationWatch(BTC, ETH, CorrelationRules.documents());
      List<Optional<Correlation>> expected = new ArrayList<>();
      List<Optional<Correlation>> found = new ArrayList<>();
      double bitcoin = 60_000;
      double ether = 3_000;
      for (int step = 0; step < 360; step++) {
        if (step == brokenAt) {
          broken =
              CorrelationWatch.restored(BTC, ETH, CorrelationRules.documents(), broken.state());
        }
        double change = random.nextDouble(-0.001, 0.001);
        boolean apart = step / 90 % 2 == 1;
        bitcoin *= 1 + change;
        ether *= 1 + (apart ? random.nextDouble(-0.001, 0.001) : change);
        long time = START + step * STEP;
        expected.add(unbroken.onPrice(BTC, time, bitcoin));
        expected.add(unbroken.onPrice(ETH, time, ether));
        found.add(broken.onPrice(BTC, time, bitcoin));
        found.add(broken.onPrice(ETH, time, ether));
      }
      assertThat(found).as("broken at step %d", brokenAt).isEqualTo(expected);
      assertThat(expected)
          .anyMatch(
              each -> each.isPresent() && each.get().riskOffUntil() > each.get().timeMillis());
      assertThat(broken.state()).isEqualTo(unbroken.state());
    }
  }

  @Test
  void prices_that_a_restart_missed_leave_the_correlation_unknown_and_what_was_decided_stands() {
    Course course = new Course(CorrelationRules.documents());
    course.fiveMinutes(0).fiveMinutes(0).fiveMinutes(5).fiveMinutes(5);
    assertThat(course.last().riskOffUntil()).isGreaterThan(course.last().timeMillis());
    CorrelationWatch later =
        CorrelationWatch.restored(BTC, ETH, CorrelationRules.documents(), course.watch.state());
    assertThat(later.state().evaluation()).contains(course.last());
    long resumed = course.time + 5 * STEP;
    List<Correlation> told = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      later.onPrice(BTC, resumed + i * STEP, 60_000 + i % 3).ifPresent(told::add);
      later.onPrice(ETH, resumed + i * STEP, 3_000 + i % 3).ifPresent(told::add);
    }
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().correlation()).isNaN();
    assertThat(told.getFirst().riskOffUntil()).isEqualTo(course.last().riskOffUntil());
  }

  @Test
  void under_another_grid_only_what_was_decided_counts() {
    Course course = new Course(CorrelationRules.documents());
    course.fiveMinutes(0).fiveMinutes(0).fiveMinutes(5).fiveMinutes(5);
    CorrelationRules other = new CorrelationRules(5_000, 60, EVERY, 0.8, 0.5, 6, 900_000);
    CorrelationWatch.State state =
        CorrelationWatch.restored(BTC, ETH, other, course.watch.state()).state();
    assertThat(state.riskOffUntil()).isEqualTo(course.last().riskOffUntil());
    assertThat(state.first()).isEmpty();
    assertThat(state.second()).isEmpty();
    assertThat(state.evaluation()).isEmpty();
  }

  @Test
  void it_knows_no_correlation_before_sixty_returns_of_both() {
    Course course = new Course(CorrelationRules.documents());
    assertThat(course.told).as("the start is no evaluation").isEmpty();
    course.fiveMinutes(0);
    assertThat(course.told).hasSize(1);
    assertThat(course.last().correlation()).isNaN();
    assertThat(course.last().timeMillis()).isEqualTo(START + EVERY);
    assertThat(course.last().riskOffUntil()).isZero();
    course.fiveMinutes(0);
    assertThat(course.told).hasSize(2);
    assertThat(course.last().correlation()).isCloseTo(1, within(1e-12));
    assertThat(course.last().timeMillis()).isEqualTo(START + 2 * EVERY);
  }

  @Test
  void a_break_within_thirty_minutes_is_risk_off_for_fifteen() {
    Course course = new Course(CorrelationRules.documents());
    course.fiveMinutes(0).fiveMinutes(0);
    assertThat(course.last().riskOffUntil()).isZero();
    course.fiveMinutes(10).fiveMinutes(10);
    assertThat(course.last().correlation()).isCloseTo(-1, within(1e-12));
    Correlation half = course.told.get(course.told.size() - 2);
    assertThat(half.correlation()).as("half of the hour").isCloseTo(0, within(1e-9));
    assertThat(half.riskOffUntil()).isEqualTo(half.timeMillis() + 900_000);
    assertThat(course.last().riskOffUntil())
        .as("still below, and the usual one is still remembered")
        .isEqualTo(course.last().timeMillis() + 900_000);
  }

  /** Above 0.8 at evaluation 2 only; 0.6 until the break so many evaluations later. */
  @ParameterizedTest
  @CsvSource({"6, true", "7, false"})
  void the_documents_remember_a_high_correlation_for_six_evaluations(int later, boolean fires) {
    assertThat(breakAfter(CorrelationRules.documents(), later)).isEqualTo(fires);
  }

  @Test
  void the_calibrated_profile_remembers_it_until_it_has_fired() {
    assertThat(breakAfter(CorrelationRules.calibrated(), 40)).isTrue();
    Course course = new Course(CorrelationRules.calibrated());
    course.fiveMinutes(0).fiveMinutes(0).fiveMinutes(5).fiveMinutes(5);
    long until = course.last().riskOffUntil();
    assertThat(until).isPositive();
    course.fiveMinutes(5);
    assertThat(course.last().riskOffUntil()).as("only the first reading fires").isEqualTo(until);
    course.fiveMinutes(0).fiveMinutes(0).fiveMinutes(5).fiveMinutes(5);
    assertThat(course.last().riskOffUntil()).as("armed again").isGreaterThan(until);
  }

  private static boolean breakAfter(CorrelationRules rules, int later) {
    Course course = new Course(rules);
    course.fiveMinutes(0).fiveMinutes(0);
    assertThat(course.last().correlation()).isGreaterThan(0.8);
    for (int i = 0; i < later - 1; i++) {
      course.fiveMinutes(2);
      assertThat(course.last().correlation()).isBetween(0.5, 0.8001);
      assertThat(course.last().riskOffUntil()).isZero();
    }
    course.fiveMinutes(9);
    assertThat(course.last().correlation()).isLessThan(0.5);
    return course.last().riskOffUntil() > 0;
  }

  @Test
  void the_thresholds_themselves_neither_arm_nor_fire() {
    CorrelationRules documents = CorrelationRules.documents();
    Course usual = new Course(documents);
    usual.fiveMinutes(1).fiveMinutes(1); // 0.8 but for rounding.
    double high = usual.last().correlation();
    usual.fiveMinutes(9).fiveMinutes(9);
    double low = usual.last().correlation();
    for (Object[] row :
        new Object[][] {
          {Math.nextDown(high), Math.nextUp(low), true},
          {high, Math.nextUp(low), false},
          {Math.nextDown(high), low, false}
        }) {
      // At the half-way evaluation the correlation is 0: above both.
      CorrelationRules rules =
          new CorrelationRules(STEP, 60, EVERY, (double) row[0], (double) row[1], 6, 900_000);
      Course course = new Course(rules);
      course.fiveMinutes(1).fiveMinutes(1).fiveMinutes(9).fiveMinutes(9);
      assertThat(course.last().riskOffUntil() > 0).isEqualTo(row[2]);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_correlation_is_that_of_the_first_prices_of_sixty_one_steps(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Double> btc = new ArrayList<>();
    List<Double> eth = new ArrayList<>();
    double price = 100;
    double other = 50;
    for (int step = 0; step <= 90; step++) {
      double common = random.nextDouble(-0.01, 0.01);
      price *= 1 + common + random.nextDouble(-0.005, 0.005);
      other *= 1 + common + random.nextDouble(-0.005, 0.005);
      btc.add(price);
      eth.add(other);
      long time = START + step * STEP + random.nextInt(3_000);
      Optional<Correlation> first = watch.onPrice(BTC, time, price);
      // Later prices of the step do not count.
      watch.onPrice(BTC, time + 3_000, price * random.nextDouble(0.5, 2));
      Optional<Correlation> second = watch.onPrice(ETH, time + 100, other);
      assertThat(first).as("ETH has not come so far").isEmpty();
      assertThat(second.isPresent()).isEqualTo(step > 0 && step % 30 == 0);
      if (step >= 60 && step % 30 == 0) {
        assertThat(second.orElseThrow().correlation())
            .isCloseTo(
                pearson(
                    returns(btc.subList(step - 60, step + 1)),
                    returns(eth.subList(step - 60, step + 1))),
                within(1e-9));
      }
    }
  }

  private static List<Double> returns(List<Double> prices) {
    List<Double> returns = new ArrayList<>();
    for (int i = 1; i < prices.size(); i++) {
      returns.add(prices.get(i) / prices.get(i - 1) - 1);
    }
    return returns;
  }

  private static double pearson(List<Double> x, List<Double> y) {
    double n = x.size();
    double sumX = x.stream().mapToDouble(v -> v).sum();
    double sumY = y.stream().mapToDouble(v -> v).sum();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      xy += x.get(i) * y.get(i);
      xx += x.get(i) * x.get(i);
      yy += y.get(i) * y.get(i);
    }
    return (n * xy - sumX * sumY) / Math.sqrt((n * xx - sumX * sumX) * (n * yy - sumY * sumY));
  }

  @Test
  void a_step_without_a_price_leaves_the_correlation_unknown_until_it_is_past() {
    List<Correlation> told = new ArrayList<>();
    for (int step = 0; step <= 120; step++) {
      double price = 100 + (step * 7) % 13;
      if (step != 45) {
        watch.onPrice(BTC, START + step * STEP, price).ifPresent(told::add);
      }
      watch.onPrice(ETH, START + step * STEP, price).ifPresent(told::add);
    }
    assertThat(told).hasSize(4);
    assertThat(told.get(1).correlation()).isNaN();
    assertThat(told.get(2).correlation()).as("the return from step 45 is among them").isNaN();
    assertThat(told.get(3).correlation()).isCloseTo(1, within(1e-12));
  }

  @Test
  void after_a_long_silence_only_the_newest_evaluation_is_told() {
    watch.onPrice(BTC, START, 1);
    watch.onPrice(ETH, START, 1);
    assertThat(watch.onPrice(BTC, START + 10 * EVERY + 5, 1)).isEmpty();
    assertThat(watch.onPrice(ETH, START + 10 * EVERY + 5, 1))
        .get()
        .extracting(Correlation::timeMillis)
        .isEqualTo(START + 10 * EVERY);
    assertThat(watch.onPrice(ETH, START + 9 * EVERY, 1)).as("a price of before").isEmpty();
  }

  @Test
  void one_symbol_may_lag_behind_the_other() {
    for (int step = 0; step <= 90; step++) {
      assertThat(watch.onPrice(BTC, START + step * STEP, 100 + step % 3)).isEmpty();
    }
    List<Correlation> told = new ArrayList<>();
    for (int step = 0; step <= 90; step++) {
      watch.onPrice(ETH, START + step * STEP, 10 + step % 3).ifPresent(told::add);
    }
    assertThat(told).hasSize(3);
    assertThat(told.get(1).correlation()).isGreaterThan(0.99);
  }

  @Test
  void what_it_cannot_watch_is_refused() {
    assertThatThrownBy(() -> watch.onPrice(SOL, START, 1))
        .hasMessage("SOLUSDT is neither BTCUSDT nor ETHUSDT");
    for (double price : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> watch.onPrice(BTC, START, price))
          .hasMessage("price must be above 0, was " + price);
    }
    assertThatThrownBy(() -> new CorrelationWatch(BTC, BTC, CorrelationRules.documents()))
        .hasMessage("two symbols are needed, both were BTCUSDT");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 60, 300000, 0.8, 0.5, 6, every-millis",
    "10000, 60, 5000, 0.8, 0.5, 6, every-millis",
    "10000, 60, 305000, 0.8, 0.5, 6, every-millis",
    "10000, 1, 300000, 0.8, 0.5, 6, returns",
    "10000, 60, 300000, 0.8, 0.5, -1, armed-for",
    "10000, 60, 300000, 0.8, 0.81, 6, fires-below"
  })
  void rules_that_contradict_themselves_are_refused(
      long step, int returns, long every, double armed, double fires, int armedFor, String key) {
    assertThatThrownBy(() -> new CorrelationRules(step, returns, every, armed, fires, armedFor, 1))
        .hasMessageStartingWith(key);
    assertThat(new CorrelationRules(1, 2, 1, 0.5, 0.5, 0, 1).returns()).isEqualTo(2);
  }
}
