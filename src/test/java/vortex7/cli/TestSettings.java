package vortex7.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vortex7.settings.Settings;
import vortex7.settings.SettingsLoader;

/** The defaults of the configuration with a few keys changed. */
public final class TestSettings {
  private TestSettings() {}

  public static Settings with(Map<String, String> changed) {
    try {
      // No file of the folder the tests run in.
      Path nothing = Files.createTempFile("backtest", ".conf");
      try {
        return SettingsLoader.load(
            new TreeMap<>(changed),
            Map.of(),
            Optional.of(nothing),
            Path.of("target"),
            Sections.ALL);
      } finally {
        Files.delete(nothing);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
