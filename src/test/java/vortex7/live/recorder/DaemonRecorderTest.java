package vortex7.live.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Symbol;

/** The daemon's recorder: files of each symbol, bounded, and never in anybody's way. */
class DaemonRecorderTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Symbol ETH = Symbol.of("ETHUSDT");
  private static final RunFacts RUN =
      new RunFacts(
          "0.1.0", "simulated", "paper", "documents", List.of("BTCUSDT"), new TreeMap<>(), 1, 1, 1);

  @TempDir private Path data = Path.of("unset");
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T00:15:00Z"));
  private final AtomicLong lost = new AtomicLong();

  private Path folder() {
    return data.resolve("recordings").resolve("live");
  }

  private static RecorderRules rules(Duration rotate, int queue) {
    return new RecorderRules(
        true,
        1_000_000,
        Duration.ofDays(1),
        rotate,
        Duration.ofMillis(5),
        queue,
        Duration.ofMillis(10));
  }

  private DaemonRecorder recorder(RecorderRules rules) {
    return DaemonRecorder.start(folder(), rules, RUN, now::get, symbol -> lost.incrementAndGet());
  }

  private static Input trade(int id) {
    return new Input.Traded(id, 64_000.1, 0.002, true, 1_795_306_500_000L);
  }

  private static List<RecordedLine> lines(Path file) throws IOException {
    List<RecordedLine> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(RecordedLine.parse(line));
      }
    }
    return lines;
  }

  private List<Path> files() throws IOException {
    return RecordingFolder.in(folder()).stream().map(RecordingFolder.Entry::file).toList();
  }

  @Test
  void each_symbol_has_its_file_with_everything_in_order() throws Exception {
    try (DaemonRecorder recorder = recorder(RecorderRules.documents())) {
      recorder.took(BTC, new Input.FeedBegan());
      recorder.took(ETH, trade(5));
      for (int id = 1; id <= 1_000; id++) {
        recorder.took(BTC, trade(id));
      }
    }
    assertThat(files())
        .extracting(Path::getFileName)
        .hasToString("[btcusdt_20261122T001500Z.gz, ethusdt_20261122T001500Z.gz]");
    List<RecordedLine> btc = lines(files().getFirst());
    assertThat(btc).hasSize(1_002);
    assertThat(btc.getFirst().content()).isEqualTo(new RecordedLine.Other("header"));
    assertThat(btc.get(1).content()).isEqualTo(new RecordedLine.RunBegan(RUN));
    assertThat(btc.getLast().content()).isEqualTo(new RecordedLine.Told(trade(1_000)));
    assertThat(lines(files().getLast())).hasSize(2);
    assertThat(lost).hasValue(0);
  }

  @Test
  void lines_are_dated_by_the_venues_time() throws Exception {
    try (DaemonRecorder recorder = recorder(RecorderRules.documents())) {
      recorder.took(BTC, trade(1));
      now.set(Instant.parse("2026-11-22T00:15:00.123456789Z"));
      recorder.took(BTC, trade(2));
    }
    assertThat(lines(files().getFirst()))
        .extracting(RecordedLine::nanos)
        .endsWith(1_795_306_500_000_000_000L, 1_795_306_500_123_456_789L);
  }

  @Test
  void what_finds_no_room_is_counted_told_and_written_down() throws Exception {
    try (DaemonRecorder recorder = recorder(rules(Duration.ofHours(1), 4))) {
      for (int id = 1; id <= 20_000; id++) {
        recorder.took(BTC, trade(id));
      }
      assertThat(recorder.lost()).isPositive().isEqualTo(lost.get());
      await().until(() -> !files().isEmpty());
      long before = recorder.lost();
      await()
          .until(
              () -> {
                recorder.took(BTC, trade(30_000)); // Says first what was lost.
                long more = recorder.lost() - before;
                return more == 0 || recorder.lost() == lost.get();
              });
    }
    List<RecordedLine> lines = lines(files().getFirst());
    long told =
        lines.stream()
            .map(RecordedLine::content)
            .filter(RecordedLine.Lost.class::isInstance)
            .mapToLong(line -> ((RecordedLine.Lost) line).inputs())
            .sum();
    assertThat(told).isPositive().isLessThanOrEqualTo(lost.get());
  }

  @Test
  void old_files_go_when_it_begins_and_the_newest_stay() throws Exception {
    Files.createDirectories(folder());
    Path old = Files.write(folder().resolve("btcusdt_20261120T000000Z.gz"), new byte[9]);
    Path large = Files.write(folder().resolve("btcusdt_20261122T000000Z.gz"), new byte[2_000_000]);
    Path newest = Files.write(folder().resolve("btcusdt_20261122T001400Z.gz"), new byte[9]);
    Path other = Files.write(folder().resolve("kept.txt"), new byte[9]);
    try (DaemonRecorder recorder = recorder(rules(Duration.ofHours(1), 9))) {
      await().until(() -> Files.notExists(old) && Files.notExists(large));
      assertThat(newest).exists();
      assertThat(other).exists();
      assertThat(recorder.lost()).isZero();
    }
  }

  @Test
  void a_file_is_followed_by_another_when_its_time_is_over() throws Exception {
    try (DaemonRecorder recorder = recorder(rules(Duration.ofMinutes(5), 100))) {
      recorder.took(BTC, trade(1));
      await().until(() -> files().size() == 1);
      now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)));
      recorder.took(BTC, trade(2));
      await().until(() -> files().size() == 2);
    }
    assertThat(files())
        .extracting(Path::getFileName)
        .hasToString("[btcusdt_20261122T001500Z.gz, btcusdt_20261122T002000Z.gz]");
    assertThat(lines(files().getLast()).getLast().content())
        .isEqualTo(new RecordedLine.Told(trade(2)));
  }

  @Test
  void a_folder_that_is_gone_is_made_anew_and_what_was_lost_is_told() throws Exception {
    try (DaemonRecorder recorder = recorder(rules(Duration.ofHours(1), 100))) {
      Files.delete(folder());
      recorder.took(BTC, trade(1));
      await()
          .until(
              () -> {
                recorder.took(BTC, trade(2));
                return !files().isEmpty();
              });
      recorder.took(BTC, trade(3));
    }
    List<RecordedLine> lines = lines(files().getFirst());
    assertThat(lines.get(1).content()).isInstanceOf(RecordedLine.Lost.class);
    assertThat(lines.getLast().content()).isEqualTo(new RecordedLine.Told(trade(3)));
  }
}
