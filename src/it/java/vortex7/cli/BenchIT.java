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

/** The packaged program measures for a few seconds: every figure is there, nothing is left. */
class BenchIT {
  private static final List<String> SPANS =
      List.of("floor", "chain", "commit", "intent", "bytesOut");

  @TempDir private Path folder = Path.of("unset");

  @Test
  void a_short_run_has_samples_of_everything_and_leaves_nothing_behind() throws Exception {
    Path out = folder.resolve("out.json");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                Path.of("target", "vortex7.jar").toAbsolutePath().toString(),
                "bench",
                "--seconds",
                "4",
                "--warm-up",
                "3",
                "--json")
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err.txt").toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    JsonNode report = new ObjectMapper().readTree(Files.readString(out));
    // A machine that is busy with other tests voids the run, which is then said.
    assertThat(process.exitValue())
        .as(Files.readString(folder.resolve("err.txt")))
        .isEqualTo(report.get("void").booleanValue() ? ExitCode.FAILED : ExitCode.DONE);
    assertShape(report);
    assertNothingLeft(temporary);
  }

  private static void assertShape(JsonNode report) {
    for (String name : SPANS) {
      JsonNode spans = report.get("micros").get(name);
      assertThat(spans.get("samples").longValue()).as(name).isPositive();
      assertThat(spans.get("p99").doubleValue())
          .as(name)
          .isGreaterThanOrEqualTo(spans.get("p50").doubleValue());
    }
    JsonNode micros = report.get("micros");
    assertThat(micros.get("bytesOut").get("p50").doubleValue())
        .as("slot and intent are committed before the order leaves")
        .isGreaterThan(micros.get("commit").get("p50").doubleValue());
    assertThat(micros.get("chain").get("samples").longValue()).isGreaterThan(500);
    assertThat(report.get("goals").size()).isEqualTo(7);
    report.get("goals").forEach(goal -> assertThat(goal.get("value").doubleValue()).isPositive());
    assertThat(report.get("machine").get("cpus").intValue()).isPositive();
    assertThat(report.get("setting").get("command").textValue()).contains("bench --seconds 4");
    assertThat(report.get("seed").longValue()).isEqualTo(7);
  }

  private static void assertNothingLeft(Path temporary) throws Exception {
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
}
