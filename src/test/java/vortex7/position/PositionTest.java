package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vortex7.position.Trades.BTC;
import static vortex7.position.Trades.NOON;
import static vortex7.position.Trades.TERMS;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
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
import vortex7.position.OrderRequest.Query;
import vortex7.position.OrderRequest.TimeInForce;
import vortex7.position.OrderRequest.WorkingType;

class PositionTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  // ---- entry

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

  // ---- target

  @ParameterizedTest
  @CsvSource({
    "0.010,0.6,0.006",
    "0.007,0.6,0.004",
    "0.002,0.6,0.001",
    "0.001,0.6,0.001",
    "0.010,1,0.010"
  })
  void the_target_takes_its_share_rounded_down_or_all_when_a_part_would_be_too_small(
      String quantity, String share, String target) {
    TradePlan plan =
        Trades.plan(1, Side.BUY, quantity, "60000.0", "59940.0", "60128.0", share, "30.0");
    Desk desk = new Desk(plan);
    desk.filled(Leg.ENTRY, 0, "60000.0", quantity, true);
    PlaceLimit placed = desk.sent(PlaceLimit.class).get(1);
    assertThat(placed.quantity()).isEqualByComparingTo(target);
    assertThat(placed.price()).isEqualByComparingTo("60128.0");
    assertThat(placed.side()).isEqualTo(Side.SELL);
  }

  @Test
  void a_target_that_fills_whole_closes_the_trade_as_tp1() {
    TradePlan plan =
        Trades.plan(1, Side.BUY, "0.010", "60000.0", "59940.0", "60128.0", "1", "30.0");
    Desk desk = new Desk(plan);
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.accepted(Leg.STOP, 0);
    desk.filled(Leg.TARGET, 0, "60128.0", "0.010", true);
    assertThat(desk.newest()).isEqualTo(new Cancel(id(1, Leg.STOP, 0)));
    desk.ended(Leg.STOP, 0, "EXPIRED", "0");
    assertThat(desk.state()).isEqualTo(TradeState.CLOSED_TP1_FULL);
    TradeSummary books = desk.position.last().orElseThrow().summary();
    assertThat(books.exitReason()).isEqualTo(ExitReason.TP1);
    assertThat(books.pnlGross()).isEqualByComparingTo("1.28");
    assertThat(books.feeTotal()).isEqualByComparingTo("0.240256");
    assertThat(books.pnlNet()).isEqualByComparingTo("1.039744");
    assertThat(books.makerFills()).isEqualTo(2);
  }

  @Test
  void a_refused_target_is_placed_again_and_after_three_the_stop_goes_on_alone() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.accepted(Leg.STOP, 0);
    for (int attempt = 0; attempt < 3; attempt++) {
      desk.rejected(Leg.TARGET, attempt, -1001);
      desk.after(SECOND);
    }
    desk.after(SECOND);
    assertThat(desk.sent(PlaceLimit.class)).as("entry and three targets").hasSize(4);
    assertThat(desk.state()).isEqualTo(TradeState.ACTIVE);
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

  // ---- time and exits

  @Test
  void a_hold_ends_at_market_and_is_told_to_people() {
    Desk desk = Desk.active();
    desk.after(Duration.ofMinutes(5).minusMillis(1));
    assertThat(desk.state()).isEqualTo(TradeState.ACTIVE);
    desk.after(Duration.ofMillis(1));
    assertThat(desk.trade().closing()).contains(ExitReason.TIMEOUT);
    assertThat(desk.sent)
        .contains(
            new Cancel(id(1, Leg.TARGET, 0)),
            new PlaceMarket(id(1, Leg.EXIT, 0), Side.SELL, dec("0.010"), true));
    assertThat(desk.alerts).anyMatch(alert -> alert.startsWith("TIMEOUT"));
    desk.filled(Leg.EXIT, 0, "60010.0", "0.010", true);
    desk.ended(Leg.TARGET, 0, "CANCELED", "0");
    desk.ended(Leg.STOP, 0, "EXPIRED", "0");
    assertThat(desk.state()).isEqualTo(TradeState.CLOSED_TIMEOUT);
  }

  @Test
  void no_plan_holds_longer_than_twenty_minutes() {
    OpenTrade trade = Desk.active().trade();
    ExecutionRules rules = ExecutionRules.documents();
    assertThat(trade.plannedExitAt(rules)).contains(NOON.plus(Duration.ofMinutes(5)));
    ExecutionRules strict =
        new ExecutionRules(
            rules.fillShareMin(),
            Duration.ofMinutes(2),
            rules.trailEvery(),
            rules.stopAgainAfter(),
            2,
            3,
            rules.askAgainAfter(),
            rules.exitPatience(),
            rules.exitRetryFirst(),
            rules.exitRetryMax(),
            rules.settleTime(),
            rules.workingType());
    assertThat(trade.plannedExitAt(strict)).contains(NOON.plus(Duration.ofMinutes(2)));
  }

  @Test
  void an_exit_into_a_thin_book_goes_on_as_ioc_at_the_bound_and_then_at_market_again() {
    Desk desk = Desk.active();
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    desk.rejected(Leg.EXIT, 0, -4131);
    assertThat(desk.newest())
        .isEqualTo(
            new PlaceLimit(
                id(1, Leg.EXIT, 1),
                Side.SELL,
                dec("0.010"),
                dec("57000.0"),
                TimeInForce.IOC,
                true));
    desk.ended(Leg.EXIT, 1, "EXPIRED", "0");
    desk.after(SECOND);
    assertThat(desk.newest())
        .isEqualTo(new PlaceMarket(id(1, Leg.EXIT, 2), Side.SELL, dec("0.010"), true));
  }

  @Test
  void a_partly_filled_exit_goes_on_with_the_rest_only() {
    Desk desk = Desk.active();
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    desk.filled(Leg.EXIT, 0, "60000.0", "0.007", false);
    desk.ended(Leg.EXIT, 0, "EXPIRED", "0.007");
    assertThat(((PlaceLimit) desk.newest()).quantity()).isEqualByComparingTo("0.003");
  }

  @Test
  void an_exit_refused_as_reducing_nothing_asks_for_the_facts_and_backs_off() {
    Desk desk = Desk.active();
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    assertThat(desk.rejected(Leg.EXIT, 0, -2022).reconcile()).isTrue();
    desk.rejected(Leg.EXIT, 1, -2022);
    long exits = desk.sent(PlaceMarket.class).size();
    desk.after(Duration.ofMillis(249));
    assertThat(desk.sent(PlaceMarket.class)).hasSize((int) exits);
    desk.after(Duration.ofMillis(1));
    assertThat(desk.sent(PlaceMarket.class)).hasSize((int) exits + 1);
  }

  @Test
  void an_exit_of_unknown_outcome_is_sent_again_for_it_can_only_reduce() {
    Desk desk = Desk.active();
    desk.take(desk.position.onClose(ExitReason.EMERGENCY, "x", desk.moment()));
    desk.unknown(Leg.EXIT, 0);
    assertThat(desk.sent(PlaceMarket.class))
        .allMatch(PlaceMarket::reduceOnly)
        .extracting(exit -> exit.id().attempt())
        .containsExactly(0, 1);
  }

  @Test
  void exits_larger_than_one_market_order_take_several() {
    TradePlan plan =
        Trades.plan(1, Side.BUY, "300.000", "60000.0", "59940.0", "60128.0", "0.6", "30.0");
    Desk desk = new Desk(plan);
    desk.filled(Leg.ENTRY, 0, "60000.0", "300.000", true);
    desk.accepted(Leg.STOP, 0);
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    desk.filled(Leg.EXIT, 0, "60000.0", "120.000", true);
    desk.filled(Leg.EXIT, 1, "60000.0", "120.000", true);
    assertThat(desk.sent(PlaceMarket.class))
        .extracting(PlaceMarket::quantity)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(dec("120"), dec("120"), dec("60"));
  }

  @Test
  void a_close_before_the_first_fill_withdraws_the_entry() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.take(desk.position.onClose(ExitReason.MANUAL, "by hand", desk.moment()));
    assertThat(desk.newest()).isEqualTo(new Cancel(id(1, Leg.ENTRY, 0)));
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.008", false);
    assertThat(desk.state()).isEqualTo(TradeState.CLOSING);
    assertThat(desk.newest()).isInstanceOf(PlaceMarket.class);
  }

  @Test
  void without_a_trade_there_is_nothing_to_close() {
    assertThat(
            Position.initial(BTC).onClose(ExitReason.MANUAL, "by hand", TERMS.at(NOON)).refusal())
        .contains("BTCUSDT has no trade to close");
  }

  // ---- told twice, told late

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
