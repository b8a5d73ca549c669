package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.TestProbe;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.PositionEvent;
import vortex7.position.VenueFacts;
import vortex7.risk.TradingState;

/** What a position tells and asks of those around it. */
class PositionActorTest extends PositionStage {

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

  private Optional<String> whyNotFlat() {
    TestProbe<PositionActor.Flat> probe = kit.createTestProbe();
    position.tell(new PositionActor.GetFlat(probe.ref()));
    return probe.receiveMessage().why();
  }

  @Test
  void it_is_flat_only_while_nothing_of_it_is_under_way_anywhere() {
    assertThat(whyNotFlat()).contains("the position is not read yet");
    ready();
    await().until(() -> whyNotFlat().isEmpty());
    open();
    assertThat(whyNotFlat().orElseThrow()).startsWith("position 1 is ");
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    assertThat(whyNotFlat().orElseThrow()).startsWith("position 1 is ");
    filled(Leg.STOP, 0, 6, "59940.0", "0.010");
    told(new OrderReport.Ended(id(Leg.TARGET, 0), "EXPIRED", BigDecimal.ZERO, fixture.now.get()));
    fish(account, AccountActor.TradeClosed.class, told -> true);
    await()
        .until(() -> whyNotFlat().equals(Optional.of("the account has not counted trade 1 yet")));
    position.tell(new PositionActor.TradeClosedCounted(1));
    position.tell(new PositionActor.Resync("the stream was away"));
    assertThat(whyNotFlat()).contains("the position is not compared with the venue yet");
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

  private BigDecimal keptQuantity() {
    return fixture.wiring.openPositions().positions().stream()
        .map(OpenPosition::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
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
}
