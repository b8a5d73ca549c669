package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.Venue.AGENT;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.MID;
import static vortex7.matching.Venue.limitOrder;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReduceOnlyTest {
  private final Venue venue = Venue.withBook();

  @BeforeEach
  void aLongOfOne() {
    venue.market("a", BUY, "1.000");
    venue.forget();
  }

  private OrderView reduce(String quantity, String price) {
    return venue
        .exchange
        .place("a", limitOrder(SELL, GTC, quantity, price).asReduceOnly())
        .orThrow();
  }

  @Test
  void more_than_the_position_is_cut_to_it() {
    assertThat(reduce("3.000", "61000").originalQuantity()).isEqualByComparingTo("1.000");
    OrderView exit =
        venue
            .exchange
            .place("a", NewOrder.market(BTC, SELL, new BigDecimal("5")).asReduceOnly())
            .orThrow();
    assertThat(exit.executedQuantity()).isEqualByComparingTo("1.000");
    assertThat(exit.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void a_resting_order_expires_with_reason_4_when_the_position_is_gone() {
    OrderView target = reduce("0.600", "61000");
    venue.market("a", SELL, "1.000");
    OrderView after = venue.exchange.order("a", BTC, target.orderId()).orThrow();
    assertThat(after.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(venue.orders.getLast().expiryReason()).isEqualTo(ExpiryReason.REDUCE_ONLY);
    assertThat(venue.book().quantityAt(false, 610_000)).isZero();
  }

  @Test
  void a_resting_order_is_cut_when_the_position_shrinks_below_it() {
    OrderView target = reduce("0.600", "61000");
    venue.market("a", SELL, "0.700");
    OrderView after = venue.exchange.order("a", BTC, target.orderId()).orThrow();
    assertThat(after.originalQuantity()).isEqualByComparingTo("0.300");
    assertThat(after.status()).isEqualTo(OrderStatus.NEW);
    assertThat(venue.orders.getLast().execution()).isEqualTo(ExecutionType.AMENDMENT);
    assertThat(venue.book().quantityAt(false, 610_000)).isEqualTo(300);
  }

  @Test
  void together_they_may_not_exceed_the_position_and_the_farthest_goes_first() {
    OrderView far = reduce("0.600", "62000");
    OrderView near = reduce("0.600", "61000");
    assertThat(near.originalQuantity()).isEqualByComparingTo("0.600");
    assertThat(venue.exchange.order("a", BTC, far.orderId()).orThrow().originalQuantity())
        .isEqualByComparingTo("0.400");
    assertThat(venue.refusal(limitOrder(SELL, GTC, "0.100", "62000").asReduceOnly()))
        .isEqualTo(-2022);
    reduce("0.400", "60900");
    assertThat(venue.exchange.order("a", BTC, far.orderId()).orThrow().status())
        .isEqualTo(OrderStatus.EXPIRED);
  }

  @Test
  void one_taker_that_meets_two_orders_of_the_account_cannot_turn_the_position() {
    venue.limit("a", SELL, GTC, "1.000", "60000.2");
    reduce("1.000", "60000.3");
    venue.book().placeImmediate(AGENT, true, MID + 3, 100_000);
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.exchange.openOrders("a", Optional.empty())).isEmpty();
    assertThat(venue.told).contains("account a ORDER").last().asString().doesNotContain("TRADE");
  }

  @Test
  void reduce_only_is_free_of_the_smallest_notional_and_of_margin() {
    venue.exchange.deposit("a", "USDT", new BigDecimal("-96000"));
    assertThat(reduce("0.001", "61000").status()).isEqualTo(OrderStatus.NEW);
  }
}
