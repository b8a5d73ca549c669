package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.TimeInForce.GTX;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.MID;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import vortex7.market.BookSnapshot;

class ReplayBookTest {
  private Venue venue = Venue.withReplay(QueueModel.RISK_AVERSE);

  private ReplayBook book() {
    return venue.replay();
  }

  private BigDecimal executed(OrderView order) {
    return venue.exchange.order("a", BTC, order.orderId()).orThrow().executedQuantity();
  }

  @Test
  void an_order_waits_behind_what_was_displayed_and_then_fills_from_what_trades_leave() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    book().onRecordedTrade(MID - 1, 9_000, true);
    assertThat(executed(order)).isEqualByComparingTo("0");
    book().onRecordedTrade(MID - 1, 1_300, true);
    assertThat(executed(order)).isEqualByComparingTo("0.300");
    book().onRecordedTrade(MID - 1, 5_000, true);
    assertThat(executed(order)).isEqualByComparingTo("1.000");
    assertThat(venue.exchange.userTrades("a", BTC, 0)).allMatch(UserTrade::maker);
  }

  @Test
  void what_joins_the_queue_later_stands_behind() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    book().setLevel(true, MID - 1, 50_000);
    book().onRecordedTrade(MID - 1, 10_500, true);
    assertThat(executed(order)).isEqualByComparingTo("0.500");
  }

  @Test
  void the_risk_averse_model_takes_cancellations_for_those_behind() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    book().setLevel(true, MID - 1, 20_000);
    book().setLevel(true, MID - 1, 10_000);
    book().onRecordedTrade(MID - 1, 10_000, true);
    assertThat(executed(order)).isEqualByComparingTo("0");
  }

  @Test
  void no_model_leaves_more_ahead_than_is_displayed() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    book().setLevel(true, MID - 1, 2_000);
    book().onRecordedTrade(MID - 1, 2_100, true);
    assertThat(executed(order)).isEqualByComparingTo("0.100");
  }

  @Test
  void the_proportional_model_shares_cancellations_by_quantity() {
    venue = Venue.withReplay(QueueModel.PROPORTIONAL);
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    book().setLevel(true, MID - 1, 20_000);
    // 10 000 of 20 000 are ahead: half of the 8 000 canceled were.
    book().setLevel(true, MID - 1, 12_000);
    book().onRecordedTrade(MID - 1, 6_000, true);
    assertThat(executed(order)).isEqualByComparingTo("0");
    book().onRecordedTrade(MID - 1, 200, true);
    assertThat(executed(order)).isEqualByComparingTo("0.200");
  }

  @Test
  void a_trade_through_the_price_fills_all() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    book().onRecordedTrade(MID - 2, 1, true);
    assertThat(executed(order)).isEqualByComparingTo("1.000");
    assertThat(venue.exchange.userTrades("a", BTC, 0).getFirst().price())
        .isEqualByComparingTo("59999.9");
  }

  @Test
  void trades_of_the_other_side_do_not_touch_it() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    book().onRecordedTrade(MID + 1, 50_000, false);
    book().onRecordedTrade(MID - 1, 50_000, false);
    assertThat(executed(order)).isEqualByComparingTo("0");
  }

  @Test
  void a_book_that_moves_through_the_price_fills_from_what_it_displays() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    book().setLevel(true, MID - 1, 0);
    book().setLevel(false, MID - 1, 400);
    book().settle();
    assertThat(executed(order)).isEqualByComparingTo("0.400");
    assertThat(book().bestAsk()).isEqualTo(MID + 1);
  }

  @Test
  void an_order_inside_the_spread_is_first() {
    OrderView order = venue.limit("a", SELL, GTX, "1.000", "60000.0");
    book().onRecordedTrade(MID, 400, false);
    assertThat(executed(order)).isEqualByComparingTo("0.400");
  }

  @Test
  void where_nothing_is_displayed_the_queue_is_unknown_until_it_is() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.0");
    book().onRecordedTrade(MID - 10, 50_000, true);
    assertThat(executed(order)).isEqualByComparingTo("0");
    book()
        .replaceTop(
            2,
            new long[] {MID - 9, MID - 10},
            new long[] {100, 3_000},
            1,
            new long[] {MID + 1},
            new long[] {100});
    book().onRecordedTrade(MID - 10, 3_200, true);
    assertThat(executed(order)).isEqualByComparingTo("0.200");
  }

  @Test
  void two_orders_of_ours_share_one_trade_in_their_order() {
    OrderView first = venue.limit("a", BUY, GTC, "0.300", "60000.0");
    OrderView second = venue.limit("a", BUY, GTC, "0.300", "60000.0");
    book().onRecordedTrade(MID, 400, true);
    assertThat(executed(first)).isEqualByComparingTo("0.300");
    assertThat(executed(second)).isEqualByComparingTo("0.100");
  }

  @Test
  void taking_walks_the_displayed_levels_and_uses_them_up_without_a_public_trade() {
    OrderView order = venue.market("a", BUY, "12.000");
    assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(order.averagePrice()).isEqualByComparingTo("60000.11666667");
    assertThat(book().bestAsk()).isEqualTo(MID + 2);
    assertThat(book().quantityAt(false, MID + 2)).isEqualTo(3_000);
    assertThat(venue.told).noneMatch(line -> line.startsWith("trade"));
    assertThat(book().lastPrice()).isZero();
    book().setLevel(false, MID + 1, 10_000);
    assertThat(book().bestAsk()).isEqualTo(MID + 1);
  }

  @Test
  void a_post_only_order_is_refused_by_the_recorded_book() {
    assertThat(venue.refusal(Venue.limitOrder(BUY, GTX, "0.010", "60000.1"))).isEqualTo(-5022);
  }

  @Test
  void a_stop_triggers_on_a_recorded_trade_and_fills_from_the_recorded_book() {
    venue.market("a", BUY, "1.000");
    venue
        .exchange
        .placeAlgo("a", NewAlgo.closingStop(BTC, SELL, new BigDecimal("59999.8")))
        .orThrow();
    book().onRecordedTrade(MID - 1, 10, true);
    assertThat(venue.position("a").flat()).isFalse();
    book().onRecordedTrade(MID - 2, 10, true);
    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.exchange.userTrades("a", BTC, 0).getLast().price())
        .isEqualByComparingTo("59999.8");
  }

  @Test
  void a_trade_through_displayed_levels_takes_them_out_of_the_display() {
    book().onRecordedTrade(MID + 2, 1_000, false);
    assertThat(book().bestAsk()).isEqualTo(MID + 2);
    assertThat(book().quantityAt(false, MID + 2)).isEqualTo(4_000);
  }

  @Test
  void a_canceled_order_does_not_fill() {
    OrderView order = venue.limit("a", BUY, GTX, "1.000", "59999.9");
    venue.exchange.cancel("a", BTC, order.orderId()).orThrow();
    book().onRecordedTrade(MID - 5, 50_000, true);
    assertThat(executed(order)).isEqualByComparingTo("0");
  }

  @Test
  void the_top_is_the_recorded_book() {
    BookSnapshot top = new BookSnapshot();
    book().copyTop(top, 20);
    assertThat(top.bids).isEqualTo(2);
    assertThat(top.bidPrice[0]).isEqualTo(59_999.9);
    assertThat(top.askQuantity[1]).isEqualTo(5.0);
    assertThat(top.eventTime).isEqualTo(Venue.START);
  }
}
