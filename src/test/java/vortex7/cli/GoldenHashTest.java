package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.venue.simulated.recording.SampleRecording;

/**
 * The decisions on the project's own recording are, on every machine, those that are written down.
 *
 * <p>Whoever means to change what is decided writes them anew with {@code -Dvortex7.golden=write}
 * and says in the commit what changed.
 */
class GoldenHashTest {
  private static final Path GOLDEN = Path.of("src/test/resources/backtest/golden.txt");

  @TempDir private Path folder = Path.of("unset");

  @Test
  void the_decisions_on_the_recording_are_those_written_down() throws IOException {
    SampleRecording.writeHistory(SyntheticSettings.documents(), 1_500, folder);
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine("backtest");
    command.setOut(new PrintWriter(out, true));
    int status =
        command.execute(
            "backtest", "src/test/resources/recordings", "--history", folder.toString(), "--json");
    assertThat(status).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toString());
    String decided =
        result.path("decisions").asText() + " " + result.path("decisionHash").asText() + "\n";
    if ("write".equals(System.getProperty("vortex7.golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, decided);
    }
    assertThat(decided)
        .as("decisions and their hash; -Dvortex7.golden=write writes them anew")
        .isEqualTo(Files.readString(GOLDEN));
  }
}
