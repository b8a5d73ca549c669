package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VirtualClockTest {
  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);

  @Test
  void time_passes_at_its_speed() {
    VirtualClock clock = new VirtualClock(10.0, nanos::get, 1_000);
    assertThat(clock.millis()).isEqualTo(1_000);
    nanos.addAndGet(2_500_000);
    assertThat(clock.millis()).isEqualTo(1_025);
    assertThat(clock.instant().toEpochMilli()).isEqualTo(1_025);
    clock.set(1_010);
    nanos.addAndGet(1_000_000);
    assertThat(clock.millis()).isEqualTo(1_020);
  }

  @Test
  void without_a_speed_it_stands_where_it_was_set() {
    VirtualClock clock = new VirtualClock(0, nanos::get, 1_000);
    nanos.addAndGet(1_000_000_000L);
    assertThat(clock.millis()).isEqualTo(1_000);
    clock.set(1_100);
    assertThat(clock.millis()).isEqualTo(1_100);
  }
}
