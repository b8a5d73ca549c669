package vortex7.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Merges the layers of the configuration, strongest first: command line, environment, file, the
 * defaults that the program carries.
 */
final class SettingsSource {
  static final String ROOT = "vortex7";
  private static final String DEFAULTS = "/vortex7/application.conf";

  private SettingsSource() {}

  /** The merged section {@code vortex7}; mistakes of the layers go to {@code problems}. */
  static Config merge(
      SortedMap<String, String> commandLine,
      Environment environment,
      Optional<Path> file,
      List<Problem> problems) {
    Config merged = ConfigFactory.empty();
    for (Map.Entry<String, String> entry : commandLine.entrySet()) {
      merged = merged.withValue(entry.getKey(), ConfigValueFactory.fromAnyRef(entry.getValue()));
    }
    for (Map.Entry<String, String> key : EnvironmentKeys.PATHS.entrySet()) {
      Optional<String> value = environment.get(key.getKey());
      if (value.isPresent() && !merged.hasPath(key.getValue())) {
        merged = merged.withValue(key.getValue(), ConfigValueFactory.fromAnyRef(value.get()));
      }
    }
    Config layered = merged.atPath(ROOT);
    if (file.isPresent()) {
      layered = layered.withFallback(parse(file.get(), problems));
    }
    Config complete = layered.withFallback(defaults());
    try {
      return complete.resolve().getConfig(ROOT);
    } catch (ConfigException e) {
      problems.add(new Problem(ROOT, "cannot be resolved: " + e.getMessage()));
      return defaults().resolve().getConfig(ROOT);
    }
  }

  /** The defaults in the jar: the same file that lies at the top of the repository. */
  static Config defaults() {
    URL resource = SettingsSource.class.getResource(DEFAULTS);
    if (resource == null) {
      throw new IllegalStateException("the program lacks its own " + DEFAULTS);
    }
    return ConfigFactory.parseURL(resource);
  }

  private static Config parse(Path file, List<Problem> problems) {
    if (!Files.isReadable(file)) {
      problems.add(new Problem(file.toString(), "cannot be read; does the file exist?"));
      return ConfigFactory.empty();
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      Config parsed = ConfigFactory.parseReader(reader);
      parsed.root().keySet().stream()
          .filter(key -> !key.equals(ROOT))
          .sorted()
          .forEach(
              key ->
                  problems.add(
                      new Problem(key, "in " + file + ": everything belongs under " + ROOT)));
      return parsed.hasPath(ROOT) ? parsed.withOnlyPath(ROOT) : ConfigFactory.empty();
    } catch (ConfigException e) {
      problems.add(new Problem(file.toString(), "is not valid HOCON: " + e.getMessage()));
      return ConfigFactory.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
