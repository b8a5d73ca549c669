package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * The packaged program as a user runs it: a process of its own on a data folder, with ports it
 * picks itself, that can be asked over HTTP and killed.
 */
final class DaemonProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Path data;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();

  private DaemonProcess(Process process, Path data, Path log) {
    this.process = process;
    this.data = data;
    this.log = log;
  }

  /** Starts {@code run} on {@code data} with free ports and {@code options}. */
  static DaemonProcess run(Path data, String... options) throws IOException {
    return run(data, Map.of(), options);
  }

  /** The same, with more in its environment. */
  static DaemonProcess run(Path data, Map<String, String> environment, String... options)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "--data", data.toString()));
    for (String port : List.of("--http", "--metrics", "--management", "--sim", "--remoting")) {
      if (!List.of(options).contains(port)) {
        arguments.addAll(List.of(port, "0"));
      }
    }
    arguments.addAll(List.of(options));
    Files.createDirectories(data);
    Path log = data.resolve("console.log");
    Files.deleteIfExists(data.resolve("run.json"));
    return new DaemonProcess(program(log, environment, arguments), data, log);
  }

  /** Starts the packaged program with {@code arguments}, its output appended to {@code log}. */
  static Process program(Path log, Map<String, String> environment, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx400m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.net.preferIPv4Stack=true",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            Path.of("target", "vortex7.jar").toAbsolutePath().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }

  /** Waits until {@code /ready} answers 200. */
  DaemonProcess awaitReady() {
    Awaitility.await("ready, see " + log)
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive() || (runFile().isPresent() && status("/ready") == 200));
    return requireAlive();
  }

  private DaemonProcess requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the daemon ended with " + process.exitValue() + ":\n" + console());
    }
    return this;
  }

  /** Asks until {@code path}'s answer satisfies {@code test}, and answers it. */
  JsonNode await(String path, Duration atMost, Predicate<JsonNode> test) {
    return Awaitility.await(path + ", see " + log)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(path), test);
  }

  /** The API's answer to a GET of {@code path}; missing while it does not answer 200. */
  JsonNode get(String path) {
    return fetch(runFile().orElseThrow().http() + path, true);
  }

  /** The simulated venue's answer, such as of {@code /sim/truth}. */
  JsonNode venue(String path) {
    return fetch(runFile().orElseThrow().simRest() + path, false);
  }

  /** The answer to a POST of {@code body}, of whatever status. */
  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(runFile().orElseThrow().http() + path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The answer's body to a GET without login, of whatever status. */
  String open(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(runFile().orElseThrow().http() + path))
                .timeout(Duration.ofSeconds(10))
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** Waits until the daemon says where it listens. */
  DaemonProcess awaitListening() {
    Awaitility.await("listening, see " + log)
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive() || runFile().isPresent());
    return requireAlive();
  }

  /** Waits for the end of a daemon that cannot start; answers its exit status. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(START.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still running:\n" + console());
    }
    return process.exitValue();
  }

  int status(String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create(runFile().orElseThrow().http() + path))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private JsonNode fetch(String url, boolean login) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5));
      if (login) {
        request.header("Authorization", "Bearer " + token());
      }
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? JSON.readTree(answer.body())
          : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    } catch (IOException e) {
      return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String token() throws IOException {
    return Files.readString(data.resolve(DaemonClient.TOKEN_FILE)).strip();
  }

  java.util.Optional<RunFile> runFile() {
    return RunFile.read(data).filter(file -> file.pid() == process.pid());
  }

  long pid() {
    return process.pid();
  }

  Path data() {
    return data;
  }

  String console() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "no console: " + e;
    }
  }

  /** kill -9: no hook runs, nothing is flushed. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** Waits until the daemon has ended by itself: answers the exit status. */
  int awaitEnd(Duration atMost) throws InterruptedException {
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still running after " + atMost + ":\n" + console());
    }
    return process.exitValue();
  }

  /** SIGTERM, as Ctrl-C: answers the exit status. */
  int stop(Duration atMost) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still running after " + atMost + ":\n" + console());
    }
    return process.exitValue();
  }

  /** Ends the daemon, and the PostgreSQL server that a kill leaves behind. */
  @Override
  public void close() throws IOException {
    process.destroy();
    process
        .onExit()
        .completeOnTimeout(process, 15, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly)
        .join();
    process.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    Path postmaster = data.resolve("pg").resolve("data").resolve("postmaster.pid");
    if (Files.exists(postmaster)) {
      long pid = Long.parseLong(Files.readAllLines(postmaster).get(0).strip());
      ProcessHandle.of(pid)
          .ifPresent(
              server -> {
                server.destroy();
                server.onExit().orTimeout(10, TimeUnit.SECONDS).join();
              });
    }
  }
}
