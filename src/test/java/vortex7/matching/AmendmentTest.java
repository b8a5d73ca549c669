package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.TimeInForce.GTX;
import static vortex7.matching.Venue.AGENT;
import static vortex7.matching.Venue.BTC;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;

class AmendmentTest {
  private final Venue venue = Venue.withBook();

  private Answer<OrderView> amend(OrderView order, Side side, String quantity, String price) {
    return venue.exchange.amend(
        "a",
        BTC,
        order.orderId(),
        Amendment.to(side, new BigDecimal(quantity), new BigDecimal(price)));
  }

  private int refused(OrderView order, Side side, String quantity, String price) {
    return amend(order, side, quantity, price).refusal().orElseThrow().code();
  }

  @Test
  void an_amended_order_keeps_its_id_and_goes_behind_those_at_its_price() {
    OrderView first = venue.limit("a", BUY, GTC, "1.000", "59000");
    OrderView second = venue.limit("b", BUY, GTC, "1.000", "59000");
    OrderView amended = amend(first, BUY, "0.900", "59000").orThrow();
    assertThat(amended.orderId()).isEqualTo(first.orderId());
    assertThat(amended.originalQuantity()).isEqualByComparingTo("0.9");
    assertThat(amended.amendments()).isEqualTo(1);
    assertThat(amended.priority()).isGreaterThan(second.priority());
    venue.book().placeImmediate(AGENT, false, 590_000, 11_500);
    assertThat(venue.position("b").amount()).isEqualByComparingTo("1");
    assertThat(venue.position("a").amount()).isEqualByComparingTo("0.5");
  }

  @Test
  void an_amended_order_that_crosses_trades() {
    OrderView order = venue.limit("a", BUY, GTC, "1.000", "59000");
    OrderView amended = amend(order, BUY, "2.000", "60000.1").orThrow();
    assertThat(amended.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(venue.orders)
        .extracting(OrderUpdate::execution)
        .containsExactly(ExecutionType.NEW, ExecutionType.AMENDMENT, ExecutionType.TRADE);
    assertThat(venue.book().quantityAt(true, 590_000)).isZero();
  }

  @Test
  void a_quantity_that_is_filled_already_cancels_the_order() {
    OrderView order = venue.limit("a", BUY, GTC, "1.000", "60000");
    venue.book().placeImmediate(AGENT, false, 600_000, 400);
    assertThat(amend(order, BUY, "0.400", "60000").orThrow().status())
        .isEqualTo(OrderStatus.CANCELED);
    assertThat(venue.book().quantityAt(true, 600_000)).isZero();
  }

  @Test
  void a_post_only_order_that_would_take_is_canceled() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59000");
    assertThat(amend(order, BUY, "1.000", "60000.1").orThrow().status())
        .isEqualTo(OrderStatus.CANCELED);
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void what_may_not_be_amended_is_refused_and_stays() {
    OrderView order = venue.limit("a", BUY, GTC, "1.000", "59000");
    assertThat(refused(order, BUY, "1.000", "59000")).isEqualTo(-5027);
    assertThat(refused(order, SELL, "1.000", "59100")).isEqualTo(-1117);
    assertThat(refused(order, BUY, "0.001", "49000")).isEqualTo(-5029);
    assertThat(refused(order, BUY, "0.0001", "59000")).isEqualTo(-1111);
    assertThat(refused(order, BUY, "1.000", "59000.05")).isEqualTo(-4014);
    assertThat(refused(order, BUY, "1.000", "64000")).isEqualTo(-4016);
    assertThat(refused(order, BUY, "40.000", "59000")).isEqualTo(-2019);
    Amendment reducing =
        new Amendment(
            BUY,
            BigDecimal.ONE,
            Optional.of(new BigDecimal("58000")),
            PriceMatch.NONE,
            Optional.of(true),
            OptionalLong.empty());
    assertThat(
            venue
                .exchange
                .amend("a", BTC, order.orderId(), reducing)
                .refusal()
                .orElseThrow()
                .code())
        .isEqualTo(-5047);
    assertThat(venue.exchange.order("a", BTC, order.orderId()).orThrow()).isEqualTo(order);
    venue.exchange.cancel("a", BTC, order.orderId()).orThrow();
    assertThat(refused(order, BUY, "1.000", "58000")).isEqualTo(-2013);
  }

  @Test
  void only_so_many_amendments_are_allowed() {
    OrderView order = venue.limit("a", BUY, GTC, "0.010", "59000");
    for (int i = 0; i < 10_000; i++) {
      amend(order, BUY, "0.010", i % 2 == 0 ? "58000" : "59000").orThrow();
    }
    assertThat(refused(order, BUY, "0.020", "59000")).isEqualTo(-5026);
  }

  @Test
  void a_reduce_only_order_is_amended_within_its_position() {
    venue.market("a", BUY, "1.000");
    OrderView target =
        venue
            .exchange
            .place("a", Venue.limitOrder(SELL, GTC, "0.500", "61000").asReduceOnly())
            .orThrow();
    OrderView amended = amend(target, SELL, "3.000", "60900").orThrow();
    assertThat(amended.originalQuantity()).isEqualByComparingTo("1");
  }

  @Test
  void the_clients_number_is_echoed_and_the_price_may_follow_the_book() {
    OrderView order = venue.limit("a", BUY, GTC, "1.000", "59000");
    Amendment queue =
        new Amendment(
            BUY,
            BigDecimal.ONE,
            Optional.empty(),
            PriceMatch.QUEUE,
            Optional.empty(),
            OptionalLong.of(7));
    OrderView amended = venue.exchange.amend("a", BTC, order.clientOrderId(), queue).orThrow();
    assertThat(amended.price()).isEqualByComparingTo("59999.9");
    assertThat(amended.modifyId()).hasValue(7);
  }
}
