package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.position.Trades.BTC;
import static vortex7.position.Trades.NOON;
import static vortex7.position.Trades.TERMS;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;
import vortex7.position.OrderRequest.TimeInForce;

/** How a trade begins, and what of its entry counts. */
class EntryTest {
  @Test
  void an_intent_is_journaled_with_its_plan_and_the_entry_waits_for_that() {
    TradePlan plan = Trades.longPlan(1);
    Outcome outcome = Position.initial(BTC).onIntent(plan, TERMS.at(NOON));
    assertThat(outcome.events())
        .containsExactly(new PositionEvent.EntryIntended(plan, Trades.EPOCH, NOON));
    assertThat(outcome.urgent()).isEmpty();
    assertThat(outcome.requests())
        .containsExactly(
            new PlaceLimit(
                id(1, Leg.ENTRY, 0),
                Side.BUY,
                dec("0.010"),
                dec("60000.0"),
                TimeInForce.GTX,
                false));
  }

  @Test
  void a_second_intent_is_refused_and_so_is_a_used_number() {
    Desk desk = Desk.aLong();
    assertThat(desk.position.onIntent(Trades.longPlan(2), desk.moment()).refusal())
        .contains("one trade a symbol: trade 1 is PENDING_ENTRY");
    desk.rejected(Leg.ENTRY, 0, -5022);
    assertThat(desk.position.onIntent(Trades.longPlan(1), desk.moment()).refusal())
        .contains("position number must be above 1, was 1");
    assertThat(desk.position.onIntent(Trades.longPlan(2), desk.moment()).refusal()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0105,60000.0,59940.0,60128.0,0.6,quantity 0.0105",
    "0.010,60000.05,59940.0,60128.0,0.6,price 60000.05",
    "0.010,60000.0,60010.0,60128.0,0.6,stop 60010.0",
    "0.010,60000.0,59940.0,59990.0,0.6,stop 59940.0",
    "0.010,60000.0,59940.0,60128.0,0,target share",
    "0.010,60000.0,59940.0,60128.0,1.1,target share"
  })
  void a_plan_that_the_venue_could_not_take_is_refused(
      String quantity, String entry, String stop, String target, String share, String why) {
    TradePlan plan = Trades.plan(1, Side.BUY, quantity, entry, stop, target, share, "30.0");
    assertThat(Position.initial(BTC).onIntent(plan, TERMS.at(NOON)).refusal().orElseThrow())
        .startsWith(why);
  }

  @Test
  void a_post_only_rejection_is_a_no_fill_and_nothing_is_sent_again() {
    Desk desk = Desk.aLong();
    desk.sent.clear();
    desk.rejected(Leg.ENTRY, 0, -5022);
    assertThat(desk.state()).isEqualTo(TradeState.NO_FILL);
    assertThat(desk.sent).isEmpty();
  }

  @Test
  void an_unfilled_entry_is_cancelled_at_its_time_out_and_not_before() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    assertThat(desk.state()).isEqualTo(TradeState.ENTRY_SENT);
    assertThat(desk.after(Duration.ofMillis(4_999)).isNothing()).isTrue();
    desk.after(Duration.ofMillis(1));
    assertThat(desk.newest()).isEqualTo(new Cancel(id(1, Leg.ENTRY, 0)));
    desk.ended(Leg.ENTRY, 0, "CANCELED", "0");
    assertThat(desk.state()).isEqualTo(TradeState.NO_FILL);
  }

  @Test
  void half_of_the_quantity_at_the_time_out_counts_and_the_target_is_resized() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.005", false);
    assertThat(desk.state()).isEqualTo(TradeState.PARTIALLY_OPEN);
    desk.accepted(Leg.STOP, 0);
    desk.after(Duration.ofSeconds(5));
    desk.ended(Leg.ENTRY, 0, "CANCELED", "0.005");
    assertThat(desk.state()).isEqualTo(TradeState.ACTIVE);
    PlaceLimit target = (PlaceLimit) desk.newest();
    assertThat(target.quantity()).isEqualByComparingTo("0.003");
    assertThat(target.reduceOnly()).isTrue();
    assertThat(target.timeInForce()).isEqualTo(TimeInForce.GTC);
  }

  @Test
  void less_than_half_is_a_fragment_and_is_flattened() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.004", false);
    desk.accepted(Leg.STOP, 0);
    desk.after(Duration.ofSeconds(5));
    desk.ended(Leg.ENTRY, 0, "CANCELED", "0.004");
    assertThat(desk.state()).isEqualTo(TradeState.CLOSING);
    assertThat(desk.newest())
        .isEqualTo(new PlaceMarket(id(1, Leg.EXIT, 0), Side.SELL, dec("0.004"), true));
    desk.filled(Leg.EXIT, 0, "59990.0", "0.004", true);
    desk.ended(Leg.STOP, 0, "EXPIRED", "0");
    assertThat(desk.state()).isEqualTo(TradeState.CLOSED_FRAGMENT);
    assertThat(desk.position.last().orElseThrow().summary().pnlGross())
        .isEqualByComparingTo("-0.04");
  }

  @Test
  void an_entry_of_unknown_outcome_is_asked_for_and_never_sent_again() {
    Desk desk = Desk.aLong();
    desk.sent.clear();
    desk.unknown(Leg.ENTRY, 0);
    assertThat(desk.sent).containsExactly(new Query(id(1, Leg.ENTRY, 0)));
    desk.after(Duration.ofMillis(900));
    assertThat(desk.sent).hasSize(1);
    desk.after(Duration.ofMillis(100));
    assertThat(desk.sent).hasSize(2);
    desk.report(new OrderReport.NeverArrived(id(1, Leg.ENTRY, 0), desk.now));
    assertThat(desk.state()).isEqualTo(TradeState.NO_FILL);
    assertThat(desk.sent(PlaceLimit.class)).isEmpty();
  }

  @Test
  void a_duplicate_id_makes_an_entry_unknown() {
    Desk desk = Desk.aLong();
    desk.rejected(Leg.ENTRY, 0, -4116);
    assertThat(desk.trade().entry().state()).isEqualTo(TradeOrder.State.DOUBTFUL);
    assertThat(desk.newest()).isInstanceOf(Query.class);
    desk.accepted(Leg.ENTRY, 0);
    assertThat(desk.state()).isEqualTo(TradeState.ENTRY_SENT);
  }

  @Test
  void an_entry_that_filled_without_a_word_is_protected_before_its_fills_are_known() {
    Desk desk = Desk.aLong();
    desk.unknown(Leg.ENTRY, 0);
    Outcome outcome = desk.ended(Leg.ENTRY, 0, "FILLED", "0.010");
    assertThat(outcome.reconcile()).isTrue();
    assertThat(desk.newest()).isInstanceOf(PlaceStop.class);
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    assertThat(desk.state()).isEqualTo(TradeState.ACTIVE);
    assertThat(desk.sent(PlaceStop.class)).hasSize(1);
  }

  @Test
  void a_cancel_refused_because_it_filled_is_asked_about_and_the_fill_counts() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.after(Duration.ofSeconds(5));
    Outcome refused =
        desk.report(new OrderReport.CancelRefused(id(1, Leg.ENTRY, 0), -2011, "gone", desk.now));
    assertThat(desk.newest()).isEqualTo(new Query(id(1, Leg.ENTRY, 0)));
    assertThat(refused.reconcile()).isTrue();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    assertThat(desk.state()).isEqualTo(TradeState.ACTIVE);
  }

  @Test
  void a_fill_before_the_acknowledgement_opens_the_position() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.002", false);
    assertThat(desk.state()).isEqualTo(TradeState.PARTIALLY_OPEN);
    assertThat(desk.accepted(Leg.ENTRY, 0).isNothing()).isTrue();
  }

  @Test
  void entries_off_withdraws_a_resting_entry_by_the_usual_rule() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.take(desk.position.onEntriesOff("stop", desk.moment()));
    assertThat(desk.newest()).isEqualTo(new Cancel(id(1, Leg.ENTRY, 0)));
    assertThat(desk.position.onEntriesOff("stop", desk.moment()).isNothing()).isTrue();
  }

  @Test
  void a_fill_that_comes_after_the_end_opens_the_trade_again_and_is_closed_as_a_fragment() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.ended(Leg.ENTRY, 0, "CANCELED", "0");
    assertThat(desk.state()).isEqualTo(TradeState.NO_FILL);
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.003", false);
    assertThat(desk.state()).isEqualTo(TradeState.CLOSING);
    assertThat(desk.sent(PlaceMarket.class)).hasSize(1);
  }
}
