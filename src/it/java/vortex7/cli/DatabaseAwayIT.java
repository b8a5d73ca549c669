package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.SharedPostgres;
import vortex7.position.ClientOrderId;

/**
 * The packaged program while its database is away: at the first start, while it runs, at a later
 * start with and without a position.
 */
class DatabaseAwayIT {
  private static final Duration TRADE = Duration.ofMinutes(2);
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder = Path.of("unset");

  private final DatabaseAddress database = SharedPostgres.database("program");

  private DaemonProcess run() throws IOException {
    return DaemonProcess.run(
        folder.resolve("data"),
        Map.of("POSTGRES_URL", url(database, database.password().reveal())),
        "--config",
        Eager.patient(folder).toString(),
        "--seed",
        "11",
        "--balance",
        "100000");
  }

  /** What {@code POSTGRES_URL} has to be. */
  static String url(DatabaseAddress database, String password) {
    return database
        .url()
        .replace("jdbc:postgresql://", "postgresql://" + database.user() + ":" + password + "@");
  }

  @Test
  void a_database_that_is_away_ends_the_first_start_but_no_exit_and_no_later_start()
      throws Exception {
    firstStart();
    try (DaemonProcess daemon = run()) {
      whileRunning(daemon.awaitReady());
      awaitProtected(daemon);
      daemon.kill();
    }
    laterStartWithPosition();
    laterStartWithout();
  }

  private void firstStart() throws Exception {
    try (SharedPostgres.Away away = SharedPostgres.away(database);
        DaemonProcess daemon = run()) {
      assertThat(away.isAway()).isTrue();
      assertThat(daemon.awaitExit()).as(daemon.console()).isEqualTo(ExitCode.UNAVAILABLE);
      assertThat(daemon.console())
          .contains("vortex7: the database at jdbc:postgresql://")
          .contains("not currently accepting connections")
          .doesNotContain(database.password().reveal());
    }
    assertThat(folder.resolve("data").resolve("run.json")).doesNotExist();
  }

  private void whileRunning(DaemonProcess daemon) throws Exception {
    String symbol = awaitProtected(daemon);
    try (SharedPostgres.Away away = SharedPostgres.away(database)) {
      assertThat(away.isAway()).isTrue();
      JsonNode status =
          daemon.await(
              "/api/v1/status",
              SOON,
              answer ->
                  answer.path("tradingState").asText().equals("REDUCING")
                      // An account that was just writing says first that it waits for its journal.
                      && answer.path("reasons").toString().contains("not currently accepting"));
      assertThat(new BigDecimal(status.path("balance").asText())).isPositive();
      assertThat(printedStatus(daemon)).contains("REDUCING").contains("not currently accepting");
      assertThat(daemon.status("/health")).isEqualTo(200);
      assertThat(daemon.status("/ready")).isEqualTo(503);
      assertThat(daemon.open("/ready")).contains("journal");
      VenueTruth truth = VenueTruth.of(daemon);
      assertThat(truth.violations()).isEmpty();
      int entries = entries(truth);
      close(daemon, symbol);
      assertThat(daemon.data().resolve("exits.log")).exists();
      daemon.await("/api/v1/status", SOON, answer -> answer.path("partial").isTextual());
      assertThat(printedStatus(daemon)).contains("journal does not answer");
      assertThat(entries(VenueTruth.of(daemon))).as("entries while away").isEqualTo(entries);
      assertThat(daemon.post("/api/v1/resume", "{\"reason\":\"test\"}").statusCode())
          .isEqualTo(409);
    }
    agree(daemon.awaitReady());
    daemon.await(
        "/api/v1/status",
        SOON,
        answer -> !answer.path("partial").isTextual() && answer.path("tradesToday").asInt() > 0);
    assertThat(daemon.data().resolve("exits.log")).doesNotExist();
  }

  private void laterStartWithPosition() throws Exception {
    SharedPostgres.Away away = SharedPostgres.away(database);
    try (DaemonProcess daemon = run().awaitListening()) {
      assertThat(daemon.console()).contains("HALTED: only protecting");
      assertThat(daemon.status("/health")).isEqualTo(200);
      assertThat(daemon.status("/ready")).isEqualTo(503);
      assertThat(daemon.open("/ready")).contains("not currently accepting connections");
      JsonNode status = daemon.get("/api/v1/status");
      assertThat(status.path("tradingState").asText()).isEqualTo("HALTED");
      assertThat(status.path("balance").isNull()).isTrue();
      assertThat(printedStatus(daemon)).contains("HALTED").contains("journal does not answer");
      int entries = entries(VenueTruth.of(daemon));
      JsonNode positions =
          daemon.await("/api/v1/positions", SOON, answer -> !answer.path("items").isEmpty());
      close(daemon, positions.path("items").path(0).path("symbol").asText());
      await("nothing is left behind, see " + daemon.data().resolve("console.log"))
          .atMost(SOON)
          .untilAsserted(() -> assertThat(VenueTruth.of(daemon).violations()).isEmpty());
      assertThat(entries(VenueTruth.of(daemon))).as("entries while away").isEqualTo(entries);
      away.close();
      agree(daemon.awaitReady());
      assertThat(daemon.get("/api/v1/status").path("tradingState").asText()).isEqualTo("ACTIVE");
      assertThat(daemon.data().resolve("exits.log")).doesNotExist();
      leaveFlat(daemon);
      await("balances agree")
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(
                          new BigDecimal(daemon.get("/api/v1/status").path("balance").asText("0")))
                      .isEqualByComparingTo(VenueTruth.of(daemon).wallet()));
      assertThat(daemon.stop(Duration.ofSeconds(15))).isNotEqualTo(ExitCode.FAILED);
    }
  }

  private void laterStartWithout() throws Exception {
    assertThat(Files.readString(folder.resolve("data").resolve("open-positions.json")).strip())
        .isEqualTo("[ ]");
    SharedPostgres.Away away = SharedPostgres.away(database);
    try (DaemonProcess daemon = run().awaitListening()) {
      assertThat(daemon.console()).contains("waiting for it; nothing is traded");
      assertThat(daemon.status("/ready")).isEqualTo(503);
      assertThat(daemon.get("/api/v1/status").path("tradingState").asText()).isEqualTo("HALTED");
      int entries = entries(VenueTruth.of(daemon));
      away.close();
      agree(daemon.awaitReady());
      assertThat(entries(VenueTruth.of(daemon))).as("stopped by a person").isEqualTo(entries);
    }
  }

  private static String awaitProtected(DaemonProcess daemon) {
    JsonNode positions =
        daemon.await(
            "/api/v1/positions",
            TRADE,
            answer -> answer.path("items").findValuesAsText("stopAcked").contains("true"));
    for (JsonNode position : positions.path("items")) {
      if (position.path("stopAcked").asBoolean()) {
        return position.path("symbol").asText();
      }
    }
    throw new IllegalStateException("no position is protected: " + positions);
  }

  /** Closes the position of {@code symbol}, unless its stop or target came first. */
  private static void close(DaemonProcess daemon, String symbol) throws Exception {
    assertThat(
            daemon
                .post("/api/v1/positions/" + symbol + "/close", "{\"reason\":\"no database\"}")
                .statusCode())
        .isIn(200, 404);
    await(symbol + " is flat, see " + daemon.data().resolve("console.log"))
        .atMost(SOON)
        .until(() -> !VenueTruth.of(daemon).positions().containsKey(symbol));
  }

  private static void leaveFlat(DaemonProcess daemon) throws Exception {
    assertThat(daemon.post("/api/v1/trading/stop", "{\"reason\":\"enough\"}").statusCode())
        .isEqualTo(200);
    await("flat")
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () -> {
              for (JsonNode position : daemon.get("/api/v1/positions").path("items")) {
                daemon.post(
                    "/api/v1/positions/" + position.path("symbol").asText() + "/close",
                    "{\"reason\":\"enough\"}");
              }
              return daemon.get("/api/v1/positions").path("items").isEmpty()
                  && VenueTruth.of(daemon).positions().isEmpty();
            });
  }

  private static void agree(DaemonProcess daemon) {
    await("books agree, see " + daemon.data().resolve("console.log"))
        .atMost(SOON)
        .untilAsserted(
            () -> {
              VenueTruth truth = VenueTruth.of(daemon);
              assertThat(truth.violations()).isEmpty();
              assertThat(VenueTruth.quantities(daemon.get("/api/v1/positions")))
                  .isEqualTo(truth.positions());
            });
  }

  private static int entries(VenueTruth truth) {
    return (int)
        truth.orderIds().stream()
            .map(ClientOrderId::parse)
            .filter(id -> id.isPresent() && id.get().leg() == ClientOrderId.Leg.ENTRY)
            .count();
  }

  /** What {@code ./vortex7 status} prints. */
  private static String printedStatus(DaemonProcess daemon) {
    StringWriter out = new StringWriter();
    int exit =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute("status", "--data", daemon.data().toString());
    assertThat(exit).isEqualTo(ExitCode.DONE);
    return out.toString();
  }
}
