package vortex7.settings;

/** The one rule for port numbers. */
final class Ports {
  private Ports() {}

  static void check(String key, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(key + " must be in 0 to 65535, was " + port);
    }
  }
}
