package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FundamentalTest {
  private static final double START = 650_000.0;

  /** Far more than what an hour does by itself, some 2 000 ticks. */
  private static final double PUSH = 100_000.0;

  private static final int HOUR = 360_000;

  private static Fundamental fundamental() {
    return new Fundamental(
        SyntheticSymbol.bitcoin(),
        MarketRandom.of(1, "value"),
        Weather.ordinary(MarketRandom.of(1, "weather")),
        START);
  }

  private static void steps(Fundamental fundamental, int count) {
    for (int i = 0; i < count; i++) {
      fundamental.step(0.0, Mood.TRENDING, 0, 0.0);
    }
  }

  @Test
  void what_forced_orders_push_is_given_back_but_for_three_tenths() {
    Fundamental fundamental = fundamental();
    fundamental.weather(0.0, 0.0, 1.0 / 60.0);
    fundamental.push(PUSH);
    assertThat(fundamental.value()).isEqualTo(START + PUSH);
    steps(fundamental, 90_000);
    // A quarter of an hour later 1/e of the seven tenths are left.
    assertThat(fundamental.value() - START)
        .isCloseTo(PUSH * (0.3 + 0.7 / Math.E), within(0.03 * PUSH));
    steps(fundamental, 2 * HOUR);
    assertThat(fundamental.value() - START).isCloseTo(0.3 * PUSH, within(0.05 * PUSH));
  }

  @Test
  void what_an_order_tells_stays() {
    Fundamental fundamental = fundamental();
    fundamental.weather(0.0, 0.0, 1.0 / 60.0);
    fundamental.move(PUSH);
    steps(fundamental, HOUR);
    assertThat(fundamental.value() - START).isCloseTo(PUSH, within(0.05 * PUSH));
  }

  @Test
  void in_the_lively_beginning_nothing_is_given_back() {
    Fundamental fundamental = fundamental();
    fundamental.push(PUSH);
    steps(fundamental, HOUR);
    assertThat(fundamental.value() - START).isCloseTo(PUSH, within(0.05 * PUSH));
  }

  @Test
  void a_storm_moves_it_as_much_more_as_it_says() {
    Fundamental calm = fundamental();
    Fundamental storm = fundamental();
    storm.weather(1.0, 0.0, 0.0);
    // The common weather has a share of 0.8, the symbol's own has just begun.
    assertThat(storm.volatility() / calm.volatility()).isCloseTo(Math.exp(0.8), within(1e-9));
    assertThat(storm.ordinaryMinuteTicks() / calm.ordinaryMinuteTicks())
        .isCloseTo(Math.exp(0.8), within(1e-9));
    assertThat(storm.stir()).isCloseTo(Math.exp(0.9 * 0.8), within(1e-9));
  }

  @Test
  void the_hour_makes_it_more_volatile_without_making_orders_come_twice() {
    Fundamental fundamental = fundamental();
    fundamental.weather(0.0, 0.5, 0.0);
    assertThat(fundamental.volatility()).isCloseTo(Math.exp(0.5), within(1e-9));
    assertThat(fundamental.stir()).isEqualTo(1.0);
  }

  @Test
  void a_restart_still_gives_back() {
    Fundamental first = fundamental();
    first.weather(0.0, 0.0, 1.0 / 60.0);
    first.push(PUSH);
    SortedMap<String, Long> state = new TreeMap<>();
    first.exportTo(state, "f.");
    Fundamental second = fundamental();
    second.restore(new StateReader(state), "f.");
    steps(second, 2 * HOUR);
    assertThat(second.value() - START).isCloseTo(0.3 * PUSH, within(0.05 * PUSH));
  }
}
