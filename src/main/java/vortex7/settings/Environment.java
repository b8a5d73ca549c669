package vortex7.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The process's variables with those of a {@code .env} file beneath them; {@code NAME_FILE} names a
 * file that holds the value of NAME.
 */
public final class Environment {
  private final Map<String, String> values;

  private Environment(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param process the process's own variables, which win
   * @param folder where a {@code .env} may lie
   * @param problems receives what is wrong with the files
   */
  public static Environment of(Map<String, String> process, Path folder, List<Problem> problems) {
    TreeMap<String, String> merged = new TreeMap<>();
    Path dotEnv = folder.resolve(".env");
    if (Files.isRegularFile(dotEnv)) {
      readDotEnv(dotEnv, merged, problems);
    }
    merged.putAll(process);
    TreeMap<String, String> resolved = new TreeMap<>(merged);
    for (String name : EnvironmentKeys.names()) {
      String file = merged.get(name + "_FILE");
      if (file != null && !merged.containsKey(name)) {
        try {
          resolved.put(name, Files.readString(Path.of(file), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
          problems.add(new Problem(name + "_FILE", "cannot read file " + file));
        }
      }
    }
    return new Environment(resolved);
  }

  /** The variable's value; empty when unset or blank. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  private static void readDotEnv(Path file, Map<String, String> into, List<Problem> problems) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      problems.add(new Problem(".env", "cannot be read: " + e.getMessage()));
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("export ")) {
        line = line.substring("export ".length()).strip();
      }
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 1) {
        problems.add(new Problem(".env line " + (i + 1), "must be NAME=VALUE"));
        continue;
      }
      into.put(line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
    }
  }

  private static String unquoted(String value) {
    if (value.length() >= 2) {
      char first = value.charAt(0);
      if ((first == '"' || first == '\'') && value.charAt(value.length() - 1) == first) {
        return value.substring(1, value.length() - 1);
      }
    }
    return value;
  }
}
