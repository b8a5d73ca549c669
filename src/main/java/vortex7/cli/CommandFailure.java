package vortex7.cli;

/**
 * Ends a command with a message for the person who typed it, and an exit status; no stack trace.
 */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static CommandFailure failed(String message) {
    return new CommandFailure(ExitCode.FAILED, message);
  }

  static CommandFailure usage(String message) {
    return new CommandFailure(ExitCode.USAGE, message);
  }

  /** A port, a file or the database is not to be had. */
  static CommandFailure unavailable(String message) {
    return new CommandFailure(ExitCode.UNAVAILABLE, message);
  }

  static CommandFailure venueRefused(String message) {
    return new CommandFailure(ExitCode.VENUE_REFUSED, message);
  }

  /**
   * Makes sure of an option's number.
   *
   * @throws CommandFailure naming the option and {@code value} when that is not 1 to {@code most}
   */
  static void requireUpTo(String option, long value, long most) {
    if (value < 1 || value > most) {
      throw usage(option + " must be 1 to " + most + ", was " + value);
    }
  }

  int exitCode() {
    return exitCode;
  }

  String text() {
    String message = getMessage();
    return message == null ? "failed" : message;
  }
}
