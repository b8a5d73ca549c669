package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.venue.simulated.recording.SampleRecording;

/** The command that backtests, on the project's own recording of 75 seconds. */
class BacktestCommandTest {
  private static final String RECORDINGS = "src/test/resources/recordings";

  /**
   * Rules under which strategy A enters on nearly every mark, holds nothing for long, and has had
   * its trades of the hour before the recording ends.
   */
  private static final String EAGER =
      """
      vortex7 {
        decision {
          strategy-tenths-min = 0
          stable-jump-max = 2
          no-fill-pause = 1 s
          close-pause = 1 s
        }
        strategies.a {
          threshold { score-min = 0.02, choppy-gain = 0, agreeing-min = 1 }
          velocity-above = -1
          streak-min = 0
          spike-above = -1
          confirmations-min = 0
          entry-timeout = 4 s
          longest-hold = 6 s
        }
        risk { risk-per-trade = 0.02 %, kelly = off }
        breakers { loss-streak-every = 1000, hourly-losses = 50, trades-per-hour = 3 }
        signal {
          regime.trend.choppy-up-to = -1
          order-flow { warm-up-millis = 2000 }
          tick { warm-up-millis = 2000, votes-min = 1, streak-min = 1 }
        }
      }
      """;

  @TempDir private static Path folder = Path.of("unset");
  private static Path eager = Path.of("unset");
  private static Path history = Path.of("unset");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void write() throws IOException {
    eager = Files.writeString(folder.resolve("eager.conf"), EAGER);
    history = Files.createDirectory(folder.resolve("history"));
    SampleRecording.writeHistory(SyntheticSettings.documents(), 1_500, history);
  }

  private int run(String... arguments) {
    CommandLine command = Main.commandLine("backtest");
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private JsonNode json(String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("backtest", RECORDINGS, "--config", eager.toString(), "--json"));
    arguments.addAll(List.of("--history", history.toString(), "--balance", "10000"));
    arguments.addAll(List.of("--cache", folder.resolve("cache").toString()));
    arguments.addAll(List.of(more));
    out.getBuffer().setLength(0);
    assertThat(run(arguments.toArray(String[]::new))).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private static BigDecimal sum(JsonNode trades, String field) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode trade : trades) {
      sum = sum.add(new BigDecimal(trade.path(field).asText()));
    }
    return sum;
  }

  private static BigDecimal change(JsonNode result, String asset) {
    return new BigDecimal(result.path("closing").path(asset).asText())
        .subtract(new BigDecimal(result.path("opening").path(asset).asText()));
  }

  @Test
  void a_recording_is_traded_and_its_books_equal_the_exchanges() throws IOException {
    JsonNode result = json();
    assertThat(result.path("trades")).as(result.toPrettyString()).hasSizeGreaterThan(2);
    assertThat(result.path("openTrades").asInt()).isZero();
    assertThat(result.path("trips").path("OVERTRADE").asInt()).isEqualTo(1);
    assertThat(change(result, "USDT"))
        .isEqualByComparingTo(
            sum(result.path("trades"), "pnlGross").subtract(sum(result.path("trades"), "funding")));
    assertThat(change(result, "BNB")).isNegative();
    assertThat(result.path("entries").asInt())
        .isEqualTo(result.path("trades").size() + result.path("noFills").size());
    assertThat(result.path("from").asText()).startsWith("2025-11-19T12:00:0");
    assertThat(result.path("to").asText()).startsWith("2025-11-19T12:01:1");
  }

  @Test
  void the_same_recording_gives_the_same_hash_and_the_other_queue_other_fills() throws IOException {
    JsonNode cautious = json();
    JsonNode again = json();
    JsonNode bold = json("--queue", "proportional");
    assertThat(again.path("decisionHash")).isEqualTo(cautious.path("decisionHash"));
    assertThat(again.path("trades")).isEqualTo(cautious.path("trades"));
    assertThat(bold.path("trades")).isNotEqualTo(cautious.path("trades"));
  }

  @Test
  void the_report_names_what_it_was_made_with_and_every_figure() throws IOException {
    JsonNode result = json();
    assertThat(result.path("format").asInt()).isEqualTo(1);
    assertThat(result.path("configurationHash").asText()).matches("[0-9a-f]{64}");
    assertThat(result.path("configuration").path("strategies.a.longest-hold").asText())
        .isEqualTo("6000 ms");
    assertThat(result.path("configuration").has("sim.secret")).isFalse();
    assertThat(result.path("departures")).isEmpty();
    assertThat(result.path("kpis")).hasSize(11);
    assertThat(result.path("figures").path("net").asText()).isEqualTo(result.path("net").asText());
    assertThat(result.path("weights").path("learned").asBoolean(true)).isFalse();
    assertThat(result.path("accuracy")).hasSize(4);
    assertThat(result.path("monteCarlo").path("trades").asInt())
        .isEqualTo(result.path("trades").size());
    for (JsonNode trade : result.path("trades")) {
      assertThat(trade.path("decision").path("gates")).hasSizeGreaterThan(10);
      assertThat(trade.path("decision").path("readings").size()).isBetween(4, 5);
    }
    assertThat(result.path("entered")).hasSize(result.path("entries").asInt());
    assertThat(result.path("decided").path(0).path("hash").asText()).matches("[0-9a-f]{64}");
    JsonNode calibrated = json("--profile", "calibrated");
    assertThat(calibrated.path("departures").size()).isGreaterThan(10);
    assertThat(calibrated.path("configurationHash")).isNotEqualTo(result.path("configurationHash"));
  }

  @Test
  void the_text_tells_every_key_figure_with_its_target() {
    assertThat(
            run(
                "backtest",
                RECORDINGS,
                "--config",
                eager.toString(),
                "--history",
                history.toString(),
                "--balance",
                "10000"))
        .isZero();
    assertThat(out.toString())
        .contains("win rate", "> 55 %", "< 48 %", "fee ratio", "no-fill rate", "expectancy")
        .contains("weights not learned")
        .contains("1000 times the same trades")
        .doesNotContain("marks, % that each gate blocks");
  }

  @Test
  void a_page_is_written_whole_or_not_at_all() throws IOException {
    Path page = folder.resolve("pages").resolve("report.html");
    assertThat(
            run(
                "backtest",
                "--synthetic",
                "--minutes",
                "1",
                "--symbols",
                "ETHUSDT",
                "--page",
                page.toString()))
        .isZero();
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("Gate funnel");
    assertThat(out.toString()).contains("written: " + page);
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(taken.resolve("inside"), "x");
    assertThat(
            run(
                "backtest",
                "--synthetic",
                "--minutes",
                "1",
                "--symbols",
                "ETHUSDT",
                "--page",
                taken.toString()))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(err.toString()).contains("cannot write " + taken);
    try (var left = Files.list(folder)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void without_candles_nothing_is_warm_and_the_gate_that_stopped_it_is_shown() {
    assertThat(run("backtest", RECORDINGS, "--config", eager.toString(), "--no-cache")).isZero();
    assertThat(out.toString())
        .contains("0 entries: 0 trades")
        .contains("BTCUSDT, strategy A: ")
        .containsPattern("ATR .* 0\\.000");
  }

  @Test
  void gates_are_shown_when_they_are_asked_for() {
    assertThat(run("backtest", "--synthetic", "--minutes", "1", "--symbols", "ETHUSDT", "--gates"))
        .isZero();
    assertThat(out.toString())
        .contains("synthetic, profile documents, seed 7, ETHUSDT [")
        .contains("1.0 min")
        .contains("hash ")
        .contains("ETHUSDT, strategy A: ")
        .contains("SCORE ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backtest                                       | name recordings, or --synthetic
          backtest x.gz --synthetic                      | DATA and --synthetic exclude each other
          backtest none.gz                               | none.gz: there is no such file
          backtest --synthetic --open                    | --open needs --page FILE
          backtest --synthetic --minutes 0               | --minutes must be 1 to 527040, was 0
          backtest --synthetic --days 367                | --days must be 1 to 366, was 367
          backtest --synthetic --minutes 1 --days 1      | --minutes and --days exclude each other
          backtest --synthetic --symbols NOTHINGUSDT     | does not list NOTHINGUSDT
          backtest src/test/resources/recordings --symbols SOLUSDT --no-cache | none of the symbols to trade
          backtest src/test/resources/recordings --cache x --no-cache | exclude each other
          """)
  void wrong_usage_is_told(String arguments, String told) {
    assertThat(run(arguments.strip().split(" +"))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(told);
    assertThat(out.toString()).doesNotContain("hash");
  }
}
