package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;
import vortex7.position.OrderRequest.WorkingType;

/** How a stop is placed, lost, replaced, and moved after the target. */
class StopTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  // ---- stop

  @Test
  void the_stop_leaves_at_the_first_fill_without_waiting_for_the_journal() {
    Desk desk = Desk.aLong();
    Outcome outcome = desk.filled(Leg.ENTRY, 0, "60000.0", "0.001", false);
    assertThat(outcome.urgent())
        .containsExactly(
            new PlaceStop(
                id(1, Leg.STOP, 0),
                Side.SELL,
                Optional.empty(),
                dec("59940.0"),
                WorkingType.CONTRACT_PRICE));
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.009", true);
    assertThat(desk.sent(PlaceStop.class)).as("it covers a growing fill").hasSize(1);
  }

  @Test
  void a_stop_refused_once_is_sent_once_more_and_then_the_position_is_flattened() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.rejected(Leg.STOP, 0, -1001);
    assertThat(desk.sent(PlaceStop.class)).hasSize(2);
    desk.rejected(Leg.STOP, 1, -1001);
    assertThat(desk.state()).isEqualTo(TradeState.CLOSING);
    assertThat(desk.trade().closing()).contains(ExitReason.EMERGENCY);
    assertThat(desk.newest()).isInstanceOf(PlaceMarket.class);
    assertThat(desk.alerts).anyMatch(alert -> alert.startsWith("EMERGENCY"));
  }

  @Test
  void an_unacknowledged_stop_is_sent_again_under_its_next_attempt() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.take(desk.position.onUnanswered(id(1, Leg.STOP, 0), desk.moment()));
    assertThat(desk.sent(PlaceStop.class))
        .extracting(stop -> stop.id().attempt())
        .containsExactly(0, 1);
    desk.take(desk.position.onUnanswered(id(1, Leg.STOP, 1), desk.moment()));
    assertThat(desk.trade().closing()).contains(ExitReason.EMERGENCY);
  }

  @Test
  void a_second_close_position_stop_refused_means_that_the_first_stands() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.unknown(Leg.STOP, 0);
    desk.rejected(Leg.STOP, 1, -4130);
    assertThat(desk.trade().stopAcknowledged()).isTrue();
    assertThat(desk.trade().standingStop().orElseThrow().attempt()).isZero();
    assertThat(desk.state()).isEqualTo(TradeState.ACTIVE);
  }

  @Test
  void a_foreign_close_position_stop_in_the_way_is_answered_with_a_quantity() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.rejected(Leg.STOP, 0, -4130);
    PlaceStop second = desk.sent(PlaceStop.class).get(1);
    assertThat(second.quantity()).contains(dec("0.010"));
  }

  @Test
  void of_two_stops_that_stand_the_surplus_is_cancelled() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.unknown(Leg.STOP, 0);
    desk.accepted(Leg.STOP, 1);
    assertThat(desk.sent).contains(new Cancel(id(1, Leg.STOP, 0)));
    assertThat(desk.trade().standingStop().orElseThrow().attempt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-2021, -4142})
  void a_stop_that_would_trigger_at_once_is_a_market_exit(int code) {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.rejected(Leg.STOP, 0, code);
    assertThat(desk.trade().closing()).contains(ExitReason.SL);
    assertThat(desk.newest())
        .isEqualTo(new PlaceMarket(id(1, Leg.EXIT, 0), Side.SELL, dec("0.010"), true));
  }

  @Test
  void a_stop_that_vanished_at_the_read_back_stands_again() {
    Desk desk = Desk.active();
    desk.now = desk.now.plusSeconds(1);
    desk.take(desk.position.onStops(List.of(), desk.now, desk.moment()));
    PlaceStop again = (PlaceStop) desk.newest();
    assertThat(again.id().attempt()).isEqualTo(1);
    assertThat(again.triggerPrice()).isEqualByComparingTo("59940.0");
    assertThat(desk.position.onStops(List.of(), desk.now, desk.moment()).isNothing())
        .as("the same read-back again")
        .isTrue();
  }

  @Test
  void a_read_back_older_than_the_acknowledgement_says_nothing() {
    Desk desk = Desk.active();
    assertThat(
            desk.position.onStops(List.of(), desk.now.plusMillis(499), desk.moment()).isNothing())
        .isTrue();
  }

  @Test
  void a_stop_whose_fills_come_before_the_trigger_closes_as_sl() {
    Desk desk = Desk.active();
    desk.filled(Leg.STOP, 0, "59939.0", "0.004", false);
    assertThat(desk.trade().closing()).contains(ExitReason.SL);
    desk.report(new OrderReport.Triggered(id(1, Leg.STOP, 0), desk.now));
    desk.filled(Leg.STOP, 0, "59938.0", "0.006", true);
    desk.ended(Leg.TARGET, 0, "EXPIRED", "0");
    assertThat(desk.state()).isEqualTo(TradeState.CLOSED_SL);
    assertThat(desk.sent(PlaceMarket.class)).isEmpty();
  }

  @Test
  void a_triggered_stop_that_does_not_fill_in_time_is_replaced_by_a_market_exit() {
    Desk desk = Desk.active();
    desk.report(new OrderReport.Triggered(id(1, Leg.STOP, 0), desk.now));
    assertThat(desk.sent(PlaceMarket.class)).isEmpty();
    desk.after(SECOND);
    assertThat(desk.sent(PlaceMarket.class)).hasSize(1);
  }

  @Test
  void a_trigger_that_was_refused_is_a_market_exit_at_once() {
    Desk desk = Desk.active();
    desk.report(new OrderReport.Triggered(id(1, Leg.STOP, 0), desk.now));
    desk.ended(Leg.STOP, 0, "REJECTED", "0");
    assertThat(desk.newest()).isInstanceOf(PlaceMarket.class);
  }

  // ---- after TP1

  @Test
  void after_tp1_the_new_stop_stands_before_the_old_one_goes() {
    Desk desk = Desk.active();
    desk.sent.clear();
    desk.filled(Leg.TARGET, 0, "60128.0", "0.006", true);
    assertThat(desk.state()).isEqualTo(TradeState.TP1_HIT);
    assertThat(desk.sent)
        .containsExactly(
            new PlaceStop(
                id(1, Leg.STOP, 1),
                Side.SELL,
                Optional.of(dec("0.004")),
                dec("60000.0"),
                WorkingType.CONTRACT_PRICE));
    desk.accepted(Leg.STOP, 1);
    assertThat(desk.state()).isEqualTo(TradeState.TRAILING);
    assertThat(desk.newest()).isEqualTo(new Cancel(id(1, Leg.STOP, 0)));
  }

  @Test
  void a_breakeven_stop_that_would_trigger_at_once_is_a_tp2_exit() {
    Desk desk = Desk.active();
    desk.filled(Leg.TARGET, 0, "60128.0", "0.006", true);
    desk.rejected(Leg.STOP, 1, -2021);
    assertThat(desk.trade().closing()).contains(ExitReason.TP2);
    assertThat(desk.newest()).isInstanceOf(PlaceMarket.class);
  }

  @Test
  void a_breakeven_stop_of_unknown_outcome_is_sent_again_while_the_old_one_protects() {
    Desk desk = Desk.active();
    desk.filled(Leg.TARGET, 0, "60128.0", "0.006", true);
    desk.unknown(Leg.STOP, 1);
    assertThat(desk.sent).contains(new Query(id(1, Leg.STOP, 1)));
    assertThat(desk.sent(PlaceStop.class).get(2).id().attempt()).isEqualTo(2);
    desk.rejected(Leg.STOP, 2, -1001);
    assertThat(desk.state()).as("the first stop still stands").isEqualTo(TradeState.TP1_HIT);
    assertThat(desk.trade().closing()).isEmpty();
  }

  @Test
  void the_stop_trails_every_ten_seconds_and_only_when_it_improves_by_a_tick() {
    Desk desk = Desk.trailing();
    desk.price = dec("60100.0");
    desk.after(Duration.ofMillis(9_999));
    assertThat(desk.sent).isEmpty();
    desk.after(Duration.ofMillis(1));
    assertThat(((PlaceStop) desk.newest()).triggerPrice()).isEqualByComparingTo("60070.0");
    desk.accepted(Leg.STOP, 2);
    desk.ended(Leg.STOP, 1, "CANCELED", "0");
    desk.sent.clear();
    desk.price = dec("60100.05");
    desk.after(Duration.ofSeconds(10));
    assertThat(desk.sent).as("half a tick is no improvement").isEmpty();
    desk.price = dec("60100.1");
    desk.after(Duration.ofSeconds(10));
    assertThat(((PlaceStop) desk.newest()).triggerPrice()).isEqualByComparingTo("60070.1");
    desk.price = dec("60000.0");
    desk.sent.clear();
    desk.accepted(Leg.STOP, 3);
    desk.after(Duration.ofSeconds(10));
    assertThat(desk.sent(PlaceStop.class)).as("it never goes back").isEmpty();
  }

  @Test
  void the_moment_of_tp1_itself_is_no_step_of_the_trail() {
    Desk desk = Desk.trailing();
    desk.price = dec("60200.0");
    Instant before = desk.now.minusMillis(100);
    desk.now = desk.now.plusMillis(100);
    assertThat(desk.position.onTime(before, desk.moment()).isNothing()).isTrue();
  }

  @Test
  void a_short_trails_downwards() {
    Desk desk = new Desk(Trades.shortPlan(1));
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.accepted(Leg.STOP, 0);
    desk.filled(Leg.TARGET, 0, "59872.0", "0.006", true);
    assertThat(((PlaceStop) desk.newest()).triggerPrice()).isEqualByComparingTo("60000.0");
    assertThat(((PlaceStop) desk.newest()).side()).isEqualTo(Side.BUY);
    desk.accepted(Leg.STOP, 1);
    desk.price = dec("59800.0");
    desk.after(Duration.ofSeconds(10));
    assertThat(desk.sent(PlaceStop.class).get(2).triggerPrice()).isEqualByComparingTo("59830.0");
  }

  @Test
  void a_trailed_stop_closes_as_tp2_with_its_price_in_the_books() {
    Desk desk = Desk.trailing();
    desk.filled(Leg.STOP, 1, "59999.0", "0.004", true);
    assertThat(desk.state()).isEqualTo(TradeState.CLOSED_TP2);
    TradeSummary books = desk.position.last().orElseThrow().summary();
    assertThat(books.tp2Price()).contains(dec("60000.0"));
    // 0.006 × 128 − 0.004 × 1
    assertThat(books.pnlGross()).isEqualByComparingTo("0.764");
    assertThat(books.takerExits()).isEqualTo(1);
  }
}
