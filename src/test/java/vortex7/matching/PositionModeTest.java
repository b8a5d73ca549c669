package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.limitOrder;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;

/** One-way and hedge mode, and what stands in the way of changing them. */
class PositionModeTest {
  private final Venue venue = Venue.withBook();

  private static NewOrder market(Side side, String quantity, PositionSide of) {
    return NewOrder.market(BTC, side, new BigDecimal(quantity)).on(OrderTerms.DEFAULT.on(of));
  }

  private OrderView place(NewOrder order) {
    return venue.exchange.place("a", order).orThrow();
  }

  private BigDecimal amount(PositionSide side) {
    return venue.exchange.position("a", BTC, side).amount();
  }

  private int modeRefused(boolean hedge) {
    return venue.exchange.setHedgeMode("a", hedge).refusal().orElseThrow().code();
  }

  @Test
  void in_hedge_mode_long_and_short_stand_side_by_side() {
    venue.exchange.setHedgeMode("a", true).orThrow();
    assertThat(venue.exchange.hedgeMode("a")).isTrue();
    place(market(BUY, "0.300", PositionSide.LONG));
    place(market(SELL, "0.200", PositionSide.SHORT));
    assertThat(amount(PositionSide.LONG)).isEqualByComparingTo("0.3");
    assertThat(amount(PositionSide.SHORT)).isEqualByComparingTo("-0.2");
    assertThat(venue.exchange.positions("a"))
        .extracting(PositionView::positionSide)
        .containsExactly(PositionSide.LONG, PositionSide.SHORT);
    OrderView closing = place(market(SELL, "0.500", PositionSide.LONG));
    assertThat(closing.reduceOnly()).isTrue();
    assertThat(closing.executedQuantity()).isEqualByComparingTo("0.3");
    assertThat(amount(PositionSide.LONG)).isEqualByComparingTo("0");
    assertThat(amount(PositionSide.SHORT)).isEqualByComparingTo("-0.2");
    assertThat(venue.exchange.userTrades("a", BTC, 0))
        .extracting(UserTrade::positionSide)
        .containsExactly(PositionSide.LONG, PositionSide.SHORT, PositionSide.LONG);
  }

  @Test
  void an_order_must_name_the_side_that_its_mode_has() {
    assertThat(venue.refusal(market(BUY, "0.1", PositionSide.LONG))).isEqualTo(-4061);
    venue.exchange.setHedgeMode("a", true).orThrow();
    assertThat(venue.refusal(market(BUY, "0.1", PositionSide.BOTH))).isEqualTo(-4061);
    assertThat(venue.refusal(market(BUY, "0.1", PositionSide.LONG).asReduceOnly()))
        .isEqualTo(-1106);
    assertThat(venue.refusal(market(SELL, "0.1", PositionSide.LONG))).isEqualTo(-2022);
    NewAlgo stop = NewAlgo.closingStop(BTC, BUY, new BigDecimal("61000"));
    assertThat(venue.refusal(stop)).isEqualTo(-4061);
    assertThat(venue.refusal(stop.on(OrderTerms.DEFAULT.on(PositionSide.LONG)))).isEqualTo(-4061);
  }

  @Test
  void a_hedged_stop_closes_its_own_side_only() {
    venue.exchange.setHedgeMode("a", true).orThrow();
    place(market(BUY, "0.300", PositionSide.LONG));
    place(market(SELL, "0.200", PositionSide.SHORT));
    OrderTerms of = OrderTerms.DEFAULT.on(PositionSide.LONG);
    NewAlgo stop = NewAlgo.closingStop(BTC, SELL, new BigDecimal("59900")).on(of);
    venue.exchange.placeAlgo("a", stop.named("stop")).orThrow();
    venue.book().placeLimit(Venue.AGENT, true, 599_000, 10_000);
    venue.book().placeImmediate(Venue.AGENT, false, 599_000, 10_001);
    assertThat(amount(PositionSide.LONG)).isEqualByComparingTo("0");
    assertThat(amount(PositionSide.SHORT)).isEqualByComparingTo("-0.2");
  }

  @Test
  void the_mode_cannot_change_under_orders_and_positions() {
    assertThat(modeRefused(false)).isEqualTo(-4059);
    OrderView order = venue.limit("a", BUY, GTC, "0.100", "59000");
    assertThat(modeRefused(true)).isEqualTo(-4067);
    venue.exchange.cancel("a", BTC, order.orderId()).orThrow();
    AlgoView algo =
        venue
            .exchange
            .placeAlgo("a", NewAlgo.closingStop(BTC, SELL, new BigDecimal("59000")))
            .orThrow();
    assertThat(modeRefused(true)).isEqualTo(-4067);
    venue.exchange.cancelAlgo("a", algo.algoId()).orThrow();
    venue.market("a", BUY, "0.100");
    assertThat(modeRefused(true)).isEqualTo(-4068);
    venue.market("a", SELL, "0.100");
    assertThat(venue.exchange.setHedgeMode("a", true).orThrow()).isTrue();
  }

  @Test
  void the_mode_and_both_positions_survive_a_restart() {
    venue.exchange.setHedgeMode("a", true).orThrow();
    place(market(BUY, "0.300", PositionSide.LONG));
    place(market(SELL, "0.200", PositionSide.SHORT));
    NewOrder target =
        limitOrder(SELL, GTC, "0.300", "61000").on(OrderTerms.DEFAULT.on(PositionSide.LONG));
    place(target);
    Venue after = new Venue(venue.exchange.rules());
    after.exchange.addOrderBook(Venue.BTCUSDT);
    after.exchange.restore(venue.exchange.exportState());
    assertThat(after.exchange.hedgeMode("a")).isTrue();
    assertThat(after.exchange.position("a", BTC, PositionSide.LONG).amount())
        .isEqualByComparingTo("0.3");
    assertThat(after.exchange.position("a", BTC, PositionSide.SHORT).amount())
        .isEqualByComparingTo("-0.2");
    assertThat(after.exchange.openOrders("a", Optional.empty())).hasSize(1);
  }
}
