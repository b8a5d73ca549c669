package vortex7.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioFileTest {
  @TempDir private Path folder = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("scenario.conf"), text);
  }

  @Test
  void hocon_and_json_say_the_same() throws IOException {
    String hocon = ScenarioFile.read(file("faults = [{ at = 5 s, kind = socket-cut }]"));
    String json =
        ScenarioFile.read(file("{\"faults\":[{\"at\":\"5 s\",\"kind\":\"socket-cut\"}]}"));
    assertThat(json).isEqualTo(hocon).contains("\"kind\":\"socket-cut\"");
  }

  @Test
  void what_is_no_scenario_is_refused_with_the_reason() throws IOException {
    Path strange = file("fautls = []");
    assertThatThrownBy(() -> ScenarioFile.read(strange)).hasMessageContaining("'fautls'");
    Path broken = file("faults = [");
    assertThatThrownBy(() -> ScenarioFile.read(broken))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scenario.conf");
    Path single = file("faults { kind = socket-cut }");
    assertThatThrownBy(() -> ScenarioFile.read(single)).hasMessageContaining("must be a list");
    assertThatThrownBy(() -> ScenarioFile.read(folder.resolve("none.conf")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none.conf");
  }
}
