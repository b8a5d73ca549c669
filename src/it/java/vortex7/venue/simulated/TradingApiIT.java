package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trading WebSocket API over real sockets. */
class TradingApiIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String LIMIT =
      "symbol=BTCUSDT side=BUY type=LIMIT timeInForce=GTC quantity=0.002 price=59000.0";

  private final KeyPair keys = keys();
  private VenueFixture fixture;
  private VenueClient.Socket socket;
  private int ids;

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @BeforeEach
  void start() {
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(keys.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    List<SimulatedVenueSettings.Account> accounts =
        List.of(
            SimulatedVenueSettings.Account.documents(),
            SimulatedVenueSettings.Account.ofPublicKey(
                "ed-key", pem, new BigDecimal("500"), BigDecimal.ZERO));
    fixture = VenueFixture.start(Optional.empty(), settings -> settings.withAccounts(accounts));
    socket = fixture.client().socket("/ws-fapi/v1");
  }

  @AfterEach
  void stop() {
    socket.close();
    fixture.close();
  }

  private JsonNode send(String text) {
    int before = socket.received().size();
    socket.send(text);
    await().atMost(SOON).until(() -> socket.received().size() > before);
    return socket.received().get(before);
  }

  /** Parameters as {@code a=b c=d}. */
  private static TreeMap<String, String> parameters(String text) {
    TreeMap<String, String> parameters = new TreeMap<>();
    for (String pair : text.split(" ")) {
      if (!pair.isEmpty()) {
        parameters.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    return parameters;
  }

  private JsonNode ask(String method, TreeMap<String, String> parameters) {
    ObjectNode message = VenueClient.JSON.createObjectNode();
    message.put("id", ++ids).put("method", method);
    ObjectNode params = message.putObject("params");
    parameters.forEach(
        (name, value) -> {
          if (name.equals("timestamp")) {
            params.put(name, Long.parseLong(value)); // Whole numbers go as numbers.
          } else {
            params.put(name, value);
          }
        });
    JsonNode answer = send(message.toString());
    assertThat(answer.path("id").asInt()).isEqualTo(ids);
    return answer;
  }

  private JsonNode signed(String method, String text) {
    TreeMap<String, String> parameters = parameters(text);
    parameters.put("apiKey", "sim-key");
    parameters.put("timestamp", Long.toString(fixture.venue().clock().millis()));
    parameters.put(
        "signature", RequestSignature.sign("sim-secret", TradingApi.payload(parameters)));
    return ask(method, parameters);
  }

  private JsonNode timed(String method, String text) {
    TreeMap<String, String> parameters = parameters(text);
    parameters.put("timestamp", Long.toString(fixture.venue().clock().millis()));
    return ask(method, parameters);
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void assertRefused(JsonNode answer, int status, int code) {
    assertThat(answer.path("status").asInt()).as("%s", answer).isEqualTo(status);
    assertThat(answer.path("error").path("code").asInt()).as("%s", answer).isEqualTo(code);
    assertThat(answer.path("error").path("msg").asText()).isNotEmpty();
    assertThat(answer.has("result")).isFalse();
  }

  private void fault(String json) {
    assertThat(fixture.client().form("POST", "/sim/faults", json.replace('\'', '"')).status())
        .isEqualTo(200);
  }

  @Test
  void faults_answer_here_as_they_do_over_rest() {
    fault("{'kind':'unknown-outcome','executed':true,'clientId':'lost-*','endpoint':'POST *'}");
    fault("{'kind':'reject','code':-2019,'clientId':'poor-*','endpoint':'POST *'}");
    fault("{'kind':'answer-cut','clientId':'cut-*','endpoint':'POST *'}");

    assertRefused(signed("order.place", LIMIT + " newClientOrderId=poor-1"), 400, -2019);
    JsonNode lost = signed("order.place", LIMIT + " newClientOrderId=lost-1");
    assertThat(lost.path("status").asInt()).isEqualTo(503);
    assertThat(status("lost-1")).as("carried out all the same").isEqualTo(200);
    assertThat(status("poor-1")).isEqualTo(400);

    TreeMap<String, String> parameters = parameters(LIMIT + " newClientOrderId=cut-1");
    parameters.put("apiKey", "sim-key");
    parameters.put("timestamp", Long.toString(fixture.venue().clock().millis()));
    parameters.put(
        "signature", RequestSignature.sign("sim-secret", TradingApi.payload(parameters)));
    ObjectNode message = VenueClient.JSON.createObjectNode().put("id", 99);
    message.put("method", "order.place");
    ObjectNode params = message.putObject("params");
    parameters.forEach(params::put);
    socket.send(message.toString());
    await().atMost(SOON).until(socket::closed);
    socket = fixture.client().socket("/ws-fapi/v1");
    assertThat(status("cut-1")).as("only the answer was lost").isEqualTo(200);
  }

  private int status(String clientId) {
    return signed("order.status", "symbol=BTCUSDT origClientOrderId=" + clientId)
        .path("status")
        .asInt();
  }

  @Test
  void an_order_is_placed_asked_for_modified_and_canceled() {
    JsonNode placed = signed("order.place", LIMIT + " newClientOrderId=ws-1");
    assertThat(fields(placed)).containsExactly("id", "status", "result", "rateLimits");
    assertThat(placed.path("status").asInt()).isEqualTo(200);
    JsonNode order = placed.path("result");
    assertThat(order.path("status").asText()).isEqualTo("NEW");
    assertThat(order.path("orderId").isIntegralNumber()).isTrue();
    assertThat(order.has("avgPrice")).isFalse();
    assertThat(placed.path("rateLimits").toString())
        .isEqualTo(
            "[{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",\"intervalNum\":10,"
                + "\"limit\":300,\"count\":1},{\"rateLimitType\":\"ORDERS\","
                + "\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":1200,\"count\":1},"
                + "{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\","
                + "\"intervalNum\":1,\"limit\":2400,\"count\":5}]");
    String same = "symbol=BTCUSDT origClientOrderId=ws-1";
    JsonNode rest =
        fixture
            .client()
            .signed("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=ws-1")
            .body();
    assertThat(signed("order.status", same).path("result")).isEqualTo(rest);
    JsonNode modified = signed("order.modify", same + " side=BUY quantity=0.003 price=59001");
    assertThat(modified.path("result").path("origQty").asText()).isEqualTo("0.003");
    JsonNode canceled = signed("order.cancel", same);
    assertThat(canceled.path("result").path("status").asText()).isEqualTo("CANCELED");
    assertRefused(signed("order.cancel", same), 400, -2011);
  }

  @Test
  void conditional_orders_go_their_own_way_here_too() {
    assertRefused(
        signed("order.place", "symbol=BTCUSDT side=SELL type=STOP_MARKET quantity=0.002"),
        400,
        -4120);
    JsonNode placed =
        signed(
            "algoOrder.place",
            "algoType=CONDITIONAL symbol=BTCUSDT side=BUY type=STOP_MARKET quantity=0.002"
                + " triggerPrice=61000 clientAlgoId=ws-algo");
    assertThat(placed.path("result").path("algoStatus").asText()).isEqualTo("NEW");
    JsonNode canceled = signed("algoOrder.cancel", "clientAlgoId=ws-algo");
    assertThat(canceled.path("status").asInt()).isEqualTo(200);
    assertRefused(signed("algoOrder.cancel", "clientAlgoId=ws-algo"), 400, -2011);
  }

  @Test
  void accounts_and_the_market_answer_as_over_rest() {
    assertThat(signed("account.balance", "").path("result").isArray()).isTrue();
    assertThat(signed("v2/account.balance", "").path("result").isArray()).isTrue();
    assertThat(signed("account.status", "").path("result").has("totalWalletBalance")).isTrue();
    assertThat(signed("v2/account.status", "").path("result").has("totalWalletBalance")).isTrue();
    assertThat(signed("account.position", "").path("result").isArray()).isTrue();
    assertThat(signed("v2/account.position", "").path("result").isArray()).isTrue();
    JsonNode depth = ask("depth", parameters("symbol=BTCUSDT limit=5")).path("result");
    assertThat(depth.path("bids")).hasSize(5);
    assertThat(ask("ticker.price", parameters("symbol=BTCUSDT")).path("result").has("price"))
        .isTrue();
    assertThat(ask("ticker.book", parameters("symbol=BTCUSDT")).path("result").has("bidPrice"))
        .isTrue();
    JsonNode key = ask("userDataStream.start", parameters("apiKey=sim-key"));
    assertThat(key.path("result").path("listenKey").asText())
        .isEqualTo(fixture.client().listenKey());
    assertThat(ask("userDataStream.ping", parameters("apiKey=sim-key")).path("status").asInt())
        .isEqualTo(200);
    assertThat(ask("userDataStream.stop", parameters("apiKey=sim-key")).path("result").toString())
        .isEqualTo("{}");
  }

  @Test
  void a_session_speaks_for_its_account_until_it_is_left() throws Exception {
    assertThat(ask("session.status", parameters("")).path("result").path("apiKey").isNull())
        .isTrue();
    assertRefused(timed("order.place", LIMIT), 401, -2014);
    TreeMap<String, String> logon = parameters("apiKey=ed-key");
    logon.put("timestamp", Long.toString(fixture.venue().clock().millis()));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(keys.getPrivate());
    signature.update(TradingApi.payload(logon).getBytes(StandardCharsets.UTF_8));
    logon.put("signature", Base64.getEncoder().encodeToString(signature.sign()));
    JsonNode on = ask("session.logon", logon);
    assertThat(fields(on.path("result")))
        .containsExactly(
            "apiKey", "authorizedSince", "connectedSince", "returnRateLimits", "serverTime");
    assertThat(on.path("result").path("apiKey").asText()).isEqualTo("ed-key");
    JsonNode placed = timed("order.place", LIMIT);
    assertThat(placed.path("result").path("status").asText()).isEqualTo("NEW");
    assertThat(fixture.client().signed("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT").body())
        .as("it is the other account's")
        .isEmpty();
    assertRefused(ask("order.place", parameters(LIMIT)), 400, -1102);
    assertRefused(ask("order.place", parameters(LIMIT + " timestamp=1000")), 400, -1021);
    assertThat(ask("session.logout", parameters("")).path("status").asInt()).isEqualTo(200);
    assertRefused(timed("order.place", LIMIT), 401, -2014);
    logon.put("signature", logon.get("signature").replaceFirst("^.", "/"));
    assertRefused(ask("session.logon", logon), 400, -1022);
    assertRefused(signed("session.logon", ""), 400, -4056);
  }

  @Test
  void what_makes_no_sense_is_answered_in_the_venues_form() {
    assertRefused(send("not json"), 400, -1013);
    assertRefused(send("[1]"), 400, -1013);
    assertRefused(send("{\"id\":{},\"method\":\"depth\"}"), 400, -1130);
    assertRefused(send("{\"id\":\"" + "x".repeat(999) + "\",\"method\":\"depth\"}"), 400, -1130);
    assertRefused(send("{\"id\":1}"), 400, -1102);
    assertRefused(send("{\"id\":1,\"method\":\"order.dance\"}"), 400, -1020);
    assertRefused(send("{\"id\":1,\"method\":\"depth\",\"params\":[]}"), 400, -1130);
    assertRefused(
        send("{\"id\":1,\"method\":\"depth\",\"params\":{\"symbol\":{\"a\":1}}}"), 400, -1130);
    assertRefused(
        send("{\"id\":1,\"method\":\"depth\",\"params\":{\"limit\":1e99999}}"), 400, -1130);
    JsonNode answer = send("{\"id\":\"abc\",\"method\":\"order.place\",\"params\":{}}");
    assertThat(answer.path("id").asText()).isEqualTo("abc");
    assertRefused(answer, 401, -2014);
    TreeMap<String, String> forged = parameters(LIMIT + " apiKey=sim-key signature=00");
    forged.put("timestamp", Long.toString(fixture.venue().clock().millis()));
    assertRefused(ask("order.place", forged), 400, -1022);
    assertRefused(ask("order.place", parameters("apiKey=nobody timestamp=1")), 401, -2015);
  }

  @Test
  void budgets_are_left_out_where_they_are_not_wanted() {
    try (VenueClient.Socket quiet = fixture.client().socket("/ws-fapi/v1?returnRateLimits=false")) {
      quiet.send(
          "{\"id\":null,\"method\":\"depth\",\"params\":{\"symbol\":\"BTCUSDT\",\"limit\":5}}");
      await().atMost(SOON).until(() -> !quiet.received().isEmpty());
      assertThat(fields(quiet.received().getFirst())).containsExactly("id", "status", "result");
      for (int i = 0; i < 40; i++) {
        quiet.send("{\"id\":" + i + ",\"method\":\"session.status\"}");
      }
      await().atMost(SOON).until(() -> quiet.received().size() == 41);
      assertThat(quiet.closed()).as("requests have weights here, not a pace").isFalse();
    }
  }
}
