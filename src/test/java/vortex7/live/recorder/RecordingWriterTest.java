package vortex7.live.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.live.recorder.RecordingWriter.Rotation;
import vortex7.market.Symbol;
import vortex7.matching.replay.RecordedEvent;
import vortex7.matching.replay.RecordingException;
import vortex7.venue.simulated.recording.EventFile;
import vortex7.venue.simulated.recording.EventFiles;

/** Lines become compressed files that replays read, also when they end in the middle. */
class RecordingWriterTest {
  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final long START =
      Instant.parse("2026-11-22T00:15:00Z").getEpochSecond() * 1_000_000_000L;

  @TempDir private Path folder = Path.of("unset");
  private final AtomicLong nanos = new AtomicLong(START);

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  private RecordingWriter writer(Rotation rotation) {
    return new RecordingWriter(
        KIT.system(),
        folder,
        "btcusdt",
        rotation,
        nanos::get,
        begun ->
            RecordingLines.header(begun, "0.1.0", "ws://venue", List.of(BTC), List.of("aggTrade")));
  }

  private static String trade(int id) {
    return RecordingLines.frame(
        START + id,
        "{\"stream\":\"btcusdt@aggTrade\",\"data\":{\"e\":\"aggTrade\",\"E\":1795306500100,\"s\":\"BTCUSDT\",\"a\":%d,\"p\":\"64000.10\",\"q\":\"0.002\",\"f\":1,\"l\":1,\"T\":1795306500000,\"m\":true}}"
            .formatted(id));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  private static List<Long> ids(EventFile file) {
    List<Long> ids = new java.util.ArrayList<>();
    RecordedEvent event = new RecordedEvent();
    while (file.next(event)) {
      ids.add(event.updateId);
    }
    return ids;
  }

  @Test
  void a_file_begins_with_its_header_and_holds_the_lines_as_they_came() throws IOException {
    RecordingWriter writer = writer(Rotation.usual());
    writer.append(trade(1));
    writer.append(
        RecordingLines.missing(START + 2, BTC, 7, Instant.ofEpochMilli(5), List.of("E2", "E4")));
    writer.append(RecordingLines.connection(START + 3, BTC, false, "a \"bad\" cut"));
    writer.append(trade(2));
    writer.finish().toCompletableFuture().join();
    assertThat(files()).extracting(Path::getFileName).hasToString("[btcusdt_20261122T001500Z.gz]");
    assertThat(lines(files().getFirst()))
        .containsExactly(
            START
                + " {\"stream\":\"vortex7@header\",\"data\":{\"format\":1,\"program\":\"0.1.0\",\"venue\":\"ws://venue\",\"symbols\":[\"BTCUSDT\"],\"streams\":[\"aggTrade\"]}}",
            trade(1).strip(),
            START
                + 2
                + " {\"stream\":\"btcusdt@missing\",\"data\":{\"mark\":7,\"T\":5,\"engines\":[\"E2\",\"E4\"]}}",
            START
                + 3
                + " {\"stream\":\"btcusdt@connection\",\"data\":{\"connected\":false,\"reason\":\"a"
                + " 'bad' cut\"}}",
            trade(2).strip());
    assertThat(writer.written()).isEqualTo(4);
    assertThat(writer.dropped()).isZero();
    try (EventFile file = EventFiles.TEXT.open(files().getFirst())) {
      assertThat(ids(file)).containsExactly(1L, 2L);
      assertThat(file.notes()).isEmpty();
    }
  }

  @Test
  void a_file_is_followed_by_another_when_its_time_is_over_or_it_is_full() throws IOException {
    RecordingWriter writer =
        writer(new Rotation(Duration.ofMinutes(1), 400, Duration.ofSeconds(9), 1));
    writer.append(trade(1)); // 192 bytes: the third is one too many.
    writer.append(trade(2));
    awaitWritten(writer, 2);
    nanos.addAndGet(Duration.ofSeconds(59).toNanos());
    writer.append(trade(3));
    awaitWritten(writer, 3);
    writer.append(trade(4));
    awaitWritten(writer, 4);
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    writer.append(trade(5));
    writer.finish().toCompletableFuture().join();
    assertThat(files())
        .extracting(file -> file.getFileName() + " " + read(file))
        .containsExactly(
            "btcusdt_20261122T001500Z.gz [1, 2, 3]",
            "btcusdt_20261122T001559Z.gz [4]",
            "btcusdt_20261122T001659Z.gz [5]");
    for (Path file : files()) {
      assertThat(lines(file).getFirst()).contains("vortex7@header");
    }
  }

  private static List<Long> read(Path path) {
    try (EventFile file = EventFiles.TEXT.open(path)) {
      return ids(file);
    }
  }

  private static void awaitWritten(RecordingWriter writer, long lines) {
    org.awaitility.Awaitility.await().until(() -> writer.written() == lines);
  }

  @Test
  void a_file_that_is_there_is_not_written_over() throws IOException {
    Path there = Files.writeString(folder.resolve("btcusdt_20261122T001500Z.gz"), "another's");
    RecordingWriter writer = writer(Rotation.usual());
    writer.append(trade(1));
    writer.finish().toCompletableFuture().join();
    assertThat(there).hasContent("another's");
    assertThat(read(folder.resolve("btcusdt_20261122T001500Z-2.gz"))).containsExactly(1L);
  }

  @Test
  void a_folder_that_is_gone_fails_the_writer() {
    folder = folder.resolve("gone");
    RecordingWriter writer = writer(Rotation.usual());
    writer.append(trade(1));
    assertThatThrownBy(() -> writer.finished().toCompletableFuture().join())
        .hasRootCauseInstanceOf(java.nio.file.NoSuchFileException.class);
  }

  @Test
  void what_a_killed_process_leaves_is_read_up_to_its_last_whole_line() throws IOException {
    RecordingWriter writer =
        writer(new Rotation(Duration.ofHours(1), 1 << 30, Duration.ofSeconds(9), 10));
    for (int id = 1; id <= 1_000; id++) {
      writer.append(trade(id));
    }
    writer.finish().toCompletableFuture().join();
    Path whole = files().getFirst();
    byte[] bytes = Files.readAllBytes(whole);
    for (int percent = 20; percent <= 99; percent += 13) {
      Path cut =
          Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length * percent / 100));
      try (EventFile file = EventFiles.TEXT.open(cut)) {
        List<Long> ids = ids(file);
        int blocks = ids.size() / 10;
        assertThat(ids.size()).isBetween(1_000 * (percent - 8) / 100, 1_000);
        assertThat(ids.getLast()).isEqualTo(ids.size());
        assertThat(blocks).isPositive();
        assertThat(file.notes())
            .singleElement()
            .asString()
            .contains("ends in the middle: its process was killed, the last block is lost");
      }
    }
  }

  @Test
  void what_others_left_in_the_middle_stays_broken() throws IOException {
    RecordingWriter writer =
        new RecordingWriter(
            KIT.system(), folder, "other", Rotation.usual(), nanos::get, begun -> trade(1));
    for (int id = 2; id <= 500; id++) {
      writer.append(trade(id));
    }
    writer.finish().toCompletableFuture().join();
    byte[] bytes = Files.readAllBytes(files().getFirst());
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> read(cut)).isInstanceOf(RecordingException.class);
  }
}
