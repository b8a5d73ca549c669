package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  private String decided(String... cache) throws IOException {
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine("backtest");
    command.setOut(new PrintWriter(out, true));
    List<String> arguments = new ArrayList<>(List.of("backtest", "src/test/resources/recordings"));
    arguments.addAll(List.of("--history", folder.toString(), "--json"));
    arguments.addAll(List.of(cache));
    assertThat(command.execute(arguments.toArray(String[]::new))).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toString());
    return result.path("decisions").asText() + " " + result.path("decisionHash").asText() + "\n";
  }

  @Test
  void the_decisions_on_the_recording_are_those_written_down() throws IOException {
    SampleRecording.writeHistory(SyntheticSettings.documents(), 1_500, folder);
    String decided = decided("--no-cache");
    if ("write".equals(System.getProperty("vortex7.golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, decided);
    }
    assertThat(decided)
        .as("decisions and their hash; -Dvortex7.golden=write writes them anew")
        .isEqualTo(Files.readString(GOLDEN));
    String cache = folder.resolve("cache").toString();
    assertThat(decided("--cache", cache)).as("while the cache is made").isEqualTo(decided);
    assertThat(folder.resolve("cache")).isDirectoryContaining("glob:**.v7cache");
    assertThat(decided("--cache", cache)).as("from the cache").isEqualTo(decided);
  }
}
