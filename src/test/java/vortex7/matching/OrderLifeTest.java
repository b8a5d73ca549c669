package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.FOK;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.TimeInForce.GTD;
import static vortex7.matching.TimeInForce.IOC;
import static vortex7.matching.Venue.AGENT;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.START;
import static vortex7.matching.Venue.limitOrder;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Self-trades, dates, matched prices, batches and the dead man's switch. */
class OrderLifeTest {
  private Venue venue = Venue.withBook();

  private static OrderTerms preventing(SelfTradePrevention mode) {
    return OrderTerms.DEFAULT.preventing(mode);
  }

  private OrderStatus statusOf(OrderView order) {
    return venue.exchange.order("a", BTC, order.orderId()).orThrow().status();
  }

  private OrderView buyInto(OrderView ask, TimeInForce tif, SelfTradePrevention mode) {
    NewOrder buy = limitOrder(BUY, tif, "0.100", ask.price().toPlainString());
    return venue.exchange.place("a", buy.on(preventing(mode))).orThrow();
  }

  @Test
  void the_takers_mode_decides_which_of_two_orders_of_an_account_ends() {
    OrderView ask = venue.limit("a", SELL, GTC, "0.100", "60000");
    assertThat(buyInto(ask, GTC, SelfTradePrevention.EXPIRE_TAKER).status())
        .isEqualTo(OrderStatus.EXPIRED_IN_MATCH);
    assertThat(venue.orders.getLast().expiryReason()).isEqualTo(ExpiryReason.SELF_TRADE);
    assertThat(statusOf(ask)).isEqualTo(OrderStatus.NEW);

    OrderView bid = buyInto(ask, GTC, SelfTradePrevention.EXPIRE_MAKER);
    assertThat(statusOf(ask)).isEqualTo(OrderStatus.EXPIRED_IN_MATCH);
    assertThat(bid.status()).isEqualTo(OrderStatus.NEW);
    assertThat(venue.book().bestBid()).isEqualTo(600_000);
    venue.exchange.cancelAll("a", BTC).orThrow();

    OrderView second = venue.limit("a", SELL, GTC, "0.100", "60000");
    OrderView taker = buyInto(second, IOC, SelfTradePrevention.EXPIRE_BOTH);
    assertThat(taker.status()).isEqualTo(OrderStatus.EXPIRED_IN_MATCH);
    assertThat(venue.orders.getLast().expiryReason()).isEqualTo(ExpiryReason.IOC_AND_SELF_TRADE);
    assertThat(statusOf(second)).isEqualTo(OrderStatus.EXPIRED_IN_MATCH);
    assertThat(venue.exchange.userTrades("a", BTC, 0)).isEmpty();
  }

  @Test
  void without_prevention_and_fill_or_kill_an_account_trades_with_itself() {
    OrderView ask = venue.limit("a", SELL, GTC, "0.100", "60000");
    assertThat(buyInto(ask, GTC, SelfTradePrevention.NONE).status()).isEqualTo(OrderStatus.FILLED);
    OrderView next = venue.limit("a", SELL, GTC, "0.100", "60000");
    assertThat(buyInto(next, FOK, SelfTradePrevention.EXPIRE_BOTH).status())
        .isEqualTo(OrderStatus.FILLED);
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void a_maker_that_expires_leaves_the_taker_to_the_others_at_the_price() {
    venue.limit("a", SELL, GTC, "0.100", "60000");
    venue.limit("b", SELL, GTC, "0.100", "60000");
    OrderView taker = venue.limit("a", BUY, GTC, "0.100", "60000");
    assertThat(taker.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(venue.position("b").amount()).isEqualByComparingTo("-0.1");
  }

  @Test
  void an_order_with_a_date_expires_at_it_and_not_before() {
    long date = START + 700_500;
    NewOrder order = limitOrder(BUY, GTD, "0.100", "59000").on(OrderTerms.DEFAULT.until(date));
    OrderView placed = venue.exchange.place("a", order).orThrow();
    assertThat(placed.terms().goodTillMillis()).as("whole seconds").isEqualTo(START + 700_000);
    venue.exchange.advanceTo(START + 699_999);
    assertThat(statusOf(placed)).isEqualTo(OrderStatus.NEW);
    venue.exchange.advanceTo(START + 900_000);
    OrderView ended = venue.exchange.order("a", BTC, placed.orderId()).orThrow();
    assertThat(ended.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(ended.updateTime()).isEqualTo(START + 700_000);
    assertThat(venue.book().quantityAt(true, 590_000)).isZero();
  }

  @Test
  void a_date_must_be_ten_minutes_ahead_and_belongs_to_its_time_in_force() {
    NewOrder dated = limitOrder(BUY, GTD, "0.100", "59000");
    assertThat(venue.refusal(dated)).isEqualTo(-1102);
    assertThat(venue.refusal(dated.on(OrderTerms.DEFAULT.until(START + 600_000)))).isEqualTo(-5040);
    assertThat(venue.refusal(dated.on(OrderTerms.DEFAULT.until(253_402_300_799_000L))))
        .isEqualTo(-5040);
    NewOrder endless = limitOrder(BUY, GTC, "0.100", "59000");
    assertThat(venue.refusal(endless.on(OrderTerms.DEFAULT.until(START + 700_000))))
        .isEqualTo(-1106);
  }

  @Test
  void a_dated_order_of_a_restored_state_still_expires() {
    OrderTerms until = OrderTerms.DEFAULT.until(START + 700_000);
    OrderView placed =
        venue.exchange.place("a", limitOrder(BUY, GTD, "0.100", "59000").on(until)).orThrow();
    venue.exchange.countdownCancelAll("b", BTC, 5_000).orThrow();
    OrderView others = venue.limit("b", BUY, GTC, "0.100", "59000");
    Venue after = new Venue(venue.exchange.rules());
    after.exchange.addOrderBook(Venue.BTCUSDT);
    after.exchange.restore(venue.exchange.exportState());
    after.exchange.advanceTo(START + 5_000);
    assertThat(after.exchange.order("b", BTC, others.orderId()).orThrow().status())
        .isEqualTo(OrderStatus.CANCELED);
    after.exchange.advanceTo(START + 700_000);
    assertThat(after.exchange.order("a", BTC, placed.orderId()).orThrow().status())
        .isEqualTo(OrderStatus.EXPIRED);
  }

  @Test
  void a_price_may_be_matched_to_the_book() {
    venue.book().placeLimit(AGENT, true, 599_990, 10);
    NewOrder order = limitOrder(BUY, GTC, "0.100", "1").at(Optional.empty());
    OrderView queue =
        venue
            .exchange
            .place("a", order.on(OrderTerms.DEFAULT.matching(PriceMatch.QUEUE)))
            .orThrow();
    assertThat(queue.price()).isEqualByComparingTo("59999.9");
    OrderView opponent =
        venue
            .exchange
            .place("b", order.on(OrderTerms.DEFAULT.matching(PriceMatch.OPPONENT)))
            .orThrow();
    assertThat(opponent.averagePrice()).isEqualByComparingTo("60000.1");
    assertThat(venue.refusal(order.on(OrderTerms.DEFAULT.matching(PriceMatch.QUEUE_5))))
        .isEqualTo(-5041);
    OrderTerms matching = OrderTerms.DEFAULT.matching(PriceMatch.QUEUE);
    assertThat(venue.refusal(limitOrder(BUY, GTC, "0.100", "59000").on(matching))).isEqualTo(-1106);
    assertThat(venue.refusal(NewOrder.market(BTC, BUY, BigDecimal.ONE).on(matching)))
        .isEqualTo(-5038);
  }

  @Test
  void a_batch_answers_each_order_for_itself() {
    NewOrder good = limitOrder(BUY, GTC, "0.100", "59000");
    List<Answer<OrderView>> answers =
        venue
            .exchange
            .placeBatch("a", List.of(good, limitOrder(BUY, GTC, "0.0001", "59000"), good))
            .orThrow();
    assertThat(answers)
        .extracting(a -> a.accepted().isPresent())
        .containsExactly(true, false, true);
    List<Long> ids =
        List.of(
            answers.getFirst().orThrow().orderId(), 4711L, answers.getLast().orThrow().orderId());
    List<Answer<OrderView>> canceled = venue.exchange.cancelBatch("a", BTC, ids).orThrow();
    assertThat(canceled.get(1).refusal().orElseThrow().code()).isEqualTo(-2011);
    assertThat(venue.exchange.openOrders("a", Optional.empty())).isEmpty();
    assertThat(venue.exchange.placeBatch("a", Collections.nCopies(6, good)).refusal().orElseThrow())
        .isEqualTo(Refused.BATCH_SIZE);
    assertThat(venue.exchange.placeBatch("a", List.of()).refusal()).isPresent();
    assertThat(venue.exchange.cancelBatch("a", BTC, Collections.nCopies(11, 1L)).refusal())
        .isPresent();
  }

  @Test
  void the_dead_mans_switch_cancels_the_symbols_orders_when_it_is_not_pressed_again() {
    OrderView order = venue.limit("a", BUY, GTC, "0.100", "59000");
    OrderView others = venue.limit("b", BUY, GTC, "0.100", "59000");
    venue
        .exchange
        .placeAlgo("a", NewAlgo.closingStop(BTC, SELL, new BigDecimal("58000")).named("stop"))
        .orThrow();
    venue.exchange.countdownCancelAll("a", BTC, 1_000).orThrow();
    venue.exchange.advanceTo(START + 900);
    venue.exchange.countdownCancelAll("a", BTC, 1_000).orThrow();
    venue.exchange.advanceTo(START + 1_899);
    assertThat(statusOf(order)).isEqualTo(OrderStatus.NEW);
    venue.exchange.advanceTo(START + 1_900);
    assertThat(statusOf(order)).isEqualTo(OrderStatus.CANCELED);
    assertThat(venue.exchange.order("b", BTC, others.orderId()).orThrow().status())
        .isEqualTo(OrderStatus.NEW);
    assertThat(venue.exchange.algo("a", "stop").orThrow().status()).isEqualTo(AlgoStatus.NEW);
  }

  @Test
  void the_switch_can_be_stopped() {
    OrderView order = venue.limit("a", BUY, GTC, "0.100", "59000");
    venue.exchange.countdownCancelAll("a", BTC, 1_000).orThrow();
    venue.exchange.countdownCancelAll("a", BTC, 0).orThrow();
    venue.exchange.advanceTo(START + 5_000);
    assertThat(statusOf(order)).isEqualTo(OrderStatus.NEW);
  }

  @Test
  void in_the_other_reading_the_switch_takes_conditional_orders_too() {
    venue = new Venue(ExchangeRules.documents().withCountdownCancelingAlgos(true));
    OrderBook book = venue.exchange.addOrderBook(Venue.BTCUSDT);
    venue.exchange.advanceTo(START);
    venue.open("a");
    book.placeLimit(AGENT, true, 599_999, 100);
    venue
        .exchange
        .placeAlgo("a", NewAlgo.closingStop(BTC, SELL, new BigDecimal("58000")).named("stop"))
        .orThrow();
    venue.exchange.countdownCancelAll("a", BTC, 1_000).orThrow();
    venue.exchange.advanceTo(START + 1_000);
    assertThat(venue.exchange.algo("a", "stop").orThrow().status()).isEqualTo(AlgoStatus.CANCELED);
  }
}
