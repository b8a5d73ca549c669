package vortex7.position;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.position.Trades.BTC;
import static vortex7.position.Trades.TERMS;
import static vortex7.position.Trades.dec;
import static vortex7.position.Trades.id;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;

/** What the venue's facts imply for a position, and that saying them twice implies nothing more. */
class ReconcileTest {
  private static VenueFacts.OpenOrder target(Desk desk, String executed) {
    return new VenueFacts.OpenOrder(
        id(desk.number, Leg.TARGET, 0).text(),
        7,
        Side.SELL,
        dec("60128.0"),
        dec("0.006"),
        dec(executed),
        true);
  }

  private static VenueFacts with(VenueFacts facts, VenueFacts.Fill... fills) {
    return new VenueFacts(
        facts.symbol(),
        facts.positionAmount(),
        facts.entryPrice(),
        facts.markPrice(),
        facts.orders(),
        facts.stops(),
        List.of(fills),
        facts.at());
  }

  private static VenueFacts.Fill fill(Desk desk, String clientId, long tradeId, Side side) {
    return new VenueFacts.Fill(
        clientId,
        3,
        tradeId,
        side,
        dec("59990.0"),
        dec("0.010"),
        dec("0.1"),
        "USDT",
        false,
        desk.now);
  }

  @Test
  void facts_that_agree_establish_nothing() {
    Desk desk = Desk.active();
    desk.after(Duration.ofSeconds(2));
    Outcome outcome = desk.reconcile(desk.facts("0.010", List.of(target(desk, "0")), Leg.STOP));
    assertThat(outcome.isNothing()).isTrue();
    assertThat(outcome.reconcile()).isFalse();
  }

  @Test
  void a_fill_that_was_not_told_is_counted_and_protected() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    VenueFacts facts =
        with(desk.facts("0.010", List.of()), fill(desk, id(1, Leg.ENTRY, 0).text(), 55, Side.BUY));
    desk.reconcile(facts);
    assertThat(desk.state()).isEqualTo(TradeState.ACTIVE);
    assertThat(desk.sent(OrderRequest.PlaceStop.class)).hasSize(1);
    assertThat(desk.position.onFacts(facts, Optional.of(facts), desk.moment()).isNothing())
        .as("told twice")
        .isTrue();
  }

  @Test
  void a_position_without_a_stop_gets_one_at_once() {
    Desk desk = Desk.active();
    desk.after(Duration.ofSeconds(2));
    desk.reconcile(desk.facts("0.010", List.of(target(desk, "0"))));
    assertThat(desk.newest()).isInstanceOf(OrderRequest.PlaceStop.class);
    assertThat(desk.journal.get(desk.journal.size() - 2))
        .isInstanceOf(PositionEvent.Reconciled.class);
  }

  @Test
  void a_stop_whose_answer_was_lost_is_found_standing() {
    Desk desk = Desk.aLong();
    desk.filled(Leg.ENTRY, 0, "60000.0", "0.010", true);
    desk.after(Duration.ofMillis(600));
    desk.reconcile(desk.facts("0.010", List.of(target(desk, "0")), Leg.STOP));
    assertThat(desk.trade().stopAcknowledged()).isTrue();
  }

  @Test
  void an_order_of_a_finished_trade_is_cancelled_once_and_again_only_if_it_stays() {
    Desk desk = Desk.aLong();
    desk.rejected(Leg.ENTRY, 0, -5022);
    desk.sent.clear();
    VenueFacts facts = desk.facts("0", List.of(target(desk, "0")));
    desk.reconcile(facts);
    assertThat(desk.sent).containsExactly(new OrderRequest.Cancel(id(1, Leg.TARGET, 0)));
    assertThat(desk.reconcile(facts).isNothing()).isTrue();
    desk.after(Duration.ofSeconds(1));
    desk.reconcile(desk.facts("0", List.of(target(desk, "0"))));
    assertThat(desk.sent).hasSize(2);
    desk.after(Duration.ofSeconds(1));
    desk.reconcile(desk.facts("0", List.of()));
    assertThat(desk.position.leftovers()).isEmpty();
    assertThat(desk.last.halt()).as("our own order is no reason to halt").isEmpty();
  }

  @Test
  void a_position_that_someone_closed_is_believed_when_it_is_said_twice() {
    Desk desk = Desk.active();
    desk.after(Duration.ofSeconds(1));
    VenueFacts.Fill theirs = fill(desk, "web_123", 77, Side.SELL);
    assertThat(desk.reconcile(with(desk.facts("0", List.of()), theirs)).reconcile()).isTrue();
    assertThat(desk.position.amount()).isEqualByComparingTo("0.010");
    desk.after(Duration.ofSeconds(1));
    desk.reconcile(with(desk.facts("0", List.of()), theirs));
    assertThat(desk.position.isFlat()).isTrue();
    desk.ended(Leg.TARGET, 0, "EXPIRED", "0");
    desk.rejected(Leg.STOP, 1, -2022); // Sent when the first was missed: there is no position.
    assertThat(desk.state()).isEqualTo(TradeState.CLOSED_EXTERNAL);
    TradeSummary books = desk.position.last().orElseThrow().summary();
    assertThat(books.exitPrice()).isEqualByComparingTo("59990");
    assertThat(books.pnlGross()).isEqualByComparingTo("-0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "autoclose-1,CLOSED_LIQUIDATION",
    "adl_autoclose,CLOSED_LIQUIDATION",
    "web_1,CLOSED_EXTERNAL"
  })
  void a_liquidation_is_named_as_such(String clientId, TradeState end) {
    Desk desk = Desk.active();
    VenueFacts.Fill theirs = fill(desk, clientId, 77, Side.SELL);
    for (int i = 0; i < 2; i++) {
      desk.after(Duration.ofSeconds(1));
      desk.reconcile(with(desk.facts("0", List.of()), theirs));
    }
    desk.ended(Leg.TARGET, 0, "EXPIRED", "0");
    desk.rejected(Leg.STOP, 1, -2022); // Sent when the first was missed: there is no position.
    assertThat(desk.state()).isEqualTo(end);
  }

  @Test
  void facts_older_than_our_newest_fill_are_not_believed() {
    Desk desk = Desk.active();
    VenueFacts stale = desk.facts("0", List.of(target(desk, "0")), Leg.STOP);
    desk.take(desk.position.onFacts(stale, Optional.of(stale), desk.moment()));
    assertThat(desk.position.amount()).isEqualByComparingTo("0.010");
    assertThat(desk.last.reconcile()).isTrue();
  }

  @Test
  void part_of_a_position_taken_by_someone_leaves_the_rest_managed() {
    Desk desk = Desk.active();
    for (int i = 0; i < 2; i++) {
      desk.after(Duration.ofSeconds(1));
      desk.reconcile(desk.facts("0.007", List.of(target(desk, "0")), Leg.STOP));
    }
    assertThat(desk.position.amount()).isEqualByComparingTo("0.007");
    assertThat(desk.state()).isEqualTo(TradeState.ACTIVE);
    assertThat(desk.alerts).anyMatch(alert -> alert.startsWith("EXTERNAL"));
  }

  @Test
  void a_position_that_is_not_ours_is_reported_halts_the_symbol_and_is_never_touched() {
    Desk desk = Desk.aLong();
    desk.rejected(Leg.ENTRY, 0, -5022);
    desk.sent.clear();
    desk.after(Duration.ofSeconds(1));
    desk.reconcile(desk.facts("-0.5", List.of()));
    desk.after(Duration.ofSeconds(1));
    assertThat(desk.reconcile(desk.facts("-0.5", List.of())).halt())
        .contains("position of -0.5 that is not ours");
    assertThat(desk.sent).isEmpty();
    assertThat(desk.position.onIntent(Trades.longPlan(2), desk.moment()).refusal()).isPresent();
    desk.after(Duration.ofSeconds(1));
    assertThat(desk.reconcile(desk.facts("-0.5", List.of())).isNothing()).isTrue();
    desk.after(Duration.ofSeconds(1));
    desk.reconcile(desk.facts("0", List.of()));
    assertThat(desk.position.foreign()).isEmpty();
  }

  @Test
  void an_order_that_is_not_ours_halts_the_symbol() {
    Position flat = Position.initial(BTC);
    VenueFacts facts =
        new VenueFacts(
            BTC,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            dec("60000"),
            List.of(
                new VenueFacts.OpenOrder(
                    "web_9", 1, Side.BUY, dec("59000"), dec("1"), dec("0"), false)),
            List.of(),
            List.of(),
            Trades.NOON);
    Outcome outcome = flat.onFacts(facts, Optional.empty(), TERMS.at(Trades.NOON));
    assertThat(outcome.halt()).contains("buy order web_9 that is not ours");
    assertThat(outcome.urgent()).isEmpty();
    assertThat(
            flat.applyAll(outcome.events())
                .onFacts(facts, Optional.of(facts), TERMS.at(Trades.NOON))
                .isNothing())
        .isTrue();
  }

  @Test
  void a_resting_order_that_is_not_in_the_list_is_asked_about_not_given_up() {
    Desk desk = Desk.aLong();
    desk.accepted(Leg.ENTRY, 0);
    desk.after(Duration.ofSeconds(1));
    desk.reconcile(desk.facts("0", List.of()));
    assertThat(desk.newest()).isEqualTo(new OrderRequest.Query(id(1, Leg.ENTRY, 0)));
    assertThat(desk.state()).isEqualTo(TradeState.ENTRY_SENT);
  }
}
