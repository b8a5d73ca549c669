package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WeatherTest {
  private static final double MINUTE = 1.0;

  private static double[] levels(Weather weather, int count, double minutes) {
    double[] levels = new double[count];
    for (int i = 0; i < count; i++) {
      levels[i] = weather.step(minutes);
    }
    return levels;
  }

  private static double deviation(double[] levels) {
    return Math.sqrt(covariance(levels, 0));
  }

  private static double covariance(double[] levels, int lag) {
    double sum = 0.0;
    for (int i = lag; i < levels.length; i++) {
      sum += levels[i] * levels[i - lag];
    }
    return sum / (levels.length - lag);
  }

  @Test
  void a_market_that_begins_has_ordinary_weather() {
    Weather weather = Weather.ordinary(MarketRandom.of(3, "weather"));
    assertThat(weather.level()).isZero();
    assertThat(Math.abs(weather.step(1.0 / 60.0))).isBetween(1e-6, 0.05);
  }

  @Test
  void the_past_has_parts_of_a_quarter_of_an_hour_an_hour_and_a_half_and_ten_hours() {
    double[] levels = levels(Weather.any(MarketRandom.of(5, "weather")), 3_000_000, MINUTE);
    double variance = 0.30 * 0.30 + 0.30 * 0.30 + 0.35 * 0.35;
    assertThat(deviation(levels)).isCloseTo(Math.sqrt(variance), within(0.02));
    for (int lag : new int[] {15, 90, 600}) {
      double kept =
          0.09 * Math.exp(-lag / 15.0)
              + 0.09 * Math.exp(-lag / 90.0)
              + 0.1225 * Math.exp(-lag / 600.0);
      assertThat(covariance(levels, lag)).as("after %d min", lag).isCloseTo(kept, within(0.015));
    }
  }

  @Test
  void a_trading_market_has_moods_instead_of_the_shortest_part() {
    double[] levels = levels(Weather.ordinary(MarketRandom.of(7, "weather")), 3_000_000, MINUTE);
    assertThat(deviation(levels)).isCloseTo(Math.sqrt(0.09 + 0.1225), within(0.02));
  }

  @Test
  void seconds_lead_to_what_minutes_lead_to() {
    double[] levels = levels(Weather.ordinary(MarketRandom.of(9, "weather")), 6_000_000, 0.5);
    assertThat(deviation(levels)).isCloseTo(Math.sqrt(0.09 + 0.1225), within(0.02));
  }

  @Test
  void a_restart_goes_on_with_the_same_weather() {
    Weather first = Weather.ordinary(MarketRandom.of(11, "weather"));
    levels(first, 500, MINUTE);
    SortedMap<String, Long> state = new TreeMap<>();
    first.exportTo(state, "w.");
    Weather second = Weather.ordinary(MarketRandom.of(99, "other"));
    second.restore(new StateReader(state), "w.");
    assertThat(second.level()).isEqualTo(first.level());
    assertThat(levels(second, 50, MINUTE)).containsExactly(levels(first, 50, MINUTE));
  }
}
