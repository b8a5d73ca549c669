package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter err = new StringWriter();

  private int execute(String... arguments) {
    CommandLine line = Main.commandLine();
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  @ParameterizedTest
  @CsvSource({
    "--seconds, 0",
    "--seconds, 3601",
    "--seconds, soon",
    "--warm-up, 0",
    "--seed, x",
  })
  void a_bad_option_is_wrong_usage_and_is_named_with_its_value(String option, String value) {
    assertThat(execute("bench", option, value)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(option).contains(value);
  }

  @Test
  void a_recording_that_is_none_is_wrong_usage_and_one_that_is_away_is_unavailable(
      @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("x.txt"), "nonsense\n");
    assertThat(execute("bench", "--recording", file.toString())).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--recording").contains("x.txt");
    assertThat(execute("bench", "--recording", folder.resolve("away").toString()))
        .isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(err.toString()).contains("away");
  }
}
