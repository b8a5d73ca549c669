package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command that searches, on a minute of the synthetic market. */
class OptimizeCommandTest {
  @TempDir private Path folder = Path.of("unset");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine command = Main.commandLine("optimize");
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  private int search(String... more) throws IOException {
    Path config = folder.resolve("eager.conf");
    if (!Files.exists(config)) {
      Files.writeString(config, ReportSamples.EAGER);
    }
    List<String> arguments = new ArrayList<>(List.of("optimize", "--synthetic", "--minutes", "1"));
    arguments.addAll(List.of("--symbols", "ETHUSDT", "--balance", "10000"));
    arguments.addAll(List.of("--config", config.toString(), "--enough", "2", "--folds", "2"));
    arguments.addAll(List.of("--out", folder.resolve("search").toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private Path log() {
    return folder.resolve("search").resolve("trials.jsonl");
  }

  @Test
  void combinations_are_ranked_and_left_as_tables_and_a_page() throws IOException {
    assertThat(
            search(
                "--vary",
                "strategies.a.longest-hold=3 s,6 s",
                "--sensitivity",
                "fees",
                "--threads",
                "2",
                "--json"))
        .as(err.toString())
        .isZero();
    JsonNode result = new ObjectMapper().readTree(out.toString());
    assertThat(result.path("ranked")).hasSize(2);
    double best = result.path("ranked").path(0).path("score").asDouble();
    assertThat(best).isGreaterThanOrEqualTo(result.path("ranked").path(1).path("score").asDouble());
    assertThat(result.path("ranked").path(0).path("trades").asInt()).isPositive();
    assertThat(result.path("walkForward").path("folds")).hasSize(2);
    assertThat(result.path("monteCarlo").path("paths").asInt()).isEqualTo(1_000);
    assertThat(result.path("sensitivity")).hasSize(4);
    for (JsonNode nudged : result.path("sensitivity")) {
      boolean cheaper = nudged.path("to").asDouble() < nudged.path("from").asDouble();
      double change = nudged.path("change").asDouble();
      assertThat(cheaper ? change : -change).as(nudged.toString()).isNotNegative();
    }
    Path left = folder.resolve("search");
    assertThat(left.resolve("results.csv"))
        .content()
        .startsWith("rank,score,net,trades,noFills,netUsdt,decisionHash,configurationHash,")
        .hasLineCount(3);
    assertThat(left.resolve("walk-forward.csv")).content().hasLineCount(3);
    assertThat(left.resolve("sensitivity.csv")).content().hasLineCount(5);
    assertThat(left.resolve("search.html")).content().contains("Walk-forward", "Sensitivity");
    assertThat(Files.readAllLines(log())).hasSize(1 + 2 + 4);
  }

  @Test
  void a_search_that_was_stopped_goes_on_where_it_was() throws IOException {
    String[] vary = {"--vary", "strategies.a.longest-hold=3 s,6 s"};
    assertThat(search(vary)).as(err.toString()).isZero();
    String told = out.toString();
    List<String> whole = Files.readAllLines(log());
    // As if it had been stopped while it wrote its last line.
    Files.writeString(
        log(), whole.get(0) + "\n" + whole.get(1) + "\n" + whole.get(2).substring(0, 40));
    assertThat(search(vary)).isZero();
    assertThat(out.toString()).isEqualTo(told);
    assertThat(Files.readAllLines(log())).containsExactlyElementsOf(whole);
    // A line that is there is not run again.
    String other = whole.get(1).replace("\"decisionHash\":\"", "\"decisionHash\":\"kept");
    Files.writeString(log(), whole.get(0) + "\n" + other + "\n");
    assertThat(search(vary)).isZero();
    assertThat(Files.readAllLines(log()).get(1)).isEqualTo(other);
    assertThat(folder.resolve("search").resolve("results.csv")).content().contains("kept");
  }

  @Test
  void the_log_of_another_search_is_left_alone() throws IOException {
    assertThat(search("--vary", "strategies.a.longest-hold=3 s")).isZero();
    String held = Files.readString(log());
    assertThat(search("--vary", "strategies.a.longest-hold=3 s", "--seed", "8"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("holds another search");
    assertThat(Files.readString(log())).isEqualTo(held);
    Files.writeString(log(), "nonsense\n", StandardOpenOption.TRUNCATE_EXISTING);
    assertThat(search("--vary", "strategies.a.longest-hold=3 s")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("is not a log of optimize");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          optimize --synthetic                                  | name what to vary
          optimize --vary a=1                                   | name recordings, or --synthetic
          optimize --synthetic --vary strategies.a.nothing=1    | is not a setting of this program
          optimize --synthetic --vary strategies.a.streak-min=x | strategies.a.streak-min
          optimize --synthetic --vary streak                    | must be KEY=VALUES
          optimize --synthetic --vary strategies.a.streak-min=1..9 | is for --random
          optimize --synthetic --vary strategies.a.streak-min=1 --by luck | measures are net
          optimize --synthetic --vary strategies.a.streak-min=1 --train 1 | --train must be
          optimize --synthetic --vary strategies.a.streak-min=1 --enough 0 | --enough must be
          optimize --synthetic --vary strategies.a.streak-min=1 --random 0 | --random must be
          optimize --synthetic --profile calibrated --vary risk.target-floor=on | documents' own
          """)
  void wrong_usage_is_told_before_anything_runs(String arguments, String told) {
    List<String> words = new ArrayList<>(List.of(arguments.strip().split(" +")));
    words.addAll(List.of("--out", folder.resolve("none").toString()));
    assertThat(run(words.toArray(String[]::new))).as(err.toString()).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(told);
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
