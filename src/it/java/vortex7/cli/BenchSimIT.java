package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program measures the simulated venue for a second each: every figure is there. */
class BenchSimIT {
  private static final List<String> GOALS =
      List.of(
          "process start to first tick, median of 3",
          "orders matched in process, one thread",
          "lag p99",
          "last over second quarter");

  @TempDir private Path folder = Path.of("unset");

  @Test
  void a_short_run_measures_every_part_and_leaves_nothing_behind() throws Exception {
    Path out = folder.resolve("out.json");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-jar",
                Path.of("target", "vortex7.jar").toAbsolutePath().toString(),
                "bench",
                "sim",
                "--seconds",
                "1",
                "--symbols",
                "3",
                "--clients",
                "2",
                "--minutes",
                "1",
                "--json")
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("err.txt"))).isZero();
    JsonNode report = new ObjectMapper().readTree(Files.readString(out));
    for (JsonNode figure : report.get("figures")) {
      assertThat(figure.get("value").doubleValue()).as("%s", figure).isNotNegative();
    }
    List<String> names = report.get("figures").findValuesAsText("name");
    assertThat(names)
        .containsAll(GOALS)
        .contains("orders over REST, each on disk", "orders over WebSocket, each on disk");
    assertThat(report.get("figures").findValues("goal")).hasSizeGreaterThanOrEqualTo(GOALS.size());
    assertThat(report.get("machine").get("cpus").intValue()).isPositive();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("vortex7-")))
          .isEmpty();
    }
    assertThat(
            ProcessHandle.allProcesses()
                .filter(
                    each -> each.info().commandLine().orElse("").contains(temporary.toString())))
        .isEmpty();
  }

  @Test
  void a_number_out_of_bounds_is_refused_with_its_name() {
    assertThat(Main.execute("bench", "sim", "--symbols", "1")).isEqualTo(ExitCode.USAGE);
    assertThat(Main.execute("bench", "sim", "--clients", "1000")).isEqualTo(ExitCode.USAGE);
  }
}
