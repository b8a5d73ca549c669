package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTX;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.MID;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Vectors for the rules by which a client's order fills in a recorded book, for both models. The
 * book displays 10 000 steps at the best bid, one tick under the mid; steps are thousandths.
 */
class QueueModelTest {
  private static final long PRICE = MID - 1;

  private OrderView bid(Venue venue, String quantity) {
    return venue.limit("a", BUY, GTX, quantity, "59999.9");
  }

  private static long executedSteps(Venue venue, OrderView order) {
    return executed(venue, order).movePointRight(3).longValueExact();
  }

  private static BigDecimal executed(Venue venue, OrderView order) {
    return venue.exchange.order("a", BTC, order.orderId()).orThrow().executedQuantity();
  }

  @ParameterizedTest
  @CsvSource({
    // model, displayed before, displayed after, what must trade before ours: ahead was 10 000
    "RISK_AVERSE,  10000, 10000, 10000",
    "PROPORTIONAL, 10000, 10000, 10000",
    "RISK_AVERSE,  20000, 12000, 10000",
    "PROPORTIONAL, 20000, 12000, 6000",
    "RISK_AVERSE,  20000, 4000,  4000",
    "PROPORTIONAL, 20000, 4000,  2000",
    "RISK_AVERSE,  40000, 30000, 10000",
    "PROPORTIONAL, 40000, 30000, 7500",
    "RISK_AVERSE,  10000, 6000,  6000",
    "PROPORTIONAL, 10000, 6000,  6000",
  })
  void cancellations_move_an_order_by_the_model_and_never_behind_the_display(
      QueueModel model, long before, long after, long ahead) {
    Venue venue = Venue.withReplay(model);
    OrderView order = bid(venue, "1.000");
    venue.replay().setLevel(true, PRICE, before);
    venue.replay().setLevel(true, PRICE, after);
    venue.replay().onRecordedTrade(PRICE, ahead, true);
    assertThat(executedSteps(venue, order)).as("while others are ahead").isZero();
    venue.replay().onRecordedTrade(PRICE, 70, true);
    assertThat(executedSteps(venue, order)).isEqualTo(70);
  }

  @ParameterizedTest
  @EnumSource(QueueModel.class)
  void what_a_trade_took_is_not_taken_for_cancelled_when_the_display_follows(QueueModel model) {
    Venue venue = Venue.withReplay(model);
    OrderView order = bid(venue, "1.000");
    venue.replay().onRecordedTrade(PRICE, 4_000, true);
    venue.replay().setLevel(true, PRICE, 6_000);
    venue.replay().onRecordedTrade(PRICE, 6_000, true);
    assertThat(executedSteps(venue, order)).isZero();
    venue.replay().onRecordedTrade(PRICE, 1, true);
    assertThat(executedSteps(venue, order)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(QueueModel.class)
  void a_level_that_disappears_leaves_nobody_ahead(QueueModel model) {
    Venue venue = Venue.withReplay(model);
    OrderView order = bid(venue, "1.000");
    venue.replay().setLevel(true, PRICE, 0);
    venue.replay().setLevel(true, PRICE, 8_000);
    venue.replay().onRecordedTrade(PRICE, 250, true);
    assertThat(executedSteps(venue, order)).isEqualTo(250);
  }

  @ParameterizedTest
  @EnumSource(QueueModel.class)
  void a_trade_fills_in_parts_until_the_order_is_done(QueueModel model) {
    Venue venue = Venue.withReplay(model);
    OrderView order = bid(venue, "0.500");
    venue.replay().onRecordedTrade(PRICE, 10_200, true);
    assertThat(executedSteps(venue, order)).isEqualTo(200);
    venue.replay().onRecordedTrade(PRICE, 299, true);
    assertThat(executedSteps(venue, order)).isEqualTo(499);
    venue.replay().onRecordedTrade(PRICE, 50, true);
    OrderView done = venue.exchange.order("a", BTC, order.orderId()).orThrow();
    assertThat(done.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(venue.exchange.userTrades("a", BTC, 0)).hasSize(3).allMatch(UserTrade::maker);
  }

  @ParameterizedTest
  @EnumSource(QueueModel.class)
  void a_trade_through_the_price_fills_it_whatever_was_ahead(QueueModel model) {
    Venue venue = Venue.withReplay(model);
    OrderView order = bid(venue, "2.000");
    venue.replay().onRecordedTrade(PRICE - 1, 1, true);
    assertThat(executedSteps(venue, order)).isEqualTo(2_000);
    assertThat(venue.exchange.userTrades("a", BTC, 0).getFirst().price())
        .isEqualByComparingTo("59999.9");
  }

  @ParameterizedTest
  @EnumSource(QueueModel.class)
  void an_amended_order_goes_behind_what_is_displayed_then(QueueModel model) {
    Venue venue = Venue.withReplay(model);
    OrderView order = bid(venue, "1.000");
    venue.replay().onRecordedTrade(PRICE, 9_000, true);
    venue.replay().setLevel(true, PRICE, 30_000);
    OrderView amended =
        venue
            .exchange
            .amend(
                "a",
                BTC,
                order.orderId(),
                Amendment.to(BUY, new BigDecimal("1.500"), new BigDecimal("59999.9")))
            .orThrow();
    assertThat(amended.orderId()).isEqualTo(order.orderId());
    venue.replay().onRecordedTrade(PRICE, 30_000, true);
    assertThat(executedSteps(venue, order)).isZero();
    venue.replay().onRecordedTrade(PRICE, 10, true);
    assertThat(executedSteps(venue, order)).isEqualTo(10);
  }

  @ParameterizedTest
  @EnumSource(QueueModel.class)
  void several_orders_at_one_price_fill_in_their_order_and_not_twice_from_one_trade(
      QueueModel model) {
    Venue venue = Venue.withReplay(model);
    OrderView first = bid(venue, "0.300");
    OrderView second = bid(venue, "0.300");
    venue.replay().onRecordedTrade(PRICE, 10_400, true);
    assertThat(executedSteps(venue, first)).isEqualTo(300);
    assertThat(executedSteps(venue, second)).isEqualTo(100);
    venue.exchange.cancel("a", BTC, second.orderId()).orThrow();
    OrderView third = bid(venue, "0.300");
    venue.replay().onRecordedTrade(PRICE, 5, true);
    assertThat(executedSteps(venue, third)).as("nothing is displayed any more").isEqualTo(5);
    assertThat(executedSteps(venue, second)).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource(QueueModel.class)
  void asks_queue_like_bids(QueueModel model) {
    Venue venue = Venue.withReplay(model);
    OrderView order = venue.limit("a", SELL, GTX, "1.000", "60000.1");
    long displayed = venue.replay().quantityAt(false, MID + 1);
    venue.replay().onRecordedTrade(MID + 1, displayed + 40, false);
    assertThat(executedSteps(venue, order)).isEqualTo(40);
    venue.replay().onRecordedTrade(MID + 2, 1, false);
    assertThat(executedSteps(venue, order)).isEqualTo(1_000);
  }
}
