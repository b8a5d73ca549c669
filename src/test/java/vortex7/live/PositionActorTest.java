package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.live.view.PositionView;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.ExecutionRules;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.PositionEvent;
import vortex7.position.TradePlan;
import vortex7.position.VenueFacts;
import vortex7.risk.Account;
import vortex7.risk.TradingState;

class PositionActorTest {
  private static final String ID = "position|simulated-paper|BTCUSDT";
  private static final String EPOCH = "abc123";
  private static final BigDecimal QUANTITY = new BigDecimal("0.010");

  @TempDir Path data;
  private final ActorTestKit kit =
      ActorTestKit.create(
          "position",
          ConfigFactory.parseString(
                  """
                  akka.persistence.testkit.events.serialize = off
                  akka.persistence.testkit.snapshots.serialize = off
                  """)
              .withFallback(PersistenceTestKitPlugin.config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(LiveFixture.akka()));
  private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
  private final TestProbe<ExecutorActor.Command> executor = kit.createTestProbe();
  private final TestProbe<AccountActor.Command> account = kit.createTestProbe();
  private final TestProbe<VenueActor.Command> venue = kit.createTestProbe();
  private final TestProbe<SymbolActor.Command> tree = kit.createTestProbe();
  private LiveFixture fixture;
  private ActorRef<PositionActor.Command> position;

  @BeforeEach
  void wire() {
    fixture = new LiveFixture(data);
    position = start();
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private ActorRef<PositionActor.Command> start() {
    ActorRef<PositionActor.Command> started =
        kit.spawn(
            PositionActor.create(
                BTC,
                fixture.wiring,
                new TreeParts.Colleagues(executor.ref(), account.ref(), venue.ref(), tree.ref()),
                ExecutionRules.documents()));
    started.tell(new PositionActor.EntriesBlocked(List.of()));
    started.tell(new PositionActor.VenueNews(instrument()));
    started.tell(account(TradingState.ACTIVE));
    return started;
  }

  private static PositionActor.AccountNews account(TradingState state) {
    return new PositionActor.AccountNews(
        new AccountTold(
            Optional.of(EPOCH),
            state,
            List.of(),
            0,
            Optional.of(new BigDecimal("500")),
            Account.INITIAL.standing(),
            List.of()));
  }

  private static Instrument instrument() {
    return new Instrument(
        BTC,
        "BTC",
        "USDT",
        new BigDecimal("0.1"),
        new BigDecimal("100"),
        new BigDecimal("1000000"),
        new BigDecimal("0.001"),
        new BigDecimal("0.001"),
        new BigDecimal("1000"),
        new BigDecimal("120"),
        new BigDecimal("5"),
        new BigDecimal("1.05"),
        new BigDecimal("0.95"),
        new BigDecimal("0.05"),
        new BigDecimal("0.05"));
  }

  private static TradePlan plan(long number) {
    return new TradePlan(
        "d_20240301_120000000_BTCUSDT",
        BTC,
        number,
        Side.BUY,
        'A',
        QUANTITY,
        new BigDecimal("60000.0"),
        new BigDecimal("59940.0"),
        new BigDecimal("60128.0"),
        new BigDecimal("0.6"),
        Optional.of(new BigDecimal("30.0")),
        5,
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        BigDecimal.ONE,
        70,
        0.6,
        "TRENDING",
        "NORMAL",
        "documents",
        "{}",
        NOON);
  }

  private static ClientOrderId id(Leg leg, int attempt) {
    return new ClientOrderId(EPOCH, BTC, 1, leg, attempt);
  }

  private VenueFacts facts(BigDecimal amount, List<VenueFacts.OpenStop> stops) {
    return new VenueFacts(
        BTC,
        amount,
        new BigDecimal("60000"),
        new BigDecimal("60000"),
        List.of(),
        stops,
        List.of(),
        fixture.now.get());
  }

  /** Read, reconciled with a flat venue, ready to open. */
  private void ready() {
    venue.expectMessageClass(VenueActor.FetchFacts.class);
    position.tell(new PositionActor.Facts(facts(BigDecimal.ZERO, List.of())));
    fish(tree, SymbolActor.PositionRecovered.class, news -> true);
  }

  private <M, T extends M> T fish(TestProbe<M> probe, Class<T> kind, Predicate<T> test) {
    List<M> found =
        probe.fishForMessage(
            Duration.ofSeconds(3),
            message ->
                kind.isInstance(message) && test.test(kind.cast(message))
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore());
    return kind.cast(found.get(0));
  }

  private <T extends OrderRequest> T sent(Class<T> kind) {
    return kind.cast(
        fish(executor, ExecutorActor.Execute.class, order -> kind.isInstance(order.request()))
            .request());
  }

  private void open() {
    position.tell(
        new PositionActor.Open(plan(1), EPOCH, new BigDecimal("120"), BigDecimal.ONE, 11, 12));
  }

  private void told(OrderReport report) {
    position.tell(new PositionActor.Report(report, fixture.nanos.get()));
  }

  private void filled(Leg leg, int attempt, long tradeId, String price, String quantity) {
    told(
        new OrderReport.Filled(
            id(leg, attempt),
            1,
            tradeId,
            new BigDecimal(price),
            new BigDecimal(quantity),
            new BigDecimal(quantity),
            true,
            BigDecimal.ZERO,
            "USDT",
            true,
            fixture.now.get()));
  }

  private PositionEvent.FillCounted filledForBnb(long tradeId, String quantity) {
    told(
        new OrderReport.Filled(
            id(Leg.ENTRY, 0),
            1,
            tradeId,
            new BigDecimal("60000.0"),
            new BigDecimal(quantity),
            new BigDecimal(quantity),
            true,
            new BigDecimal("0.0002"),
            "BNB",
            true,
            fixture.now.get()));
    return await()
        .until(
            () ->
                journal.persistedInStorage(ID).stream()
                    .filter(PositionEvent.FillCounted.class::isInstance)
                    .map(PositionEvent.FillCounted.class::cast)
                    .filter(fill -> fill.tradeId() == tradeId)
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void a_fee_in_bnb_is_worth_what_bnb_last_was_and_nothing_is_made_up_before() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    assertThat(filledForBnb(5, "0.004").feeQuote()).isEmpty();
    position.tell(new PositionActor.AssetPrice("BNB", new BigDecimal("610")));
    position.tell(new PositionActor.AssetPrice("BNB", new BigDecimal("612.5")));
    assertThat(filledForBnb(6, "0.004").feeQuote().orElseThrow()).isEqualByComparingTo("0.1225");
  }

  private BigDecimal keptQuantity() {
    return fixture.wiring.openPositions().positions().stream()
        .map(OpenPosition::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Optional<PositionView> view() {
    TestProbe<Optional<PositionView>> probe = kit.createTestProbe();
    position.tell(new PositionActor.GetView(probe.ref()));
    return probe.receiveMessage();
  }

  @Test
  void nothing_is_opened_before_the_venue_was_compared() {
    open();
    assertThat(account.expectMessageClass(AccountActor.Release.class).positionNumber())
        .isEqualTo(1);
    executor.expectNoMessage(Duration.ofMillis(200));
    ready();
    open();
    assertThat(sent(OrderRequest.PlaceLimit.class).timeInForce())
        .isEqualTo(OrderRequest.TimeInForce.GTX);
  }

  @Test
  void the_entry_leaves_after_its_intent_is_journaled_and_the_slot_is_confirmed() {
    ready();
    open();
    ExecutorActor.Execute entry = executor.expectMessageClass(ExecutorActor.Execute.class);
    assertThat(entry.request().increasesExposure()).isTrue();
    assertThat(entry.frameNanos()).isEqualTo(11);
    assertThat(journal.expectNextPersistedClass(ID, PositionEvent.EntryIntended.class).plan())
        .isEqualTo(plan(1));
    assertThat(fish(account, AccountActor.Confirm.class, c -> true).margin())
        .isEqualByComparingTo("120");
  }

  @Test
  void an_entry_whose_intent_is_not_journaled_never_leaves_and_ends_as_no_fill() {
    ready();
    journal.failNextNPersisted(ID, 1000);
    open();
    await().until(() -> view().isPresent());
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Duration.ofMillis(300));
              assertThat(view()).isEmpty();
            });
    journal.resetPolicy();
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Duration.ofMillis(300));
              assertThat(
                      journal.persistedInStorage(ID).stream()
                          .map(event -> event.getClass().getSimpleName()))
                  .containsExactly("EntryIntended", "OrderEnded", "NoFill");
            });
    executor.expectNoMessage(Duration.ofMillis(100));
  }

  private void openWithStop() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    sent(OrderRequest.PlaceStop.class);
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceLimit.class);
  }

  private static VenueFacts.OpenStop standing() {
    return new VenueFacts.OpenStop(
        id(Leg.STOP, 0).text(), 3, Side.SELL, new BigDecimal("59940.0"), BigDecimal.ZERO, true);
  }

  private AccountActor.SymbolRestricted halted() {
    return fish(
        account, AccountActor.SymbolRestricted.class, told -> told.state() == TradingState.HALTED);
  }

  private List<String> persisted() {
    return journal.persistedInStorage(ID).stream()
        .map(event -> event.getClass().getSimpleName())
        .toList();
  }

  @Test
  void an_entry_that_is_withdrawn_while_its_intent_is_written_never_leaves() {
    ready();
    journal.failNextNPersisted(ID, 1000);
    open();
    await().until(() -> view().isPresent());
    position.tell(new PositionActor.CancelEntry("REDUCING: DAILY_LOSS"));
    await().until(() -> view().isEmpty());
    journal.resetPolicy();
    await()
        .untilAsserted(
            () -> assertThat(persisted()).containsExactly("EntryIntended", "OrderEnded", "NoFill"));
    executor.expectNoMessage(Duration.ofMillis(200));
  }

  @Test
  void a_trade_that_is_closed_while_its_intent_is_written_never_begins() {
    ready();
    journal.failNextNPersisted(ID, 1000);
    open();
    await().until(() -> view().isPresent());
    TestProbe<CommandResult> result = kit.createTestProbe();
    position.tell(
        new PositionActor.Close(
            "MANUAL", new OperatorCommand("c1", "ops", "out", NOON), Optional.of(result.ref())));
    assertThat(result.expectMessageClass(CommandResult.Done.class).did())
        .containsExactly("BTCUSDT entry 1 withdrawn before it left");
    journal.resetPolicy();
    await().untilAsserted(() -> assertThat(persisted()).endsWith("NoFill"));
    executor.expectNoMessage(Duration.ofMillis(200));
  }

  @Test
  void a_limit_exit_is_bound_by_the_venues_mark_not_by_the_last_trade_of_a_crash() {
    openWithStop();
    position.tell(new PositionActor.Facts(facts(QUANTITY, List.of())));
    position.tell(new PositionActor.Price(58_500, 58_499, 58_501, NOON.toEpochMilli()));
    position.tell(
        new PositionActor.Close(
            "MANUAL", new OperatorCommand("c1", "ops", "out", NOON), Optional.empty()));
    sent(OrderRequest.PlaceMarket.class);
    told(new OrderReport.Rejected(id(Leg.EXIT, 0), -4131, "thin", fixture.now.get()));
    assertThat(sent(OrderRequest.PlaceLimit.class).price()).isEqualByComparingTo("57000.0");
  }

  @Test
  void a_write_that_the_journal_refuses_halts_the_symbol() {
    ready();
    journal.rejectNextPersisted(ID);
    open();
    assertThat(halted().reason()).contains("the journal refused a write");
    fish(tree, SymbolActor.PositionUnsound.class, news -> true);
  }

  @Test
  void a_journal_that_is_silent_for_a_while_does_not_halt_the_symbol() {
    openWithStop();
    journal.failNextNPersisted(ID, 1000);
    told(new OrderReport.Ended(id(Leg.TARGET, 0), "CANCELED", BigDecimal.ZERO, NOON));
    assertThat(view()).isPresent();
    fixture.pass(Duration.ofMillis(1_100));
    fish(tree, SymbolActor.PositionUnsound.class, news -> true);
    journal.resetPolicy();
    fish(tree, SymbolActor.PositionNews.class, news -> !news.status().converged());
    await().until(() -> persisted().contains("OrderEnded"));
    await()
        .until(
            () -> {
              position.tell(new PositionActor.Facts(facts(QUANTITY, List.of(standing()))));
              return fish(tree, SymbolActor.PositionNews.class, news -> true).status().converged();
            });
    assertThatThrownBy(
            () ->
                account.fishForMessage(
                    Duration.ofMillis(200),
                    message ->
                        message instanceof AccountActor.SymbolRestricted
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("timeout");
  }

  @Test
  void facts_that_cannot_be_had_for_five_minutes_halt_the_symbol() {
    ready();
    fixture.pass(Duration.ofSeconds(2));
    position.tell(new PositionActor.ReconcileDue("periodic"));
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
    position.tell(new PositionActor.FactsFailed("userTrades: 503"));
    fixture.pass(Duration.ofMinutes(5).minusMillis(1));
    account.expectNoMessage(Duration.ofMillis(300));
    fixture.pass(Duration.ofMillis(1));
    assertThat(halted().reason()).contains("no facts of the venue for 300 s");
  }

  @Test
  void after_a_restart_a_hold_ends_although_the_venue_does_not_say_what_it_holds() {
    openWithStop();
    kit.stop(position);
    fixture.pass(Duration.ofMinutes(6));
    position = start();
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
    position.tell(new PositionActor.FactsFailed("userTrades: 503"));
    executor.expectNoMessage(Duration.ofMillis(300));
    fixture.pass(Duration.ofSeconds(5));
    assertThat(sent(OrderRequest.PlaceMarket.class).quantity()).isEqualByComparingTo(QUANTITY);
    assertThat(view().orElseThrow().state()).isEqualTo("RECONCILING");
  }

  @Test
  void after_a_restart_a_stop_that_was_never_answered_is_placed_again_without_the_facts() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    sent(OrderRequest.PlaceStop.class);
    sent(OrderRequest.PlaceLimit.class);
    kit.stop(position);
    position = start();
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
    fixture.pass(Duration.ofSeconds(5));
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 1));
  }

  @Test
  void after_a_restart_a_read_back_that_twice_shows_no_stop_of_ours_places_one_without_facts() {
    openWithStop();
    kit.stop(position);
    fixture.pass(Duration.ofSeconds(10));
    position = start();
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
    position.tell(new PositionActor.Stops(facts(QUANTITY, List.of())));
    position.tell(new PositionActor.Stops(facts(QUANTITY, List.of(standing()))));
    position.tell(new PositionActor.Stops(facts(QUANTITY, List.of())));
    executor.expectNoMessage(Duration.ofMillis(300));
    position.tell(new PositionActor.Stops(facts(QUANTITY, List.of())));
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 1));
  }

  @Test
  void the_stop_leaves_at_the_first_fill_even_while_the_journal_is_stuck() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    journal.failNextPersisted(ID);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 0));
  }

  @Test
  void exits_go_through_the_log_of_exits_while_the_journal_does_not_answer() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    sent(OrderRequest.PlaceStop.class);
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceLimit.class);
    journal.failNextNPersisted(ID, 1000);
    TestProbe<CommandResult> result = kit.createTestProbe();
    position.tell(
        new PositionActor.Close(
            "MANUAL", new OperatorCommand("c1", "ops", "out", NOON), Optional.of(result.ref())));
    result.expectMessageClass(CommandResult.Done.class);
    await()
        .untilAsserted(
            () -> {
              fixture.pass(Duration.ofMillis(200));
              assertThat(fixture.wiring.exits().entries())
                  .extracting(ExitsLog.Entry::id)
                  .contains(id(Leg.EXIT, 0));
            });
    OrderRequest.PlaceMarket exit = sent(OrderRequest.PlaceMarket.class);
    assertThat(exit.reduceOnly()).isTrue();
    fish(tree, SymbolActor.PositionUnsound.class, news -> true);
    journal.resetPolicy();
    await()
        .untilAsserted(
            () -> assertThat(fixture.wiring.exits().entries()).as("journaled now").isEmpty());
    assertThat(journal.persistedInStorage(ID).stream())
        .anyMatch(PositionEvent.ExitWanted.class::isInstance);
  }

  @Test
  void an_exit_waits_for_a_slow_disk_and_the_position_does_not() throws Exception {
    CountDownLatch disk = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    sent(OrderRequest.PlaceStop.class);
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceLimit.class);
    told(new OrderReport.Accepted(id(Leg.TARGET, 0), 2, fixture.now.get()));
    kit.system()
        .dispatchers()
        .lookup(DispatcherSelector.fromConfig(Threads.EXITS_LOG))
        .execute(
            () -> {
              busy.countDown();
              awaited(disk);
            });
    assertThat(busy.await(5, TimeUnit.SECONDS)).isTrue();
    try {
      journal.failNextNPersisted(ID, 1000);
      position.tell(
          new PositionActor.Close(
              "MANUAL", new OperatorCommand("c1", "ops", "out", NOON), Optional.empty()));
      sent(OrderRequest.Cancel.class);
      told(
          new OrderReport.Ended(id(Leg.TARGET, 0), "CANCELED", BigDecimal.ZERO, fixture.now.get()));
      assertThat(view()).isPresent();
      fixture.pass(Duration.ofMillis(1100));
      fish(tree, SymbolActor.PositionUnsound.class, news -> true);
      assertThat(view()).as("answers while the disk is busy").isPresent();
      executor.expectNoMessage(Duration.ofMillis(300));
      assertThat(fixture.wiring.exits().entries()).isEmpty();
    } finally {
      disk.countDown();
    }
    assertThat(sent(OrderRequest.PlaceMarket.class).reduceOnly()).isTrue();
    assertThat(fixture.wiring.exits().entries())
        .as("logged before it was sent")
        .extracting(ExitsLog.Entry::id)
        .contains(id(Leg.EXIT, 0));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_restart_reads_the_trade_compares_it_and_places_a_stop_that_is_missing() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceStop.class);
    sent(OrderRequest.PlaceLimit.class);
    kit.stop(position);
    fixture.pass(Duration.ofSeconds(10));
    position = start();
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
    assertThat(view().orElseThrow().state()).isEqualTo("RECONCILING");
    position.tell(new PositionActor.Facts(facts(QUANTITY, List.of())));
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 1));
    assertThat(view().orElseThrow().state()).isEqualTo("ACTIVE");
  }

  /** Another life of the position, whose exits.log names an order that the venue never had. */
  private void restartAfterLogging(Leg leg, int attempt) {
    kit.stop(position);
    fixture
        .wiring
        .exits()
        .append(new ExitsLog.Entry(fixture.now.get(), id(leg, attempt), "left or not"));
    fixture.pass(Duration.ofSeconds(10));
    executor.expectNoMessage(Duration.ofMillis(50));
    position = start();
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
  }

  @Test
  void an_exit_that_was_logged_but_never_left_does_not_keep_a_later_one_from_leaving() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceStop.class);
    sent(OrderRequest.PlaceLimit.class);
    restartAfterLogging(Leg.EXIT, 0);
    position.tell(new PositionActor.Facts(facts(QUANTITY, List.of(standing(0)))));
    fish(
        executor,
        ExecutorActor.Execute.class,
        order -> order.request().equals(new OrderRequest.Query(id(Leg.EXIT, 0))));
    position.tell(
        new PositionActor.Close(
            "MANUAL", new OperatorCommand("c1", "ops", "out", NOON), Optional.empty()));
    assertThat(sent(OrderRequest.PlaceMarket.class).id()).isEqualTo(id(Leg.EXIT, 1));
  }

  @Test
  void a_stop_that_was_logged_but_never_stood_is_followed_by_another() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    told(new OrderReport.Accepted(id(Leg.ENTRY, 0), 1, fixture.now.get()));
    await().until(() -> view().orElseThrow().state().equals("ENTRY_SENT"));
    restartAfterLogging(Leg.STOP, 0);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    position.tell(new PositionActor.Facts(facts(QUANTITY, List.of())));
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 1));
  }

  private void refused(String reason) {
    open();
    assertThat(fish(account, AccountActor.Release.class, released -> true).cause())
        .contains(reason);
    executor.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void an_entry_that_was_granted_before_the_account_stopped_does_not_leave() {
    ready();
    position.tell(account(TradingState.REDUCING));
    refused("REDUCING");
    position.tell(account(TradingState.ACTIVE));
    position.tell(new PositionActor.EntriesBlocked(List.of("user-data stream down: reset")));
    refused("user-data stream down");
    position.tell(new PositionActor.EntriesBlocked(List.of()));
    open();
    sent(OrderRequest.PlaceLimit.class);
  }

  @Test
  void facts_that_were_asked_for_before_the_stream_came_back_do_not_let_entries_on() {
    ready();
    position.tell(new PositionActor.ReconcileDue("periodic"));
    fixture.pass(Duration.ofSeconds(1));
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
    position.tell(new PositionActor.Resync("the stream is back"));
    assertThat(fish(tree, SymbolActor.PositionUnsound.class, news -> true).reason())
        .isEqualTo("the stream is back");
    position.tell(new PositionActor.Facts(facts(BigDecimal.ZERO, List.of())));
    refused("reconciling");
    fixture.pass(Duration.ofSeconds(1));
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
    position.tell(new PositionActor.Facts(facts(BigDecimal.ZERO, List.of())));
    fish(tree, SymbolActor.PositionRecovered.class, news -> true);
    open();
    sent(OrderRequest.PlaceLimit.class);
  }

  @Test
  void an_entry_that_rests_is_asked_about_and_a_fill_found_so_is_protected_at_once() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    told(new OrderReport.Accepted(id(Leg.ENTRY, 0), 1, fixture.now.get()));
    executor.expectNoMessage(Duration.ofMillis(250));
    for (int times = 0; times < 2; times++) {
      await()
          .untilAsserted(
              () -> {
                fixture.nanos.addAndGet(Duration.ofMillis(250).toNanos());
                ExecutorActor.Command told = executor.receiveMessage(Duration.ofMillis(150));
                assertThat(((ExecutorActor.Execute) told).request())
                    .isEqualTo(new OrderRequest.Query(id(Leg.ENTRY, 0)));
              });
    }
    told(new OrderReport.Accepted(id(Leg.ENTRY, 0), 1, new BigDecimal("0.004"), fixture.now.get()));
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 0));
    fixture.pass(Duration.ofSeconds(1));
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
  }

  /** A position of this trade is read from the journal, and nobody has facts. */
  private void restartWithoutFacts() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    sent(OrderRequest.PlaceStop.class);
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceLimit.class);
    kit.stop(position);
    fixture.pass(Duration.ofMinutes(1));
    position = start();
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
    position.tell(new PositionActor.FactsFailed("userTrades: 503"));
  }

  @Test
  void the_longest_hold_ends_a_position_whose_facts_cannot_be_had() {
    restartWithoutFacts();
    fixture.pass(Duration.ofMinutes(4));
    assertThat(sent(OrderRequest.PlaceMarket.class).reduceOnly()).isTrue();
  }

  @Test
  void the_read_back_is_ordered_again_with_each_reconciliation() {
    ready();
    open();
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    fish(venue, VenueActor.WatchStops.class, VenueActor.WatchStops::open);
    position.tell(new PositionActor.ReconcileDue("the venue's actor began anew"));
    fish(venue, VenueActor.WatchStops.class, VenueActor.WatchStops::open);
  }

  @Test
  void a_target_without_an_answer_is_asked_about() {
    ready();
    open();
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    fish(
        executor,
        ExecutorActor.Execute.class,
        order -> order.request().id().equals(id(Leg.TARGET, 0)));
    fixture.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(sent(OrderRequest.Query.class).id()).isEqualTo(id(Leg.TARGET, 0));
  }

  private static VenueFacts.OpenStop standing(int attempt) {
    return new VenueFacts.OpenStop(
        id(Leg.STOP, attempt).text(),
        1,
        Side.SELL,
        new BigDecimal("59940.0"),
        BigDecimal.ZERO,
        true);
  }

  @Test
  void a_closed_trade_is_told_until_the_account_has_counted_it() {
    ready();
    open();
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    filled(Leg.STOP, 0, 6, "59940.0", "0.010");
    told(new OrderReport.Ended(id(Leg.TARGET, 0), "EXPIRED", BigDecimal.ZERO, fixture.now.get()));
    AccountActor.TradeClosed closed = fish(account, AccountActor.TradeClosed.class, told -> true);
    assertThat(closed.trade().pnlGross()).isEqualByComparingTo("-0.6");
    fixture.pass(Duration.ofSeconds(1));
    fish(account, AccountActor.TradeClosed.class, told -> true);
    position.tell(new PositionActor.TradeClosedCounted(1));
    fixture.pass(Duration.ofSeconds(5));
    account.expectNoMessage(Duration.ofMillis(400));
    assertThat(fixture.wiring.openPositions().positions()).isEmpty();
  }

  @Test
  void funding_while_a_position_is_open_is_in_the_books_of_its_trade_once() {
    ready();
    open();
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    PositionActor.Funding paid =
        new PositionActor.Funding(new BigDecimal("0.06"), fixture.now.get());
    position.tell(paid);
    position.tell(paid);
    filled(Leg.STOP, 0, 6, "59940.0", "0.010");
    told(new OrderReport.Ended(id(Leg.TARGET, 0), "EXPIRED", BigDecimal.ZERO, fixture.now.get()));
    AccountActor.TradeClosed closed = fish(account, AccountActor.TradeClosed.class, told -> true);
    assertThat(closed.trade().funding()).isEqualByComparingTo("0.06");
    assertThat(closed.trade().pnlNet()).isEqualByComparingTo("-0.66");
  }

  @Test
  void an_open_position_is_valued_by_the_venues_mark_and_by_the_last_trade_without_one() {
    ready();
    open();
    position.tell(new PositionActor.Price(60010, 60009, 60011, 1));
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    assertThat(view().orElseThrow().markPrice()).isEqualByComparingTo("60010");
    position.tell(new PositionActor.Stops(stopsWithMark("60020")));
    assertThat(view().orElseThrow().markPrice()).isEqualByComparingTo("60020");
    assertThat(view().orElseThrow().unrealizedPnl()).isEqualByComparingTo("0.2");
    position.tell(new PositionActor.Stops(stopsWithMark("0")));
    assertThat(view().orElseThrow().markPrice()).isEqualByComparingTo("60010");
  }

  private VenueFacts stopsWithMark(String mark) {
    return new VenueFacts(
        BTC,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        new BigDecimal(mark),
        List.of(),
        List.of(),
        List.of(),
        fixture.now.get());
  }

  @Test
  void a_stop_without_an_answer_for_a_second_of_our_own_clock_is_sent_again() {
    ready();
    open();
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 0));
    fixture.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(sent(OrderRequest.PlaceStop.class).id()).isEqualTo(id(Leg.STOP, 1));
  }

  @Test
  void the_file_of_open_positions_says_what_a_start_without_a_database_needs() {
    ready();
    open();
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    await().until(() -> keptQuantity().signum() > 0);
    OpenPosition kept = fixture.wiring.openPositions().positions().get(0);
    assertThat(kept.quantity()).isEqualByComparingTo("0.010");
    assertThat(kept.stopPrice()).isEqualByComparingTo("59940.0");
    assertThat(kept.stopAttempt()).isZero();
    assertThat(kept.plannedExitAt()).contains(NOON.plus(Duration.ofMinutes(5)));
  }

  @Test
  void before_the_first_fill_it_names_what_the_entry_may_become_and_when_that_would_have_to_end() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    await().until(() -> !fixture.wiring.openPositions().positions().isEmpty());
    OpenPosition kept = fixture.wiring.openPositions().positions().get(0);
    assertThat(kept.quantity()).isZero();
    assertThat(kept.most()).isEqualByComparingTo(QUANTITY);
    assertThat(kept.plannedExitAt()).contains(NOON.plus(Duration.ofSeconds(305)));
    assertThat(kept.workingType()).isEqualTo(OrderRequest.WorkingType.CONTRACT_PRICE);
  }

  @Test
  void a_slot_that_is_not_known_is_released_and_one_in_use_is_confirmed() {
    ready();
    position.tell(new PositionActor.SlotAsked(9));
    assertThat(account.expectMessageClass(AccountActor.Release.class).positionNumber())
        .isEqualTo(9);
    open();
    fish(account, AccountActor.Confirm.class, c -> true);
    position.tell(new PositionActor.SlotAsked(1));
    fish(account, AccountActor.Confirm.class, c -> c.positionNumber() == 1);
  }

  @Test
  void a_venue_position_that_differs_for_a_while_makes_us_ask() {
    ready();
    position.tell(new PositionActor.VenuePosition(QUANTITY, BigDecimal.TEN, NOON));
    venue.expectNoMessage(Duration.ofMillis(250));
    fixture.pass(Duration.ofSeconds(2));
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
  }
}
