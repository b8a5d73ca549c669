package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.Venue.AGENT;
import static vortex7.matching.Venue.BTC;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vortex7.market.Side;

/** Stops and targets with a limit, targets at market, and trailing stops. */
class AlgoTypesTest {
  private final Venue venue = Venue.withReplay(QueueModel.RISK_AVERSE);

  /** One trade at exactly this price, with liquidity a tick away on both sides. */
  private void trade(long ticks) {
    ReplayBook book = venue.replay();
    long[] much = {10_000};
    book.replaceTop(1, new long[] {ticks - 1}, much, 1, new long[] {ticks + 1}, much);
    book.onRecordedTrade(ticks, 1, true);
  }

  private AlgoView place(NewAlgo algo) {
    return venue.exchange.placeAlgo("a", algo.named("it")).orThrow();
  }

  private AlgoView now() {
    return venue.exchange.algo("a", "it").orThrow();
  }

  private static NewAlgo limit(OrderType type, Side side, String trigger, String price) {
    return NewAlgo.limit(
        type, BTC, side, new BigDecimal("0.100"), new BigDecimal(trigger), new BigDecimal(price));
  }

  private static NewAlgo trailing(Side side, Optional<String> activate, String rate) {
    return NewAlgo.trailing(
        BTC, side, new BigDecimal("0.100"), activate.map(BigDecimal::new), new BigDecimal(rate));
  }

  @Test
  void a_target_fires_on_the_other_side_of_a_stop() {
    venue.market("a", BUY, "0.100");
    place(NewAlgo.closingTarget(BTC, SELL, new BigDecimal("60100")));
    trade(600_999);
    assertThat(now().status()).isEqualTo(AlgoStatus.NEW);
    trade(601_000);
    assertThat(now().status()).isEqualTo(AlgoStatus.FINISHED);
    assertThat(venue.position("a").flat()).isTrue();
    venue.market("a", SELL, "0.100");
    place(NewAlgo.closingTarget(BTC, BUY, new BigDecimal("60000")));
    trade(600_000);
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void a_target_that_is_reached_already_is_refused() {
    trade(600_000);
    assertThat(venue.refusal(NewAlgo.closingTarget(BTC, BUY, new BigDecimal("61000"))))
        .isEqualTo(-2021);
  }

  @Test
  void a_stop_with_a_limit_rests_at_it() {
    AlgoView placed = place(limit(OrderType.STOP, BUY, "60100", "60050"));
    assertThat(placed.price()).isEqualByComparingTo("60050");
    assertThat(placed.spawns()).isEqualTo(OrderType.LIMIT);
    trade(601_000);
    OrderView child = venue.exchange.order("a", BTC, "it").orThrow();
    assertThat(child.type()).isEqualTo(OrderType.LIMIT);
    assertThat(child.status()).isEqualTo(OrderStatus.NEW);
    assertThat(child.price()).isEqualByComparingTo("60050");
    assertThat(now().status()).isEqualTo(AlgoStatus.TRIGGERED);
    assertThat(now().orderId()).hasValue(child.orderId());
    venue.exchange.cancel("a", BTC, child.orderId()).orThrow();
    assertThat(now().status()).as("finished with its order").isEqualTo(AlgoStatus.FINISHED);
  }

  @Test
  void a_target_with_a_limit_may_be_post_only_and_is_rejected_when_it_would_take() {
    place(limit(OrderType.TAKE_PROFIT, BUY, "59900", "59990").lasting(TimeInForce.GTX));
    trade(599_000);
    assertThat(now().status()).isEqualTo(AlgoStatus.REJECTED);
    assertThat(now().rejectReason()).startsWith("Due to the order could not be executed as maker");
    assertThat(venue.orders).isEmpty();
  }

  @Test
  void the_limit_may_not_be_far_from_the_trigger() {
    assertThat(venue.refusal(limit(OrderType.STOP, BUY, "60100", "63200"))).isEqualTo(-4183);
    assertThat(venue.refusal(limit(OrderType.STOP, SELL, "59900", "56000"))).isEqualTo(-4184);
    assertThat(venue.refusal(limit(OrderType.STOP, SELL, "59900", "59900.05"))).isEqualTo(-4014);
  }

  @Test
  void a_trailing_stop_follows_the_best_price_and_fires_on_the_way_back() {
    trade(600_000);
    venue.market("a", BUY, "0.100");
    AlgoView placed = place(trailing(SELL, Optional.empty(), "1"));
    assertThat(placed.trailing().orElseThrow().activated()).isTrue();
    for (long ticks : List.of(603_000L, 606_000L, 600_000L)) {
      trade(ticks);
      assertThat(now().status()).isEqualTo(AlgoStatus.NEW);
    }
    // 1 % below 60 600 is 59 994.
    assertThat(now().trailing().orElseThrow().extreme()).isEqualByComparingTo("60600");
    trade(599_940);
    assertThat(now().status()).isEqualTo(AlgoStatus.FINISHED);
    assertThat(venue.position("a").flat()).isTrue();
  }

  @Test
  void a_trailing_stop_waits_for_its_activation_and_tells_of_it() {
    venue.market("a", BUY, "0.100");
    assertThat(
            place(trailing(SELL, Optional.of("60300"), "1")).trailing().orElseThrow().activated())
        .isFalse();
    trade(595_000);
    assertThat(now().status()).isEqualTo(AlgoStatus.NEW);
    venue.algos.clear();
    trade(603_000);
    AlgoView told = venue.algos.getFirst().algo();
    assertThat(told.status()).isEqualTo(AlgoStatus.NEW);
    assertThat(told.trailing().orElseThrow().activated()).isTrue();
    trade(596_970);
    assertThat(now().status()).isEqualTo(AlgoStatus.FINISHED);
  }

  @Test
  void a_short_is_trailed_from_below() {
    venue.market("a", SELL, "0.100");
    place(trailing(BUY, Optional.empty(), "0.5"));
    trade(597_000);
    trade(599_984);
    assertThat(now().status()).isEqualTo(AlgoStatus.NEW);
    trade(599_985);
    assertThat(now().status()).isEqualTo(AlgoStatus.FINISHED);
  }

  @Test
  void how_far_a_trailing_stop_was_survives_a_restart() {
    venue.market("a", BUY, "0.100");
    place(trailing(SELL, Optional.empty(), "1"));
    trade(606_000);
    Venue after = new Venue(venue.exchange.rules());
    OrderBook book = after.exchange.addOrderBook(Venue.BTCUSDT);
    book.placeLimit(AGENT, true, 601_000, 1);
    book.placeLimit(AGENT, true, 599_940, 10_000);
    after.exchange.restore(venue.exchange.exportState());
    book.placeMarket(AGENT, false, 1);
    assertThat(after.position("a").flat()).isFalse();
    book.placeMarket(AGENT, false, 1);
    assertThat(after.position("a").flat()).isTrue();
  }

  @Test
  void the_form_of_each_type_is_checked() {
    assertThat(venue.refusal(trailing(SELL, Optional.empty(), "0.05"))).isEqualTo(-2007);
    assertThat(venue.refusal(trailing(SELL, Optional.empty(), "20.1"))).isEqualTo(-2007);
    assertThat(venue.refusal(trailing(SELL, Optional.of("-1"), "1"))).isEqualTo(-4135);
    trade(600_000);
    assertThat(venue.refusal(trailing(SELL, Optional.of("59000"), "1"))).isEqualTo(-2021);
    NewAlgo stop = limit(OrderType.STOP, BUY, "60100", "60050");
    NewAlgo closing =
        new NewAlgo(
            BTC,
            BUY,
            OrderType.STOP,
            Optional.empty(),
            stop.triggerPrice(),
            stop.workingType(),
            true,
            false,
            false,
            Optional.empty(),
            stop.price(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OrderTerms.DEFAULT);
    assertThat(venue.refusal(closing)).isEqualTo(-4136);
    assertThat(venue.refusal(stop.lasting(TimeInForce.GTD))).isEqualTo(-1102);
  }
}
