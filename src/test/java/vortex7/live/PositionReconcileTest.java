package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.NOON;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;

/** What a position believes of the venue, after a restart and without its facts. */
class PositionReconcileTest extends PositionStage {

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
  void a_venue_position_that_differs_for_a_while_makes_us_ask() {
    ready();
    position.tell(new PositionActor.VenuePosition(QUANTITY, BigDecimal.TEN, NOON));
    venue.expectNoMessage(Duration.ofMillis(250));
    fixture.pass(Duration.ofSeconds(2));
    fish(venue, VenueActor.FetchFacts.class, fetch -> true);
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
}
