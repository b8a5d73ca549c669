package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.Venue.AGENT;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.MID;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExchangeStateTest {
  private final Venue before = Venue.withBook();
  private final Venue after = new Venue(before.exchange.rules());

  private OrderBook bookAfter(long mid) {
    OrderBook book = after.exchange.addOrderBook(Venue.BTCUSDT);
    book.placeLimit(AGENT, true, mid - 1, 10_000);
    book.placeLimit(AGENT, false, mid + 1, 10_000);
    return book;
  }

  private void live() {
    before.exchange.advanceTo(Venue.START + 1_000);
    before.market("a", BUY, "0.500");
    before.limit("a", SELL, GTC, "0.100", "60500");
    before.limit("a", BUY, GTC, "0.100", "59500");
    before.limit("b", SELL, GTC, "0.200", "60500");
    NewAlgo stop = NewAlgo.closingStop(BTC, SELL, new BigDecimal("59900")).named("stop");
    before.exchange.placeAlgo("a", stop).orThrow();
    before.exchange.setLeverage("b", BTC, 50).orThrow();
    before.exchange.setFeeBurn("b", false);
  }

  @Test
  void what_was_exported_is_there_again() {
    live();
    ExchangeState state = before.exchange.exportState();
    bookAfter(MID);
    after.exchange.restore(state);
    assertThat(after.exchange.exportState())
        .usingRecursiveComparison()
        .ignoringFields("markets")
        .isEqualTo(state);
    assertThat(after.position("a").entryPrice()).isEqualByComparingTo("60000.1");
    assertThat(after.exchange.openOrders("a", Optional.empty())).hasSize(2);
    assertThat(after.book().quantityAt(false, 605_000)).isEqualTo(300);
    assertThat(after.exchange.timeMillis()).isEqualTo(Venue.START + 1_000);
    assertThat(after.told).isEmpty();
  }

  @Test
  void ids_go_on_and_priority_stays() {
    live();
    bookAfter(MID);
    after.exchange.restore(before.exchange.exportState());
    long last = before.exchange.exportState().lastOrderId();
    assertThat(after.limit("a", BUY, GTC, "0.001", "58000").orderId()).isEqualTo(last + 1);
    after.book().placeImmediate(AGENT, true, 605_000, 10_150);
    assertThat(after.orders).extracting(OrderUpdate::account).containsSubsequence("a", "b");
    assertThat(after.orders.getLast().order().executedQuantity()).isEqualByComparingTo("0.050");
    assertThat(after.orders.getLast().fill().orElseThrow().tradeId()).isGreaterThan(1);
  }

  @Test
  void a_stop_whose_trigger_was_passed_meanwhile_fires_at_the_next_price() {
    live();
    OrderBook book = bookAfter(598_000);
    after.exchange.restore(before.exchange.exportState());
    assertThat(after.exchange.algo("a", "stop").orThrow().status()).isEqualTo(AlgoStatus.NEW);
    book.placeMarket(AGENT, false, 1);
    assertThat(after.exchange.algo("a", "stop").orThrow().status()).isEqualTo(AlgoStatus.FINISHED);
    assertThat(after.position("a").flat()).isTrue();
  }

  @Test
  void an_order_that_the_book_has_passed_meanwhile_fills() {
    live();
    bookAfter(590_000);
    after.exchange.restore(before.exchange.exportState());
    assertThat(after.orders.getLast().order().status()).isEqualTo(OrderStatus.FILLED);
    assertThat(after.book().bestBid()).isLessThan(after.book().bestAsk());
  }

  @Test
  void a_stop_that_had_triggered_spawns_its_order_after_the_restart() {
    Venue slow = new Venue(ExchangeRules.documents().withTriggerDelay(300));
    OrderBook book = slow.exchange.addOrderBook(Venue.BTCUSDT);
    slow.exchange.advanceTo(Venue.START);
    slow.open("a");
    book.placeLimit(AGENT, true, MID - 1, 10_000);
    book.placeLimit(AGENT, false, MID + 1, 10_000);
    slow.market("a", BUY, "0.500");
    NewAlgo stop = NewAlgo.closingStop(BTC, SELL, new BigDecimal("59999.9")).named("stop");
    slow.exchange.placeAlgo("a", stop).orThrow();
    book.placeMarket(AGENT, false, 1);
    bookAfter(MID);
    after.exchange.restore(slow.exchange.exportState());
    after.exchange.advanceTo(Venue.START + 300);
    assertThat(after.position("a").flat()).isTrue();
  }

  @Test
  void only_an_empty_exchange_can_be_restored() {
    ExchangeState state = before.exchange.exportState();
    assertThatThrownBy(() -> before.exchange.restore(state))
        .isInstanceOf(IllegalStateException.class);
  }
}
