package vortex7.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;

/** A file of faults for the simulated venue, in HOCON or JSON: {@code faults = [{ ... }, ...]}. */
public final class ScenarioFile {
  private static final String FAULTS = "faults";

  private ScenarioFile() {}

  /**
   * The list of its faults, as JSON.
   *
   * @throws IllegalArgumentException when it cannot be read, with the reason
   */
  public static String read(Path file) {
    try {
      Config config =
          ConfigFactory.parseFile(
                  file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false))
              .resolve();
      for (String key : config.root().keySet()) {
        if (!key.equals(FAULTS)) {
          throw new IllegalArgumentException(
              "field '" + key + "' is unknown to a scenario, which knows " + FAULTS);
        }
      }
      if (!config.hasPath(FAULTS) || config.getValue(FAULTS).valueType() != ConfigValueType.LIST) {
        throw new IllegalArgumentException("field 'faults' must be a list of faults");
      }
      return config.getValue(FAULTS).render(ConfigRenderOptions.concise());
    } catch (ConfigException unreadable) {
      throw new IllegalArgumentException(unreadable.getMessage(), unreadable);
    }
  }
}
