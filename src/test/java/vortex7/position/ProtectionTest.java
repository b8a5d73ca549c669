package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;

/** What protects a position when stops and exits do not go as planned. */
class ProtectionTest {
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private static Desk filled() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    return desk;
  }

  private static Desk closing() {
    Desk desk = Desk.active();
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    return desk;
  }

  // ---- the bound of a limit exit

  @ParameterizedTest
  @CsvSource({"58500.0,60000.0,57000.0", "60000.0,58500.0,57000.0"})
  void an_ioc_exit_of_a_long_keeps_inside_the_band_around_mark_and_last(
      BigDecimal last, BigDecimal mark, BigDecimal bound) {
    Desk desk = Desk.active();
    desk.price = last;
    desk.mark = Optional.of(mark);
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    desk.rejected(Leg.EXIT, 0, -4131);
    assertThat(((PlaceLimit) desk.newest()).price()).isEqualByComparingTo(bound);
  }

  @Test
  void an_ioc_exit_of_a_short_keeps_below_the_band_around_the_lower_of_mark_and_last() {
    Desk desk = new Desk(Trades.shortPlan(1));
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.accepted(Leg.STOP, 0);
    desk.mark = Optional.of(dec("60000.0"));
    desk.price = dec("61500.0");
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    desk.rejected(Leg.EXIT, 0, -4131);
    assertThat(((PlaceLimit) desk.newest()).price()).isEqualByComparingTo("63000.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {-4131, -4016, -4024})
  void an_exit_refused_for_its_price_makes_the_mark_be_read_again(int code) {
    assertThat(closing().rejected(Leg.EXIT, 0, code).reconcile()).isTrue();
  }

  // ---- on its way out

  @Test
  void an_entry_that_fills_while_it_is_withdrawn_gets_a_stop_beside_its_exit() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.take(desk.position.onClose(ExitReason.EMERGENCY, "silent", desk.moment()));
    Outcome outcome = desk.filled(Leg.ENTRY, 0, "60000.0", "0.008", false);
    assertThat(outcome.urgent()).anyMatch(PlaceStop.class::isInstance);
    assertThat(outcome.requests()).hasSize(1).first().isInstanceOf(PlaceMarket.class);
    assertThat(desk.sent(PlaceStop.class).get(0).quantity()).as("closePosition").isEmpty();
  }

  @Test
  void a_stop_that_vanishes_while_the_exits_are_refused_stands_again() {
    Desk desk = closing();
    desk.rejected(Leg.EXIT, 0, -4131);
    desk.rejected(Leg.EXIT, 1, -4131);
    desk.now = desk.now.plusSeconds(1);
    desk.take(desk.position.onStops(List.of(), desk.now, desk.moment()));
    assertThat(desk.sent(PlaceStop.class)).hasSize(2);
    assertThat(desk.trade().closing()).contains(ExitReason.MANUAL);
  }

  @Test
  void no_stop_is_placed_where_it_would_fire_at_once_while_the_exit_is_on_its_way() {
    Desk desk = closing();
    desk.price = dec("59930.0");
    desk.now = desk.now.plusSeconds(1);
    desk.take(desk.position.onStops(List.of(), desk.now, desk.moment()));
    assertThat(desk.sent(PlaceStop.class)).as("only the first").hasSize(1);
  }

  @Test
  void a_stop_that_fires_on_a_partly_filled_entry_takes_the_rest_of_the_entry_away_at_once() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.004", false);
    desk.accepted(Leg.STOP, 0);
    Outcome fired = desk.report(new OrderReport.Triggered(id(1, Leg.STOP, 0), desk.now));
    assertThat(fired.urgent()).contains(new Cancel(id(1, Leg.ENTRY, 0)));
    assertThat(desk.position.onTime(desk.now, desk.moment()).isNothing()).isTrue();
  }

  // ---- stops that end in other ways

  @Test
  void a_stop_whose_order_the_venue_refused_when_it_fired_is_a_market_exit_at_once() {
    Desk desk = Desk.active();
    desk.report(new OrderReport.Triggered(id(1, Leg.STOP, 0), desk.now));
    desk.rejected(Leg.STOP, 0, 0);
    assertThat(desk.newest()).isInstanceOf(PlaceMarket.class);
    assertThat(desk.trade().closing()).contains(ExitReason.SL);
  }

  @Test
  void so_is_one_of_whose_firing_nothing_was_told() {
    Desk desk = Desk.active();
    desk.rejected(Leg.STOP, 0, 0);
    assertThat(desk.newest()).isInstanceOf(PlaceMarket.class);
    assertThat(desk.sent(PlaceStop.class)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-4130, -4116, -2021})
  void the_refusal_of_a_copy_of_its_request_does_not_end_a_stop_that_stands(int code) {
    Desk desk = Desk.active();
    assertThat(desk.rejected(Leg.STOP, 0, code).isNothing()).isTrue();
    assertThat(desk.trade().stopAcknowledged()).isTrue();
  }

  @Test
  void a_finished_stop_that_filled_has_fired_even_if_nobody_said_so() {
    Desk desk = Desk.active();
    Outcome outcome = desk.ended(Leg.STOP, 0, "FINISHED", "0.010");
    assertThat(outcome.reconcile()).as("its fills are still to be told").isTrue();
    assertThat(desk.trade().closing()).contains(ExitReason.SL);
    assertThat(desk.sent(PlaceStop.class)).as("no second stop").hasSize(1);
    desk.filled(Leg.STOP, 0, "59939.0", "0.010", true);
    desk.ended(Leg.TARGET, 0, "EXPIRED", "0");
    assertThat(desk.state()).isEqualTo(TradeState.CLOSED_SL);
  }

  @Test
  void a_stop_that_vanished_may_have_fired_so_the_facts_are_read_at_once() {
    Desk desk = Desk.active();
    desk.now = desk.now.plusSeconds(1);
    Outcome gone = desk.take(desk.position.onStops(List.of(), desk.now, desk.moment()));
    assertThat(gone.reconcile()).isTrue();
  }

  @Test
  void a_stop_for_less_than_the_position_does_not_count_as_its_protection() {
    Desk desk = filled();
    desk.rejected(Leg.STOP, 0, -4130);
    desk.accepted(Leg.STOP, 1);
    assertThat(desk.trade().stopAcknowledged()).isTrue();
    OpenTrade small =
        desk.trade()
            .withOrder(
                TradeOrder.wanted(
                        Leg.STOP,
                        1,
                        Optional.of(dec("0.004")),
                        Optional.of(dec("59940.0")),
                        desk.now)
                    .accepted(desk.now));
    assertThat(small.stopAcknowledged()).isFalse();
  }

  // ---- our own request budget

  @ParameterizedTest
  @ValueSource(ints = {0, -1003})
  void a_stop_that_the_request_budget_forbade_is_not_tried_again_in_the_same_moment(int code) {
    Desk desk = filled();
    desk.rejected(Leg.STOP, 0, code);
    assertThat(desk.sent(PlaceStop.class)).hasSize(1);
    desk.after(HALF_A_SECOND.minusMillis(1));
    assertThat(desk.sent(PlaceStop.class)).hasSize(1);
    desk.after(Duration.ofMillis(1));
    assertThat(desk.sent(PlaceStop.class)).hasSize(2);
    assertThat(desk.trade().closing()).isEmpty();
  }

  @Test
  void exits_that_the_request_budget_forbids_are_tried_every_quarter_second() {
    Desk desk = closing();
    for (int attempt = 0; attempt < 8; attempt++) {
      assertThat(desk.sent(PlaceMarket.class)).hasSize(attempt + 1);
      desk.rejected(Leg.EXIT, attempt, 0);
      desk.after(Duration.ofMillis(250));
    }
  }

  @Test
  void after_the_last_attempt_that_an_id_can_name_exits_go_on_under_it() {
    Desk desk = closing();
    for (int attempt = 0; attempt < ClientOrderId.ATTEMPT_MAX; attempt++) {
      desk.rejected(Leg.EXIT, attempt, -4131);
      desk.after(Duration.ofSeconds(30));
    }
    desk.rejected(Leg.EXIT, ClientOrderId.ATTEMPT_MAX, -4131);
    int before = desk.sent.size();
    desk.after(Duration.ofSeconds(30));
    assertThat(desk.sent).hasSizeGreaterThan(before);
    assertThat(desk.newest().id().attempt()).isEqualTo(ClientOrderId.ATTEMPT_MAX);
    desk.filled(Leg.EXIT, ClientOrderId.ATTEMPT_MAX, "60000.0", "0.010", true);
    assertThat(desk.position.isFlat()).isTrue();
  }

  // ---- after the end

  @Test
  void a_stop_that_stands_after_its_trade_was_over_is_cancelled_at_once_and_told_twice_only_once() {
    Desk desk = Desk.active();
    desk.filled(Leg.TARGET, 0, "60128.0", "0.006", true);
    desk.filled(Leg.STOP, 0, "59939.0", "0.004", true);
    desk.report(new OrderReport.CancelRefused(id(1, Leg.STOP, 1), -2011, "unknown", desk.now));
    assertThat(desk.position.trade()).as("over").isEmpty();
    desk.sent.clear();
    desk.accepted(Leg.STOP, 1);
    assertThat(desk.sent).containsExactly(new Cancel(id(1, Leg.STOP, 1)));
    desk.ended(Leg.STOP, 1, "CANCELED", "0");
    assertThat(desk.position.leftovers()).isEmpty();
    assertThat(desk.accepted(Leg.STOP, 1).isNothing()).isTrue();
  }

  @Test
  void what_is_not_ours_halts_the_symbol_as_long_as_it_is_there() {
    Desk desk = Desk.active();
    List<VenueFacts.OpenOrder> theirs =
        List.of(
            new VenueFacts.OpenOrder(
                "web_1", 7, Side.BUY, dec("50000"), dec("0.001"), dec("0"), false));
    assertThat(desk.reconcile(desk.facts("0.010", theirs, Leg.STOP)).halt()).isPresent();
    assertThat(desk.reconcile(desk.facts("0.010", theirs, Leg.STOP)).halt()).isPresent();
    assertThat(desk.alerts.stream().filter(alert -> alert.startsWith("HALTED"))).hasSize(1);
  }
}
