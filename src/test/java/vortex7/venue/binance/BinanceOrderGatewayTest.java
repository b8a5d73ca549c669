package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Side;
import vortex7.port.OrderGateway.Fees;
import vortex7.port.VenueException;
import vortex7.position.OrderReport;
import vortex7.position.OrderReport.Accepted;
import vortex7.position.OrderReport.CancelRefused;
import vortex7.position.OrderReport.Ended;
import vortex7.position.OrderReport.NeverArrived;
import vortex7.position.OrderReport.Rejected;
import vortex7.position.OrderReport.Triggered;
import vortex7.position.OrderReport.Unknown;
import vortex7.position.OrderRequest;
import vortex7.position.OrderRequest.Cancel;
import vortex7.position.OrderRequest.PlaceLimit;
import vortex7.position.OrderRequest.PlaceMarket;
import vortex7.position.OrderRequest.PlaceStop;
import vortex7.position.OrderRequest.Query;
import vortex7.position.OrderRequest.TimeInForce;
import vortex7.position.OrderRequest.WorkingType;
import vortex7.position.VenueFacts;
import vortex7.settings.Secret;

class BinanceOrderGatewayTest {
  private static final ActorTestKit KIT = ActorTestKit.create("binance-orders");
  private static final String POST = "POST /fapi/v1/order";
  private static final String POST_ALGO = "POST /fapi/v1/algoOrder";
  private static final OrderRequest BUY =
      new PlaceLimit(
          Orders.ENTRY,
          Side.BUY,
          new BigDecimal("0.010"),
          new BigDecimal("76906.10"),
          TimeInForce.GTX,
          false);

  private final List<BinanceVenue> venues = new ArrayList<>();
  private StubVenue stub;
  private BinanceVenue venue;

  @BeforeEach
  void open() {
    stub = new StubVenue(KIT.system());
    stub.ok("GET /fapi/v1/exchangeInfo", Bodies.EXCHANGE_INFO);
    venue = venue(stub.settings().with(TestLimits.quick()));
    get(venue.marketData().instruments());
  }

  @AfterEach
  void close() {
    venues.forEach(BinanceVenue::close);
    stub.close();
  }

  @AfterAll
  static void shutdown() {
    KIT.shutdownTestKit();
  }

  @Test
  void an_entry_goes_out_signed_post_only_and_under_our_id() {
    stub.ok(POST, Bodies.order(Orders.ENTRY, "NEW", "0"));
    OrderReport report = send(BUY);
    assertThat(report)
        .isEqualTo(new Accepted(Orders.ENTRY, 22542179, Instant.ofEpochMilli(1566818724722L)));
    StubVenue.Asked asked = stub.asked(POST).get(0);
    assertThat(asked.key()).isEqualTo(StubVenue.KEY);
    assertThat(asked.parameters())
        .containsEntry("symbol", "BTCUSDT")
        .containsEntry("side", "BUY")
        .containsEntry("type", "LIMIT")
        .containsEntry("timeInForce", "GTX")
        .containsEntry("quantity", "0.010")
        .containsEntry("price", "76906.10")
        .containsEntry("reduceOnly", "false")
        .containsEntry("newClientOrderId", Orders.ENTRY.text())
        .containsEntry("recvWindow", "1000");
    int signature = asked.raw().lastIndexOf("&signature=");
    assertThat(asked.raw().substring(signature + 11))
        .isEqualTo(
            new RequestSigner(Secret.of(StubVenue.SECRET))
                .sign(asked.raw().substring(0, signature)));
  }

  @Test
  void an_entry_that_waited_for_a_connection_does_not_leave_behind_the_kill_switch() {
    BinanceVenue narrow = venue(stub.settings().with(TestLimits.quick(1)));
    get(narrow.marketData().instruments());
    Runnable answer = stub.holds("DELETE /fapi/v1/order", Bodies.order(Orders.ENTRY, "NEW", "0"));
    CompletionStage<OrderReport> before = narrow.orders().send(new Cancel(Orders.ENTRY));
    await().until(() -> !stub.asked("DELETE /fapi/v1/order").isEmpty());
    AtomicReference<Optional<String>> fence = new AtomicReference<>(Optional.empty());
    CompletionStage<OrderReport> entry = narrow.orders().send(BUY, fence::get);

    fence.set(Optional.of("kill switch: stop by a test"));
    answer.run();

    get(before);
    assertThat(get(entry))
        .isInstanceOfSatisfying(
            Rejected.class,
            refused ->
                assertThat(refused.reason())
                    .isEqualTo("not sent: kept back: kill switch: stop by a test"));
    assertThat(stub.asked(POST)).isEmpty();

    OrderRequest exit = new PlaceMarket(Orders.EXIT, Side.SELL, new BigDecimal("0.010"), true);
    stub.ok(POST, Bodies.order(Orders.EXIT, "NEW", "0"));
    assertThat(get(narrow.orders().send(exit, fence::get)))
        .as("what only reduces passes, on the connection's successor")
        .isInstanceOf(Accepted.class);
  }

  @Test
  void an_entry_asked_again_for_its_clock_asks_the_kill_switch_again() {
    stub.answers(POST, 400, Bodies.error(-1021, "Timestamp for this request is outside"));
    OrderReport report =
        get(
            venue
                .orders()
                .send(
                    BUY,
                    () -> stub.asked(POST).isEmpty() ? Optional.empty() : Optional.of("halted")));
    assertThat(report)
        .isInstanceOfSatisfying(
            Rejected.class, refused -> assertThat(refused.reason()).contains("halted"));
    assertThat(stub.asked(POST)).hasSize(1);
  }

  @Test
  void the_first_stop_covers_the_whole_position_and_its_replacement_reduces_a_quantity() {
    stub.ok(POST_ALGO, Bodies.algo(Orders.STOP, "NEW", ""));
    stub.ok(POST_ALGO, Bodies.algo(Orders.STOP.next(), "NEW", ""));
    assertThat(send(stop(Optional.empty())))
        .isEqualTo(new Accepted(Orders.STOP, 2146760, Instant.ofEpochMilli(1750485492076L)));
    send(stop(Optional.of(new BigDecimal("0.004"))));
    assertThat(stub.asked(POST_ALGO).get(0).parameters())
        .containsEntry("algoType", "CONDITIONAL")
        .containsEntry("type", "STOP_MARKET")
        .containsEntry("side", "SELL")
        .containsEntry("triggerPrice", "75000.1")
        .containsEntry("workingType", "CONTRACT_PRICE")
        .containsEntry("closePosition", "true")
        .containsEntry("clientAlgoId", Orders.STOP.text())
        .doesNotContainKeys("quantity", "reduceOnly", "newClientOrderId");
    assertThat(stub.asked(POST_ALGO).get(1).parameters())
        .containsEntry("quantity", "0.004")
        .containsEntry("reduceOnly", "true")
        .doesNotContainKey("closePosition");
  }

  @ParameterizedTest
  @CsvSource({
    "400, -5022, Post Only order will be rejected",
    "400, -2019, Margin is insufficient.",
    "503, -1001, Internal error; unable to process your request. Please try again.",
    "503, -1008, Request throttled by system-level protection.",
    "503, 0, Service Unavailable."
  })
  void a_certain_refusal_is_rejected_with_the_venues_code(int status, int code, String text) {
    stub.answers(POST, status, Bodies.error(code, text));
    assertThat(send(BUY))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(code);
              assertThat(rejected.reason()).isEqualTo(text);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "503, -1, 'Unknown error, please check your request or try again later.'",
    "400, -1006, Execution status unknown.",
    "408, -1007, Timeout waiting for response from backend server.",
    "400, -4116, clientOrderId is duplicated",
    "500, -1000, Request occur unknown error.",
    "502, 0, Bad Gateway"
  })
  void what_may_have_executed_is_unknown_and_is_not_sent_again(int status, int code, String text) {
    stub.answers(POST, status, Bodies.error(code, text));
    assertThat(send(BUY)).isInstanceOf(Unknown.class);
    assertThat(stub.asked(POST)).hasSize(1);
  }

  @Test
  void a_request_without_an_answer_is_unknown() {
    stub.silent(POST);
    assertThat(send(BUY))
        .isInstanceOfSatisfying(
            Unknown.class,
            unknown -> assertThat(unknown.reason()).contains("no answer within 2000 ms"));
  }

  @Test
  void a_connection_cut_after_sending_is_unknown() {
    stub.cut(POST);
    assertThat(send(BUY)).isInstanceOf(Unknown.class);
    assertThat(stub.asked(POST)).hasSize(1);
  }

  @Test
  void a_venue_that_cannot_be_reached_got_nothing() throws Exception {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0)) {
      freePort = socket.getLocalPort();
    }
    BinanceVenue away =
        venue(
            BinanceSettings.open(
                    URI.create("http://127.0.0.1:" + freePort),
                    URI.create("ws://127.0.0.1:" + freePort),
                    Secret.of(StubVenue.KEY),
                    Secret.of(StubVenue.SECRET))
                .with(TestLimits.quick()));
    OrderReport report =
        get(away.orders().send(new PlaceMarket(Orders.EXIT, Side.SELL, BigDecimal.ONE, true)));
    assertThat(report)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isZero();
              assertThat(rejected.reason()).startsWith("not sent: ");
            });
    assertThatThrownBy(() -> get(away.orders().balance()))
        .cause()
        .isInstanceOfSatisfying(
            VenueException.class,
            e -> assertThat(e.kind()).isEqualTo(VenueException.Kind.UNREACHABLE));
  }

  @Test
  void a_clock_refusal_measures_the_clock_and_asks_once_more() {
    stub.clockAhead(Duration.ofSeconds(5));
    stub.answers(POST, 400, Bodies.error(-1021, "outside of the recvWindow."));
    stub.ok(POST, Bodies.order(Orders.ENTRY, "NEW", "0"));
    assertThat(send(BUY)).isInstanceOf(Accepted.class);
    List<StubVenue.Asked> asked = stub.asked(POST);
    assertThat(asked).hasSize(2);
    long step =
        Long.parseLong(asked.get(1).parameters().get("timestamp"))
            - Long.parseLong(asked.get(0).parameters().get("timestamp"));
    assertThat(step).isBetween(4_500L, 7_000L);
    assertThat(venue.orders().clockOffset())
        .isBetween(Duration.ofMillis(4_500), Duration.ofMillis(5_500));
  }

  @Test
  void a_clock_refused_twice_is_a_refusal() {
    stub.answers(POST, 400, Bodies.error(-1021, "outside of the recvWindow."));
    assertThat(send(BUY)).isInstanceOf(Rejected.class);
    assertThat(stub.asked(POST)).hasSize(2);
  }

  @Test
  void after_429_nothing_leaves_until_the_time_the_venue_named() {
    stub.answers(
        POST, 429, Bodies.error(-1003, "Too many requests"), StubVenue.header("Retry-After", 30));
    assertThat(send(BUY)).isInstanceOf(Rejected.class);
    assertThat(send(BUY))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("told to wait until"));
    assertThat(send(new Cancel(Orders.ENTRY))).isInstanceOf(Unknown.class);
    assertThat(stub.asked(POST)).hasSize(1);
    assertThat(stub.asked("DELETE /fapi/v1/order")).isEmpty();
  }

  @Test
  void the_venues_count_of_orders_holds_back_entries_but_not_a_stop() {
    stub.answers(
        POST,
        200,
        Bodies.order(Orders.ENTRY, "NEW", "0"),
        StubVenue.header("X-MBX-ORDER-COUNT-1M", 1_199));
    stub.ok(POST_ALGO, Bodies.algo(Orders.STOP, "NEW", ""));
    send(BUY);
    assertThat(send(BUY))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> assertThat(rejected.reason()).contains("orders in 1 min: 1199 + 1 > 70 %"));
    assertThat(send(stop(Optional.empty()))).isInstanceOf(Accepted.class);
  }

  @Test
  void a_price_off_tick_stays_here() {
    OrderRequest off =
        new PlaceLimit(
            Orders.ENTRY,
            Side.BUY,
            new BigDecimal("0.010"),
            new BigDecimal("76906.15"),
            TimeInForce.GTX,
            false);
    assertThat(send(off))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isZero();
              assertThat(rejected.reason()).isEqualTo("price 76906.15 not on tick 0.10");
            });
    assertThat(stub.asked(POST)).isEmpty();
  }

  @Test
  void an_entry_without_known_filters_stays_here_while_an_exit_goes() {
    BinanceVenue fresh = venue(stub.settings().with(TestLimits.quick()));
    assertThat(get(fresh.orders().send(BUY))).isInstanceOf(Rejected.class);
    stub.ok(POST, Bodies.order(Orders.EXIT, "NEW", "0"));
    PlaceMarket exit = new PlaceMarket(Orders.EXIT, Side.SELL, new BigDecimal("0.010"), true);
    assertThat(get(fresh.orders().send(exit))).isInstanceOf(Accepted.class);
  }

  @Test
  void a_cancel_ends_the_order_or_says_that_it_came_too_late() {
    stub.ok("DELETE /fapi/v1/order", Bodies.order(Orders.ENTRY, "CANCELED", "0.004"));
    assertThat(send(new Cancel(Orders.ENTRY)))
        .isEqualTo(
            new Ended(
                Orders.ENTRY,
                "CANCELED",
                new BigDecimal("0.004"),
                Instant.ofEpochMilli(1566818724722L)));
    assertThat(stub.asked("DELETE /fapi/v1/order").get(0).parameters())
        .containsEntry("origClientOrderId", Orders.ENTRY.text());
    stub.ok(
        "DELETE /fapi/v1/algoOrder",
        "{\"algoId\":2146760,\"clientAlgoId\":\"x\",\"code\":\"200\",\"msg\":\"success\"}");
    assertThat(send(new Cancel(Orders.STOP))).isInstanceOf(Ended.class);
    stub.answers("DELETE /fapi/v1/order", 400, Bodies.error(-2011, "Unknown order sent."));
    send(new Cancel(Orders.TARGET)); // The script's first answer once more.
    assertThat(send(new Cancel(Orders.TARGET)))
        .isInstanceOfSatisfying(
            CancelRefused.class, refused -> assertThat(refused.code()).isEqualTo(-2011));
  }

  @ParameterizedTest
  @CsvSource({
    "NEW, Accepted",
    "PARTIALLY_FILLED, Accepted",
    "FILLED, Ended",
    "CANCELED, Ended",
    "EXPIRED, Ended",
    "EXPIRED_IN_MATCH, Ended",
    "SOMETHING_NEW, Unknown"
  })
  void a_query_says_what_became_of_an_order(String status, String expected) {
    stub.ok("GET /fapi/v1/order", Bodies.order(Orders.ENTRY, status, "0.010"));
    assertThat(send(new Query(Orders.ENTRY)).getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void a_finished_stop_says_how_much_it_executed() {
    stub.ok("GET /fapi/v1/algoOrder", Bodies.algo(Orders.STOP, "FINISHED", "0.002"));
    assertThat(send(new Query(Orders.STOP)))
        .isEqualTo(
            new Ended(
                Orders.STOP,
                "FINISHED",
                new BigDecimal("0.002"),
                Instant.ofEpochMilli(1750485492076L)));
    stub.ok("GET /fapi/v1/algoOrder", Bodies.algo(Orders.STOP, "TRIGGERED", "0"));
    send(new Query(Orders.STOP));
    assertThat(send(new Query(Orders.STOP))).isInstanceOf(Triggered.class);
  }

  @Test
  void an_order_never_arrived_only_after_the_venue_has_said_so_often_and_late_enough() {
    stub.answers("GET /fapi/v1/order", 400, Bodies.error(-2013, "Order does not exist."));
    long before = System.nanoTime();
    assertThat(send(new Query(Orders.ENTRY))).isInstanceOf(NeverArrived.class);
    // The receive window of 1 s and its slack: until then a request may still be under way.
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
    assertThat(stub.asked("GET /fapi/v1/order").size()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void an_order_that_a_lagging_replica_finds_late_is_found() {
    stub.answers("GET /fapi/v1/order", 400, Bodies.error(-2013, "Order does not exist."));
    stub.answers("GET /fapi/v1/order", 400, Bodies.error(-2013, "Order does not exist."));
    stub.ok("GET /fapi/v1/order", Bodies.order(Orders.ENTRY, "NEW", "0"));
    assertThat(send(new Query(Orders.ENTRY))).isInstanceOf(Accepted.class);
  }

  @Test
  void facts_hold_position_orders_stops_and_fills_with_their_client_ids() {
    stub.ok("GET /fapi/v3/positionRisk", Bodies.POSITION);
    stub.ok("GET /fapi/v1/openOrders", "[" + Bodies.order(Orders.TARGET, "NEW", "0") + "]");
    stub.ok("GET /fapi/v1/openAlgoOrders", "[" + Bodies.algo(Orders.STOP, "NEW", "") + "]");
    stub.ok("GET /fapi/v1/userTrades", Bodies.USER_TRADES);
    stub.ok("GET /fapi/v1/order", Bodies.order(Orders.ENTRY, "FILLED", "0.010"));
    Instant since = Instant.now().minusSeconds(60);
    VenueFacts facts = get(venue.orders().facts(Orders.BTC, since));
    assertThat(facts.positionAmount()).isEqualByComparingTo("0.010");
    assertThat(facts.entryPrice()).isEqualByComparingTo("76906.1");
    assertThat(facts.markPrice()).isEqualByComparingTo("76910.41047590");
    assertThat(facts.orders())
        .singleElement()
        .satisfies(order -> assertThat(order.clientOrderId()).isEqualTo(Orders.TARGET.text()));
    assertThat(facts.stops())
        .singleElement()
        .satisfies(
            stop -> {
              assertThat(stop.clientOrderId()).isEqualTo(Orders.STOP.text());
              assertThat(stop.triggerPrice()).isEqualByComparingTo("75000.0");
              assertThat(stop.quantity()).isEqualByComparingTo("0.01");
              assertThat(stop.closePosition()).isFalse();
            });
    assertThat(facts.fills())
        .singleElement()
        .satisfies(
            fill -> {
              assertThat(fill.clientOrderId()).isEqualTo(Orders.ENTRY.text());
              assertThat(fill.tradeId()).isEqualTo(698759);
              assertThat(fill.fee()).isEqualByComparingTo("0.07819010");
              assertThat(fill.maker()).isTrue();
            });
    assertThat(stub.asked("GET /fapi/v1/userTrades").get(0).parameters())
        .containsEntry("startTime", Long.toString(since.toEpochMilli()));
    assertThat(stub.asked("GET /fapi/v1/order").get(0).parameters())
        .containsEntry("orderId", "25851813");
  }

  @Test
  void a_flat_symbol_has_its_mark_price_from_elsewhere() {
    stub.ok("GET /fapi/v3/positionRisk", "[]");
    stub.ok("GET /fapi/v1/premiumIndex", "{\"symbol\":\"BTCUSDT\",\"markPrice\":\"76916.95\"}");
    stub.ok("GET /fapi/v1/openOrders", "[]");
    stub.ok("GET /fapi/v1/openAlgoOrders", "[]");
    stub.ok("GET /fapi/v1/userTrades", "[]");
    VenueFacts facts = get(venue.orders().facts(Orders.BTC, Instant.now()));
    assertThat(facts.positionAmount()).isZero();
    assertThat(facts.markPrice()).isEqualByComparingTo("76916.95");
    assertThat(get(venue.orders().openStops(Orders.BTC)).stops()).isEmpty();
    await()
        .untilAsserted(
            () ->
                assertThat(get(venue.orders().openStops(Orders.BTC)).markPrice())
                    .isEqualByComparingTo("76916.95"));
    stub.answers("GET /fapi/v1/premiumIndex", 500, "{}");
    await()
        .untilAsserted(
            () -> assertThat(get(venue.orders().openStops(Orders.BTC)).markPrice()).isZero());
  }

  @Test
  void account_questions_are_answered_and_settings_that_stand_already_are_success() {
    stub.answers("POST /fapi/v1/positionSide/dual", 400, Bodies.error(-4059, "No need"));
    stub.answers("POST /fapi/v1/multiAssetsMargin", 400, Bodies.error(-4171, "No need"));
    stub.answers("POST /fapi/v1/marginType", 400, Bodies.error(-4046, "No need"));
    get(venue.orders().prepareAccount());
    get(venue.orders().prepareSymbol(Orders.BTC));
    assertThat(stub.asked("POST /fapi/v1/marginType").get(0).parameters())
        .containsEntry("marginType", "ISOLATED");
    stub.ok("POST /fapi/v1/leverage", "{\"leverage\":7,\"maxNotionalValue\":\"1\"}");
    assertThat(get(venue.orders().setLeverage(Orders.BTC, 7))).isEqualTo(7);
    stub.ok("GET /fapi/v3/balance", "[{\"asset\":\"USDT\",\"balance\":\"500.25\"}]");
    assertThat(get(venue.orders().balance()).wallet("USDT")).isEqualByComparingTo("500.25");
    stub.ok("GET /fapi/v3/positionRisk", Bodies.POSITION);
    assertThat(get(venue.orders().openPositions()))
        .isEqualTo(Map.of(Orders.BTC, new BigDecimal("0.010")));
  }

  @ParameterizedTest
  @CsvSource({
    "true,0.5,0.00018,0.00045",
    "true,0,0.0002,0.0005",
    "false,0.5,0.0002,0.0005",
    "false,0,0.0002,0.0005"
  })
  void the_discount_is_reckoned_with_only_while_fees_burn_bnb_and_there_is_some(
      boolean burns, String bnb, BigDecimal maker, BigDecimal taker) {
    stub.ok(
        "GET /fapi/v1/commissionRate",
        "{\"makerCommissionRate\":\"0.000200\",\"takerCommissionRate\":\"0.000500\"}");
    stub.ok("GET /fapi/v1/feeBurn", "{\"feeBurn\":" + burns + "}");
    stub.ok(
        "GET /fapi/v3/balance",
        "[{\"asset\":\"USDT\",\"balance\":\"500.25\"},{\"asset\":\"BNB\",\"balance\":\""
            + bnb
            + "\"}]");
    assertThat(get(venue.orders().fees(Orders.BTC))).isEqualTo(new Fees(maker, taker));
  }

  @Test
  void any_answer_ends_the_silence_and_an_error_of_the_venue_does_not() {
    stub.answers("GET /fapi/v1/openAlgoOrders", 503, "<html>");
    Instant asked = Instant.now();
    assertThatThrownBy(() -> get(venue.orders().openStops(Orders.BTC)));
    Duration unanswered = venue.orders().silence();
    assertThat(unanswered).isPositive();
    stub.answers("POST /fapi/v1/order", 400, Bodies.error(-2019, "Margin is insufficient."));
    get(venue.orders().send(BUY));
    assertThat(venue.orders().silence())
        .isLessThanOrEqualTo(Duration.between(asked, Instant.now()));
    assertThat(stub.asked("POST /fapi/v1/order")).hasSize(1);
  }

  @Test
  void an_account_that_cannot_be_prepared_fails_with_the_venues_code() {
    stub.answers("POST /fapi/v1/positionSide/dual", 400, Bodies.error(-4068, "position exists"));
    assertThatThrownBy(() -> get(venue.orders().prepareAccount()))
        .cause()
        .isInstanceOfSatisfying(
            VenueException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(VenueException.Kind.REFUSED);
              assertThat(e.code()).isEqualTo(-4068);
              assertThat(e)
                  .hasMessageContaining("POST /fapi/v1/positionSide/dual: position exists")
                  .hasMessageNotContaining("signature")
                  .hasMessageNotContaining(StubVenue.KEY);
            });
  }

  @Test
  void keys_and_signed_queries_do_not_print() {
    BinanceSettings settings = stub.settings();
    assertThat(settings.toString()).doesNotContain(StubVenue.KEY, StubVenue.SECRET);
    assertThat(OrderCalls.of(BUY)).hasToString("POST /fapi/v1/order");
  }

  private static OrderRequest stop(Optional<BigDecimal> quantity) {
    return new PlaceStop(
        quantity.isEmpty() ? Orders.STOP : Orders.STOP.next(),
        Side.SELL,
        quantity,
        new BigDecimal("75000.1"),
        WorkingType.CONTRACT_PRICE);
  }

  private OrderReport send(OrderRequest request) {
    return get(venue.orders().send(request));
  }

  private BinanceVenue venue(BinanceSettings settings) {
    BinanceVenue opened = BinanceVenue.create(KIT.system(), settings, OwnTime.ofMachine());
    venues.add(opened);
    return opened;
  }

  private static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
