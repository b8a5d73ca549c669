package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.FOK;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.TimeInForce.GTX;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.limitOrder;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Symbol;

class RefusalTest {
  private final Venue venue = Venue.withBook();

  @ParameterizedTest
  @CsvSource({
    "BUY, 0.0015, 60000.0, -1111, too many decimals of quantity",
    "BUY, 0.010, 60000.005, -1111, too many decimals of price",
    "BUY, 0, 60000.0, -4003, no quantity",
    "BUY, -1, 60000.0, -4003, a negative quantity",
    "BUY, 1000.001, 60000.0, -4005, above the largest quantity",
    "BUY, 0.010, 0, -4001, no price",
    "BUY, 0.010, -5, -4001, a negative price",
    "BUY, 0.010, 556.70, -4013, below the lowest price",
    "SELL, 0.010, 4529764.10, -4002, above the highest price",
    "BUY, 0.010, 60000.05, -4014, off the tick",
    "BUY, 0.010, 63000.10, -4016, above the mark's cap",
    "SELL, 0.010, 56999.90, -4024, below the mark's floor",
    "BUY, 0.001, 49999.90, -4164, below the smallest notional",
    "BUY, 40.000, 59000.0, -2019, more than the margin allows",
  })
  void a_limit_order_is_refused(
      vortex7.market.Side side, String quantity, String price, int code, String because) {
    assertThat(venue.refusal(limitOrder(side, GTC, quantity, price))).as(because).isEqualTo(code);
    assertThat(venue.told).isEmpty();
    assertThat(venue.exchange.openOrders("a", Optional.empty())).isEmpty();
  }

  @Test
  void the_messages_are_the_venues() {
    assertThat(venue.exchange.place("a", limitOrder(BUY, GTC, "0.001", "49000")).refusal())
        .contains(
            new Refused(
                -4164,
                "Order's notional must be no smaller than 50 (unless you choose reduce only)"));
    assertThat(venue.exchange.place("a", limitOrder(BUY, GTX, "0.01", "60000.1")).refusal())
        .contains(
            new Refused(
                -5022,
                "Due to the order could not be executed as maker, the Post Only order will be"
                    + " rejected. The order will not be recorded in the order history"));
    assertThat(
            venue
                .exchange
                .place(
                    "a",
                    new NewOrder(
                        BTC,
                        BUY,
                        OrderType.LIMIT,
                        Optional.of(GTC),
                        Optional.of(BigDecimal.ONE),
                        Optional.empty(),
                        false,
                        Optional.empty()))
                .refusal())
        .contains(
            new Refused(
                -1102, "Mandatory parameter 'price' was not sent, was empty/null, or malformed."));
  }

  @Test
  void a_post_only_order_that_would_take_is_refused_without_a_trace() {
    assertThat(venue.refusal(limitOrder(BUY, GTX, "0.010", "60000.10"))).isEqualTo(-5022);
    assertThat(venue.told).isEmpty();
    assertThat(venue.exchange.allOrders("a", BTC)).isEmpty();
  }

  @Test
  void a_fill_or_kill_order_that_cannot_fill_is_refused() {
    assertThat(venue.refusal(limitOrder(BUY, FOK, "10.001", "60000.10"))).isEqualTo(-5021);
    assertThat(venue.limit("a", BUY, FOK, "10.000", "60000.10").status())
        .isEqualTo(OrderStatus.FILLED);
  }

  @Test
  void a_client_id_is_free_again_when_its_order_is_finished() {
    NewOrder order = limitOrder(BUY, GTC, "0.010", "59000").named("one");
    venue.exchange.place("a", order).orThrow();
    assertThat(venue.refusal(order)).isEqualTo(-4116);
    assertThat(venue.exchange.place("b", order).accepted()).isPresent();
    venue.exchange.cancel("a", BTC, "one").orThrow();
    OrderView second = venue.exchange.place("a", order).orThrow();
    assertThat(venue.exchange.order("a", BTC, "one").orThrow()).isEqualTo(second);
  }

  @Test
  void a_client_id_has_at_most_36_legal_characters() {
    NewOrder order = limitOrder(BUY, GTC, "0.010", "59000");
    assertThat(venue.refusal(order.named("x".repeat(37)))).isEqualTo(-4015);
    assertThat(venue.refusal(order.named("a b"))).isEqualTo(-1100);
    assertThat(venue.refusal(order.named(""))).isEqualTo(-1100);
    assertThat(venue.exchange.place("a", order.named("a.b:/_-9Z")).accepted()).isPresent();
  }

  @Test
  void the_201st_open_order_is_refused() {
    for (int i = 0; i < 200; i++) {
      venue.limit("a", BUY, GTC, "0.001", "58000");
    }
    assertThat(venue.refusal(limitOrder(BUY, GTC, "0.001", "58000"))).isEqualTo(-2025);
  }

  @Test
  void an_order_can_be_canceled_once_and_asked_for_ever() {
    OrderView order = venue.limit("a", BUY, GTC, "0.010", "59000");
    assertThat(venue.exchange.cancel("b", BTC, order.orderId()).refusal().orElseThrow().code())
        .isEqualTo(-2011);
    assertThat(venue.exchange.cancel("a", BTC, order.orderId()).orThrow().status())
        .isEqualTo(OrderStatus.CANCELED);
    assertThat(venue.exchange.cancel("a", BTC, order.orderId()).refusal().orElseThrow())
        .isEqualTo(new Refused(-2011, "Unknown order sent."));
    assertThat(venue.exchange.order("a", BTC, order.orderId()).orThrow().status())
        .isEqualTo(OrderStatus.CANCELED);
    assertThat(venue.exchange.order("a", BTC, 4711).refusal().orElseThrow())
        .isEqualTo(new Refused(-2013, "Order does not exist."));
    assertThat(venue.exchange.order("a", BTC, "nobody").refusal().orElseThrow().code())
        .isEqualTo(-2013);
  }

  @Test
  void a_symbol_that_is_not_listed_is_refused() {
    Symbol other = Symbol.of("XYZUSDT");
    assertThat(venue.refusal(NewOrder.market(other, BUY, BigDecimal.ONE))).isEqualTo(-1121);
    assertThat(venue.refusal(NewAlgo.closingStop(other, BUY, BigDecimal.ONE))).isEqualTo(-1121);
    assertThat(venue.exchange.cancelAll("a", other).refusal().orElseThrow().code())
        .isEqualTo(-1121);
  }

  @Test
  void conditional_types_belong_to_the_other_endpoint_and_retail_improvement_is_not_traded() {
    NewOrder limit = limitOrder(BUY, GTC, "0.010", "59000");
    NewOrder stop =
        new NewOrder(
            BTC,
            BUY,
            OrderType.STOP_MARKET,
            Optional.empty(),
            limit.quantity(),
            Optional.empty(),
            false,
            Optional.empty());
    assertThat(venue.refusal(stop)).isEqualTo(-4120);
    assertThat(venue.refusal(limitOrder(BUY, TimeInForce.RPI, "0.010", "59000"))).isEqualTo(-1115);
  }

  @Test
  void a_market_order_is_refused_when_the_best_price_is_beyond_the_bound() {
    venue.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal("50000")));
    assertThat(venue.refusal(NewOrder.market(BTC, BUY, new BigDecimal("0.01")))).isEqualTo(-4131);
    assertThat(venue.exchange.place("a", NewOrder.market(BTC, SELL, new BigDecimal("0.01"))))
        .isInstanceOf(Answer.Accepted.class);
  }

  @Test
  void a_market_order_has_limits_of_its_own() {
    assertThat(venue.refusal(NewOrder.market(BTC, BUY, new BigDecimal("120.001"))))
        .isEqualTo(-4005);
  }

  @Test
  void reduce_only_needs_an_opposite_position() {
    NewOrder sell = NewOrder.market(BTC, SELL, new BigDecimal("0.01")).asReduceOnly();
    assertThat(venue.refusal(sell)).isEqualTo(-2022);
    venue.market("a", SELL, "0.010");
    assertThat(venue.refusal(sell)).isEqualTo(-2022);
    assertThat(venue.refusal(limitOrder(SELL, GTC, "0.01", "61000").asReduceOnly()))
        .isEqualTo(-2022);
  }

  @Test
  void checking_an_order_changes_nothing() {
    NewOrder order = limitOrder(BUY, GTC, "0.010", "60000.1");
    assertThat(venue.exchange.test("a", order)).isEmpty();
    assertThat(venue.exchange.test("a", limitOrder(BUY, GTX, "0.010", "60000.1"))).isPresent();
    assertThat(venue.told).isEmpty();
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void leverage_and_margin_type_answer_as_the_venue() {
    assertThat(venue.exchange.setLeverage("a", BTC, 126).refusal().orElseThrow())
        .isEqualTo(new Refused(-4028, "Leverage 126 is not valid"));
    assertThat(venue.exchange.setLeverage("a", BTC, 50).orThrow()).isEqualTo(50);
    venue.market("a", BUY, "0.010");
    assertThat(venue.exchange.setLeverage("a", BTC, 10).refusal().orElseThrow().code())
        .isEqualTo(-4161);
    assertThat(venue.exchange.setMarginType("a", BTC, MarginType.ISOLATED).refusal().orElseThrow())
        .isEqualTo(new Refused(-4046, "No need to change margin type."));
    assertThat(venue.exchange.setMarginType("a", BTC, MarginType.CROSSED).refusal()).isPresent();
    assertThat(venue.exchange.hedgeMode("a")).isFalse();
  }

  @Test
  void lowering_the_leverage_below_what_open_orders_need_is_refused() {
    venue.limit("a", BUY, GTC, "30.000", "59000");
    assertThat(venue.exchange.setLeverage("a", BTC, 10).refusal().orElseThrow().code())
        .isEqualTo(-2028);
    assertThat(venue.position("a").leverage()).isEqualTo(20);
  }
}
