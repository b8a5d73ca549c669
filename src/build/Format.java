import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks ({@code check DIR}) or rewrites ({@code fix DIR}) every Java source below a folder in
 * google-java-format's style. Run as a single source file, on the JDK that compiles the project, so
 * that it reads the language level of the sources whatever JDK Maven itself runs on.
 */
public final class Format {
  private Format() {}

  public static void main(String[] arguments) throws IOException {
    boolean fix = arguments[0].equals("fix");
    List<Path> sources;
    try (Stream<Path> found = Files.walk(Path.of(arguments[1]))) {
      sources = found.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    List<String> faults =
        new ArrayList<>(
            sources.parallelStream()
                .map(file -> process(file, fix))
                .filter(s -> !s.isEmpty())
                .toList());
    faults.forEach(System.err::println);
    if (!faults.isEmpty()) {
      System.err.println("Format them with this program: 'fix' in the place of 'check'");
      System.exit(1);
    }
  }

  private static String process(Path file, boolean fix) {
    try {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return "";
      }
      if (fix) {
        Files.writeString(file, formatted);
        return "";
      }
      return "not formatted: " + file;
    } catch (FormatterException | IOException e) {
      return file + ": " + e.getMessage();
    }
  }
}
