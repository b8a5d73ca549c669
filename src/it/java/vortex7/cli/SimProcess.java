package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** {@code ./vortex7 sim} in a process of its own: it can go away and come back on its port. */
final class SimProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path data;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private @Nullable Process process;

  private SimProcess(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** Not started yet; its port is decided. */
  static SimProcess on(Path data) throws IOException {
    Files.createDirectories(data);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new SimProcess(data, free.getLocalPort());
    }
  }

  int port() {
    return port;
  }

  /** What makes a daemon trade here, with {@code --venue binance --mode testnet}. */
  Map<String, String> environment() {
    return Map.of(
        "BINANCE_API_KEY",
        "sim-key",
        "BINANCE_SECRET_KEY",
        "sim-secret",
        "BINANCE_REST_URL",
        "http://127.0.0.1:" + port,
        "BINANCE_WS_URL",
        "ws://127.0.0.1:" + port);
  }

  /** Starts it on what it knew before; returns when it answers. */
  SimProcess start() throws IOException {
    Path log = data.resolve("console.log");
    process =
        DaemonProcess.program(
            log,
            Map.of(),
            List.of(
                "sim",
                "--data",
                data.toString(),
                "--sim",
                Integer.toString(port),
                "--seed",
                "11",
                "--balance",
                "100000"));
    Awaitility.await("venue answers, see " + log)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> !truth().isMissingNode());
    return this;
  }

  /** What it says of the daemon's account. */
  VenueTruth account() {
    try {
      return new VenueTruth(truth().path("accounts").path(0));
    } catch (IOException e) {
      throw new IllegalStateException("the venue does not answer", e);
    }
  }

  private JsonNode truth() throws IOException {
    try {
      return JSON.readTree(
          http.send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sim/truth"))
                      .timeout(Duration.ofSeconds(5))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** kill -9. */
  void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.waitFor(10, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
