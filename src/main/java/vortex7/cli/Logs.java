package vortex7.cli;

import ch.qos.logback.classic.LoggerContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the machine-readable log goes; decided before anything logs for the first time. */
final class Logs {
  private static final String PROPERTY = "vortex7.logs";

  private Logs() {}

  /** Logs into {@code data/logs}, unless a folder was named when the program was started. */
  static void into(Path data) {
    if (System.getProperty(PROPERTY) != null) {
      return;
    }
    Path folder = data.resolve("logs");
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw CommandFailure.unavailable("data folder " + data + " cannot be written: " + e);
    }
    System.setProperty(PROPERTY, folder.toString());
  }

  /** As {@link #into}, and nothing on the console, which is for a result alone. */
  static void onlyInto(Path data) {
    into(data);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
      logback.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender("CONSOLE");
    }
  }
}
