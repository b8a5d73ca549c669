package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.AskPattern;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ExitReason;
import vortex7.position.Position;
import vortex7.position.PositionEvent;
import vortex7.position.TradeSummary;

class JournalIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final JournalScope SCOPE = new JournalScope("simulated", "paper");
  private static final JournalSettings SETTINGS = JournalSettings.documents();
  private static final String BTC = SCOPE.positionId("BTCUSDT");

  private final DatabaseAddress address = SharedPostgres.database("journal");
  private final Database database = Database.at(address, SETTINGS);
  private final List<ActorTestKit> kits = new ArrayList<>();
  private ActorTestKit kit = newKit();

  private ActorTestKit newKit() {
    Config quiet =
        ConfigFactory.parseString(
            """
            akka.loglevel = OFF
            akka.actor.provider = local
            """);
    ActorTestKit created =
        ActorTestKit.create(
            "journal",
            quiet
                .withFallback(JournalConfig.render(address, SCOPE, SETTINGS))
                .withFallback(ConfigFactory.load()));
    kits.add(created);
    return created;
  }

  private void restart() {
    kit.shutdownTestKit();
    kit = newKit();
  }

  @AfterEach
  void stop() {
    kits.forEach(ActorTestKit::shutdownTestKit);
    database.close();
  }

  private static PositionEvent fill(long tradeId) {
    return new PositionEvent.FillCounted(
        1,
        ClientOrderId.Leg.ENTRY,
        0,
        tradeId,
        new BigDecimal("64000.10"),
        new BigDecimal("0.0010"),
        new BigDecimal("0.00000123"),
        "BNB",
        Optional.of(new BigDecimal("0.0008")),
        true,
        NOON.plusNanos(tradeId));
  }

  private static TradeSummary trade(long number, String net, ExitReason reason) {
    BigDecimal pnl = new BigDecimal(net);
    BigDecimal fee = new BigDecimal("0.50");
    return new TradeSummary(
        "d_20260301_12000000" + number + "_BTCUSDT",
        Symbol.of("BTCUSDT"),
        number,
        Side.SELL,
        'A',
        new BigDecimal("64000.12345678"),
        new BigDecimal("63990"),
        new BigDecimal("0.010"),
        new BigDecimal("640.0012345678"),
        5,
        new BigDecimal("64064.1"),
        new BigDecimal("63900.1"),
        Optional.empty(),
        pnl.add(fee),
        fee,
        new TreeMap<>(java.util.Map.of("BNB", new BigDecimal("0.00083"))),
        List.of(),
        BigDecimal.ZERO,
        pnl,
        71.5,
        -0.4321,
        Duration.ofSeconds(90),
        reason,
        2,
        1,
        1,
        NOON,
        NOON.plusSeconds(90 + number),
        "RANGING",
        "NORMAL",
        "documents",
        "{\"E1\":{\"direction\":\"SHORT\"}}");
  }

  private ActorRef<Notebook.Command> notebook() {
    return kit.spawn(Notebook.create(BTC));
  }

  private int note(ActorRef<Notebook.Command> notebook, PositionEvent event) throws Exception {
    return AskPattern.<Notebook.Command, Integer>ask(
            notebook, ref -> new Notebook.Note(event, ref), PATIENCE, kit.scheduler())
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private List<PositionEvent> read(ActorRef<Notebook.Command> notebook, Duration patience)
      throws Exception {
    return AskPattern.<Notebook.Command, List<PositionEvent>>ask(
            notebook, Notebook.Read::new, patience, kit.scheduler())
        .toCompletableFuture()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "no row";
    }
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void what_was_persisted_is_replayed_exactly_after_a_restart() throws Exception {
    List<PositionEvent> events = List.of(fill(1), fill(2), new PositionEvent.Tp1Hit(1, NOON));
    ActorRef<Notebook.Command> first = notebook();
    for (PositionEvent event : events) {
      note(first, event);
    }

    restart();

    assertThat(read(notebook(), PATIENCE)).isEqualTo(events);
    assertThat(ask("SELECT event_ser_manifest FROM event_journal ORDER BY ordering LIMIT 1"))
        .isEqualTo("position.fill-counted/1");
    assertThat(ask("SELECT DISTINCT tag FROM event_tag"))
        .as("what no projection reads has no tag to wait for")
        .isEqualTo("no row");
    JournalRepository journal = new JournalRepository(database);
    Page<JournalRepository.Entry> page = journal.events(BTC, 2, 1);
    assertThat(page.items()).hasSize(1);
    assertThat(page.items().get(0).event()).contains("\"price\":\"64000.10\"");
    assertThat(page.nextCursor()).contains("3");
  }

  @Test
  void a_second_writer_under_the_same_id_is_fenced() throws Exception {
    ActorRef<Notebook.Command> first = notebook();
    ActorRef<Notebook.Command> second = notebook();
    read(first, PATIENCE);
    read(second, PATIENCE);
    note(first, fill(1));

    assertThatThrownBy(
            () ->
                AskPattern.<Notebook.Command, Integer>ask(
                        second,
                        ref -> new Notebook.Note(fill(2), ref),
                        Duration.ofSeconds(2),
                        kit.scheduler())
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    assertThat(note(first, fill(3))).isEqualTo(2);
    assertThat(ask("SELECT count(*) FROM event_journal")).isEqualTo("2");
  }

  @Test
  void an_unknown_manifest_stops_the_recovery() throws Exception {
    note(notebook(), fill(1));
    run("UPDATE event_journal SET event_ser_manifest = 'position.fill-counted/9'");
    restart();

    assertThatThrownBy(() -> read(notebook(), Duration.ofSeconds(3)))
        .isInstanceOf(ExecutionException.class);
    assertThatThrownBy(() -> new JournalRepository(database).events(BTC, 1, 10))
        .isInstanceOf(UnknownManifest.class)
        .hasMessageContaining("position.fill-counted/9");
  }

  @Test
  void a_damaged_payload_stops_the_recovery() throws Exception {
    note(notebook(), fill(1));
    run("UPDATE event_journal SET event_payload = substring(event_payload for 20)");
    restart();

    assertThatThrownBy(() -> read(notebook(), Duration.ofSeconds(3)))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void a_damaged_snapshot_costs_a_full_replay_and_nothing_else() throws Exception {
    Position empty = Position.initial(Symbol.of("BTCUSDT"));
    ActorRef<Notebook.WithSnapshots.Command> writer =
        kit.spawn(Notebook.WithSnapshots.create(BTC, empty));
    Position last = empty;
    for (int i = 1; i <= 4; i++) {
      PositionEvent event = new PositionEvent.ForeignSeen("order " + i, NOON);
      last =
          AskPattern.<Notebook.WithSnapshots.Command, Position>ask(
                  writer,
                  ref -> new Notebook.WithSnapshots.Note(event, ref),
                  PATIENCE,
                  kit.scheduler())
              .toCompletableFuture()
              .get(15, TimeUnit.SECONDS);
    }
    await().atMost(PATIENCE).until(() -> !ask("SELECT count(*) FROM snapshot").equals("0"));
    run("UPDATE snapshot SET snapshot_payload = substring(snapshot_payload for 5)");
    restart();

    Position recovered =
        AskPattern.<Notebook.WithSnapshots.Command, Position>ask(
                kit.spawn(Notebook.WithSnapshots.create(BTC, empty)),
                Notebook.WithSnapshots.Read::new,
                PATIENCE,
                kit.scheduler())
            .toCompletableFuture()
            .get(15, TimeUnit.SECONDS);

    assertThat(recovered).isEqualTo(last);
  }

  @Test
  void each_trade_is_projected_once_whatever_restarts() throws Exception {
    ActorRef<Notebook.Command> notebook = notebook();
    TradeSummary win = trade(1, "2.50", ExitReason.TP1);
    TradeSummary loss = trade(2, "-1.25", ExitReason.SL);
    note(notebook, new PositionEvent.TradeClosed(win, win.exitTime()));
    note(notebook, new PositionEvent.NoFill(3, "ref", "timeout", NOON));
    kit.spawn(Projections.create(database, SCOPE));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                ask("SELECT no_fills FROM daily_summary WHERE symbol = '*'").equals("1")
                    && ask("SELECT count(*) FROM trades").equals("1"));

    restart();
    note(notebook(), new PositionEvent.TradeClosed(loss, loss.exitTime()));
    kit.spawn(Projections.create(database, SCOPE));
    await().atMost(PATIENCE).until(() -> ask("SELECT count(*) FROM trades").equals("2"));

    assertThat(
            ask(
                """
                SELECT concat_ws(' ', total_trades, wins, losses, no_fills, gross_pnl, total_fees,
                  net_pnl, fee_ratio, maker_rate, best_trade_pnl, worst_trade_pnl, avg_hold_sec)
                FROM daily_summary WHERE symbol = 'BTCUSDT' AND date = '2026-03-01'
                """))
        .isEqualTo("2 1 1 1 2.2500 1.0000 1.2500 0.3333 0.6667 2.5000 -1.2500 90.00");
    TradeRepository trades = new TradeRepository(database, SCOPE);
    Page<TradeRow> newest = trades.find(TradeRepository.Filter.all(1));
    assertThat(newest.items()).extracting(TradeRow::positionNumber).containsExactly(2L);
    Page<TradeRow> rest =
        trades.find(TradeRepository.Filter.all(1).after(newest.nextCursor().orElseThrow()));
    assertThat(rest.items()).extracting(TradeRow::positionNumber).containsExactly(1L);
    assertThat(rest.nextCursor()).isEmpty();
    TradeRow row = trades.byRef(win.ref()).orElseThrow();
    assertThat(row.side()).isEqualTo("SHORT");
    assertThat(row.entryPrice()).isEqualTo("64000.12345678");
    assertThat(row.sizeUsdt()).isEqualTo("640.00");
    assertThat(row.finalScore()).isEqualTo("-0.4321");
    assertThat(row.exitTime()).isEqualTo(win.exitTime());
    assertThat(row.feesByAsset()).contains("\"BNB\": \"0.00083\"");
  }

  @Test
  void another_mode_on_the_same_database_has_its_own_rows() throws Exception {
    ActorRef<Notebook.Command> notebook = notebook();
    TradeSummary win = trade(1, "2.50", ExitReason.TP1);
    note(notebook, new PositionEvent.TradeClosed(win, win.exitTime()));
    kit.spawn(Projections.create(database, SCOPE));
    await().atMost(PATIENCE).until(() -> ask("SELECT count(*) FROM trades").equals("1"));

    TradeRepository live = new TradeRepository(database, new JournalScope("binance", "live"));

    assertThat(live.find(TradeRepository.Filter.all(10)).items()).isEmpty();
  }

  @Test
  void a_write_while_the_database_is_away_fails_within_seconds_and_works_again_later()
      throws Exception {
    ActorRef<Notebook.Command> notebook = notebook();
    note(notebook, fill(1));
    try (SharedPostgres.Away away = SharedPostgres.away(address)) {
      assertThat(away.isAway()).isTrue();
      long before = System.nanoTime();
      assertThatThrownBy(
              () ->
                  AskPattern.<Notebook.Command, Integer>ask(
                          notebook,
                          ref -> new Notebook.Note(fill(2), ref),
                          Duration.ofSeconds(5),
                          kit.scheduler())
                      .toCompletableFuture()
                      .get(6, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
      assertThat(database.probe()).isPresent();
      assertThat(database.probe().orElseThrow()).doesNotContain(address.password().reveal());
    }

    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(read(notebook(), Duration.ofSeconds(2))).containsExactly(fill(1)));
    assertThat(database.probe()).isEmpty();
  }

  @Test
  void a_schema_of_a_newer_program_is_refused() throws Exception {
    run(
        """
        INSERT INTO schema_version (
          installed_rank, version, description, type, script, checksum, installed_by,
          execution_time, success)
        VALUES (99, '99', 'from the future', 'SQL', 'V99__from_the_future.sql', 1, 'x', 1, true)
        """);

    assertThatThrownBy(database::migrate)
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("newer version");
  }

  @Test
  void a_server_that_may_lose_commits_is_refused() throws Exception {
    String name = address.url().substring(address.url().lastIndexOf('/') + 1);
    run("ALTER DATABASE " + name + " SET synchronous_commit = off");
    try (Database again = Database.at(address, SETTINGS)) {
      assertThatThrownBy(again::migrate)
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContaining("synchronous_commit must be on, is off");
    }
  }
}
