package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vortex7.matching.facts.Fact;

/** The command that writes the page of stylised facts. */
class FactsCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void the_page_holds_each_fact_of_both_books_beside_the_recordings(@TempDir Path folder)
      throws IOException {
    Path page = folder.resolve("facts.md");
    assertThat(run("facts", "--minutes", "2", "--seed", "3", "--out", page.toString())).isZero();
    String text = Files.readString(page);
    assertThat(text)
        .contains("| fact | BTC dense | ETH dense | BTC thin | ETH thin | B23 | B24 | E24 | B24h |")
        .contains("| trades/s: mean, p5, p50, p95, p99, most | ")
        .contains("Correlation of BTC and ETH in the thin book");
    assertThat(text.lines().filter(line -> line.startsWith("| ")).count())
        .isEqualTo(1L + Fact.values().length);
    assertThat(out.toString()).contains("dense: 2 minutes in").contains("written: " + page);
  }

  @Test
  void no_time_at_all_is_wrong_usage() {
    assertThat(run("facts", "--minutes", "0")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--minutes must be 1 to 1440, was 0");
  }

  @Test
  void a_recording_that_is_not_there_is_named(@TempDir Path folder) {
    String missing = folder.resolve("none.gz").toString();
    assertThat(run("facts", "--minutes", "1", "--compare", missing)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(missing).contains("there is no such file");
  }

  @Test
  void a_page_that_cannot_be_written_is_told(@TempDir Path folder) {
    String page = folder.resolve("no/such/folder/facts.md").toString();
    assertThat(run("facts", "--minutes", "1", "--out", page)).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(err.toString()).contains("cannot write " + page);
  }
}
