package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.SharedPostgres;
import vortex7.live.view.PositionView;
import vortex7.market.Symbol;
import vortex7.venue.simulated.SimulatedVenue;

/**
 * A database that goes away while a position is open: entries off, exits on, nothing lost. The same
 * through the packaged program, and more of it, is {@code DatabaseAwayIT}, which every build runs.
 */
@Tag("slow")
class JournalAwayIT {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final double SPEED = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path data;

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private TestDaemon daemon(SimulatedVenue sim, DatabaseAddress database) {
    return new TestDaemon(
        sim,
        database,
        data,
        EagerRules.holding(Duration.ofMinutes(20)),
        LiveRules.documents(),
        new StopWatch(),
        List.of(BTC));
  }

  private static void awaitReady(TestDaemon daemon) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(daemon.node.readiness()).missing()).isEmpty());
  }

  private static void awaitProtectedPosition(TestDaemon daemon) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(daemon.node.positions()).stream().anyMatch(PositionView::stopAcked));
  }

  private static BigDecimal amount(SimulatedVenue sim) throws Exception {
    BigDecimal open = BigDecimal.ZERO;
    for (JsonNode position : EagerRules.truth(sim).get("positions")) {
      open = open.add(new BigDecimal(position.get("amount").asText()));
    }
    return open;
  }

  private static void awaitFlat(SimulatedVenue sim) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(amount(sim)).isEqualByComparingTo(BigDecimal.ZERO));
  }

  private static void close(TestDaemon daemon) throws Exception {
    get(
        daemon.node.closePosition(
            BTC,
            new OperatorCommand("close-1", "operator", "the database is away", Instant.EPOCH)));
  }

  private static void booksAgree(SimulatedVenue sim, TestDaemon daemon) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(get(daemon.node.status()).balance().orElseThrow())
                    .isEqualByComparingTo(
                        EagerRules.truth(sim).get("balances").get("USDT").asText()));
  }

  @Test
  void a_position_is_left_while_the_database_is_away_and_counted_when_it_is_back()
      throws Exception {
    DatabaseAddress database = SharedPostgres.database("away");
    try (SimulatedVenue sim = EagerRules.venue(SPEED, BTC);
        TestDaemon daemon = daemon(sim, database)) {
      awaitReady(daemon);
      awaitProtectedPosition(daemon);
      try (SharedPostgres.Away away = SharedPostgres.away(database)) {
        assertThat(away.isAway()).isTrue();
        close(daemon);
        awaitFlat(sim);
        await().atMost(PATIENCE).until(() -> !get(daemon.node.readiness()).ready());
      }
      awaitReady(daemon);
      await().atMost(PATIENCE).until(() -> get(daemon.node.status()).tradesToday().orElse(0) >= 1);
      get(daemon.node.stop(new OperatorCommand("stop-1", "operator", "enough", Instant.EPOCH)));
      awaitFlatAndStill(sim, daemon);
      booksAgree(sim, daemon);
      assertThat(ExitsLog.in(data).entries()).isEmpty();
    }
  }

  private static void awaitFlatAndStill(SimulatedVenue sim, TestDaemon daemon) throws Exception {
    for (PositionView left : get(daemon.node.positions())) {
      assertThat(left.symbol()).isEqualTo("BTCUSDT");
      close(daemon);
    }
    awaitFlat(sim);
    await().atMost(PATIENCE).until(() -> get(daemon.node.positions()).isEmpty());
  }

  @Test
  void a_start_without_the_database_exits_what_the_data_folder_and_the_venue_name()
      throws Exception {
    DatabaseAddress database = SharedPostgres.database("bootaway");
    try (SimulatedVenue sim = EagerRules.venue(SPEED, BTC)) {
      try (TestDaemon daemon = daemon(sim, database)) {
        awaitReady(daemon);
        awaitProtectedPosition(daemon);
      }
      assertThat(data.resolve("open-positions.json")).content().contains("BTCUSDT");
      SharedPostgres.Away away = SharedPostgres.away(database);
      try (TestDaemon daemon = daemon(sim, database)) {
        await()
            .atMost(PATIENCE)
            .ignoreExceptions()
            .untilAsserted(
                () ->
                    assertThat(get(daemon.node.readiness()).missing())
                        .anyMatch(what -> what.contains("journal: not read")));
        close(daemon);
        awaitFlat(sim);
        away.close();
        awaitReady(daemon);
        get(daemon.node.stop(new OperatorCommand("stop-1", "operator", "enough", Instant.EPOCH)));
        awaitFlatAndStill(sim, daemon);
        booksAgree(sim, daemon);
        assertThat(ExitsLog.in(data).entries()).isEmpty();
      }
    }
  }
}
