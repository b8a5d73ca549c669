package vortex7.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of a measurement, gone with it. */
final class TemporaryFolder {
  private TemporaryFolder() {}

  static Path create() throws IOException {
    return Files.createTempDirectory("vortex7-bench-");
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
