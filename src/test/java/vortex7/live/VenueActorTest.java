package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.port.OrderGateway;
import vortex7.port.VenueException;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;

class VenueActorTest {
  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("venue", LiveFixture.akka());
  private final TestProbe<AccountActor.Command> account = kit.createTestProbe();
  private final TestProbe<PositionActor.Command> position = kit.createTestProbe();
  private final List<SymbolActor.Command> told = new CopyOnWriteArrayList<>();
  private final SymbolTrees trees =
      new SymbolTrees() {
        @Override
        public SortedSet<Symbol> symbols() {
          return new TreeSet<>(List.of(BTC));
        }

        @Override
        public void tell(Symbol symbol, SymbolActor.Command message) {
          told.add(message);
        }
      };
  private LiveFixture fixture;
  private ActorRef<VenueActor.Command> venue;

  @BeforeEach
  void wire() {
    LiveRules rules = LiveRules.documents();
    fixture =
        new LiveFixture(
            data,
            new LiveRules(
                rules.reconcileEvery(),
                rules.actWithoutFactsAfter(),
                rules.factsFailingMax(),
                Duration.ofMillis(20),
                rules.stopReadBackSilence(),
                rules.entryPollEvery(),
                Duration.ofMillis(50),
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
                rules.onDisconnect(),
                rules.panicClosesPositions(),
                rules.missingAfter(),
                rules.askTimeout(),
                rules.killSwitchDrain(),
                Duration.ofMillis(20)));
    venue = kit.spawn(VenueActor.create(fixture.wiring, trees, account.getRef()));
    await().until(() -> fixture.gateway.listener != null);
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private <M extends AccountActor.Command> M fish(Class<M> type) {
    return type.cast(
        account
            .fishForMessage(
                Duration.ofSeconds(3),
                message ->
                    type.isInstance(message)
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .get(0));
  }

  private <M> List<M> toldOf(Class<M> type) {
    List<M> found = new ArrayList<>();
    for (SymbolActor.Command message : told) {
      if (type.isInstance(message)) {
        found.add(type.cast(message));
      } else if (message instanceof SymbolActor.ToPosition(PositionActor.Command inner)
          && type.isInstance(inner)) {
        found.add(type.cast(inner));
      }
    }
    return found;
  }

  @Test
  void the_account_is_prepared_and_rules_fees_and_balance_are_told() {
    assertThat(fish(AccountActor.BalanceTold.class).wallet()).isEqualByComparingTo("500");
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 1);
    SymbolActor.VenueNews news = toldOf(SymbolActor.VenueNews.class).get(0);
    assertThat(news.fees().maker()).isEqualTo(0.00018);
    assertThat(news.instrument().symbol()).isEqualTo(BTC);
  }

  @Test
  void a_symbol_that_comes_later_is_set_up_like_the_others_and_forgotten_when_it_leaves() {
    Symbol sol = Symbol.of("SOLUSDT");
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 1);
    fixture.market.alsoListed.add(sol);
    fixture.wiring.traded().add(sol);
    venue.tell(new VenueActor.TreeStarted(sol));
    await().until(() -> !newsOf(sol).isEmpty());
    assertThat(newsOf(sol).getLast().fees().maker()).isEqualTo(0.00018);
    assertThat(health().prepared()).isTrue();

    fixture.wiring.traded().remove(sol);
    venue.tell(new VenueActor.TreeGone(sol));
    fixture.gateway.isolatedFault = new IllegalStateException("margin");
    fixture.wiring.traded().add(sol);
    int before = newsOf(sol).size();
    venue.tell(new VenueActor.TreeStarted(sol));
    await()
        .untilAsserted(
            () ->
                assertThat(toldOf(SymbolActor.NotSetUp.class))
                    .extracting(SymbolActor.NotSetUp::reason)
                    .anyMatch(reason -> reason.contains("isolated margin")));
    assertThat(newsOf(sol)).hasSize(before);
    assertThat(health().prepared()).isFalse();
  }

  private List<SymbolActor.VenueNews> newsOf(Symbol symbol) {
    return toldOf(SymbolActor.VenueNews.class).stream()
        .filter(news -> news.instrument().symbol().equals(symbol))
        .toList();
  }

  @Test
  void the_first_bnb_and_the_last_of_it_make_the_fees_be_asked_for_again() {
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 1);
    fixture.gateway.fees =
        new OrderGateway.Fees(new BigDecimal("0.0001"), new BigDecimal("0.0004"));
    fixture.gateway.user().onBalance("BNB", BigDecimal.ZERO, BigDecimal.ZERO, "ORDER", NOON);
    fixture.gateway.user().onBalance("BNB", BigDecimal.ONE, BigDecimal.ONE, "DEPOSIT", NOON);
    fixture.gateway.user().onBalance("BNB", BigDecimal.TEN, BigDecimal.ONE, "DEPOSIT", NOON);
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 2);
    assertThat(toldOf(SymbolActor.VenueNews.class).get(1).fees().maker()).isEqualTo(0.0001);
    fixture.gateway.user().onBalance("BNB", BigDecimal.ZERO, BigDecimal.TEN, "ORDER", NOON);
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 3);
  }

  @Test
  void bnb_is_priced_while_there_is_some_and_its_last_price_stays_when_none_can_be_read() {
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 1);
    fixture.pass(Duration.ofSeconds(1));
    assertThat(toldOf(SymbolActor.AssetPrice.class))
        .as("no BNB: once, for fills that came before, and nobody asks again")
        .hasSize(1);

    fixture.market.marks = symbol -> CompletableFuture.completedStage(new BigDecimal("612.5"));
    fixture.gateway.user().onBalance("BNB", BigDecimal.ONE, BigDecimal.ONE, "DEPOSIT", NOON);
    SymbolActor.AssetPrice price = new SymbolActor.AssetPrice("BNB", new BigDecimal("612.5"));
    await().until(() -> toldOf(SymbolActor.AssetPrice.class).contains(price));

    AtomicInteger asked = new AtomicInteger();
    LoggingTestKit.warn("in-use=\"612.5, read")
        .expect(
            kit.system(),
            () -> {
              fixture.market.marks =
                  symbol ->
                      asked.getAndIncrement() == 0
                          ? CompletableFuture.failedStage(new IllegalStateException("away"))
                          : CompletableFuture.completedStage(new BigDecimal("620"));
              return null;
            });
    await()
        .until(
            () ->
                toldOf(SymbolActor.AssetPrice.class)
                    .contains(new SymbolActor.AssetPrice("BNB", new BigDecimal("620"))));
  }

  @Test
  void what_the_user_stream_tells_reaches_position_and_account() {
    OrderReport report =
        new OrderReport.Accepted(
            new ClientOrderId("abc123", BTC, 1, Leg.ENTRY, 0), 5, fixture.now.get());
    fixture.gateway.user().onReport(report);
    fixture.gateway.user().onPosition(BTC, BigDecimal.ONE, BigDecimal.TEN, fixture.now.get());
    fixture.gateway.user().onForeignOrder(BTC, "web_1", "FILLED", fixture.now.get());
    await().until(() -> toldOf(PositionActor.ForeignOrder.class).size() == 1);
    assertThat(toldOf(PositionActor.Report.class).get(0).report()).isEqualTo(report);
    assertThat(toldOf(PositionActor.VenuePosition.class).get(0).amount()).isEqualByComparingTo("1");
    fixture.gateway.user().onFunding(BTC, new BigDecimal("0.5"), fixture.now.get());
    await().until(() -> toldOf(PositionActor.Funding.class).size() == 1);
    assertThat(toldOf(PositionActor.Funding.class).get(0).paid()).isEqualByComparingTo("0.5");
    fixture
        .gateway
        .user()
        .onBalance("USDT", BigDecimal.TEN, BigDecimal.ONE, "FUNDING_FEE", fixture.now.get());
    await()
        .untilAsserted(
            () ->
                assertThat(fish(AccountActor.BalanceTold.class).reason()).isEqualTo("FUNDING_FEE"));
  }

  @Test
  void the_trees_are_told_when_the_user_stream_comes_and_goes() {
    await().until(() -> !toldOf(SymbolActor.VenueStarted.class).isEmpty());
    fixture.gateway.user().onConnected();
    await().until(() -> toldOf(SymbolActor.StreamUp.class).size() == 1);
    fixture.gateway.user().onDisconnected("reset");
    fixture.gateway.user().onDisconnected("refused");
    await().until(() -> toldOf(SymbolActor.StreamDown.class).size() == 1);
    assertThat(toldOf(SymbolActor.StreamDown.class).get(0).reason()).isEqualTo("reset");
    fixture.gateway.user().onConnected();
    await().until(() -> toldOf(SymbolActor.StreamUp.class).size() == 2);
    assertThat(toldOf(SymbolActor.StreamDown.class)).hasSize(1);
  }

  @Test
  void the_balance_is_read_again_when_the_stream_connects_unless_an_event_is_younger() {
    fish(AccountActor.BalanceTold.class);
    fixture.gateway.wallet = new BigDecimal("750");
    fixture.pass(Duration.ofSeconds(1));
    fixture.gateway.user().onConnected();
    assertThat(fish(AccountActor.BalanceTold.class).wallet()).isEqualByComparingTo("750");
    fixture
        .gateway
        .user()
        .onBalance("USDT", BigDecimal.TEN, BigDecimal.ONE, "ORDER", fixture.now.get());
    assertThat(fish(AccountActor.BalanceTold.class).wallet()).isEqualByComparingTo("10");
    fixture.gateway.user().onConnected();
    account.expectNoMessage(Duration.ofMillis(100));
  }

  @Test
  void a_position_gets_its_instrument_while_the_account_is_not_set_up() {
    restartWith(
        gateway ->
            gateway.modesFault =
                new VenueException(VenueException.Kind.REFUSED, -4068, "-4068 position exists"));
    await().until(() -> toldOf(SymbolActor.InstrumentNews.class).size() == 1);
    await().until(() -> !toldOf(SymbolActor.NotSetUp.class).isEmpty());
    assertThat(toldOf(SymbolActor.NotSetUp.class).get(0).reason())
        .contains("one-way")
        .contains("-4068");
    assertThat(toldOf(SymbolActor.VenueNews.class)).isEmpty();
    assertThat(health().missing()).anyMatch(what -> what.contains("-4068"));
    fixture.gateway.modesFault = null;
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 1);
    assertThat(health().missing()).noneMatch(what -> what.contains("-4068"));
  }

  @Test
  void a_margin_type_that_is_refused_holds_its_symbol_back_with_the_venues_reason() {
    restartWith(
        gateway ->
            gateway.isolatedFault =
                new VenueException(VenueException.Kind.REFUSED, -4048, "-4048 crossed position"));
    await().until(() -> !toldOf(SymbolActor.NotSetUp.class).isEmpty());
    assertThat(toldOf(SymbolActor.NotSetUp.class).get(0).reason())
        .contains("isolated margin")
        .contains("-4048");
    assertThat(toldOf(SymbolActor.InstrumentNews.class)).hasSize(1);
    assertThat(toldOf(SymbolActor.VenueNews.class)).isEmpty();
  }

  /** Another venue's actor, with a gateway that was prepared before it began. */
  private void restartWith(Consumer<ScriptedGateway> preparation) {
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 1);
    kit.stop(venue);
    told.clear();
    preparation.accept(fixture.gateway);
    venue = kit.spawn(VenueActor.create(fixture.wiring, trees, account.getRef()));
  }

  private VenueActor.Health health() {
    TestProbe<VenueActor.Health> answer = kit.createTestProbe();
    venue.tell(new VenueActor.GetHealth(answer.getRef()));
    return answer.receiveMessage();
  }

  @Test
  void filters_that_change_at_the_venue_are_told() {
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 1);
    assertThat(toldOf(SymbolActor.InstrumentNews.class)).hasSize(1);
    Instrument before = fixture.market.listed;
    fixture.market.listed =
        new Instrument(
            before.symbol(),
            before.baseAsset(),
            before.quoteAsset(),
            new BigDecimal("0.5"),
            before.minPrice(),
            before.maxPrice(),
            before.stepSize(),
            before.minQuantity(),
            before.maxQuantity(),
            before.marketMaxQuantity(),
            before.minNotional(),
            before.percentUp(),
            before.percentDown(),
            before.marketTakeBound(),
            before.triggerProtect());
    await().until(() -> toldOf(SymbolActor.InstrumentNews.class).size() == 2);
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 2);
    assertThat(toldOf(SymbolActor.VenueNews.class).get(1).instrument().tickSize())
        .isEqualByComparingTo("0.5");
  }

  @Test
  void a_tree_that_begins_anew_is_told_all_that_is_known() {
    await().until(() -> toldOf(SymbolActor.VenueNews.class).size() == 1);
    fixture.gateway.user().onConnected();
    await().until(() -> toldOf(SymbolActor.StreamUp.class).size() == 1);
    told.clear();
    venue.tell(new VenueActor.TreeStarted(BTC));
    await().until(() -> toldOf(SymbolActor.StreamUp.class).size() == 1);
    assertThat(toldOf(SymbolActor.VenueNews.class)).hasSize(1);
    assertThat(toldOf(SymbolActor.InstrumentNews.class)).hasSize(1);
  }

  @Test
  void
      an_account_that_begins_anew_is_told_the_balance_and_a_venues_actor_that_does_that_it_answers() {
    fish(AccountActor.VenueAnswers.class);
    fish(AccountActor.BalanceTold.class);
    venue.tell(new VenueActor.AccountStarted());
    assertThat(fish(AccountActor.BalanceTold.class).wallet()).isEqualByComparingTo("500");
  }

  @Test
  void a_leverage_that_is_refused_is_not_asked_for_every_second() {
    TestProbe<RiskActor.Command> risk = kit.createTestProbe();
    fixture.gateway.leverageFault =
        new VenueException(VenueException.Kind.REFUSED, -4028, "leverage is not valid");
    venue.tell(new VenueActor.SetLeverage(BTC, 200, risk.getRef()));
    risk.expectNoMessage(Duration.ofMillis(1_500));
    assertThat(fixture.gateway.leverageAsked).hasValue(1);
    fixture.gateway.leverageFault = null;
    venue.tell(new VenueActor.SetLeverage(BTC, 7, risk.getRef()));
    assertThat(risk.expectMessageClass(RiskActor.LeverageConfirmed.class).leverage()).isEqualTo(7);
  }

  @Test
  void facts_go_to_whoever_asked_and_a_failure_is_told_and_tried_again() {
    venue.tell(new VenueActor.FetchFacts(BTC, NOON, position.getRef()));
    assertThat(position.expectMessageClass(PositionActor.Facts.class).facts().symbol())
        .isEqualTo(BTC);
    fixture.gateway.facts =
        symbol ->
            CompletableFuture.failedStage(
                new VenueException(VenueException.Kind.UNREACHABLE, 0, "away"));
    venue.tell(new VenueActor.FetchFacts(BTC, NOON, position.getRef()));
    assertThat(position.expectMessageClass(PositionActor.FactsFailed.class).reason())
        .contains("away");
    await().until(() -> !toldOf(PositionActor.ReconcileDue.class).isEmpty());
  }

  @Test
  void stops_are_read_back_only_while_they_are_watched() {
    venue.tell(new VenueActor.WatchStops(BTC, true, position.getRef()));
    position.expectMessageClass(PositionActor.Stops.class);
    position.expectMessageClass(PositionActor.Stops.class);
    venue.tell(new VenueActor.WatchStops(BTC, false, position.getRef()));
    await().untilAsserted(() -> position.expectNoMessage(Duration.ofMillis(60)));
  }

  /** The stops are watched and asked for, and nobody answers. */
  private void silentStops() {
    AtomicInteger asked = new AtomicInteger();
    fixture.gateway.stops =
        symbol -> {
          asked.incrementAndGet();
          return new CompletableFuture<>();
        };
    venue.tell(new VenueActor.WatchStops(BTC, true, position.getRef()));
    await().until(() -> asked.get() == 1);
  }

  @Test
  void a_read_back_that_nobody_answers_for_five_seconds_is_an_emergency() {
    silentStops();
    fixture.pass(Duration.ofMillis(5_001));
    await().until(() -> toldOf(SymbolActor.StopsUnread.class).size() == 1);
    assertThat(toldOf(SymbolActor.StopsUnread.class).get(0).othersAnswer())
        .as("orders, the clock, anything else was answered a moment ago")
        .isTrue();
  }

  @Test
  void a_silence_of_all_calls_is_judged_again_when_the_others_answer() {
    fixture.gateway.stops = symbol -> new CompletableFuture<>();
    fixture.gateway.silence = Duration.ofSeconds(6);
    venue.tell(new VenueActor.WatchStops(BTC, true, position.getRef()));
    position.expectNoMessage(Duration.ofMillis(60));
    fixture.pass(Duration.ofMillis(5_001));
    await().until(() -> toldOf(SymbolActor.StopsUnread.class).size() == 1);
    assertThat(toldOf(SymbolActor.StopsUnread.class).get(0).othersAnswer()).isFalse();
    fixture.gateway.silence = Duration.ofMillis(10);
    await().until(() -> toldOf(SymbolActor.StopsUnread.class).size() == 2);
    assertThat(toldOf(SymbolActor.StopsUnread.class).get(1).othersAnswer()).isTrue();
  }

  @Test
  void a_position_that_ended_while_nobody_read_its_stops_back_holds_no_entries_back() {
    silentStops();
    fixture.pass(Duration.ofMillis(5_001));
    await().until(() -> toldOf(SymbolActor.StopsUnread.class).size() == 1);
    assertThat(toldOf(SymbolActor.StopsRead.class)).isEmpty();
    venue.tell(new VenueActor.WatchStops(BTC, false, position.getRef()));
    await().until(() -> toldOf(SymbolActor.StopsRead.class).size() == 1);
  }

  @Test
  void a_user_stream_cut_for_five_seconds_is_an_emergency_until_it_is_back() {
    fixture.gateway.user().onConnected();
    fixture.gateway.user().onDisconnected("reset");
    await().until(() -> !toldOf(SymbolActor.StreamDown.class).isEmpty());
    fixture.pass(Duration.ofMillis(4_900));
    await().pollDelay(Duration.ofMillis(60)).until(() -> true);
    assertThat(toldOf(SymbolActor.VenueLost.class)).isEmpty();
    fixture.pass(Duration.ofMillis(200));
    await().until(() -> toldOf(SymbolActor.VenueLost.class).size() == 1);
    fixture.gateway.user().onConnected();
    await().until(() -> toldOf(SymbolActor.VenueBack.class).size() == 1);
  }

  @Test
  void five_failures_of_rest_in_a_row_take_entries_off_until_it_answers_after_half_a_minute() {
    fixture.gateway.facts =
        symbol ->
            CompletableFuture.failedStage(
                new VenueException(VenueException.Kind.UNKNOWN, 503, "unavailable"));
    // An answer that the start still waited for begins the row anew: two rows hold one whole.
    for (int i = 0; i < 10; i++) {
      venue.tell(new VenueActor.FetchFacts(BTC, NOON, position.getRef()));
      position.expectMessageClass(PositionActor.FactsFailed.class);
    }
    assertThat(fish(AccountActor.VenueFailed.class).reason()).contains("limit 5");
    fixture.gateway.facts =
        symbol -> CompletableFuture.completedStage(fixture.gateway.flat(symbol));
    fixture.pass(Duration.ofSeconds(31));
    venue.tell(new VenueActor.FetchFacts(BTC, NOON, position.getRef()));
    fish(AccountActor.VenueAnswers.class);
  }

  @Test
  void rest_that_failed_for_more_than_a_minute_is_told_every_tree_when_it_answers() {
    await() // An answer that came in between begins the row anew.
        .untilAsserted(
            () -> {
              fixture.gateway.facts =
                  symbol ->
                      CompletableFuture.failedStage(
                          new VenueException(VenueException.Kind.UNKNOWN, 503, "unavailable"));
              for (int i = 0; i < 5; i++) {
                venue.tell(new VenueActor.FetchFacts(BTC, NOON, position.getRef()));
                position.expectMessageClass(PositionActor.FactsFailed.class);
              }
              fixture.pass(Duration.ofSeconds(61));
              fixture.gateway.facts =
                  symbol -> CompletableFuture.completedStage(fixture.gateway.flat(symbol));
              venue.tell(new VenueActor.FetchFacts(BTC, NOON, position.getRef()));
              position.expectMessageClass(PositionActor.Facts.class);
              assertThat(toldOf(SymbolActor.RestLost.class))
                  .extracting(SymbolActor.RestLost::reason)
                  .containsExactly("REST failed for 61 s");
            });
  }

  @Test
  void leverage_is_set_and_what_was_confirmed_is_told() {
    TestProbe<RiskActor.Command> risk = kit.createTestProbe();
    venue.tell(new VenueActor.SetLeverage(BTC, 7, risk.getRef()));
    assertThat(risk.expectMessageClass(RiskActor.LeverageConfirmed.class).leverage()).isEqualTo(7);
  }
}
