package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.SharedPostgres;

/**
 * The packaged program on a venue in another process, which is away at the start, goes away while a
 * position is open, and says all the while what no venue says; and against people who get the
 * password or the data folder wrong.
 */
class VenueAwayIT {
  private static final Duration TRADE = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder = Path.of("unset");

  private final DatabaseAddress database = SharedPostgres.database("venue_away");
  private Map<String, String> environment = Map.of();

  private DaemonProcess run(Path data, String... more) throws IOException {
    String[] options = {
      "--venue", "binance", "--mode", "testnet", "--config", Eager.patient(folder).toString()
    };
    String[] all = new String[options.length + more.length];
    System.arraycopy(options, 0, all, 0, options.length);
    System.arraycopy(more, 0, all, options.length, more.length);
    return DaemonProcess.run(data, environment, all);
  }

  @Test
  void a_venue_that_is_away_or_talks_nonsense_costs_no_position_and_no_second_order()
      throws Exception {
    SimProcess sim = SimProcess.on(folder.resolve("sim"));
    try (GarblingProxy proxy = new GarblingProxy(sim.port())) {
      environment = new HashMap<>(sim.environment());
      environment.put("BINANCE_WS_URL", proxy.url());
      environment.put("POSTGRES_URL", DatabaseAwayIT.url(database, database.password().reveal()));
      try (DaemonProcess daemon = run(folder.resolve("data")).awaitListening();
          sim) {
        awayAtTheStart(daemon);
        sim.start();
        daemon.awaitReady();
        secondDaemon(daemon);
        nonsense(daemon, proxy);
        awayWhileRunning(daemon, sim);
        wrongPassword(daemon);
        assertThat(daemon.stop(Duration.ofSeconds(15))).isNotEqualTo(ExitCode.FAILED);
      }
    }
  }

  private static void awayAtTheStart(DaemonProcess daemon) throws Exception {
    assertThat(daemon.status("/health")).isEqualTo(200);
    assertThat(daemon.status("/ready")).isEqualTo(503);
    assertThat(daemon.open("/ready")).contains("venue").contains("user-data stream");
    assertThat(daemon.get("/api/v1/positions").path("items")).isEmpty();
  }

  private void secondDaemon(DaemonProcess daemon) throws Exception {
    String before = Files.readString(daemon.data().resolve("run.json"));
    Path log = folder.resolve("second.log");
    Process second =
        DaemonProcess.program(
            log, environment, java.util.List.of("run", "--data", daemon.data().toString()));
    assertThat(second.waitFor()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(Files.readString(log))
        .contains(daemon.data().toString())
        .contains("pid " + daemon.pid());
    assertThat(Files.readString(daemon.data().resolve("run.json"))).isEqualTo(before);
    assertThat(daemon.status("/ready")).isEqualTo(200);
  }

  private static void wrongPassword(DaemonProcess daemon) throws Exception {
    for (int login = 1; login <= 5; login++) {
      assertThat(login(daemon, "guess-" + login).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> sixth = login(daemon, "guess-6");
    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(sixth.headers().firstValueAsLong("Retry-After")).isPresent();
    assertThat(sixth.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(1L, 60L);
    assertThat(daemon.console()).doesNotContain("guess-");
    assertThat(daemon.post("/api/v1/trading/stop", "{\"reason\":\"test\"}").statusCode())
        .as("the kill switch is exempt")
        .isEqualTo(200);
  }

  private static HttpResponse<String> login(DaemonProcess daemon, String password)
      throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                ("operator:" + password).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(daemon.runFile().orElseThrow().http() + "/api/v1/status"))
                .header("Authorization", "Basic " + basic)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static void nonsense(DaemonProcess daemon, GarblingProxy proxy) throws Exception {
    proxy.garble(true);
    await("enough nonsense").atMost(SOON).until(() -> proxy.said() > 300);
    JsonNode feed = daemon.await("/api/v1/symbols/BTCUSDT", SOON, answer -> malformed(answer) > 20);
    assertThat(feed.path("tradingState").asText()).isEqualTo("ACTIVE");
    assertThat(daemon.status("/health")).isEqualTo(200);
    proxy.garble(false);
    daemon.awaitReady();
    long lines =
        daemon
            .console()
            .lines()
            .filter(line -> line.matches(".*(malformed|not readable|cannot be ours).*"))
            .count();
    assertThat(lines).as("lines about nonsense").isBetween(1L, 60L);
    assertThat(daemon.console()).doesNotContain("event=restarted").doesNotContain("\tat ");
  }

  private static long malformed(JsonNode symbol) {
    return symbol.path("feed").path("malformed").asLong();
  }

  private static void awayWhileRunning(DaemonProcess daemon, SimProcess sim) throws Exception {
    daemon.await(
        "/api/v1/positions",
        TRADE,
        answer -> answer.path("items").findValuesAsText("stopAcked").contains("true"));
    sim.kill();
    await("not ready").atMost(SOON).until(() -> daemon.status("/ready") == 503);
    assertThat(daemon.open("/ready")).containsIgnoringCase("stream");
    assertThat(daemon.status("/health")).isEqualTo(200);
    sim.start();
    daemon.awaitReady();
    await("books agree, see " + daemon.data().resolve("console.log"))
        .atMost(SOON)
        .untilAsserted(
            () -> {
              VenueTruth truth = sim.account();
              assertThat(truth.violations()).isEmpty();
              assertThat(VenueTruth.quantities(daemon.get("/api/v1/positions")))
                  .isEqualTo(truth.positions());
            });
    assertThat(daemon.get("/api/v1/status").path("tradingState").asText()).isEqualTo("ACTIVE");
  }
}
