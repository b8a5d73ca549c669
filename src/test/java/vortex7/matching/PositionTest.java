package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.TimeInForce.GTX;
import static vortex7.matching.TimeInForce.IOC;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.MID;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.market.Symbol;

class PositionTest {
  private final Venue venue = Venue.withBook();

  @Test
  void a_market_order_is_new_then_trades_then_changes_the_account() {
    OrderView order =
        venue
            .exchange
            .place("a", NewOrder.market(BTC, BUY, new BigDecimal("0.100")).named("m"))
            .orThrow();
    assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(order.timeInForce()).isEqualTo(GTC);
    assertThat(order.averagePrice()).isEqualByComparingTo("60000.1");
    assertThat(venue.told)
        .containsExactly(
            "order m NEW NEW",
            "trade 1 100@600001 buy " + Venue.START,
            "order m TRADE FILLED",
            "account a ORDER");
  }

  @Test
  void a_taker_pays_five_hundredths_of_a_percent_in_quote_without_the_token() {
    venue.market("a", BUY, "0.100");
    // 6000.01 × 0.0005
    assertThat(venue.wallet("a", "USDT")).isEqualByComparingTo("99996.99999500");
    UserTrade trade = venue.exchange.userTrades("a", BTC, 0).getFirst();
    assertThat(trade.fee()).isEqualByComparingTo("3.000005");
    assertThat(trade.feeAsset()).isEqualTo("USDT");
    assertThat(trade.maker()).isFalse();
  }

  @Test
  void fees_in_the_token_are_a_tenth_less_and_fall_back_to_quote_when_it_is_used_up() {
    venue.exchange.setMarkPrice(Symbol.of("BNBUSDT"), Optional.of(new BigDecimal("600")));
    venue.exchange.deposit("a", "BNB", new BigDecimal("0.005"));
    venue.market("a", BUY, "0.100");
    // 6000.01 × 0.0005 × 0.9 ÷ 600
    assertThat(venue.wallet("a", "BNB")).isEqualByComparingTo("0.00049999");
    assertThat(venue.wallet("a", "USDT")).isEqualByComparingTo("100000");
    AccountUpdate last = venue.accounts.getLast();
    assertThat(last.balances()).extracting("asset").containsExactly("USDT", "BNB");

    venue.market("a", SELL, "0.100");
    assertThat(venue.wallet("a", "BNB")).isEqualByComparingTo("0.00049999");
    // −0.02 result, 5999.99 × 0.0005 fee
    assertThat(venue.wallet("a", "USDT")).isEqualByComparingTo("99996.980005");

    venue.exchange.deposit("a", "BNB", BigDecimal.ONE);
    venue.exchange.setFeeBurn("a", false);
    venue.market("a", BUY, "0.100");
    assertThat(venue.wallet("a", "BNB")).isEqualByComparingTo("1.00049999");
  }

  @Test
  void a_maker_pays_two_hundredths_of_a_percent() {
    venue.limit("a", BUY, GTX, "0.100", "60000");
    venue.book().placeMarket(Venue.AGENT, false, 100);
    UserTrade trade = venue.exchange.userTrades("a", BTC, 0).getFirst();
    assertThat(trade.maker()).isTrue();
    assertThat(trade.fee()).isEqualByComparingTo("1.2");
    assertThat(trade.price()).isEqualByComparingTo("60000");
  }

  @Test
  void a_position_averages_its_entry_and_realizes_what_it_closes() {
    venue.market("a", BUY, "0.100");
    venue.tradeAt(MID + 1_000);
    venue.market("a", BUY, "0.100");
    PositionView position = venue.position("a");
    assertThat(position.amount()).isEqualByComparingTo("0.200");
    assertThat(position.entryPrice()).isEqualByComparingTo("60050.1");
    assertThat(position.unrealized()).isEqualByComparingTo("9.98");
    assertThat(position.isolatedWallet()).isEqualByComparingTo("600.501");
    venue.forget();
    venue.market("a", SELL, "0.050");
    assertThat(venue.orders.getLast().fill().orElseThrow().realized()).isEqualByComparingTo("2.49");
    assertThat(venue.position("a").entryPrice()).isEqualByComparingTo("60050.1");
    assertThat(venue.position("a").realized()).isEqualByComparingTo("2.49");
  }

  @Test
  void a_larger_opposite_order_turns_the_position() {
    venue.market("a", BUY, "0.100");
    venue.market("a", SELL, "0.300");
    PositionView position = venue.position("a");
    assertThat(position.amount()).isEqualByComparingTo("-0.200");
    assertThat(position.entryPrice()).isEqualByComparingTo("59999.9");
    assertThat(position.realized()).isEqualByComparingTo("-0.02");
  }

  @Test
  void breaking_even_earns_back_the_fees_in_quote() {
    venue.market("a", BUY, "0.100");
    // (6000.01 + 3.000005) ÷ 0.1
    assertThat(venue.position("a").breakEvenPrice()).isEqualByComparingTo("60030.10005");
  }

  @Test
  void what_orders_hold_is_not_available_and_comes_back() {
    OrderView order = venue.limit("a", BUY, GTC, "1.000", "58000");
    BalanceView usdt = venue.exchange.balances("a").getFirst();
    assertThat(usdt.openOrderMargin()).isEqualByComparingTo("2900");
    assertThat(usdt.available()).isEqualByComparingTo("97100");
    assertThat(venue.position("a").bidNotional()).isEqualByComparingTo("58000");
    venue.exchange.cancel("a", BTC, order.orderId());
    assertThat(venue.exchange.balances("a").getFirst().available()).isEqualByComparingTo("100000");
  }

  @Test
  void an_order_that_closes_needs_no_margin() {
    venue.market("a", BUY, "10.000");
    venue.exchange.deposit("a", "USDT", new BigDecimal("-69000"));
    assertThat(venue.refusal(Venue.limitOrder(BUY, GTC, "1.000", "59000"))).isEqualTo(-2019);
    assertThat(venue.limit("a", SELL, GTC, "10.000", "61000").status()).isEqualTo(OrderStatus.NEW);
  }

  @Test
  void what_an_immediate_order_does_not_fill_expires() {
    OrderView order = venue.limit("a", BUY, IOC, "11.000", "60000.1");
    assertThat(order.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(order.executedQuantity()).isEqualByComparingTo("10");
    assertThat(venue.orders.getLast().expiryReason()).isEqualTo(ExpiryReason.IOC_NOT_FILLED);
  }

  @Test
  void what_a_market_order_does_not_fill_expires() {
    venue.exchange.setLeverage("a", BTC, 100);
    OrderView order = venue.market("a", BUY, "11.000");
    assertThat(order.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(venue.orders.getLast().expiryReason()).isEqualTo(ExpiryReason.MARKET_NOT_FILLED);
  }

  @Test
  void two_accounts_that_trade_with_each_other_carry_the_same_trade_id() {
    venue.limit("a", BUY, GTC, "0.100", "60000");
    venue.market("b", SELL, "0.100");
    UserTrade maker = venue.exchange.userTrades("a", BTC, 0).getFirst();
    UserTrade taker = venue.exchange.userTrades("b", BTC, 0).getFirst();
    assertThat(maker.tradeId()).isEqualTo(taker.tradeId());
    assertThat(venue.position("a").amount().add(venue.position("b").amount()))
        .isEqualByComparingTo("0");
  }

  @Test
  void canceling_all_leaves_other_accounts_and_stops_alone() {
    venue.limit("a", BUY, GTC, "0.100", "59000");
    venue.limit("a", SELL, GTC, "0.100", "61000");
    venue.limit("b", BUY, GTC, "0.100", "59000");
    venue
        .exchange
        .placeAlgo("a", NewAlgo.closingStop(BTC, SELL, new BigDecimal("58000")))
        .orThrow();
    assertThat(venue.exchange.cancelAll("a", BTC).orThrow()).isEqualTo(2);
    assertThat(venue.exchange.openOrders("a", Optional.of(BTC))).isEmpty();
    assertThat(venue.exchange.openOrders("b", Optional.of(BTC))).hasSize(1);
    assertThat(venue.exchange.openAlgos("a", Optional.of(BTC))).hasSize(1);
    assertThat(venue.exchange.cancelAllAlgos("a", BTC).orThrow()).isEqualTo(1);
  }
}
