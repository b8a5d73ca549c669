package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillSwitchTest {
  private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

  @TempDir Path data;

  @Test
  void nothing_passes_once_it_is_engaged() {
    KillSwitch kill = KillSwitch.in(data);
    assertThat(kill.unlessEngaged(() -> "sent")).contains("sent");
    kill.engage(KillSwitch.STOP, "operator", "lunch", NOON);
    assertThat(kill.unlessEngaged(() -> "sent")).isEmpty();
  }

  @Test
  void it_outlives_the_process_with_cause_who_and_reason() {
    KillSwitch.in(data).engage(KillSwitch.PANIC, "operator@127.0.0.1", "smoke", NOON);
    KillSwitch next = KillSwitch.in(data);
    assertThat(next.engaged()).contains("2024-03-01T12:00:00Z PANIC by operator@127.0.0.1: smoke");
    assertThat(KillSwitch.isPanic(next.engaged().orElseThrow())).isTrue();
  }

  @Test
  void released_it_leaves_no_file() {
    KillSwitch kill = KillSwitch.in(data);
    kill.engage(KillSwitch.STOP, "operator", "lunch", NOON);
    assertThat(kill.release(kill.engaged().orElseThrow())).isTrue();
    assertThat(data.resolve("halt")).doesNotExist();
    assertThat(KillSwitch.in(data).engaged()).isEmpty();
    assertThat(kill.unlessEngaged(() -> "sent")).isPresent();
  }

  @Test
  void a_reason_cannot_forge_a_second_line() throws IOException {
    KillSwitch.in(data).engage(KillSwitch.STOP, "x", "a\r\nPANIC", NOON);
    assertThat(Files.readAllLines(data.resolve("halt"))).hasSize(1);
  }

  @Test
  void the_fence_falls_even_when_the_disk_refuses() throws IOException {
    KillSwitch kill = KillSwitch.in(data);
    Files.createDirectories(data.resolve("halt.new").resolve("in-the-way"));
    assertThatThrownBy(() -> kill.engage(KillSwitch.STOP, "x", "y", NOON))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(kill.unlessEngaged(() -> "sent")).isEmpty();
  }

  @Test
  void a_torn_or_empty_file_still_stops() throws IOException {
    Files.writeString(data.resolve("halt"), "");
    assertThat(KillSwitch.in(data).engaged()).isPresent();
  }

  @Test
  void a_stop_after_a_panic_leaves_the_panic_standing() {
    KillSwitch kill = KillSwitch.in(data);
    kill.engage(KillSwitch.PANIC, "x", "smoke", NOON);
    kill.engage(KillSwitch.STOP, "y", "lunch", NOON.plusSeconds(9));
    assertThat(KillSwitch.isPanic(KillSwitch.in(data).engaged().orElseThrow())).isTrue();
  }

  @Test
  void who_ends_one_stop_does_not_end_a_later_one() {
    KillSwitch kill = KillSwitch.in(data);
    kill.engage(KillSwitch.STOP, "x", "lunch", NOON);
    String first = kill.engaged().orElseThrow();
    kill.engage(KillSwitch.STOP, "y", "smoke", NOON.plusSeconds(1));
    assertThat(kill.release(first)).isFalse();
    assertThat(kill.unlessEngaged(() -> "sent")).isEmpty();
    assertThat(KillSwitch.in(data).engaged()).isPresent();
  }

  @Test
  void a_stop_beside_a_panic_outlives_the_panics_end() {
    KillSwitch kill = KillSwitch.in(data);
    kill.engage(KillSwitch.PANIC, "x", "smoke", NOON);
    String panic = kill.engaged().orElseThrow();
    kill.engage(KillSwitch.STOP, "y", "lunch", NOON.plusSeconds(9));
    assertThat(kill.release(panic)).isFalse();
    kill.leaveStop(kill.engaged().orElseThrow());
    assertThat(KillSwitch.in(data).engaged())
        .hasValueSatisfying(line -> assertThat(KillSwitch.isPanic(line)).isFalse());
  }
}
