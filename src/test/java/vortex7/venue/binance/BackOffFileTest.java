package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackOffFileTest {
  private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

  @TempDir Path folder;

  private BackOffFile file() {
    return new BackOffFile(Optional.of(folder.resolve("backoff")));
  }

  @Test
  void a_ban_outlives_the_process() {
    file().write(NOON.plusSeconds(90));
    assertThat(file().read(NOON)).isEqualTo(NOON.plusSeconds(90));
  }

  @Test
  void without_a_file_nothing_is_waited_for() {
    assertThat(file().read(NOON)).isEqualTo(Instant.EPOCH);
  }

  @Test
  void a_torn_file_is_waited_for_as_long_as_the_shortest_ban() throws IOException {
    Files.writeString(folder.resolve("backoff"), "2024-03-");
    assertThat(file().read(NOON)).isEqualTo(NOON.plusSeconds(120));
  }
}
