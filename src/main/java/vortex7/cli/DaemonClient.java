package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the commands find a running daemon and talk to it; mixed into each of them. */
final class DaemonClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Where the daemon leaves the token of its own operator for the command line. */
  static final String TOKEN_FILE = "secrets/cli-token";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "data folder of the daemon (default: ${DEFAULT-VALUE})",
      defaultValue = "data")
  private Path data = Path.of("data");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "the daemon's address, instead of the one in the data folder's run.json")
  private @Nullable String url;

  /** A status code and the body, which is JSON. */
  record Answer(int status, JsonNode body) {
    boolean ok() {
      return status / 100 == 2;
    }

    /** The problem's title and detail, or the status alone. */
    String problem() {
      String title = body.path("title").asText("HTTP " + status);
      String detail = body.path("detail").asText("");
      return detail.isEmpty() ? title : title + ": " + detail;
    }
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder().GET(), path);
  }

  Answer post(String path, ObjectNode body) {
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
        path);
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private Answer send(HttpRequest.Builder request, String path) {
    String base = baseUrl();
    token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> response =
          client.send(
              request.uri(URI.create(base + path)).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode body =
          response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
      return new Answer(response.statusCode(), body);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw CommandFailure.unavailable("no daemon answers at " + base);
    } catch (IOException e) {
      throw CommandFailure.unavailable("the daemon at " + base + " did not answer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.failed("interrupted");
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--url must be an address such as http://127.0.0.1:8080");
    }
  }

  private String baseUrl() {
    if (url != null) {
      return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
    RunFile file =
        RunFile.read(data)
            .orElseThrow(
                () ->
                    CommandFailure.unavailable(
                        "no daemon runs on "
                            + data
                            + " (it has no run.json); see --data and --url"));
    if (ProcessHandle.of(file.pid()).isEmpty()) {
      throw CommandFailure.unavailable(
          "the daemon of " + data + " (process " + file.pid() + ") is gone; start it with run");
    }
    return file.http();
  }

  /** The operator's token: of the environment, else the one the daemon left in its data folder. */
  private Optional<String> token() {
    String fromEnvironment = System.getenv("VORTEX7_API_TOKEN");
    if (fromEnvironment != null && !fromEnvironment.isBlank()) {
      return Optional.of(fromEnvironment);
    }
    Path file = data.resolve(TOKEN_FILE);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      throw CommandFailure.unavailable("cannot read " + file + ": " + e.getMessage());
    }
  }
}
