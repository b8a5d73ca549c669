package vortex7;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Recordings by others that may lie beside the project; a test that wants one is skipped where they
 * are not there.
 */
public final class SharedData {
  private static final Path ROOT =
      Path.of(System.getProperty("vortex7.shared", Path.of("..", "shared", "data").toString()));

  private SharedData() {}

  /** The file at {@code name} below the recordings, or the test is skipped and says so. */
  public static Path file(String name) {
    Path file = ROOT.resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "skipped: no recording " + name);
    return file;
  }
}
