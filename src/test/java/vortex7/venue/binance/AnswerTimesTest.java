package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final long SECOND = 1_000_000_000L;

  private final AnswerTimes times = new AnswerTimes();

  private void took(long seconds, long ended) {
    times.took((ended - seconds) * SECOND, ended * SECOND);
  }

  @Test
  void fewer_than_five_calls_say_nothing() {
    for (int i = 0; i < 4; i++) {
      took(9, 100);
    }
    assertThat(times.slow(WITHIN, 100 * SECOND)).isZero();
    took(9, 100);
    assertThat(times.slow(WITHIN, 100 * SECOND)).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void it_is_the_nearest_rank_of_ninety_five_percent() {
    for (int i = 0; i < 19; i++) {
      took(1, 100);
    }
    took(7, 100);
    assertThat(times.slow(WITHIN, 100 * SECOND)).as("1 of 20").isEqualTo(Duration.ofSeconds(1));
    took(8, 100);
    assertThat(times.slow(WITHIN, 100 * SECOND)).as("2 of 21").isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void what_ended_longer_ago_does_not_count() {
    for (int i = 0; i < 5; i++) {
      took(3, 100);
    }
    assertThat(times.slow(WITHIN, 130 * SECOND)).isEqualTo(Duration.ofSeconds(3));
    assertThat(times.slow(WITHIN, 130 * SECOND + 1)).isZero();
  }

  @Test
  void the_newest_of_very_many_are_kept() {
    for (int i = 0; i < 5_000; i++) {
      took(i < 4_000 ? 9 : 1, 100);
    }
    assertThat(times.slow(WITHIN, 100 * SECOND)).isEqualTo(Duration.ofSeconds(9));
    for (int i = 0; i < 4_096; i++) {
      took(1, 100);
    }
    assertThat(times.slow(WITHIN, 100 * SECOND)).isEqualTo(Duration.ofSeconds(1));
  }
}
