package vortex7.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Shows a file in whatever the person's desktop shows it in. */
final class Browser {
  private Browser() {}

  /** False when there is nothing to show it in. */
  static boolean open(Path file) {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String address = file.toAbsolutePath().toUri().toString();
    List<String> command =
        system.startsWith("mac")
            ? List.of("open", address)
            : system.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of("xdg-open", address);
    try {
      new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException nothingThere) {
      return false;
    }
  }
}
