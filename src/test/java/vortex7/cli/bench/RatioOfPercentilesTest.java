package vortex7.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RatioOfPercentilesTest {
  private static final long SEED = 11;

  private static List<Histogram> rounds(int count, long about, double wobble, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Histogram> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Histogram round = Spans.histogram();
      double middle = about * (1 + wobble * (random.nextDouble() - 0.5));
      for (int j = 0; j < 1_000; j++) {
        round.recordValue((long) (middle * (0.5 + random.nextDouble())));
      }
      rounds.add(round);
    }
    return rounds;
  }

  @Test
  void the_interval_holds_the_ratio_of_what_was_drawn() {
    RatioOfPercentiles ratio =
        RatioOfPercentiles.of(rounds(8, 300_000, 0.1, 1), rounds(8, 100_000, 0.1, 2), 50, SEED);
    assertThat(ratio.value()).isCloseTo(3, Offset.offset(0.2));
    assertThat(ratio.low()).isLessThanOrEqualTo(ratio.value());
    assertThat(ratio.high()).isGreaterThanOrEqualTo(ratio.value());
    assertThat(ratio.high() - ratio.low()).isBetween(0.001, 0.6);
  }

  @Test
  void rounds_that_differ_widen_the_interval() {
    List<Histogram> peer = rounds(5, 100_000, 0, 2);
    RatioOfPercentiles even = RatioOfPercentiles.of(rounds(5, 200_000, 0, 1), peer, 50, SEED);
    RatioOfPercentiles uneven = RatioOfPercentiles.of(rounds(5, 200_000, 1.5, 1), peer, 50, SEED);
    assertThat(uneven.high() - uneven.low()).isGreaterThan(3 * (even.high() - even.low()));
  }

  @Test
  void the_same_seed_draws_the_same_interval() {
    List<Histogram> ours = rounds(5, 200_000, 0.5, 1);
    List<Histogram> peer = rounds(5, 100_000, 0.5, 2);
    assertThat(RatioOfPercentiles.of(ours, peer, 99, SEED))
        .isEqualTo(RatioOfPercentiles.of(ours, peer, 99, SEED));
  }

  @Test
  void a_round_without_a_sample_counts_as_none() {
    List<Histogram> ours = new ArrayList<>(rounds(4, 200_000, 0, 1));
    ours.add(Spans.histogram());
    assertThat(RatioOfPercentiles.of(ours, rounds(5, 100_000, 0, 2), 50, SEED).value())
        .isCloseTo(2, Offset.offset(0.2));
  }

  @Test
  void rounds_that_do_not_pair_up_are_refused() {
    assertThatThrownBy(
            () -> RatioOfPercentiles.of(rounds(4, 1, 0, 1), rounds(5, 1, 0, 2), 50, SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 and 5");
    assertThatThrownBy(
            () -> RatioOfPercentiles.of(List.of(Spans.histogram()), rounds(1, 1, 0, 2), 50, SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no sample");
  }
}
