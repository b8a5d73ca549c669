package vortex7.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepMeanTest {
  @Test
  void it_knows_nothing_before_the_first_value_and_refuses_none() {
    StepMean mean = new StepMean(1_000, 3);
    assertThat(mean.mean()).isNaN();
    assertThat(mean.size()).isZero();
    assertThatThrownBy(() -> mean.add(0, Double.NaN)).hasMessageStartingWith("value");
  }

  @Test
  void the_first_value_of_a_step_stands_for_it() {
    StepMean mean = new StepMean(1_000, 3);
    mean.add(1_000, 4);
    mean.add(1_999, 100);
    assertThat(mean.mean()).isEqualTo(4);
    mean.add(2_000, 6);
    assertThat(mean.mean()).isEqualTo(5);
    assertThat(mean.size()).isEqualTo(2);
  }

  @Test
  void values_leave_with_their_step_and_late_ones_fill_only_what_is_open() {
    StepMean mean = new StepMean(1_000, 3);
    mean.add(1_000, 1);
    mean.add(4_000, 7);
    assertThat(mean.mean()).as("step 1 is past").isEqualTo(7);
    mean.add(1_500, 1_000);
    assertThat(mean.mean()).as("too late").isEqualTo(7);
    mean.add(2_000, 3);
    assertThat(mean.mean()).isEqualTo(5);
    mean.add(2_900, 1_000);
    assertThat(mean.mean()).as("taken").isEqualTo(5);
    assertThat(mean.size()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void it_equals_the_mean_of_all_steps_within_the_span(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StepMean mean = new StepMean(300, 50);
    TreeMap<Long, Double> firsts = new TreeMap<>();
    long time = 1_000_000;
    for (int i = 0; i < 3_000; i++) {
      time += random.nextInt(400) + (random.nextInt(200) == 0 ? 20_000 : 0);
      double value = random.nextDouble();
      mean.add(time, value);
      firsts.putIfAbsent(time / 300, value);
      double expected =
          firsts.tailMap(time / 300 - 49).values().stream()
              .mapToDouble(each -> each)
              .average()
              .orElseThrow();
      assertThat(mean.mean()).isCloseTo(expected, within(1e-12));
    }
  }
}
