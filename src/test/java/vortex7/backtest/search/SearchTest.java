package vortex7.backtest.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.backtest.search.Ranking.Ranked;
import vortex7.backtest.search.Trial.Closed;

class SearchTest {
  private static final double OPENING = 1_000;

  private static Closed trade(long at, double net) {
    return new Closed(at, at + 10, net, false);
  }

  private static Trial trial(String hash, Closed... trades) {
    return new Trial(hash, new TreeMap<>(), 0, 1_000, OPENING, List.of(trades), 0, "", "");
  }

  // ---- what to try

  @Test
  void values_are_listed_or_stepped_through() {
    assertThat(Dimension.parse("a.b=1, 2,3").values()).containsExactly("1", "2", "3");
    assertThat(Dimension.parse("a=0.4..0.7:0.1").values())
        .containsExactly("0.4", "0.5", "0.6", "0.7");
    assertThat(Dimension.parse("a=3 s..9 s:3 s").values()).containsExactly("3 s", "6 s", "9 s");
    assertThat(Dimension.parse("a=-2..0:1").values()).containsExactly("-2", "-1", "0");
    assertThat(Dimension.parse("a=0.25..0.5").range().orElseThrow().decimals()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing      | must be KEY=VALUES, was nothing
          a=           | must be KEY=VALUES
          a=1,1        | a: values must be there once each
          a=1,,2       | a: values must be there once each
          a=2..1       | a: a range goes up, in one unit
          a=1 s..2 m   | a: a range goes up, in one unit
          a=1..2:0     | a: a step is above 0, in the range's unit
          a=x..2       | a: not a number: x
          a=0..9:0.001 | a: more than 1000 values
          """)
  void what_cannot_be_read_is_told(String text, String told) {
    assertThatThrownBy(() -> Dimension.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told);
  }

  @Test
  void a_grid_is_every_combination() {
    assertThat(Candidates.grid(List.of(Dimension.parse("a=1,2"), Dimension.parse("b=x,y"))))
        .containsExactly(
            map("a", "1", "b", "x"),
            map("a", "1", "b", "y"),
            map("a", "2", "b", "x"),
            map("a", "2", "b", "y"));
    assertThatThrownBy(() -> Candidates.grid(List.of(Dimension.parse("a=1..2"))))
        .hasMessageContaining("a range without a step is for --random");
    Dimension many = Dimension.parse("a=1..500:1");
    assertThatThrownBy(() -> Candidates.grid(List.of(many, Dimension.parse("b=1..500:1"))))
        .hasMessageContaining("more than 10000 combinations");
  }

  private static SortedMap<String, String> map(String... pairs) {
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Test
  void random_draws_differ_stay_in_range_and_hang_on_the_seed() {
    List<Dimension> both = List.of(Dimension.parse("a=0.10..0.20"), Dimension.parse("b=x,y"));
    List<SortedMap<String, String>> drawn = Candidates.random(both, 15, 3);
    assertThat(drawn).hasSize(15).doesNotHaveDuplicates();
    assertThat(drawn).isEqualTo(Candidates.random(both, 15, 3));
    assertThat(drawn).isNotEqualTo(Candidates.random(both, 15, 4));
    for (SortedMap<String, String> each : drawn) {
      assertThat(each.get("a")).matches("0\\.(1[0-9]|20)");
      assertThat(each.get("b")).isIn("x", "y");
    }
    assertThat(Candidates.random(List.of(Dimension.parse("a=1,2")), 10, 1)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.2, 0.40, 0.60",
    "10, 0.2, 8, 12",
    "2, 0.2, 1, 3",
    "-1, 0.5, -2, 0",
    "5000 ms, 0.2, 4000 ms, 6000 ms"
  })
  void numbers_are_nudged(String value, double share, String lower, String higher) {
    assertThat(Nudges.of("k", value, share)).contains(new Nudges("k", value, lower, higher));
  }

  @ParameterizedTest
  @CsvSource({"0", "on", "maker", "'[1, 2]'", "7 apples"})
  void what_is_no_number_is_left_alone(String value) {
    assertThat(Nudges.of("k", value, 0.2)).isEmpty();
  }

  // ---- how to judge it

  @Test
  void measures_are_what_they_are_called() {
    List<Closed> trades = List.of(trade(0, 30), trade(20, -20), trade(40, 10), trade(60, -5));
    assertThat(Measure.NET.of(trades, OPENING)).isCloseTo(0.015, within(1e-12));
    assertThat(Measure.EXPECTANCY.of(trades, OPENING)).isEqualTo(3.75);
    assertThat(Measure.PROFIT_FACTOR.of(trades, OPENING)).isEqualTo(1.6);
    assertThat(Measure.WIN_RATE.of(trades, OPENING)).isEqualTo(0.5);
    assertThat(Measure.CALMAR.of(trades, OPENING)).isEqualTo(0.75);
    assertThat(Measure.PROFIT_FACTOR.of(List.of(trade(0, 1)), OPENING)).isEqualTo(100);
    assertThat(Measure.CALMAR.of(List.of(trade(0, 1)), OPENING)).isEqualTo(100);
    for (Measure measure : Measure.values()) {
      assertThat(measure.of(List.of(), OPENING)).isNaN();
      assertThat(Measure.parse(measure.title())).isEqualTo(measure);
    }
    assertThatThrownBy(() -> Measure.parse("luck")).hasMessageContaining("calmar, was luck");
  }

  @Test
  void a_fragment_costs_and_is_no_trade() {
    List<Closed> trades = List.of(trade(0, 10), new Closed(20, 21, -4, true));
    assertThat(Measure.NET.of(trades, OPENING)).isCloseTo(0.006, within(1e-12));
    assertThat(Measure.EXPECTANCY.of(trades, OPENING)).isEqualTo(6);
    assertThat(Measure.WIN_RATE.of(trades, OPENING)).isEqualTo(1);
    assertThat(Measure.NET.of(List.of(trades.get(1)), OPENING)).isNaN();
  }

  @Test
  void few_trades_make_a_gain_smaller_and_a_loss_larger() {
    List<Closed> gain = List.of(trade(0, 10), trade(20, 10));
    List<Closed> loss = List.of(trade(0, -10), trade(20, -10));
    assertThat(Measure.EXPECTANCY.score(gain, OPENING, 2)).isEqualTo(10);
    assertThat(Measure.EXPECTANCY.score(gain, OPENING, 4)).isEqualTo(5);
    assertThat(Measure.EXPECTANCY.score(loss, OPENING, 2)).isEqualTo(-10);
    assertThat(Measure.EXPECTANCY.score(loss, OPENING, 4)).isEqualTo(-15);
    assertThat(Measure.EXPECTANCY.score(List.of(), OPENING, 4)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void the_best_is_first_and_what_never_traded_last() {
    Trial idle = trial("a");
    Trial lucky = trial("b", trade(0, 50));
    Trial steady = trial("c", trade(0, 10), trade(20, 10), trade(40, 10));
    Trial same = trial("d", trade(0, 10), trade(20, 10), trade(40, 10));
    Trial refused = Trial.invalid(map("k", "v"), "no");
    List<Ranked> ranked =
        new Ranking(Measure.NET, 3).of(List.of(idle, same, lucky, steady, refused));
    assertThat(ranked.stream().map(each -> each.trial().hash()))
        .containsExactly("c", "d", "b", "a");
    assertThat(ranked.getFirst().trades()).isEqualTo(3);
    assertThat(ranked.getFirst().value()).isCloseTo(0.03, within(1e-12));
    assertThat(ranked.get(2).score()).isCloseTo(0.05 / 3, within(1e-12));
  }

  @Test
  void each_fold_is_chosen_before_its_test_begins() {
    // The first is best up to 600, the second from then on.
    List<Closed> early = new ArrayList<>();
    List<Closed> late = new ArrayList<>();
    for (long at = 0; at < 1_000; at += 50) {
      early.add(trade(at, at < 600 ? 2 : -3));
      late.add(trade(at, at < 600 ? -1 : 4));
    }
    Trial first = trial("first", early.toArray(Closed[]::new));
    Trial second = trial("second", late.toArray(Closed[]::new));
    WalkForward walk =
        WalkForward.of(
            List.of(first, second), new Ranking(Measure.EXPECTANCY, 1), 0, 1_000, 2, 0.5);
    assertThat(walk.folds()).hasSize(2);
    WalkForward.Fold one = walk.folds().getFirst();
    assertThat(List.of(one.trainFrom(), one.testFrom(), one.testTo()))
        .containsExactly(0L, 333L, 667L);
    assertThat(one.chosen().trial()).isEqualTo(first);
    assertThat(one.chosen().value()).isEqualTo(2);
    assertThat(one.tested().trades()).isEqualTo(7);
    assertThat(one.tested().value()).isCloseTo((5 * 2 - 2 * 3) / 7.0, within(1e-12));
    WalkForward.Fold two = walk.folds().getLast();
    assertThat(List.of(two.trainFrom(), two.testFrom(), two.testTo()))
        .containsExactly(333L, 667L, 1_000L);
    assertThat(two.chosen().trial()).isEqualTo(first); // 5 x 2 less 2 x 3 beats 5 x -1 and 2 x 4.
    assertThat(two.tested().value()).isEqualTo(-3);
    assertThat(two.testRank()).isEqualTo(2);
    assertThat(two.trials()).isEqualTo(2);
    assertThat(walk.meanTest()).isCloseTo((4 / 7.0 - 3) / 2, within(1e-12));
  }

  @Test
  void without_a_trial_there_is_nothing_to_walk() {
    WalkForward walk = WalkForward.of(List.of(), new Ranking(Measure.NET, 1), 0, 1_000, 3, 0.7);
    assertThat(walk.folds()).isEmpty();
    assertThat(walk.meanTest()).isNaN();
  }
}
