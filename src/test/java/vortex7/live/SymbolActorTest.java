package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.decision.FeeRates;
import vortex7.market.Side;
import vortex7.position.OrderRequest;
import vortex7.position.PositionStatus;
import vortex7.risk.AccountTold;
import vortex7.risk.Standing;
import vortex7.risk.TradingState;

class SymbolActorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("tree", LiveFixture.akka());
  private final TestProbe<VenueActor.Command> venue = kit.createTestProbe();
  private ProbeParts parts;
  private LiveFixture fixture;
  private ActorRef<SymbolActor.Command> tree;

  @BeforeEach
  void wire() {
    parts = new ProbeParts(kit);
    start(LiveRules.documents());
  }

  private void start(LiveRules rules) {
    fixture = new LiveFixture(data, rules);
    tree =
        kit.spawn(
            SymbolActor.create(BTC, fixture.wiring, parts, parts.account.getRef(), venue.getRef()));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private static SymbolActor.VenueNews rules() {
    return new SymbolActor.VenueNews(ScriptedMarket.instrument(BTC), FeeRates.documents());
  }

  private List<String> missing() {
    TestProbe<SymbolActor.Missing> answer = kit.createTestProbe();
    tree.tell(new SymbolActor.GetMissing(answer.getRef()));
    return answer.receiveMessage().what();
  }

  private <T, M extends T> M fish(TestProbe<T> probe, Class<M> type) {
    return type.cast(
        probe
            .fishForMessage(
                PATIENCE,
                message ->
                    type.isInstance(message)
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .get(0));
  }

  private void book(long id) {
    fixture
        .market
        .listener()
        .onBook(
            LiveFixture.book(id, 99.9, 100.1, LiveFixture.NOON.toEpochMilli() + id),
            fixture.nanos.get());
  }

  @Test
  void nobody_decides_before_the_venue_has_told_its_rules_and_the_position_is_reconciled() {
    assertThat(missing())
        .contains(
            "position not read and reconciled yet",
            "the venue's rules for the symbol",
            "the account has not answered");
    parts.engine.expectNoMessage(Duration.ofMillis(50));
    tree.tell(rules());
    fish(parts.engine, EngineActor.Rebuild.class);
    assertThat(fish(parts.decision, DecisionActor.SymbolBlocked.class).reasons()).isNotEmpty();
    assertThat(missing()).contains("user-data stream not connected yet");
    tree.tell(new SymbolActor.StreamUp());
    tree.tell(new SymbolActor.PositionRecovered());
    await().until(() -> missing().equals(List.of("the account has not answered")));
  }

  @Test
  void without_the_user_stream_entries_are_withdrawn_until_it_is_back_and_was_compared() {
    tree.tell(new SymbolActor.StreamUp());
    tree.tell(new SymbolActor.PositionRecovered());
    fish(parts.position, PositionActor.Resync.class);
    tree.tell(new SymbolActor.StreamDown("reset"));
    assertThat(blockedAtPosition("reset")).isNotEmpty();
    assertThat(fish(parts.position, PositionActor.CancelEntry.class).reason()).contains("reset");
    fish(parts.position, PositionActor.ReconcileDue.class);
    assertThat(missing()).anyMatch(what -> what.contains("user-data stream down: reset"));
    tree.tell(new SymbolActor.StreamUp());
    fish(parts.position, PositionActor.Resync.class);
    assertThat(missing()).anyMatch(what -> what.contains("not compared"));
    tree.tell(new SymbolActor.PositionRecovered());
    await().until(() -> missing().stream().noneMatch(what -> what.contains("stream")));
  }

  @Test
  void who_is_to_leave_enters_nothing_any_more_until_it_stays_after_all_and_lacks_nothing() {
    tree.tell(new SymbolActor.StreamUp());
    tree.tell(new SymbolActor.PositionRecovered());
    tree.tell(new SymbolActor.Leaving("another takes the place"));
    assertThat(blockedAtPosition("another takes the place"))
        .containsExactly("another takes the place");
    assertThat(fish(parts.position, PositionActor.CancelEntry.class).reason())
        .isEqualTo("another takes the place");
    tree.tell(new SymbolActor.Leaving("another takes the place"));
    assertThat(missing()).doesNotContain("another takes the place");
    tree.tell(new SymbolActor.Staying());
    parts.position.fishForMessage(
        PATIENCE,
        message ->
            message instanceof PositionActor.EntriesBlocked(List<String> reasons)
                    && reasons.isEmpty()
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  /** What the position was told to keep entries back for, from when {@code what} is among it. */
  private List<String> blockedAtPosition(String what) {
    return ((PositionActor.EntriesBlocked)
            parts
                .position
                .fishForMessage(
                    PATIENCE,
                    message ->
                        message instanceof PositionActor.EntriesBlocked(List<String> reasons)
                                && reasons.stream().anyMatch(reason -> reason.contains(what))
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .get(0))
        .reasons();
  }

  @Test
  void a_venues_actor_that_begins_anew_lifts_what_its_earlier_life_had_told() {
    tree.tell(rules());
    tree.tell(new SymbolActor.StreamUp());
    tree.tell(new SymbolActor.StopsUnread("no read-back", false));
    tree.tell(new SymbolActor.VenueLost("socket cut"));
    assertThat(missing()).contains("no read-back", "socket cut");
    tree.tell(new SymbolActor.VenueStarted());
    assertThat(missing())
        .doesNotContain("no read-back", "socket cut")
        .contains("user-data stream not connected yet");
    fish(parts.position, PositionActor.ReconcileDue.class);
    fish(parts.risk, RiskActor.VenueStarted.class);
  }

  @Test
  void a_symbol_whose_account_is_not_set_up_names_the_reason_while_its_position_works() {
    fish(venue, VenueActor.TreeStarted.class);
    tree.tell(new SymbolActor.InstrumentNews(ScriptedMarket.instrument(BTC)));
    assertThat(fish(parts.position, PositionActor.VenueNews.class).instrument().symbol())
        .isEqualTo(BTC);
    tree.tell(new SymbolActor.NotSetUp("isolated margin: -4048"));
    assertThat(missing())
        .contains("isolated margin: -4048")
        .doesNotContain("the venue's rules for the symbol");
    parts.decision.expectNoMessage(Duration.ofMillis(50));
    tree.tell(rules());
    await().until(() -> !missing().contains("isolated margin: -4048"));
  }

  @Test
  void an_engine_that_fails_is_restarted_and_rebuilt_from_the_rings() {
    tree.tell(rules());
    fish(parts.engine, EngineActor.Rebuild.class);
    parts.engineFailures.set(1);
    book(1);
    fish(parts.engine, EngineActor.Book.class);
    EngineActor.Rebuild again = fish(parts.engine, EngineActor.Rebuild.class);
    assertThat(again.history().market().book()).isPresent();
    book(2);
    assertThat(fish(parts.engine, EngineActor.Book.class).book().updateId).isEqualTo(2);
    // The feed may tell a new engine its past twice: the second time is no sign of a restart.
    String engine = tree.path().toStringWithoutAddress() + "/tick";
    await().until(() -> MailboxMeters.of(kit.system()).restartsOf(engine) == 1);
  }

  @Test
  void ten_restarts_within_a_minute_put_the_symbol_in_reducing_and_restart_the_tree() {
    tree.tell(rules());
    fish(parts.engine, EngineActor.Rebuild.class);
    fish(parts.account, AccountActor.Subscribe.class);
    parts.engineFailures.set(10);
    for (int i = 1; i <= 10; i++) {
      book(i);
      fish(parts.engine, EngineActor.Book.class);
    }
    AccountActor.SymbolRestricted restricted =
        fish(parts.account, AccountActor.SymbolRestricted.class);
    assertThat(restricted.state()).isEqualTo(TradingState.REDUCING);
    assertThat(restricted.reason()).contains("limit 10").contains("tick");
    fish(parts.account, AccountActor.Subscribe.class); // The whole tree began anew.
    await().until(() -> fixture.market.subscriptions == 2);
  }

  @Test
  void lost_market_data_takes_entries_off_and_closes_the_position_until_it_is_back() {
    tree.tell(rules());
    tree.tell(new SymbolActor.PositionRecovered());
    tree.tell(new SymbolActor.MarketLost("book silent"));
    fish(parts.position, PositionActor.CancelEntry.class);
    PositionActor.Close close = fish(parts.position, PositionActor.Close.class);
    assertThat(close.cause()).isEqualTo("EMERGENCY");
    await().until(() -> missing().contains("book silent"));
    tree.tell(new SymbolActor.MarketBack());
    await().until(() -> !missing().contains("book silent"));
  }

  @Test
  void a_position_is_held_where_so_configured_and_its_stop_stands() {
    LiveRules rules = LiveRules.documents();
    LiveRules holding =
        new LiveRules(
            rules.reconcileEvery(),
            rules.actWithoutFactsAfter(),
            rules.factsFailingMax(),
            rules.stopReadBackEvery(),
            rules.stopReadBackSilence(),
            rules.entryPollEvery(),
            rules.rulesReadEvery(),
            rules.venueFailuresMax(),
            rules.venueFailuresWithin(),
            rules.venueHalfOpenAfter(),
            rules.venueSlowAbove(),
            rules.venueSlowWithin(),
            rules.venueLostAfter(),
            rules.priceGapPause(),
            rules.journalReadWithin(),
            rules.restartsMax(),
            rules.restartsWithin(),
            LiveRules.OnDisconnect.HOLD_IF_PROTECTED,
            rules.panicClosesPositions(),
            rules.missingAfter(),
            rules.askTimeout(),
            rules.killSwitchDrain(),
            rules.assetPriceEvery());
    start(holding);
    tree.tell(new SymbolActor.VenueLost("user-data socket cut"));
    assertThat(fish(parts.position, PositionActor.CloseUnlessProtected.class).reason())
        .contains("user-data");
  }

  @Test
  void rest_that_failed_for_too_long_closes_what_is_open_and_keeps_no_entry_off_by_itself() {
    tree.tell(new SymbolActor.RestLost("REST failed for 61 s"));
    PositionActor.Close close = fish(parts.position, PositionActor.Close.class);
    assertThat(close.cause()).isEqualTo("EMERGENCY");
    assertThat(close.command().reason()).isEqualTo("REST failed for 61 s");
    assertThat(missing()).doesNotContain("REST failed for 61 s");
  }

  @Test
  void stops_that_cannot_be_read_close_only_while_the_venue_answers_otherwise() {
    tree.tell(new SymbolActor.StopsUnread("no read-back", false));
    await().until(() -> missing().contains("no read-back"));
    tree.tell(new SymbolActor.StopsRead());
    await().until(() -> !missing().contains("no read-back"));
    tree.tell(new SymbolActor.StopsUnread("no read-back", true));
    fish(parts.position, PositionActor.Close.class);
  }

  @Test
  void a_price_gap_takes_entries_off_for_a_minute_of_the_venues_time() {
    tree.tell(rules());
    tree.tell(new SymbolActor.PositionRecovered());
    tree.tell(new SymbolActor.PriceGap(100, 102, LiveFixture.NOON.toEpochMilli()));
    fish(parts.position, PositionActor.ReconcileDue.class);
    awaitBlocked(true);
    fixture.pass(Duration.ofSeconds(60));
    awaitBlocked(false);
  }

  private void awaitBlocked(boolean expected) {
    parts.decision.fishForMessage(
        PATIENCE,
        message ->
            message instanceof DecisionActor.SymbolBlocked(List<String> reasons)
                    && reasons.stream().anyMatch(what -> what.contains("price gap")) == expected
                ? FishingOutcomes.complete()
                : FishingOutcomes.continueAndIgnore());
  }

  @Test
  void an_account_that_stops_has_resting_entries_withdrawn_and_everybody_told() {
    tree.tell(rules());
    AccountActor.Subscribe subscribed = fish(parts.account, AccountActor.Subscribe.class);
    subscribed.listener().tell(told(TradingState.REDUCING, "MANUAL: lunch"));
    assertThat(fish(parts.position, PositionActor.CancelEntry.class).reason()).contains("lunch");
    assertThat(fish(parts.decision, DecisionActor.AccountNews.class).told().state())
        .isEqualTo(TradingState.REDUCING);
    assertThat(fish(parts.risk, RiskActor.AccountNews.class).told().reasons())
        .containsExactly("MANUAL: lunch");
  }

  private static AccountTold told(TradingState state, String reason) {
    return new AccountTold(
        Optional.of("abc123"),
        state,
        List.of(reason),
        0,
        Optional.of(new BigDecimal("500")),
        new Standing(0, false, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), 0, Optional.empty()),
        List.of());
  }

  @Test
  void a_decision_that_restarts_is_briefed_with_all_that_was_known() {
    tree.tell(rules());
    tree.tell(new SymbolActor.LeverageNews(true, 5));
    tree.tell(new SymbolActor.PositionNews(new PositionStatus(false, true, 3)));
    AccountActor.Subscribe subscribed = fish(parts.account, AccountActor.Subscribe.class);
    subscribed.listener().tell(told(TradingState.ACTIVE, "nothing"));
    fish(parts.decision, DecisionActor.AccountNews.class);
    parts.decisionFailures.set(1);
    tree.tell(new SymbolActor.LeverageNews(true, 6));
    fish(parts.decision, DecisionActor.LeverageNews.class);
    assertThat(fish(parts.decision, DecisionActor.LeverageNews.class).leverage()).isEqualTo(6);
    assertThat(fish(parts.decision, DecisionActor.PositionNews.class).status().lastNumber())
        .isEqualTo(3);
    assertThat(fish(parts.decision, DecisionActor.AccountNews.class).told().epoch())
        .contains("abc123");
  }

  @Test
  void while_the_journal_is_lost_a_lifeboat_closes_in_the_positions_place() {
    fixture.wiring.openPositions().put(open());
    tree.tell(new SymbolActor.JournalLost("no connection"));
    await().until(() -> missing().contains("journal: no connection"));
    TestProbe<CommandResult> person = kit.createTestProbe();
    tree.tell(
        new SymbolActor.ToPosition(
            new PositionActor.Close(
                "MANUAL",
                new OperatorCommand("id-1", "operator", "out", fixture.now.get()),
                Optional.of(person.getRef()))));
    assertThat(person.receiveMessage()).isInstanceOf(CommandResult.Done.class);
    tree.tell(new SymbolActor.PositionNews(new PositionStatus(false, true, 3)));
    tree.tell(new SymbolActor.PositionRecovered());
    await().until(() -> !missing().contains("journal: no connection"));
  }

  private static OpenPosition open() {
    return new OpenPosition(
        BTC,
        "abc123",
        7,
        "d_20240301_120000000_BTCUSDT",
        Side.BUY,
        new BigDecimal("0.010"),
        new BigDecimal("100.0"),
        new BigDecimal("99.0"),
        0,
        -1,
        Optional.empty(),
        new BigDecimal("0.010"),
        OrderRequest.WorkingType.CONTRACT_PRICE);
  }

  @Test
  void a_position_that_is_not_read_in_time_keeps_entries_off() {
    await().untilAsserted(() -> assertThat(missing()).contains("journal: not read within PT3S"));
  }
}
