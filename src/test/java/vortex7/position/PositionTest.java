package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vortex7.position.Trades.BTC;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;

/** What is told twice, late, or not at all. */
class PositionTest {
  @Test
  void a_fill_told_twice_counts_once() {
    Desk desk = Desk.aLong();
    OrderReport.Filled fill = desk.fill(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.report(fill);
    assertThat(desk.report(fill).isNothing()).isTrue();
    assertThat(desk.position.amount()).isEqualByComparingTo("0.010");
  }

  @Test
  void an_exit_fill_that_overtakes_the_entrys_waits_for_the_facts() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.004", false);
    desk.accepted(Leg.STOP, 0);
    Outcome outcome = desk.filled(Leg.STOP, 0, "59940.0", "0.010", true);
    assertThat(outcome.events()).isEmpty();
    assertThat(outcome.reconcile()).isTrue();
    assertThat(desk.position.amount()).isEqualByComparingTo("0.004");
  }

  @Test
  void an_entry_that_fills_more_than_was_ordered_breaks_the_invariant() {
    Desk desk = Desk.aLong();
    assertThatThrownBy(() -> desk.filled(Leg.ENTRY, 0, "60000.0", "0.011", true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("more than its 0.010");
  }

  @Test
  void an_acknowledgement_after_the_end_changes_nothing() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.ended(Leg.ENTRY, 0, "CANCELED", "0");
    assertThat(desk.accepted(Leg.ENTRY, 0).isNothing()).isTrue();
  }

  @Test
  void reports_of_another_journal_change_nothing() {
    Desk desk = Desk.aLong();
    ClientOrderId other = new ClientOrderId("zzz111".replace('z', 'u'), BTC, 1, Leg.ENTRY, 0);
    assertThat(desk.report(new OrderReport.Accepted(other, 1, desk.now)).isNothing()).isTrue();
  }

  @Test
  void after_a_restart_what_was_not_answered_is_asked_about() {
    Desk desk = Desk.aLong();
    Position recovered = Position.initial(BTC).applyAll(desk.journal);
    assertThat(recovered).isEqualTo(desk.position);
    Outcome outcome = recovered.onRecovered(recovered.unanswered(), desk.moment());
    assertThat(outcome.urgent()).containsExactly(new Query(id(1, Leg.ENTRY, 0)));
    assertThat(outcome.requests()).isEmpty();
  }

  @Test
  void a_standing_entry_that_the_venue_has_forgotten_is_withdrawn_and_ends() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    OrderReport forgotten = new OrderReport.NeverArrived(id(1, Leg.ENTRY, 0), desk.now);
    assertThat(desk.report(forgotten).urgent()).containsExactly(new Cancel(id(1, Leg.ENTRY, 0)));
    desk.report(new OrderReport.CancelRefused(id(1, Leg.ENTRY, 0), -2011, "unknown", desk.now));
    Outcome outcome = desk.report(forgotten);
    assertThat(outcome.reconcile()).isTrue();
    assertThat(desk.position.trade()).isEmpty();
    assertThat(desk.state()).isEqualTo(TradeState.NO_FILL);
  }

  @Test
  void a_target_that_the_venue_has_forgotten_is_placed_again() {
    Desk desk = Desk.active();
    desk.report(new OrderReport.NeverArrived(id(1, Leg.TARGET, 0), desk.now));
    desk.after(Duration.ofSeconds(2));
    assertThat(desk.newest().id()).isEqualTo(id(1, Leg.TARGET, 1));
  }

  @Test
  void a_partial_fill_that_only_a_query_tells_is_protected_before_it_is_counted() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    OrderReport found = new OrderReport.Accepted(id(1, Leg.ENTRY, 0), 1, dec("0.004"), desk.now);
    Outcome outcome = desk.report(found);
    assertThat(outcome.reconcile()).isTrue();
    assertThat(desk.sent(PlaceStop.class)).hasSize(1);
    desk.report(found);
    desk.accepted(Leg.STOP, 0);
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.004", false);
    assertThat(desk.sent(PlaceStop.class)).as("one stop").hasSize(1);
    assertThat(desk.report(found).isNothing()).isTrue();
  }

  @Test
  void the_longest_hold_alone_needs_no_facts() {
    Desk desk = Desk.active();
    desk.now = desk.now.plus(Duration.ofMinutes(5));
    Outcome outcome = desk.take(desk.position.onHoldAlone(desk.moment()));
    assertThat(outcome.requests()).hasSize(1);
    assertThat(desk.sent(PlaceMarket.class)).hasSize(1);
    assertThat(desk.position.onHoldAlone(desk.moment()).requests()).isEmpty();
  }

  @Test
  void what_was_sent_without_the_journal_keeps_its_attempt() {
    Desk desk = Desk.active();
    desk.take(
        desk.position.onSentUnjournaled(
            List.of(id(1, Leg.EXIT, 0), id(1, Leg.STOP, 3), id(9, Leg.EXIT, 5)), desk.moment()));
    assertThat(desk.trade().nextAttempt(Leg.EXIT)).isEqualTo(1);
    assertThat(desk.trade().nextAttempt(Leg.STOP)).isEqualTo(4);
    assertThat(
            desk.position.onSentUnjournaled(List.of(id(1, Leg.EXIT, 0)), desk.moment()).isNothing())
        .isTrue();
  }

  @Test
  void funding_is_paid_once_per_moment_and_stands_in_the_books() {
    Desk desk = Desk.trailing();
    desk.take(desk.position.onFunding(dec("0.05"), desk.now, desk.moment()));
    assertThat(desk.position.onFunding(dec("0.05"), desk.now, desk.moment()).events()).isEmpty();
    desk.filled(Leg.STOP, 1, "59999.0", "0.004", true);
    TradeSummary books = desk.position.last().orElseThrow().summary();
    assertThat(books.funding()).isEqualByComparingTo("0.05");
    assertThat(books.pnlNet())
        .isEqualByComparingTo(books.pnlGross().subtract(books.feeTotal()).subtract(dec("0.05")));
  }

  @Test
  void fees_in_another_asset_are_priced_or_named_as_unpriced() {
    Desk desk = Desk.aLong();
    OrderReport.Filled fill = desk.fill(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.report(
        new OrderReport.Filled(
            fill.id(),
            1,
            fill.tradeId(),
            fill.price(),
            fill.quantity(),
            fill.cumulative(),
            true,
            dec("0.0002"),
            "BNB",
            true,
            desk.now));
    assertThat(desk.trade().feesByAsset()).containsEntry("BNB", dec("0.0002"));
    assertThat(desk.alerts).anyMatch(alert -> alert.contains("has no price"));
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    desk.filled(Leg.EXIT, 0, "60000.0", "0.010", true);
    desk.accepted(Leg.STOP, 0);
    desk.ended(Leg.STOP, 0, "EXPIRED", "0");
    desk.ended(Leg.TARGET, 0, "EXPIRED", "0");
    TradeSummary books = desk.position.last().orElseThrow().summary();
    assertThat(books.unpricedFeeAssets()).containsExactly("BNB");
    assertThat(books.feeTotal()).isEqualByComparingTo("0.3");
  }
}
