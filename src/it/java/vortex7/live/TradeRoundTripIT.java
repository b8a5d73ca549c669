package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.SharedPostgres;
import vortex7.live.view.ActorView;
import vortex7.live.view.ClusterView;
import vortex7.live.view.StatusView;
import vortex7.market.Symbol;
import vortex7.venue.simulated.SimulatedVenue;

/**
 * The whole tree, sharded on a cluster of one, trades on the simulated venue through its sockets
 * and journals in PostgreSQL; then the kill switch, then a restart.
 */
class TradeRoundTripIT {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final double SPEED = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path data;

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private TestDaemon daemon(SimulatedVenue sim, DatabaseAddress database, Metrics metrics) {
    return new TestDaemon(
        sim,
        database,
        data,
        EagerRules.holding(Duration.ofSeconds(30)),
        LiveRules.documents(),
        metrics,
        List.of(BTC));
  }

  private static void awaitReady(TestDaemon daemon) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(daemon.node.readiness()).missing()).isEmpty());
  }

  @Test
  void a_trade_is_entered_protected_closed_and_counted_and_everything_outlives_a_restart()
      throws Exception {
    DatabaseAddress database = SharedPostgres.database("roundtrip");
    StopWatch stops = new StopWatch();
    try (SimulatedVenue sim = EagerRules.venue(SPEED, BTC, BigDecimal.ONE)) {
      BigDecimal balance;
      try (TestDaemon daemon = daemon(sim, database, stops)) {
        awaitReady(daemon);
        balance = firstTrade(sim, daemon, stops);
        killSwitch(daemon);
        nodeShowsItself(daemon);
      }
      try (TestDaemon again = daemon(sim, database, stops)) {
        awaitReady(again);
        StatusView status = get(again.node.status());
        assertThat(status.tradingState()).isEqualTo("REDUCING");
        assertThat(status.balance().orElseThrow()).isEqualByComparingTo(balance);
        assertThat(get(again.node.positions())).isEmpty();
        startsAgain(again);
      }
    }
  }

  private BigDecimal firstTrade(SimulatedVenue sim, TestDaemon daemon, StopWatch stops)
      throws Exception {
    List<Daemon.News.TradeClosed> closed = new CopyOnWriteArrayList<>();
    AutoCloseable listening =
        daemon.node.onNews(
            news -> {
              if (news instanceof Daemon.News.TradeClosed trade) {
                closed.add(trade);
              }
            });
    await().atMost(PATIENCE).until(() -> !closed.isEmpty());
    listening.close();
    assertThat(get(daemon.node.stop(command("stop-1", "the trade is closed"))))
        .isInstanceOf(CommandResult.Done.class);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(get(daemon.node.positions())).isEmpty());
    assertThat(stops.nanos).isNotEmpty();
    JsonNode truth = EagerRules.truth(sim);
    for (JsonNode position : truth.get("positions")) {
      assertThat(position.get("amount").decimalValue()).isZero();
    }
    BigDecimal wallet = new BigDecimal(truth.get("balances").get("USDT").asText());
    await()
        .untilAsserted(
            () ->
                assertThat(get(daemon.node.status()).balance().orElseThrow())
                    .isEqualByComparingTo(wallet));
    feesAreBnb(sim, truth, get(daemon.node.status()), wallet.subtract(new BigDecimal("500")));
    return wallet;
  }

  /** Every fee was paid in BNB; in USDT the day counts them at BNB's mark, a minute old at most. */
  private static void feesAreBnb(
      SimulatedVenue sim, JsonNode truth, StatusView status, BigDecimal gross) throws Exception {
    assertThat(truth.get("fills")).isNotEmpty();
    assertThat(truth.get("fills"))
        .allSatisfy(fill -> assertThat(fill.get("feeAsset").asText()).isEqualTo("BNB"));
    BigDecimal spent =
        BigDecimal.ONE.subtract(new BigDecimal(truth.get("balances").get("BNB").asText()));
    JsonNode mark = EagerRules.answer(sim, "/fapi/v1/premiumIndex?symbol=BNBUSDT");
    BigDecimal fees = spent.multiply(new BigDecimal(mark.get("markPrice").asText()));
    BigDecimal tolerance = fees.multiply(new BigDecimal("0.01"));
    assertThat(fees).isPositive();
    BigDecimal counted = status.feesToday().orElseThrow();
    assertThat(counted).isCloseTo(fees, within(tolerance));
    assertThat(status.grossPnlToday().orElseThrow()).isEqualByComparingTo(gross);
    assertThat(status.dayPnl().orElseThrow()).isEqualByComparingTo(gross.subtract(counted));
  }

  private static OperatorCommand command(String id, String reason) {
    return new OperatorCommand(id, "operator", reason, java.time.Instant.EPOCH);
  }

  private void killSwitch(TestDaemon daemon) throws Exception {
    assertThat(data.resolve("halt")).exists();
    await()
        .untilAsserted(
            () -> assertThat(get(daemon.node.status()).tradingState()).isEqualTo("REDUCING"));
    assertThat(get(daemon.node.breakers()))
        .anyMatch(breaker -> breaker.name().equals("MANUAL") && breaker.tripped());
  }

  private static void nodeShowsItself(TestDaemon daemon) throws Exception {
    ClusterView cluster = get(daemon.node.cluster());
    assertThat(cluster.members()).hasSize(1);
    assertThat(cluster.shards()).anyMatch(shard -> shard.entities().contains("BTCUSDT"));
    List<String> paths = new ArrayList<>();
    collect(get(daemon.node.actors()), paths);
    assertThat(paths)
        .anyMatch(path -> path.endsWith("/BTCUSDT/feed"))
        .anyMatch(path -> path.endsWith("/BTCUSDT/order-flow"))
        .anyMatch(path -> path.endsWith("/BTCUSDT/position"))
        .anyMatch(path -> path.endsWith("/account"));
    assertThat(get(daemon.node.symbol(BTC))).isPresent();
    assertThat(get(daemon.node.recentDecisions(Optional.empty(), 10))).isNotEmpty();
  }

  private static void collect(ActorView view, List<String> paths) {
    paths.add(view.path());
    view.children().forEach(child -> collect(child, paths));
  }

  private void startsAgain(TestDaemon daemon) throws Exception {
    CommandResult started = get(daemon.node.start(command("start-1", "go on")));
    assertThat(started).isInstanceOf(CommandResult.Done.class);
    assertThat(data.resolve("halt")).doesNotExist();
    assertThat(get(daemon.node.status()).tradingState()).isEqualTo("ACTIVE");
  }
}
