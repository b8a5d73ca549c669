package vortex7.settings;

/**
 * One mistake in the configuration.
 *
 * @param path the key at fault, such as {@code vortex7.risk.risk-per-trade}
 * @param message the rule and the value, without secrets
 */
public record Problem(String path, String message) {
  @Override
  public String toString() {
    return path + ": " + message;
  }
}
