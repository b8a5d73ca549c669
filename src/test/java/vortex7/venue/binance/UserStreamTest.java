package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vortex7.port.MarketData.Subscription;
import vortex7.position.OrderReport.Accepted;

class UserStreamTest {
  private static final ActorTestKit KIT = ActorTestKit.create("binance-user");
  private static final String POST = "POST /fapi/v1/listenKey";
  private static final String PUT = "PUT /fapi/v1/listenKey";

  private final UserRecorder recorder = new UserRecorder();
  private StubVenue stub;
  private BinanceVenue venue;
  private Subscription subscription;

  @BeforeEach
  void open() {
    stub = new StubVenue(KIT.system());
    stub.ok(PUT, "{}");
    venue =
        BinanceVenue.create(
            KIT.system(), stub.settings().with(TestLimits.quick()), OwnTime.ofMachine());
    subscription = () -> {};
  }

  @AfterEach
  void close() {
    subscription.close();
    venue.close();
    stub.close();
  }

  @AfterAll
  static void shutdown() {
    KIT.shutdownTestKit();
  }

  @Test
  void a_listen_key_opens_the_private_path_and_is_renewed() {
    stub.ok(POST, "{\"listenKey\":\"k1\"}");
    subscription = venue.orders().subscribe(recorder);
    StubVenue.Socket socket = socket(1);
    assertThat(socket.uri)
        .contains("/private/ws?listenKey=k1&events=ORDER_TRADE_UPDATE/ALGO_UPDATE/ACCOUNT_UPDATE");
    assertThat(stub.asked(POST).get(0).key()).isEqualTo(StubVenue.KEY);
    assertThat(stub.asked(POST).get(0).parameters()).isEmpty();
    awaitTold("connected");
    socket.send(accepted());
    await().until(() -> recorder.reports.size() == 1);
    assertThat(recorder.reports.get(0)).isInstanceOf(Accepted.class);
    await().until(() -> stub.asked(PUT).size() >= 2);
    assertThat(recorder.told).containsExactly("connected");
  }

  @Test
  void a_cut_asks_for_the_key_again_and_says_to_reconcile() {
    stub.ok(POST, "{\"listenKey\":\"k1\"}").ok(POST, "{\"listenKey\":\"k2\"}");
    subscription = venue.orders().subscribe(recorder);
    awaitTold("connected");
    socket(1).close();
    assertThat(socket(2).uri).contains("listenKey=k2");
    await().until(() -> count("connected") == 2);
    assertThat(recorder.told).contains("disconnected closed");
  }

  @Test
  void an_expired_key_is_replaced_whether_the_stream_or_the_renewal_says_so() {
    stub.ok(POST, "{\"listenKey\":\"k1\"}")
        .ok(POST, "{\"listenKey\":\"k2\"}")
        .ok(POST, "{\"listenKey\":\"k3\"}");
    subscription = venue.orders().subscribe(recorder);
    awaitTold("connected");
    socket(1).send("{\"e\":\"listenKeyExpired\",\"E\":1,\"listenKey\":\"k1\"}");
    assertThat(socket(2).uri).contains("listenKey=k2");
    await().until(() -> count("connected") == 2);
    stub.replace(PUT, 400, Bodies.error(-1125, "This listenKey does not exist."));
    assertThat(socket(3).uri).contains("listenKey=k3");
    await().until(() -> count("connected") >= 3);
    assertThat(count("disconnected listen key expired")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void a_key_that_cannot_be_renewed_is_told_once_and_mended_when_it_can() {
    stub.ok(POST, "{\"listenKey\":\"k1\"}");
    subscription = venue.orders().subscribe(recorder);
    awaitTold("connected");
    stub.replace(PUT, 500, "");
    await().until(() -> count("disconnected listen key not renewed") == 1);
    int before = stub.asked(PUT).size();
    await().until(() -> stub.asked(PUT).size() > before + 2);
    stub.replace(PUT, 200, "{}");
    await().until(() -> count("connected") == 2);
    assertThat(count("disconnected listen key not renewed")).isEqualTo(1);
  }

  @Test
  void without_a_key_it_is_tried_again() {
    stub.answers(POST, 500, "");
    subscription = venue.orders().subscribe(recorder);
    await().until(() -> stub.asked(POST).size() >= 3);
    assertThat(count("connected")).isZero();
    stub.replace(POST, 200, "{\"listenKey\":\"k1\"}");
    awaitTold("connected");
  }

  @Test
  void an_event_that_cannot_be_read_asks_for_reconciliation() {
    stub.ok(POST, "{\"listenKey\":\"k1\"}");
    subscription = venue.orders().subscribe(recorder);
    awaitTold("connected");
    socket(1).send("{\"e\":\"ORDER_TRADE_UPD");
    await().until(() -> count("connected") == 2);
  }

  private static String accepted() {
    return "{\"e\":\"ORDER_TRADE_UPDATE\",\"T\":1,\"E\":2,\"o\":{\"s\":\"BTCUSDT\",\"c\":\""
        + Orders.ENTRY.text()
        + "\",\"x\":\"NEW\",\"X\":\"NEW\",\"i\":5}}";
  }

  private StubVenue.Socket socket(int count) {
    await().until(() -> stub.sockets("/private/").size() >= count);
    return stub.sockets("/private/").get(count - 1);
  }

  private long count(String start) {
    return List.copyOf(recorder.told).stream().filter(line -> line.startsWith(start)).count();
  }

  private void awaitTold(String line) {
    await().untilAsserted(() -> assertThat(recorder.told).contains(line));
  }
}
