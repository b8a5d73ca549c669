package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
  private static final int DRAWS = 200_000;

  private static double[] draws(Latency latency) {
    SplittableRandom random = new SplittableRandom(11);
    double[] drawn = DoubleStream.generate(() -> latency.draw(random)).limit(DRAWS).toArray();
    Arrays.sort(drawn);
    return drawn;
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) (share * sorted.length)];
  }

  @Test
  void a_constant_is_always_the_same() {
    assertThat(draws(Latency.parse("5 ms"))).containsOnly(5.0);
    assertThat(Latency.parse("0").none()).isTrue();
    assertThat(Latency.parse("uniform 0 1").none()).isFalse();
  }

  @Test
  void a_uniform_one_fills_its_bounds_evenly() {
    double[] drawn = draws(Latency.parse("uniform 2 8"));
    assertThat(drawn[0]).isGreaterThanOrEqualTo(2.0);
    assertThat(drawn[DRAWS - 1]).isLessThan(8.0);
    assertThat(Arrays.stream(drawn).average().orElseThrow()).isCloseTo(5.0, within(0.02));
    assertThat(quantile(drawn, 0.25)).isCloseTo(3.5, within(0.05));
    assertThat(quantile(drawn, 0.75)).isCloseTo(6.5, within(0.05));
  }

  @Test
  void a_log_normal_one_has_its_median_and_its_99th_percentile() {
    double[] drawn = draws(Latency.parse("lognormal 4ms 30ms"));
    assertThat(quantile(drawn, 0.5)).isCloseTo(4.0, within(0.06));
    assertThat(quantile(drawn, 0.99)).isCloseTo(30.0, within(1.2));
    // As far below the median, in logarithms, as the 99th percentile is above it.
    assertThat(quantile(drawn, 0.01)).isCloseTo(4.0 * 4.0 / 30.0, within(0.03));
  }

  @Test
  void an_empirical_one_draws_what_was_measured_as_often() {
    double[] drawn = draws(Latency.parse("empirical 3 4 4 9"));
    long fours = Arrays.stream(drawn).filter(d -> d == 4.0).count();
    assertThat(drawn).containsOnly(3.0, 4.0, 9.0);
    assertThat(fours / (double) DRAWS).isCloseTo(0.5, within(0.01));
  }

  @Test
  void the_same_seed_draws_the_same_whole_milliseconds() {
    Latency latency = new Latency.LogNormal(4, 30);
    SplittableRandom random = new SplittableRandom(3);
    List<Long> first =
        java.util.stream.Stream.generate(() -> latency.drawMillis(random)).limit(8).toList();
    SplittableRandom again = new SplittableRandom(3);
    assertThat(first)
        .isEqualTo(
            java.util.stream.Stream.generate(() -> latency.drawMillis(again)).limit(8).toList())
        .allMatch(millis -> millis >= 0);
    assertThat(new Latency.LogNormal(1, 600_000).drawMillis(new SplittableRandom(1)))
        .isBetween(0L, 600_000L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "uniform 3",
        "uniform 8 2",
        "lognormal 0 5",
        "lognormal 9 5",
        "empirical",
        "5 6",
        "NaN",
        "uniform 1 1e9"
      })
  void nonsense_is_refused_with_the_rule(String text) {
    assertThatThrownBy(() -> Latency.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be")
        .hasMessageContaining("was");
  }
}
