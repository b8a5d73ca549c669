package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vortex7.journal.Database;
import vortex7.journal.JournalScope;
import vortex7.journal.JournalSettings;
import vortex7.journal.SharedPostgres;

/** A server on a free port with a double of the daemon, and a client that checks every answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdminDesk {
  static final String VIEWER = "viewer-token-0016";
  static final String OPERATOR = "operator-token-16";
  static final String ADMIN = "admin-token-00016";
  static final String PASSWORD = "operator-secret-16";
  static final String STATUS = "/api/v1/status";
  static final ConfiguredRisk RISK =
      new ConfiguredRisk(new BigDecimal("0.01"), Map.of(DaemonDouble.BTC, new BigDecimal("0.005")));
  static final JournalScope SCOPE = new JournalScope("simulated", "paper");

  @TempDir Path data = Path.of("");

  final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  akka.loglevel = OFF
                  akka.actor.provider = local
                  """)
              .withFallback(ConfigFactory.load()));
  final Database database =
      Database.at(SharedPostgres.database("admin"), JournalSettings.documents());
  final ExecutorService blocking = Executors.newFixedThreadPool(4);
  final HttpClient http = HttpClient.newHttpClient();
  final AtomicReference<Instant> now = new AtomicReference<>(DaemonDouble.NOON);

  DaemonDouble daemon = new DaemonDouble();
  @Nullable AdminServer running;

  AdminServer start(Database history) {
    try {
      return AdminServer.start(
          kit.system(),
          new AdminServer.Parts(
              daemon,
              History.of(history, SCOPE, blocking),
              Credentials.open(
                  data,
                  CredentialsTest.secrets(OPERATOR, PASSWORD, VIEWER, ADMIN),
                  AdminRules.documents()),
              AdminRules.documents(),
              RISK,
              InstantSource.fixed(DaemonDouble.NOON),
              now::get,
              "0.1.0"),
          "127.0.0.1",
          0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  AdminServer server() {
    return Objects.requireNonNull(running);
  }

  @BeforeEach
  void startServer() {
    daemon = new DaemonDouble();
    running = start(database);
  }

  @AfterEach
  void stopServer() {
    server().stop().toCompletableFuture().join();
  }

  @AfterAll
  void stopAll() {
    kit.shutdownTestKit();
    database.close();
    blocking.shutdownNow();
    http.close();
  }

  // ---- asking

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server().url() + path))
        .timeout(Duration.ofSeconds(20));
  }

  static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  static HttpRequest.Builder withPassword(String password, HttpRequest.Builder request) {
    String pair = "operator:" + password;
    return request.header(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  static HttpRequest.Builder json(String body, HttpRequest.Builder request) {
    return request
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** Sends, and holds every answer to what all answers have in common. */
  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(response, "content-security-policy"))
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-inline");
    assertThat(header(response, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
    if (response.statusCode() >= 400) {
      assertThat(header(response, "content-type")).startsWith("application/problem+json");
      JsonNode problem = ApiJson.read(response.body());
      assertThat(problem.path("type").isTextual()).isTrue();
      assertThat(problem.path("title").asText()).isNotBlank();
      assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
      assertThat(problem.path("detail").asText()).isNotBlank();
      assertThat(problem.path("instance").asText()).startsWith("/");
      assertThat(response.body())
          .doesNotContain("Exception")
          .doesNotContain("vortex7.")
          .doesNotContain("SELECT")
          .doesNotContain("akka");
    }
    return response;
  }

  JsonNode get(String path) throws Exception {
    HttpResponse<String> response = send(as(VIEWER, request(path)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return ApiJson.read(response.body());
  }

  HttpResponse<String> put(String path, String body) throws Exception {
    return send(
        as(
            OPERATOR,
            request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(as(OPERATOR, json(body, request(path))));
  }

  static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
