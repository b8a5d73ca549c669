package vortex7.venue.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.opentest4j.TestAbortedException;

/**
 * A folder of JavaScript with its {@code package-lock.json}, run by the machine's Node.js and told
 * as a list of results. What it needs is installed below {@code target} once for each lock file, by
 * {@code npm ci} from the registry that the machine is configured for.
 *
 * <p>Where Node.js or the registry is missing, it aborts (which JUnit reports as skipped) with the
 * reason; a lock file that does not fit its packages is a failure.
 */
final class NodeSuite {
  private static final int OLDEST_MAJOR = 18;
  private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(3);
  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
  private static final Pattern RESULT = Pattern.compile("(ok|not ok) \\d+ - (.*)");
  private static final Pattern OUR_FAULT =
      Pattern.compile("npm (error|ERR!) code (EUSAGE|EINTEG.*)");

  /** One test of the suite; {@code detail} is what its runner said of a failure. */
  record Result(String name, boolean passed, String detail) {}

  private final Path folder;

  private NodeSuite(Path folder) {
    this.folder = folder;
  }

  /** The suite in {@code sources}, ready to run. */
  static NodeSuite prepared(Path sources) {
    requireNode();
    try {
      Path lock = sources.resolve("package-lock.json");
      CRC32 stamp = new CRC32();
      stamp.update(Files.readAllBytes(lock));
      Path folder =
          Path.of("target", "clients", sources.getFileName() + "-" + stamp.getValue())
              .toAbsolutePath();
      Files.createDirectories(folder);
      copy(sources, folder);
      Path installed = folder.resolve("installed");
      if (!Files.exists(installed)) {
        install(folder);
        Files.createFile(installed);
      }
      return new NodeSuite(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireNode() {
    String version;
    try {
      version =
          run(List.of("node", "--version"), Path.of(""), Map.of(), Duration.ofSeconds(30)).text();
      run(List.of("npm", "--version"), Path.of(""), Map.of(), Duration.ofSeconds(30));
    } catch (UncheckedIOException missing) {
      throw new TestAbortedException(
          "skipped: Node.js " + OLDEST_MAJOR + " or newer with npm is not on this machine");
    }
    Matcher matcher = VERSION.matcher(version.strip());
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) < OLDEST_MAJOR) {
      throw new TestAbortedException(
          "skipped: Node.js must be " + OLDEST_MAJOR + " or newer, was " + version.strip());
    }
  }

  private static void copy(Path sources, Path folder) throws IOException {
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        if (Files.isRegularFile(file)) {
          Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static void install(Path folder) {
    Finished done =
        run(List.of("npm", "ci", "--prefer-offline"), folder, Map.of(), INSTALL_TIMEOUT);
    if (done.status() == 0) {
      return;
    }
    if (OUR_FAULT.matcher(done.text()).find()) {
      throw new AssertionError("the lock file does not fit:\n" + done.text());
    }
    throw new TestAbortedException("skipped: npm ci failed\n" + done.text());
  }

  /** Runs a script to its end; its tests in their order. */
  List<Result> run(String script, Map<String, String> environment, Duration timeout) {
    Finished done =
        run(List.of("node", "--test-reporter=tap", script), folder, environment, timeout);
    List<Result> results = results(done.text());
    if (results.isEmpty() || (done.status() != 0 && results.stream().allMatch(Result::passed))) {
      throw new AssertionError(script + " ended with " + done.status() + ":\n" + done.text());
    }
    return results;
  }

  /** Reads TAP: a line for each test, then an indented block that says more. */
  private static List<Result> results(String tap) {
    List<Result> results = new ArrayList<>();
    for (String line : tap.lines().toList()) {
      Matcher matcher = RESULT.matcher(line);
      if (matcher.matches()) {
        results.add(new Result(matcher.group(2), matcher.group(1).equals("ok"), ""));
      } else if (!results.isEmpty() && line.startsWith("  ")) {
        Result last = results.removeLast();
        results.add(new Result(last.name(), last.passed(), last.detail() + line + "\n"));
      }
    }
    return results;
  }

  private record Finished(int status, String text) {}

  /**
   * @throws UncheckedIOException when there is no such program
   */
  private static Finished run(
      List<String> command, Path folder, Map<String, String> environment, Duration timeout) {
    Process process = null;
    try {
      Path output = Files.createTempFile("node-suite", ".log");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new AssertionError(
              command + " not done within " + timeout + ":\n" + Files.readString(output));
        }
        return new Finished(process.exitValue(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + command + " ran", stop);
    } finally {
      if (process != null && process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    }
  }
}
