package vortex7.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.live.recorder.RunFacts;
import vortex7.market.Symbol;
import vortex7.settings.InvalidSettings;
import vortex7.settings.Settings;
import vortex7.settings.SettingsLoader;
import vortex7.settings.TradingRules;

/**
 * The configuration that a recorded run says it was run by, whatever is configured here and now.
 */
final class RecordedConfiguration {
  private final Map<SortedMap<String, String>, Settings> known = new java.util.HashMap<>();

  /**
   * The thresholds that the run traded a symbol by.
   *
   * @throws CommandFailure when this program would understand the configuration otherwise
   */
  TradingRules rules(RunFacts run, Symbol symbol) {
    return settings(run).rulesOf(symbol);
  }

  /** The whole of it. */
  Settings settings(RunFacts run) {
    return known.computeIfAbsent(run.configuration(), RecordedConfiguration::load);
  }

  private static Settings load(SortedMap<String, String> written) {
    try {
      Path folder = Files.createTempDirectory("vortex7-replay");
      try {
        return load(written, folder);
      } finally {
        TemporaryFolder.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder", e);
    }
  }

  private static Settings load(SortedMap<String, String> written, Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    written.forEach(
        (key, value) ->
            text.append("vortex7.").append(key).append(" = ").append(value).append('\n'));
    Path file = Files.writeString(folder.resolve("recorded.conf"), text);
    Settings settings;
    try {
      settings =
          SettingsLoader.load(new TreeMap<>(), Map.of(), Optional.of(file), folder, Sections.ALL);
    } catch (InvalidSettings invalid) {
      throw CommandFailure.usage(
          "the recording's configuration is none of this version: " + invalid.problems());
    }
    SortedMap<String, String> again = settings.written();
    for (Map.Entry<String, String> key : written.entrySet()) {
      if (!key.getValue().equals(again.get(key.getKey()))) {
        throw CommandFailure.usage(
            "the recording was made with %s = %s, which this version reads as %s"
                .formatted(key.getKey(), key.getValue(), again.get(key.getKey())));
      }
    }
    return settings;
  }
}
