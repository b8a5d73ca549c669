package vortex7.cli;

/**
 * One result of the preflight.
 *
 * @param subject what was looked at
 * @param detail what was found, and where something is wrong what to do about it
 */
record Finding(String subject, Level level, String detail) {
  /** How bad it is. */
  enum Level {
    OK,
    WARNING,
    FAILURE
  }

  static Finding ok(String subject, String detail) {
    return new Finding(subject, Level.OK, detail);
  }

  static Finding warning(String subject, String detail) {
    return new Finding(subject, Level.WARNING, detail);
  }

  static Finding failure(String subject, String detail) {
    return new Finding(subject, Level.FAILURE, detail);
  }
}
