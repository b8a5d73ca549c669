package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.position.Trades.BTC;
import static vortex7.position.Trades.NOON;
import static vortex7.position.Trades.TERMS;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.TimeInForce;

/** How a trade leaves: by its target, by time, by hand, whatever is refused. */
class ExitTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

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
}
