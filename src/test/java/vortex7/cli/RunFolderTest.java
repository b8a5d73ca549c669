package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.venue.simulated.recording.SampleRecording;

/** What a run leaves behind, and the commands that read it. */
class RunFolderTest {
  private static final String RECORDINGS = "src/test/resources/recordings";

  @TempDir private static Path folder = Path.of("unset");

  private static Path one = Path.of("unset");
  private static Path two = Path.of("unset");

  private static final class Called {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final int status;

    Called(String... arguments) {
      CommandLine command = Main.commandLine(arguments[0]);
      command.setOut(new PrintWriter(out, true));
      command.setErr(new PrintWriter(err, true));
      status = command.execute(arguments);
    }
  }

  @BeforeAll
  static void run() throws IOException {
    Files.writeString(folder.resolve("eager.conf"), ReportSamples.EAGER);
    Path history = Files.createDirectory(folder.resolve("history"));
    SampleRecording.writeHistory(SyntheticSettings.documents(), 1_500, history);
    one = folder.resolve("one");
    two = folder.resolve("two");
    assertThat(backtest("--out", one.toString()).status).isZero();
    assertThat(backtest("--out", two.toString(), "--queue", "proportional").status).isZero();
  }

  private static Called backtest(String... more) {
    List<String> arguments = new ArrayList<>(List.of("backtest", RECORDINGS));
    arguments.addAll(List.of("--config", folder.resolve("eager.conf").toString()));
    arguments.addAll(List.of("--history", folder.resolve("history").toString()));
    arguments.addAll(List.of("--balance", "10000", "--cache", folder.resolve("cache").toString()));
    arguments.addAll(List.of(more));
    return new Called(arguments.toArray(String[]::new));
  }

  private static JsonNode report(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("report.json").toFile());
  }

  @Test
  void a_run_leaves_report_page_and_journal() throws IOException {
    assertThat(report(one).path("trades")).isNotEmpty();
    assertThat(one.resolve("report.html")).content().startsWith("<!DOCTYPE html>");
    long decisions = 0;
    try (BufferedReader lines = BacktestJournal.reader(one.resolve("decisions.jsonl.gz"))) {
      assertThat(lines.readLine()).startsWith("{\"run\":{\"format\":1,").contains("seed");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        decisions += line.startsWith("[") ? 1 : 0;
        assertThat(new ObjectMapper().readTree(line)).isNotNull();
      }
    }
    assertThat(decisions).isEqualTo(report(one).path("decisions").asLong());
    try (var left = Files.list(one)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("report.json", "report.html", "decisions.jsonl.gz");
    }
  }

  @Test
  void why_tells_a_trade_of_a_backtest_as_it_tells_one_of_a_daemon() throws IOException {
    JsonNode trade = report(one).path("trades").path(0);
    String ref = trade.path("ref").asText();
    Called why = new Called("why", ref, "--from", one.toString());
    assertThat(why.status).as(why.err.toString()).isZero();
    assertThat(why.out.toString())
        .startsWith(ref + "  ")
        .contains("by strategy A at 2025-11-19T12:0")
        .contains("because    ")
        .contains("outcome    SENT: position ")
        .contains("planned loss ")
        .contains("reading    order-flow")
        .contains("gate       PASSED   SCORE")
        .contains("strategy   A is a candidate")
        .containsPattern("trade      .*(LONG|SHORT) in at .*, net -?[0-9.]+, fees [0-9.]+");
    Called json = new Called("why", ref, "--from", one.toString(), "--json");
    JsonNode lineage = new ObjectMapper().readTree(json.out.toString());
    assertThat(lineage.path("decision").path("ref").asText()).isEqualTo(ref);
    assertThat(lineage.path("trade").path("pnlNet").asText())
        .isEqualTo(trade.path("pnlNet").asText());
  }

  @Test
  void what_is_not_in_a_journal_and_what_is_none_are_told_apart() throws IOException {
    Called absent = new Called("why", "d_20200101_000000000_BTCUSDT", "--from", one.toString());
    assertThat(absent.status).isEqualTo(ExitCode.FAILED);
    assertThat(absent.err.toString()).contains("keeps no decision d_20200101_000000000_BTCUSDT");
    Called wrong = new Called("why", "yesterday", "--from", one.toString());
    assertThat(wrong.status).isEqualTo(ExitCode.USAGE);
    Called missing = new Called("why", "d_20200101_000000000_BTCUSDT", "--from", "nowhere");
    assertThat(missing.status).isEqualTo(ExitCode.UNAVAILABLE);
    Path text = Files.writeString(folder.resolve("text"), "text");
    Called none = new Called("why", "d_20200101_000000000_BTCUSDT", "--from", text.toString());
    assertThat(none.status).isEqualTo(ExitCode.USAGE);
    assertThat(none.err.toString()).contains("is not a journal of backtest");
  }

  @Test
  void two_runs_are_compared_down_to_the_first_decision_that_differs() throws IOException {
    Called compared = new Called("compare", one.toString(), two.toString());
    assertThat(compared.status).isZero();
    assertThat(compared.out.toString())
        .contains("win rate")
        .contains("market.queue-model: risk-averse | proportional")
        .containsPattern("the first decision that differs is number [0-9]+: \\[\"(BTC|ETH)USDT\",");
    Called json =
        new Called(
            "compare",
            one.resolve("report.json").toString(),
            two.resolve("report.json").toString(),
            "--json");
    JsonNode told = new ObjectMapper().readTree(json.out.toString());
    assertThat(told.path("same").asBoolean(true)).isFalse();
    assertThat(told.path("firstDifference").asText()).contains("the decisions");
    assertThat(told.path("kpis")).hasSize(11);
    assertThat(told.path("configuration")).hasSize(1);
    assertThat(new Called("compare", one.toString(), two.toString(), "--same").status)
        .isEqualTo(ExitCode.FAILED);
  }

  @Test
  void a_run_is_the_same_as_itself() throws IOException {
    Path page = folder.resolve("compared.html");
    Called compared =
        new Called("compare", one.toString(), one.toString(), "--same", "--page", page.toString());
    assertThat(compared.status).isZero();
    assertThat(compared.out.toString()).contains("every decision is the same");
    assertThat(page).content().contains("Two backtests").contains("every decision is the same");
  }

  @Test
  void what_is_no_report_is_told() throws IOException {
    Path text = Files.writeString(folder.resolve("other.json"), "{}");
    Called none = new Called("compare", one.toString(), text.toString());
    assertThat(none.status).isEqualTo(ExitCode.USAGE);
    assertThat(none.err.toString()).contains("is not a report of backtest --json");
    assertThat(new Called("compare", one.toString(), "nowhere").status)
        .isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void the_recording_shows_no_look_ahead() {
    Called checked = backtest("--check-lookahead", "--cuts", "1");
    assertThat(checked.status).as(checked.err.toString()).isZero();
    assertThat(checked.out.toString())
        .containsPattern("cut at 2025-11-19T12:0.*: [0-9]+ decisions, all the same")
        .contains("no look-ahead");
  }
}
