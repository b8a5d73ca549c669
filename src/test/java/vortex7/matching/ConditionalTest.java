package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.Venue.AGENT;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.MID;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;

class ConditionalTest {
  private Venue venue = Venue.withBook();

  private AlgoView place(NewAlgo algo) {
    return venue.exchange.placeAlgo("a", algo).orThrow();
  }

  private static NewAlgo closing(Side side, String trigger) {
    return NewAlgo.closingStop(BTC, side, new BigDecimal(trigger)).named("stop");
  }

  private static NewAlgo reducing(Side side, String quantity, String trigger) {
    return NewAlgo.reducingStop(BTC, side, new BigDecimal(quantity), new BigDecimal(trigger));
  }

  /** Sells one step at the price, with the book's other bids out of the way. */
  private void tradeOneAt(long ticks) {
    OrderBook book = venue.book();
    if (book.bestBid() > 0) {
      book.placeMarket(AGENT, false, book.quantityAt(true, book.bestBid()));
    }
    book.placeLimit(AGENT, true, ticks, 1);
    book.placeMarket(AGENT, false, 1);
  }

  @Test
  void a_triggered_stop_tells_its_story_in_the_venues_order() {
    venue.market("a", BUY, "0.800");
    AlgoView placed = place(closing(SELL, "59990"));
    venue.book().placeLimit(AGENT, true, 599_899, 300);
    venue.book().placeLimit(AGENT, true, 599_890, 10_000);
    venue.forget();
    venue.exchange.advanceTo(Venue.START + 50);

    venue.book().placeImmediate(AGENT, false, 599_899, 10_001);

    assertThat(venue.told)
        .containsExactly(
            "trade 2 10000@599999 sell 1700000000050",
            "trade 3 1@599899 sell 1700000000050",
            "algo stop TRIGGERING",
            "order stop NEW NEW",
            "trade 4 299@599899 sell 1700000000050",
            "order stop TRADE PARTIALLY_FILLED",
            "account a ORDER",
            "trade 5 501@599890 sell 1700000000050",
            "order stop TRADE FILLED",
            "account a ORDER",
            "algo stop TRIGGERED",
            "algo stop FINISHED");
    OrderView child = venue.orders.getFirst().order();
    assertThat(child.clientOrderId()).isEqualTo("stop");
    assertThat(child.algoId()).hasValue(placed.algoId());
    assertThat(child.type()).isEqualTo(OrderType.MARKET);
    assertThat(child.reduceOnly()).isTrue();
    AlgoView triggered = venue.algos.get(1).algo();
    assertThat(triggered.orderId()).hasValue(child.orderId());
    assertThat(triggered.executedQuantity()).isEqualByComparingTo("0");
    AlgoView finished = venue.exchange.algo("a", placed.algoId()).orThrow();
    assertThat(finished.status()).isEqualTo(AlgoStatus.FINISHED);
    assertThat(finished.executedQuantity()).isEqualByComparingTo("0.800");
    assertThat(finished.averagePrice()).isEqualByComparingTo("59989.336375");
    assertThat(finished.triggerTime()).isEqualTo(Venue.START + 50);
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void a_stop_covers_what_the_position_has_grown_to() {
    venue.market("a", BUY, "0.100");
    place(closing(SELL, "59990"));
    venue.market("a", BUY, "0.400");
    venue.book().placeLimit(AGENT, true, 599_800, 10_000);
    tradeOneAt(599_900);
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.orders.getLast().order().executedQuantity()).isEqualByComparingTo("0.500");
  }

  @Test
  void a_trigger_between_two_ticks_fires_at_the_first_price_beyond_it() {
    venue.market("a", BUY, "0.100");
    AlgoView placed = place(reducing(SELL, "0.100", "59990.05"));
    assertThat(placed.triggerPrice()).isEqualTo("59990.05");
    assertThat(venue.exchange.algo("a", placed.algoId()).orThrow()).isEqualTo(placed);
    tradeOneAt(599_901);
    venue.book().placeLimit(AGENT, true, 599_901, 1);
    venue.book().placeLimit(AGENT, true, 599_900, 10_000);
    venue.book().placeMarket(AGENT, false, 1);
    assertThat(venue.position("a").flat()).isFalse();
    venue.book().placeMarket(AGENT, false, 1);
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void a_short_is_stopped_by_a_rise() {
    venue.market("a", SELL, "0.100");
    place(closing(BUY, "60000.2"));
    venue.book().placeLimit(AGENT, false, MID + 2, 10_000);
    venue.market("b", BUY, "9.900");
    assertThat(venue.position("a").flat()).isFalse();
    venue.exchange.deposit("b", "USDT", new BigDecimal("1000000"));
    venue.market("b", BUY, "1.000");
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void a_stop_that_the_price_has_reached_already_is_refused() {
    venue.market("a", BUY, "0.100");
    assertThat(venue.refusal(closing(SELL, "60000.1"))).isEqualTo(-2021);
    assertThat(venue.refusal(closing(SELL, "60000.2"))).isEqualTo(-2021);
    assertThat(venue.refusal(closing(BUY, "60000.1"))).isEqualTo(-2021);
    assertThat(venue.exchange.placeAlgo("a", closing(SELL, "60000.0")).accepted()).isPresent();
  }

  @Test
  void a_second_closing_stop_of_the_side_is_refused_and_a_reducing_one_is_not() {
    venue.market("a", BUY, "0.100");
    place(closing(SELL, "59000"));
    assertThat(venue.refusal(closing(SELL, "59100").named("other"))).isEqualTo(-4130);
    assertThat(venue.refusal(closing(BUY, "61000"))).isEqualTo(-4116);
    place(reducing(SELL, "0.100", "59100"));
    place(closing(BUY, "61000").named("upper"));
    assertThat(venue.exchange.openAlgos("a", Optional.empty())).hasSize(3);
  }

  @Test
  void closing_stops_vanish_with_the_position_and_reducing_ones_stay() {
    venue.market("a", BUY, "0.100");
    place(closing(SELL, "59000"));
    AlgoView reducing = place(reducing(SELL, "0.100", "59100"));
    venue.market("a", SELL, "0.050");
    assertThat(venue.exchange.openAlgos("a", Optional.empty())).hasSize(2);
    venue.market("a", SELL, "0.050");
    assertThat(venue.exchange.algo("a", "stop").orThrow().status()).isEqualTo(AlgoStatus.EXPIRED);
    assertThat(venue.exchange.openAlgos("a", Optional.of(BTC))).containsExactly(reducing);
  }

  @Test
  void a_reducing_stop_without_a_position_is_rejected_when_it_triggers() {
    place(reducing(SELL, "0.100", "59990").named("late"));
    tradeOneAt(599_900);
    AlgoView late = venue.exchange.algo("a", "late").orThrow();
    assertThat(late.status()).isEqualTo(AlgoStatus.REJECTED);
    assertThat(late.rejectReason()).isEqualTo("Reduce Only reject");
    assertThat(venue.told).containsSubsequence("algo late TRIGGERING", "algo late REJECTED");
    assertThat(venue.orders).isEmpty();
  }

  @Test
  void the_order_is_spawned_after_the_configured_delay_and_cannot_be_canceled_meanwhile() {
    venue = new Venue(ExchangeRules.documents().withTriggerDelay(400));
    OrderBook book = venue.exchange.addOrderBook(Venue.BTCUSDT);
    venue.exchange.advanceTo(Venue.START);
    venue.open("a");
    book.placeLimit(AGENT, true, MID - 1, 10_000);
    book.placeLimit(AGENT, false, MID + 1, 10_000);
    venue.market("a", BUY, "0.100");
    AlgoView stop = place(closing(SELL, "59999.9"));
    book.placeMarket(AGENT, false, 1);
    assertThat(venue.exchange.algo("a", "stop").orThrow().status())
        .isEqualTo(AlgoStatus.TRIGGERING);
    assertThat(venue.exchange.cancelAlgo("a", stop.algoId()).refusal().orElseThrow().code())
        .isEqualTo(-4117);
    venue.exchange.advanceTo(Venue.START + 399);
    assertThat(venue.position("a").flat()).isFalse();
    venue.exchange.advanceTo(Venue.START + 5_000);
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.exchange.userTrades("a", BTC, 0).getLast().time())
        .isEqualTo(Venue.START + 400);
    assertThat(venue.exchange.timeMillis()).isEqualTo(Venue.START + 5_000);
  }

  @Test
  void a_stop_on_the_mark_ignores_trades_and_follows_the_mark() {
    venue.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal("60000")));
    venue.market("a", BUY, "0.100");
    place(closing(SELL, "59990").triggeredBy(WorkingType.MARK_PRICE));
    venue.book().placeLimit(AGENT, true, 599_800, 10_000);
    tradeOneAt(599_900);
    assertThat(venue.position("a").flat()).isFalse();
    venue.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal("59990.00")));
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void price_protection_holds_a_trigger_back_while_mark_and_last_are_apart() {
    venue.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal("60000")));
    venue.market("a", BUY, "0.100");
    NewAlgo stop = closing(SELL, "59000");
    place(
        new NewAlgo(
            BTC,
            SELL,
            stop.type(),
            stop.quantity(),
            stop.triggerPrice(),
            stop.workingType(),
            true,
            false,
            true,
            Optional.of("guarded")));
    tradeOneAt(560_000);
    assertThat(venue.exchange.algo("a", "guarded").orThrow().status()).isEqualTo(AlgoStatus.NEW);
    venue.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal("58000")));
    tradeOneAt(570_000);
    assertThat(venue.exchange.algo("a", "guarded").orThrow().status())
        .isEqualTo(AlgoStatus.FINISHED);
  }

  @Test
  void a_canceled_stop_does_nothing_and_is_not_canceled_twice() {
    venue.market("a", BUY, "0.100");
    place(closing(SELL, "59990"));
    assertThat(venue.exchange.cancelAlgo("a", "stop").orThrow().status())
        .isEqualTo(AlgoStatus.CANCELED);
    assertThat(venue.exchange.cancelAlgo("a", "stop").refusal().orElseThrow().code())
        .isEqualTo(-2011);
    assertThat(venue.exchange.cancelAlgo("a", 4711).refusal().orElseThrow().code())
        .isEqualTo(-2011);
    assertThat(venue.exchange.algo("a", 4711).refusal().orElseThrow().code()).isEqualTo(-2013);
    tradeOneAt(599_900);
    assertThat(venue.position("a").flat()).isFalse();
  }

  @Test
  void the_form_of_a_conditional_order_is_checked() {
    NewAlgo stop = closing(SELL, "59000");
    NewAlgo both =
        new NewAlgo(
            BTC,
            SELL,
            OrderType.STOP_MARKET,
            Optional.of(BigDecimal.ONE),
            stop.triggerPrice(),
            WorkingType.CONTRACT_PRICE,
            true,
            false,
            false,
            Optional.empty());
    assertThat(venue.refusal(both)).isEqualTo(-4137);
    assertThat(venue.refusal(reducing(SELL, "0.0001", "59000"))).isEqualTo(-1111);
    assertThat(venue.refusal(reducing(SELL, "121", "59000"))).isEqualTo(-4005);
    assertThat(venue.refusal(reducing(SELL, "0.1", "0"))).isEqualTo(-4006);
    assertThat(venue.refusal(reducing(SELL, "0.1", "9999999"))).isEqualTo(-4007);
    assertThat(venue.refusal(stop.named("x".repeat(37)))).isEqualTo(-4015);
    NewAlgo trailing =
        new NewAlgo(
            BTC,
            SELL,
            OrderType.TRAILING_STOP_MARKET,
            Optional.of(BigDecimal.ONE),
            stop.triggerPrice(),
            WorkingType.CONTRACT_PRICE,
            false,
            true,
            false,
            Optional.empty());
    assertThat(venue.refusal(trailing)).isEqualTo(-1102);
  }

  @Test
  void the_201st_conditional_order_is_refused() {
    for (int i = 0; i < 200; i++) {
      place(reducing(SELL, "0.001", "59000"));
    }
    assertThat(venue.refusal(reducing(SELL, "0.001", "59000"))).isEqualTo(-4045);
  }

  @Test
  void a_stop_that_opens_is_checked_for_margin_when_it_triggers() {
    NewAlgo opening =
        new NewAlgo(
            BTC,
            SELL,
            OrderType.STOP_MARKET,
            Optional.of(new BigDecimal("100")),
            Optional.of(new BigDecimal("59990")),
            WorkingType.CONTRACT_PRICE,
            false,
            false,
            false,
            Optional.of("big"));
    place(opening);
    venue.book().placeLimit(AGENT, true, 599_800, 10_000);
    tradeOneAt(599_900);
    assertThat(venue.exchange.algo("a", "big").orThrow().rejectReason())
        .isEqualTo("margin not enough");
  }

  @Test
  void one_stop_may_set_off_another() {
    venue.market("a", BUY, "0.500");
    venue.market("b", BUY, "0.500");
    venue.book().placeMarket(AGENT, false, 10_000);
    for (long ticks : List.of(599_900L, 599_800L, 599_700L)) {
      venue.book().placeLimit(AGENT, true, ticks, 400);
    }
    place(closing(SELL, "59990"));
    venue.exchange.placeAlgo("b", closing(SELL, "59980")).orThrow();
    venue.book().placeMarket(AGENT, false, 1);
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.position("b").flat()).isTrue();
    assertThat(venue.limit("a", BUY, GTC, "0.010", "59000").status()).isEqualTo(OrderStatus.NEW);
  }
}
