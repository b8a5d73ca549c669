package vortex7.cli;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vortex7.settings.Settings;

/** Which journal; mixed into the commands that work on one beside the daemon. */
final class JournalOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "configuration merged over the defaults (default: application.conf, if there)")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "the daemon's data folder (default: data)")
  private @Nullable String data;

  /**
   * The settings of these options, the environment, the file and the defaults.
   *
   * @throws vortex7.settings.InvalidSettings with every mistake
   */
  Settings load() {
    SortedMap<String, String> values = new TreeMap<>();
    SettingsOptions.put(values, "data", data);
    return SettingsOptions.load(values, config);
  }
}
