package vortex7.cli;

/** What the program's exit status means to the shell; the numbers are part of its interface. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int UNAVAILABLE = 3;
  static final int VENUE_REFUSED = 4;

  private ExitCode() {}
}
