package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

  @Test
  void the_first_attempt_is_immediate_and_the_next_wait_1_2_4_8_16_and_30_seconds() {
    Backoff backoff = new Backoff(SECOND, HALF_MINUTE, 0, 1);
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      seconds.add(backoff.next().toSeconds());
    }
    assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L);
  }

  @Test
  void jitter_stays_within_its_fraction_and_follows_the_seed() {
    Backoff one = new Backoff(SECOND, HALF_MINUTE, 0.2, 7);
    Backoff other = new Backoff(SECOND, HALF_MINUTE, 0.2, 7);
    for (int i = 0; i < 100; i++) {
      Duration wait = one.next();
      assertThat(wait).isEqualTo(other.next()).isBetween(Duration.ZERO, Duration.ofSeconds(36));
      if (i > 5) {
        assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(24));
      }
    }
  }

  @Test
  void a_connection_that_lived_makes_the_next_attempt_immediate() {
    Backoff backoff = new Backoff(SECOND, HALF_MINUTE, 0, 1);
    backoff.next();
    backoff.next();
    backoff.reset();
    assertThat(backoff.next()).isZero();
  }
}
