package vortex7.live.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which recordings are there, and which have to go. */
class RecordingFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration LONG = Duration.ofDays(7);

  @TempDir private Path folder = Path.of("unset");

  private Path file(String name, int bytes) throws IOException {
    return Files.write(folder.resolve(name), new byte[bytes]);
  }

  private List<String> left() throws IOException {
    return RecordingFolder.in(folder).stream()
        .map(entry -> entry.file().getFileName().toString())
        .toList();
  }

  @Test
  void files_are_told_by_their_names_oldest_first_and_others_are_passed_over() throws IOException {
    file("ethusdt_20261122T110000Z.gz", 7);
    file("btcusdt_20261122T110000Z-2.gz", 1);
    file("btcusdt_20261122T110000Z-10.gz", 1);
    file("btcusdt_20261122T110000Z.gz", 5);
    file("btcusdt_20261121T110000Z.gz", 5);
    file("btcusdt_20240718.gz", 1);
    file("btcusdt_20261199T110000Z.gz", 1);
    file("notes.txt", 1);
    assertThat(left())
        .containsExactly(
            "btcusdt_20261121T110000Z.gz",
            "btcusdt_20261122T110000Z.gz",
            "ethusdt_20261122T110000Z.gz",
            "btcusdt_20261122T110000Z-2.gz",
            "btcusdt_20261122T110000Z-10.gz");
    RecordingFolder.Entry eth = RecordingFolder.in(folder).get(2);
    assertThat(eth.symbol()).isEqualTo("ethusdt");
    assertThat(eth.begun()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z"));
    assertThat(eth.bytes()).isEqualTo(7);
    assertThat(eth.number()).isEqualTo(1);
  }

  @Test
  void a_folder_that_is_not_there_holds_nothing() throws IOException {
    assertThat(RecordingFolder.in(folder.resolve("none"))).isEmpty();
    assertThat(RecordingFolder.trim(folder.resolve("none"), 1, LONG, NOW)).isEmpty();
  }

  @Test
  void as_many_bytes_as_may_be_stay_and_one_more_costs_the_oldest_file() throws IOException {
    Path oldest = file("btcusdt_20261122T080000Z.gz", 40);
    file("ethusdt_20261122T090000Z.gz", 30);
    file("btcusdt_20261122T100000Z.gz", 20);
    file("ethusdt_20261122T100000Z.gz", 10);
    assertThat(RecordingFolder.trim(folder, 100, LONG, NOW)).isEmpty();
    assertThat(RecordingFolder.trim(folder, 99, LONG, NOW)).containsExactly(oldest);
    assertThat(left())
        .containsExactly(
            "ethusdt_20261122T090000Z.gz",
            "btcusdt_20261122T100000Z.gz",
            "ethusdt_20261122T100000Z.gz");
  }

  @Test
  void the_newest_file_of_each_symbol_stays_however_large_or_old_it_is() throws IOException {
    Path first = file("btcusdt_20261101T080000Z.gz", 40);
    file("btcusdt_20261101T090000Z.gz", 40);
    file("ethusdt_20261101T080000Z.gz", 40);
    assertThat(RecordingFolder.trim(folder, 1, LONG, NOW)).containsExactly(first);
    assertThat(left())
        .containsExactly("ethusdt_20261101T080000Z.gz", "btcusdt_20261101T090000Z.gz");
  }

  @Test
  void a_file_goes_when_the_next_one_began_longer_ago_than_the_age() throws IOException {
    Path first = file("btcusdt_20261122T080000Z.gz", 1);
    file("btcusdt_20261122T100000Z.gz", 1);
    file("btcusdt_20261122T110000Z.gz", 1);
    assertThat(RecordingFolder.trim(folder, 99, Duration.ofHours(2), NOW)).isEmpty();
    assertThat(RecordingFolder.trim(folder, 99, Duration.ofHours(2).minusMillis(1), NOW))
        .containsExactly(first);
    assertThat(left())
        .containsExactly("btcusdt_20261122T100000Z.gz", "btcusdt_20261122T110000Z.gz");
  }
}
