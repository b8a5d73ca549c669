package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vortex7.market.Side.BUY;
import static vortex7.market.Side.SELL;
import static vortex7.matching.TimeInForce.GTC;
import static vortex7.matching.TimeInForce.GTX;
import static vortex7.matching.TimeInForce.IOC;
import static vortex7.matching.Venue.BTC;
import static vortex7.matching.Venue.START;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterventionsTest {
  private final Venue venue = Venue.withBook();
  private final Interventions interventions = venue.exchange.interventions();

  private static FillScript script(long pause, String... shares) {
    return new FillScript(Arrays.stream(shares).map(BigDecimal::new).toList(), pause);
  }

  private AlgoView stop() {
    return venue
        .exchange
        .placeAlgo("a", NewAlgo.closingStop(BTC, SELL, new BigDecimal("59000")).named("stop"))
        .orThrow();
  }

  private BigDecimal lastFill() {
    return venue.orders.getLast().fill().orElseThrow().quantity();
  }

  @Test
  void a_lost_stop_is_told_to_nobody_and_never_triggers() {
    venue.market("a", BUY, "0.800");
    AlgoView placed = stop();
    venue.forget();

    AlgoView lost =
        interventions.dropAlgoSilently("a", placed.algoId(), AlgoStatus.CANCELED).orThrow();

    assertThat(venue.told).isEmpty();
    assertThat(lost.status()).isEqualTo(AlgoStatus.CANCELED);
    assertThat(venue.exchange.openAlgos("a", Optional.empty())).isEmpty();
    assertThat(venue.exchange.algo("a", "stop").orThrow().status()).isEqualTo(AlgoStatus.CANCELED);
    venue.tradeAt(580_000);
    assertThat(venue.algos).isEmpty();
    assertThat(venue.position("a").amount()).isEqualByComparingTo("0.8");
  }

  @Test
  void only_what_waits_can_be_lost() {
    AlgoView placed = stop();
    venue.exchange.cancelAlgo("a", placed.algoId()).orThrow();

    assertThat(
            interventions
                .dropAlgoSilently("a", placed.algoId(), AlgoStatus.EXPIRED)
                .refusal()
                .orElseThrow()
                .code())
        .isEqualTo(-2011);
    assertThat(interventions.rejectAlgoAtTrigger("a", 99, "why").refusal()).isPresent();
    assertThatThrownBy(
            () -> interventions.dropAlgoSilently("a", placed.algoId(), AlgoStatus.FINISHED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_doomed_stop_triggers_and_is_rejected_with_the_reason() {
    venue.market("a", BUY, "0.800");
    AlgoView placed = stop();
    interventions.rejectAlgoAtTrigger("a", placed.algoId(), "margin not enough").orThrow();
    venue.forget();

    venue.tradeAt(580_000);

    assertThat(venue.algos)
        .extracting(update -> update.algo().status())
        .containsExactly(AlgoStatus.TRIGGERING, AlgoStatus.REJECTED);
    assertThat(venue.algos.getLast().algo().rejectReason()).isEqualTo("margin not enough");
    assertThat(venue.position("a").amount()).isEqualByComparingTo("0.8");
  }

  @Test
  void a_market_order_fills_by_its_script_and_the_rest_expires() {
    OrderView done =
        interventions
            .place(
                "a",
                NewOrder.market(BTC, BUY, new BigDecimal("1")).named("m"),
                script(0, "0.3", "0.3"))
            .orThrow();

    assertThat(done.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(done.executedQuantity()).isEqualByComparingTo("0.6");
    assertThat(done.averagePrice()).isEqualByComparingTo("60000.1");
    assertThat(venue.told)
        .containsExactly(
            "order m NEW NEW",
            "order m TRADE PARTIALLY_FILLED",
            "account a ORDER",
            "order m TRADE PARTIALLY_FILLED",
            "account a ORDER",
            "order m EXPIRED EXPIRED er9");
    assertThat(venue.position("a").amount()).isEqualByComparingTo("0.6");
    assertThat(venue.book().quantityAt(false, Venue.MID + 1)).isEqualTo(10_000);
  }

  @Test
  void a_resting_order_fills_after_each_pause_as_a_maker_at_its_own_price() {
    interventions
        .place(
            "a",
            Venue.limitOrder(BUY, GTX, "1", "59000").named("entry"),
            script(1_000, "0.3", "0.3", "0.4"))
        .orThrow();
    venue.exchange.advanceTo(START + 999);
    assertThat(venue.position("a").flat()).isTrue();

    venue.exchange.advanceTo(START + 1_000);
    assertThat(lastOrderFilled()).isEqualByComparingTo("0.3");
    venue.exchange.advanceTo(START + 10_000);

    OrderView order = venue.exchange.order("a", BTC, "entry").orThrow();
    assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
    assertThat(order.averagePrice()).isEqualByComparingTo("59000");
    List<UserTrade> fills = venue.exchange.userTrades("a", BTC, 0);
    assertThat(fills)
        .extracting(UserTrade::time)
        .containsExactly(START + 1_000, START + 2_000, START + 3_000);
    assertThat(fills).allMatch(UserTrade::maker);
    assertThat(venue.told).noneMatch(line -> line.startsWith("trade"));
  }

  private BigDecimal lastOrderFilled() {
    return venue.exchange.order("a", BTC, "entry").orThrow().executedQuantity();
  }

  @Test
  void what_a_script_leaves_stays_open_until_it_is_canceled() {
    OrderView open =
        interventions
            .place("a", Venue.limitOrder(BUY, GTC, "1", "60010").named("l"), script(500, "0.25"))
            .orThrow();
    assertThat(open.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
    venue.exchange.advanceTo(START + 60_000);
    assertThat(venue.exchange.order("a", BTC, "l").orThrow().executedQuantity())
        .isEqualByComparingTo("0.25");

    OrderView gone = venue.exchange.cancel("a", BTC, "l").orThrow();

    assertThat(gone.status()).isEqualTo(OrderStatus.CANCELED);
    assertThat(venue.position("a").amount()).isEqualByComparingTo("0.25");
  }

  @Test
  void an_order_canceled_between_its_fills_fills_no_more() {
    interventions
        .place("a", Venue.limitOrder(BUY, GTC, "1", "60010").named("l"), script(500, "0.5", "0.5"))
        .orThrow();
    venue.exchange.cancel("a", BTC, "l").orThrow();
    venue.forget();

    venue.exchange.advanceTo(START + 5_000);

    assertThat(venue.told).isEmpty();
    assertThat(venue.position("a").amount()).isEqualByComparingTo("0.5");
  }

  @Test
  void an_amended_order_goes_on_with_its_script_from_where_it_then_rests() {
    OrderView placed =
        interventions
            .place("a", Venue.limitOrder(BUY, GTC, "1", "59000"), script(1_000, "0.5", "0.5"))
            .orThrow();
    venue
        .exchange
        .amend(
            "a",
            BTC,
            placed.orderId(),
            new Amendment(
                BUY,
                new BigDecimal("1"),
                Optional.of(new BigDecimal("59100")),
                PriceMatch.NONE,
                Optional.empty(),
                java.util.OptionalLong.empty()))
        .orThrow();
    assertThat(venue.book().quantityAt(true, 591_000)).isEqualTo(1_000);

    venue.exchange.advanceTo(START + 1_000);
    assertThat(venue.book().quantityAt(true, 591_000)).isEqualTo(500);
    assertThat(lastFill()).isEqualByComparingTo("0.5");
    venue.exchange.advanceTo(START + 2_000);

    assertThat(venue.book().quantityAt(true, 591_000)).isZero();
    assertThat(venue.position("a").amount()).isEqualByComparingTo("1");
  }

  @Test
  void a_reduce_only_order_fills_no_more_than_the_position_has() {
    venue.market("a", BUY, "0.5");
    interventions
        .place(
            "a",
            Venue.limitOrder(SELL, GTC, "0.5", "61000").asReduceOnly().named("t"),
            script(1_000, "0.8", "0.2"))
        .orThrow();
    venue.market("a", SELL, "0.3");

    venue.exchange.advanceTo(START + 5_000);

    assertThat(venue.position("a").flat()).isTrue();
    assertThat(venue.exchange.order("a", BTC, "t").orThrow().executedQuantity())
        .isEqualByComparingTo("0.2");
  }

  @Test
  void an_immediate_order_without_a_price_expires() {
    venue.book().placeMarket(Venue.AGENT, true, 1_000_000);
    OrderView order =
        interventions
            .place("a", NewOrder.market(BTC, BUY, new BigDecimal("1")), script(0, "1"))
            .orThrow();
    assertThat(order.status()).isEqualTo(OrderStatus.EXPIRED);
    assertThat(
            interventions
                .place("a", Venue.limitOrder(BUY, IOC, "1", "60010"), script(0, "0.5"))
                .orThrow()
                .status())
        .isEqualTo(OrderStatus.EXPIRED);
  }

  @Test
  void money_adds_up_whoever_fills() {
    interventions
        .place("a", NewOrder.market(BTC, BUY, new BigDecimal("1")), script(0, "0.3", "0.7"))
        .orThrow();
    interventions
        .place("a", NewOrder.market(BTC, SELL, new BigDecimal("1")), script(0, "0.5", "0.5"))
        .orThrow();
    BigDecimal booked =
        venue.exchange.userTrades("a", BTC, 0).stream()
            .map(trade -> trade.realized().subtract(trade.fee()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(venue.wallet("a", "USDT"))
        .isEqualByComparingTo(new BigDecimal("100000").add(booked));
    assertThat(venue.position("a").flat()).isTrue();
  }
}
