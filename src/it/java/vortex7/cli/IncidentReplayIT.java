package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.live.recorder.RecordingFolder;

/**
 * The packaged program trades on the simulated venue and is stopped; what it recorded is replayed
 * to the same decisions, the same sizes and the same order intents as its journal holds, and one
 * changed frame is found.
 */
class IncidentReplayIT {
  private static final Duration TRADES = Duration.ofMinutes(1);
  private static final int ENTRIES = 3;
  private static final int DECISIONS = 200;

  @TempDir private Path folder = Path.of("unset");

  private final List<JsonNode> trades = new ArrayList<>();

  private record Replayed(int status, JsonNode json) {}

  private static Replayed replay(Path data, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("replay", data.toString(), "--json"));
    arguments.addAll(List.of(more));
    StringWriter out = new StringWriter();
    int status =
        Main.commandLine("replay")
            .setOut(new PrintWriter(out, true))
            .execute(arguments.toArray(String[]::new));
    return new Replayed(status, new ObjectMapper().readTree(out.toString()));
  }

  private Path traded() throws Exception {
    Path data = folder.resolve("data");
    try (DaemonProcess daemon =
        DaemonProcess.run(
            data,
            "--config",
            Eager.configuration(folder).toString(),
            "--balance",
            "100000",
            "--seed",
            "11",
            "--speed",
            "4")) {
      daemon.awaitReady();
      daemon.await(
          "/api/v1/decisions?outcome=SENT&limit=50",
          TRADES,
          sent -> sent.path("items").size() >= ENTRIES);
      daemon.get("/api/v1/trades?limit=50").path("items").forEach(trades::add);
      daemon.stop(Duration.ofSeconds(20));
    }
    return data;
  }

  @Test
  void what_a_daemon_decided_is_decided_again_and_a_changed_frame_is_found() throws Exception {
    Path data = traded();
    Replayed whole = replay(data);
    assertThat(whole.status()).as(whole.json().toPrettyString()).isEqualTo(ExitCode.DONE);
    JsonNode decisions = whole.json().get("decisions");
    assertThat(decisions.get("compared").asLong()).isGreaterThan(DECISIONS);
    assertThat(decisions.get("percent").asDouble()).isEqualTo(100);
    assertThat(whole.json().get("sizes").get("compared").asLong()).isGreaterThanOrEqualTo(ENTRIES);
    assertThat(whole.json().get("sizes").get("percent").asDouble()).isEqualTo(100);
    assertThat(whole.json().get("intents").get("equal").asLong()).isGreaterThanOrEqualTo(ENTRIES);
    assertThat(whole.json().get("rows").get("equal").asLong()).isGreaterThanOrEqualTo(ENTRIES);
    assertThat(whole.json().get("unexplained").asLong()).isZero();

    backtested(data);

    Replayed planted =
        replay(data, "--recording", changed(Recorded.folder(data)).toString(), "--no-journal");
    assertThat(planted.status()).isEqualTo(ExitCode.FAILED);
    assertThat(planted.json().get("unexplained").asLong()).isPositive();
    assertThat(planted.json().get("symbols").findValuesAsText("what")).contains("decision");
    assertThat(planted.json().get("symbols").toString()).contains("E1 reads otherwise");
  }

  /** The decisions are the daemon's, and what fills here filled there at the same price. */
  private void backtested(Path data) throws IOException {
    StringWriter out = new StringWriter();
    int status =
        Main.commandLine("backtest")
            .setOut(new PrintWriter(out, true))
            .execute(
                "backtest",
                Recorded.folder(data).toString(),
                "--as-recorded",
                "--config",
                folder.resolve("eager.conf").toString(),
                "--balance",
                "100000",
                "--json");
    assertThat(status).isEqualTo(ExitCode.DONE);
    JsonNode run = new ObjectMapper().readTree(out.toString());
    JsonNode again = run.get("asRecorded");
    assertThat(again.get("compared").asLong()).isGreaterThan(DECISIONS);
    assertThat(again.get("equal").asDouble() / again.get("compared").asDouble())
        .isGreaterThanOrEqualTo(0.999);
    assertThat(run.get("decisions").asLong()).isEqualTo(again.get("compared").asLong());
    // A trade that lasts longer here than there may have the place of the next one.
    long refused = 0;
    for (JsonNode count : run.get("refusals")) {
      refused += count.asLong();
    }
    assertThat(run.get("entries").asLong()).isPositive();
    assertThat(run.get("entries").asLong() + refused).isGreaterThanOrEqualTo(ENTRIES);
    for (JsonNode trade : run.get("trades")) {
      for (JsonNode live : trades) {
        if (live.path("ref").asText().equals(trade.path("ref").asText())) {
          assertThat(new BigDecimal(trade.path("entryPrice").asText()))
              .isEqualByComparingTo(live.path("entryPrice").asText());
        }
      }
    }
  }

  /** The same recording, but one bid of one book in the middle is for another quantity. */
  private Path changed(Path recording) throws IOException {
    Path into = Files.createDirectories(folder.resolve("changed"));
    boolean first = true;
    for (RecordingFolder.Entry entry : RecordingFolder.in(recording)) {
      Path copy = into.resolve(entry.file().getFileName());
      if (first) {
        first = false;
        List<String> lines = new ArrayList<>(lines(entry.file()));
        List<Integer> books = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).contains("@depth20")) {
            books.add(i);
          }
        }
        int middle = books.get(books.size() / 2);
        lines.set(
            middle,
            lines.get(middle).replaceFirst("(\"b\":\\[\\[\"[0-9.]+\",\")[0-9.]+", "$1" + "77.5"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(copy))) {
          out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
      } else {
        Files.copy(entry.file(), copy);
      }
    }
    return into;
  }

  private static List<String> lines(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
