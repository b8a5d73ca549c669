package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.matching.synthetic.SyntheticRun.BTC;
import static vortex7.matching.synthetic.SyntheticRun.ETH;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vortex7.market.Symbol;

/**
 * Twenty minutes of the default market beside what was measured on recordings of the real one, in
 * orders of magnitude: the bands are as wide as the recordings differ among themselves, or wider.
 */
class SyntheticCalibrationTest {
  private static SyntheticRun run = SyntheticRun.seeded(SyntheticSettings.DEFAULT_SEED);

  @BeforeAll
  static void trade() {
    run = SyntheticRun.seeded(SyntheticSettings.DEFAULT_SEED).measure(20 * 60_000L);
  }

  private static void assertBand(
      String what, Symbol symbol, double value, double low, double high) {
    assertThat(value)
        .as("%s of %s, of all:%n%s", what, symbol, run.facts(symbol).report())
        .isBetween(low, high);
  }

  private static void assertBoth(
      ToDoubleFunction<StylisedFacts> of, String what, double low, double high) {
    for (Symbol symbol : run.exchange.symbols()) {
      assertBand(what, symbol, of.applyAsDouble(run.facts(symbol)), low, high);
    }
  }

  @Test
  void fills_and_taker_orders_come_as_often_as_on_the_venue() {
    assertBoth(StylisedFacts::tradesASecond, "trades a second", 15, 70);
    assertBoth(StylisedFacts::takerOrdersASecond, "taker orders a second", 6, 18);
    assertBoth(StylisedFacts::aggTradesASecond, "aggregated trades a second", 5, 25);
    assertBoth(StylisedFacts::fillsAnOrder, "fills an order", 1.8, 5);
  }

  @Test
  void taker_orders_excite_each_other_and_keep_to_a_side() {
    assertBoth(StylisedFacts::branching, "branching", 0.6, 0.9);
    assertBoth(facts -> facts.signAutocorrelation(1), "sign autocorrelation, lag 1", 0.15, 0.5);
    assertBoth(facts -> facts.signAutocorrelation(10), "sign autocorrelation, lag 10", 0.05, 0.35);
  }

  @Test
  void sizes_have_a_heavy_tail() {
    assertBoth(StylisedFacts::tailIndex, "tail index", 0.9, 2.6);
    assertThat(run.facts(BTC).meanOrder()).isGreaterThan(3.0 * run.facts(BTC).medianOrder());
  }

  @Test
  void the_spread_is_one_tick_nearly_always() {
    assertBoth(StylisedFacts::oneTickShare, "share of one-tick spreads", 0.98, 1.0);
    assertBoth(StylisedFacts::midChangesASecond, "mid changes a second", 0.8, 7);
  }

  @Test
  void most_of_what_is_added_is_cancelled_within_half_a_second() {
    assertBoth(StylisedFacts::cancelledWithin500, "share cancelled in 500 ms", 0.5, 0.8);
  }

  @Test
  void minutes_range_as_far_as_real_ones() {
    assertBand("minute range", BTC, 100 * run.facts(BTC).minuteRange(), 0.03, 0.10);
    assertBand("minute range", ETH, 100 * run.facts(ETH).minuteRange(), 0.06, 0.20);
  }

  @Test
  void bitcoin_and_ether_move_together() {
    double correlation =
        StylisedFacts.correlation(run.facts(BTC).returns(100), run.facts(ETH).returns(100));
    assertThat(correlation).isBetween(0.6, 0.92);
  }
}
