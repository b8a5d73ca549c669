package vortex7.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Latency;
import vortex7.matching.OrderBook;
import vortex7.matching.synthetic.SyntheticSymbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.OrderRequest.TimeInForce;
import vortex7.position.OrderRequest.WorkingType;

class OrderLineTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final String ACCOUNT = "ours";
  private static final long START = 1_700_000_000_000L;
  private static final BigDecimal ONE = new BigDecimal("0.010");

  private final EventClock clock = new EventClock(START);
  private final Exchange exchange =
      new Exchange(ExchangeRules.documents(), new ExchangeListener() {});
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void open() {
    exchange.advanceTo(START);
    OrderBook book = exchange.addOrderBook(SyntheticSymbol.bitcoin().instrument());
    book.placeLimit(1, true, 600_000, 50_000);
    book.placeLimit(2, false, 600_010, 50_000);
    exchange.openAccount(ACCOUNT);
    exchange.deposit(ACCOUNT, "USDT", new BigDecimal("100000"));
  }

  private OrderLine line(long there, long back) {
    Delays delays =
        new Delays(Latency.zero(), new Latency.Constant(there), new Latency.Constant(back));
    return new OrderLine(exchange, ACCOUNT, BTC, 0, clock, delays, new SplittableRandom(1));
  }

  private static ClientOrderId id(Leg leg) {
    return new ClientOrderId("abcdef", BTC, 1, leg, 0);
  }

  private static OrderRequest.PlaceLimit bid(String price, TimeInForce force) {
    return new OrderRequest.PlaceLimit(
        id(Leg.ENTRY), Side.BUY, ONE, new BigDecimal(price), force, false);
  }

  private void runTo(long millis) {
    while (clock.nextMillis() <= START + millis) {
      clock.moveTo(clock.nextMillis());
      exchange.advanceTo(clock.millis());
      clock.runDue();
    }
    clock.moveTo(START + millis);
    exchange.advanceTo(START + millis);
  }

  private void note(OrderReport report) {
    told.add((clock.millis() - START) + " " + report.getClass().getSimpleName());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 0", "0, 7", "40, 60", "250, 1"})
  void an_order_arrives_after_its_way_there_and_is_answered_after_its_way_back(
      long there, long back) {
    line(there, back).send(bid("59990.0", TimeInForce.GTX), this::note);
    if (there > 0) {
      runTo(there - 1);
      assertThat(exchange.openOrders(ACCOUNT, Optional.of(BTC))).isEmpty();
    }
    runTo(there);
    assertThat(exchange.openOrders(ACCOUNT, Optional.of(BTC))).hasSize(1);
    if (back > 0) {
      runTo(there + back - 1);
      assertThat(told).isEmpty();
    }
    runTo(there + back);
    assertThat(told).containsExactly((there + back) + " Accepted");
  }

  @Test
  void a_post_only_order_that_would_take_is_rejected_with_the_venues_code() {
    List<OrderReport> reports = new ArrayList<>();
    line(1, 1).send(bid("60001.0", TimeInForce.GTX), reports::add);
    runTo(2);
    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            OrderReport.Rejected.class, refused -> assertThat(refused.code()).isEqualTo(-5022));
  }

  @Test
  void a_cancel_that_overtakes_nothing_ends_the_order() {
    OrderLine line = line(2, 2);
    line.send(bid("59990.0", TimeInForce.GTC), this::note);
    line.send(new OrderRequest.Cancel(id(Leg.ENTRY)), this::note);
    runTo(10);
    assertThat(told).containsExactly("4 Accepted", "4 Ended");
  }

  @Test
  void a_cancel_of_what_is_not_there_is_refused() {
    line(0, 3).send(new OrderRequest.Cancel(id(Leg.STOP)), this::note);
    runTo(3);
    assertThat(told).containsExactly("3 CancelRefused");
  }

  @Test
  void an_order_on_its_way_is_found_by_a_later_question() {
    line(600, 0).send(bid("59990.0", TimeInForce.GTC), report -> {});
    line(0, 0).send(new OrderRequest.Query(id(Leg.ENTRY)), this::note);
    runTo(2_000);
    assertThat(told).containsExactly("1000 Accepted");
  }

  @Test
  void an_order_that_never_was_never_arrived() {
    line(0, 0).send(new OrderRequest.Query(id(Leg.TARGET)), this::note);
    runTo(2_000);
    assertThat(told).containsExactly("1000 NeverArrived");
  }

  @Test
  void a_stop_stands_only_over_a_position_and_is_listed() {
    OrderLine line = line(0, 0);
    line.send(new OrderRequest.PlaceMarket(id(Leg.ENTRY), Side.BUY, ONE, false), this::note);
    line.send(
        new OrderRequest.PlaceStop(
            id(Leg.STOP),
            Side.SELL,
            Optional.empty(),
            new BigDecimal("59900.0"),
            WorkingType.CONTRACT_PRICE),
        this::note);
    runTo(1);
    assertThat(told).containsExactly("0 Ended", "0 Accepted");
    line.stops(
        facts -> {
          assertThat(facts.at()).isEqualTo(Instant.ofEpochMilli(START + 1));
          facts.stops().forEach(stop -> told.add(stop.clientOrderId() + stop.closePosition()));
        });
    line.facts(
        Instant.EPOCH,
        facts -> told.add(facts.positionAmount().toPlainString() + " " + facts.fills().size()));
    runTo(2);
    assertThat(told).endsWith(id(Leg.STOP).text() + "true", "0.010 1");
  }

  @Test
  void a_leverage_is_confirmed_as_the_exchange_has_it() {
    line(0, 5).leverage(7, confirmed -> told.add(clock.millis() - START + " " + confirmed));
    line(0, 5).leverage(1_000, confirmed -> told.add(clock.millis() - START + " " + confirmed));
    runTo(5);
    assertThat(told).containsExactly("5 7", "5 7");
  }
}
