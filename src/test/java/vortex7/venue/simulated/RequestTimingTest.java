package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestTimingTest {
  private static final long NOW = 1_700_000_000_000L;

  @Test
  void the_window_ends_on_the_millisecond() {
    RequestTiming timing = new RequestTiming(1.0);
    assertThatCode(() -> timing.check(NOW - 5_000, 5_000, NOW)).doesNotThrowAnyException();
    assertThatThrownBy(() -> timing.check(NOW - 5_001, 5_000, NOW))
        .hasMessage("Timestamp for this request is outside of the recvWindow.");
  }

  @Test
  void a_timestamp_so_old_that_its_age_overflows_is_old() {
    RequestTiming timing = new RequestTiming(1.0);
    for (long timestamp : new long[] {Long.MIN_VALUE, Long.MIN_VALUE + NOW, -1, 0}) {
      assertThatThrownBy(() -> timing.check(timestamp, Long.MAX_VALUE, NOW))
          .hasMessage("Timestamp for this request is outside of the recvWindow.");
    }
    assertThatThrownBy(() -> timing.check(Long.MAX_VALUE, 5_000, NOW))
        .hasMessage("Timestamp for this request was 1000ms ahead of the server's time.");
    assertThatThrownBy(() -> timing.check(NOW, -1, NOW))
        .hasMessage("Timestamp for this request is outside of the recvWindow.");
  }

  @Test
  void a_second_ahead_is_too_far() {
    RequestTiming timing = new RequestTiming(1.0);
    assertThatCode(() -> timing.check(NOW + 999, 5_000, NOW)).doesNotThrowAnyException();
    assertThatThrownBy(() -> timing.check(NOW + 1_000, 5_000, NOW))
        .hasMessage("Timestamp for this request was 1000ms ahead of the server's time.");
  }

  @Test
  void the_window_grows_with_the_speed_and_is_off_at_the_maximum() {
    assertThatCode(() -> new RequestTiming(10.0).check(NOW - 50_000, 5_000, NOW))
        .doesNotThrowAnyException();
    assertThatCode(() -> new RequestTiming(Double.POSITIVE_INFINITY).check(0, 1, NOW))
        .doesNotThrowAnyException();
  }
}
