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

/** Cross and isolated margin, leverage brackets, margin moved by hand, the position control. */
class MarginTest {
  private final Venue venue = Venue.withBook();

  private BalanceView usdt() {
    return venue.exchange.balances("a").getFirst();
  }

  private void mark(String price) {
    venue.exchange.setMarkPrice(BTC, Optional.of(new BigDecimal(price)));
  }

  private int typeRefused(MarginType type) {
    return venue.exchange.setMarginType("a", BTC, type).refusal().orElseThrow().code();
  }

  @Test
  void profit_of_a_cross_position_is_available_and_that_of_an_isolated_one_is_not() {
    mark("60000");
    venue.market("a", BUY, "1.000");
    BigDecimal before = usdt().available();
    mark("61000");
    assertThat(usdt().available()).isEqualByComparingTo(before);
    assertThat(usdt().crossUnrealized()).isEqualByComparingTo("0");

    venue.exchange.setMarginType("b", BTC, MarginType.CROSSED).orThrow();
    mark("60000");
    venue.market("b", BUY, "1.000");
    mark("61000");
    BalanceView b = venue.exchange.balances("b").getFirst();
    assertThat(b.crossUnrealized()).isEqualByComparingTo("999.9");
    // 100 000 − 30.00005 fee + 999.90 result − 61 000 ÷ 20 margin
    assertThat(b.available()).isEqualByComparingTo("97919.89995");
    assertThat(b.crossWallet()).isEqualByComparingTo(b.wallet());
    assertThat(venue.position("b").isolatedWallet()).isEqualByComparingTo("0");
  }

  @Test
  void the_margin_type_changes_only_without_orders_and_position() {
    assertThat(typeRefused(MarginType.ISOLATED)).isEqualTo(-4046);
    OrderView order = venue.limit("a", BUY, GTC, "0.100", "59000");
    assertThat(typeRefused(MarginType.CROSSED)).isEqualTo(-4047);
    venue.exchange.cancel("a", BTC, order.orderId()).orThrow();
    venue.market("a", BUY, "0.100");
    assertThat(typeRefused(MarginType.CROSSED)).isEqualTo(-4048);
    venue.market("a", SELL, "0.100");
    venue.forget();
    venue.exchange.setMarginType("a", BTC, MarginType.CROSSED).orThrow();
    assertThat(venue.accounts.getFirst().reason())
        .isEqualTo(AccountUpdate.Reason.MARGIN_TYPE_CHANGE);
    assertThat(venue.position("a").marginType()).isEqualTo(MarginType.CROSSED);
  }

  @Test
  void a_cross_positions_leverage_may_be_lowered_an_isolated_ones_not() {
    venue.exchange.setMarginType("a", BTC, MarginType.CROSSED).orThrow();
    venue.market("a", BUY, "1.000");
    assertThat(venue.exchange.setLeverage("a", BTC, 10).orThrow()).isEqualTo(10);
    venue.market("b", BUY, "1.000");
    assertThat(venue.exchange.setLeverage("b", BTC, 10).refusal().orElseThrow().code())
        .isEqualTo(-4161);
  }

  @Test
  void the_table_joins_without_a_jump() {
    LeverageBrackets table = LeverageBrackets.documents();
    for (LeverageBrackets.Bracket bracket : table.brackets()) {
      BigDecimal at = table.maintenance(bracket.notionalCap());
      BigDecimal above = table.maintenance(bracket.notionalCap().add(BigDecimal.ONE));
      assertThat(above.subtract(at)).isBetween(new BigDecimal("0.004"), BigDecimal.ONE);
    }
    assertThat(table.maintenance(new BigDecimal("800000"))).isEqualByComparingTo("3700");
    assertThat(table.maxNotional(125)).isEqualByComparingTo("300000");
    assertThat(table.maxNotional(21)).isEqualByComparingTo("70000000");
    assertThat(table.maxLeverage()).isEqualTo(125);
  }

  @Test
  void the_higher_the_leverage_the_smaller_the_position_may_be() {
    venue.exchange.setLeverage("a", BTC, 125).orThrow();
    assertThat(venue.refusal(limitOrder(BUY, GTC, "5.100", "59000"))).isEqualTo(-2027);
    venue.limit("a", BUY, GTC, "5.000", "59000");
    assertThat(venue.refusal(limitOrder(BUY, GTC, "0.100", "59000"))).isEqualTo(-2027);
    venue.exchange.cancelAll("a", BTC);
    venue.exchange.setLeverage("a", BTC, 50).orThrow();
    venue.market("a", BUY, "9.000");
    assertThat(venue.exchange.setLeverage("a", BTC, 125).refusal().orElseThrow().code())
        .isEqualTo(-2027);
    assertThat(venue.limit("a", SELL, GTC, "9.000", "61000").status()).isEqualTo(OrderStatus.NEW);
  }

  @Test
  void margin_is_moved_to_an_isolated_position_and_back() {
    mark("60000");
    venue.market("a", BUY, "1.000");
    BigDecimal free = usdt().available();
    BigDecimal liquidation = venue.position("a").liquidationPrice();
    venue.exchange.addPositionMargin("a", BTC, PositionSide.BOTH, new BigDecimal("500")).orThrow();
    assertThat(venue.position("a").isolatedWallet()).isEqualByComparingTo("3500.005");
    assertThat(usdt().available()).isEqualByComparingTo(free.subtract(new BigDecimal("500")));
    assertThat(venue.position("a").liquidationPrice()).isLessThan(liquidation);
    assertThat(moved("-501")).isEqualTo(-4051);
    venue.exchange.addPositionMargin("a", BTC, PositionSide.BOTH, new BigDecimal("-499")).orThrow();
    venue.market("a", SELL, "0.500");
    assertThat(venue.position("a").isolatedWallet()).isEqualByComparingTo("1500.5025");
    assertThat(moved("1000000")).isEqualTo(-4050);
    venue.market("a", SELL, "0.500");
    assertThat(moved("10")).isEqualTo(-4054);
    assertThat(moved("0")).isEqualTo(-4055);
    venue.exchange.setMarginType("a", BTC, MarginType.CROSSED).orThrow();
    assertThat(moved("10")).isEqualTo(-4053);
  }

  private int moved(String amount) {
    return venue
        .exchange
        .addPositionMargin("a", BTC, PositionSide.BOTH, new BigDecimal(amount))
        .refusal()
        .orElseThrow()
        .code();
  }

  @Test
  void a_controlled_side_can_be_closed_and_not_opened() {
    venue.market("a", SELL, "0.100");
    venue.exchange.setPositionControl(BTC, PositionControl.LONG);
    assertThat(venue.refusal(NewOrder.market(BTC, BUY, new BigDecimal("0.2")))).isEqualTo(-4400);
    assertThat(venue.market("a", BUY, "0.100").status()).isEqualTo(OrderStatus.FILLED);
    assertThat(venue.market("a", SELL, "0.100").status()).isEqualTo(OrderStatus.FILLED);
    venue.exchange.setPositionControl(BTC, PositionControl.NONE);
    assertThat(venue.market("a", BUY, "0.200").status()).isEqualTo(OrderStatus.FILLED);
  }
}
