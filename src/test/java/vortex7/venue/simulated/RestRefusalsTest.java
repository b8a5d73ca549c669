package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.headers.RawHeader;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every refusal of the REST interface against the table of the venue's codes and texts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestRefusalsTest {
  private static final int STATUS = 3;
  private static final int CODE = 4;
  private static final int PARAMETERS = 5;
  private static final String ORDER = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&";

  private InProcessVenue venue;

  @BeforeAll
  void play() {
    venue = RestScenario.played();
  }

  @AfterAll
  void close() {
    venue.close();
  }

  @Test
  void every_refusal_has_the_venues_status_code_and_text_and_changes_nothing() {
    String before = venue.exchange().exportState().toString();
    List<String> differences = new ArrayList<>();
    for (RestTable.Row row : RestTable.read("rest-refusals.txt")) {
      InProcessVenue.Reply reply = RestTable.call(venue, row, row.parameters(PARAMETERS));
      boolean alike =
          reply.status() == row.number(STATUS)
              && reply.code() == row.number(CODE)
              && reply.message().equals(row.expected());
      if (!alike) {
        differences.add(row + "\n    " + row.expected() + "\n    " + reply.text());
      }
      venue.advance(61_000);
    }
    assertThat(differences).isEmpty();
    assertThat(venue.exchange().exportState().accounts().toString())
        .isEqualTo(
            before.substring(before.indexOf("accounts=") + 9, before.indexOf(", lastPriority")));
  }

  @Test
  void a_timestamp_is_refused_as_too_old_or_from_the_future() {
    assertThat(at(venue.time() - 5_001).message())
        .isEqualTo("Timestamp for this request is outside of the recvWindow.");
    assertThat(at(venue.time() + 1_000).message())
        .isEqualTo("Timestamp for this request was 1000ms ahead of the server's time.");
    assertThat(at(venue.time() - 5_000).status()).isEqualTo(200);
    assertThat(at(Long.MIN_VALUE).code()).isEqualTo(-1021);
  }

  private InProcessVenue.Reply at(long timestamp) {
    String query = "timestamp=" + timestamp;
    return venue.keyed(
        "GET",
        "/fapi/v3/balance",
        query + "&signature=" + RequestSignature.sign("sim-secret", query));
  }

  @Test
  void an_unknown_key_is_refused_and_a_batch_tells_of_each_element() {
    InProcessVenue.Reply stranger =
        venue.send(
            InProcessVenue.request("POST", "/fapi/v1/listenKey", "")
                .addHeader(RawHeader.create("X-MBX-APIKEY", "x")));
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.text())
        .isEqualTo("{\"code\":-2015,\"msg\":\"Invalid API-key, IP, or permissions for action.\"}");
    String batch =
        "[{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"STOP_MARKET\",\"quantity\":\"1\"},"
            + "{\"symbol\":\"BTCUSDT\",\"side\":\"SELL\",\"type\":\"LIMIT\",\"timeInForce\":\"GTX\","
            + "\"quantity\":0.01,\"price\":59000},17,{\"symbol\":\"BTCUSDT\",\"side\":[\"BUY\"]}]";
    InProcessVenue.Reply reply =
        venue.posted(
            "POST",
            "/fapi/v1/batchOrders",
            "batchOrders=" + URLEncoder.encode(batch, StandardCharsets.UTF_8));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().findValuesAsText("code"))
        .containsExactly("-4120", "-5022", "-1130", "-1130");
  }

  @Test
  void too_many_open_orders_and_stops_are_refused() {
    try (InProcessVenue full = InProcessVenue.open()) {
      full.market().then(market -> market.take(true, 1));
      full.advance(1_000);
      for (int i = 0; i < 200; i++) {
        String stop =
            "symbol=BTCUSDT&algoType=CONDITIONAL&side=SELL&type=STOP_MARKET&quantity=0.001"
                + "&triggerPrice=";
        String order = ORDER + "quantity=0.001&price=";
        assertThat(full.signed("POST", "/fapi/v1/order", order + (59_000 + i)).status())
            .isEqualTo(200);
        assertThat(full.signed("POST", "/fapi/v1/algoOrder", stop + (50_000 + i)).status())
            .isEqualTo(200);
        full.advance(1_000);
      }
      InProcessVenue.Reply order =
          full.signed("POST", "/fapi/v1/order", ORDER + "quantity=0.001&price=58000");
      assertThat(order.code()).as(order.text()).isEqualTo(-2025);
      assertThat(order.message()).isEqualTo("Reach max open order limit.");
      InProcessVenue.Reply stop =
          full.signed(
              "POST",
              "/fapi/v1/algoOrder",
              "symbol=BTCUSDT&algoType=CONDITIONAL&side=SELL&type=STOP_MARKET&quantity=0.001"
                  + "&triggerPrice=50500");
      assertThat(stop.code()).as(stop.text()).isEqualTo(-4045);
      assertThat(stop.message()).isEqualTo("Reach max stop order limit.");
    }
  }

  @Test
  void what_a_position_forbids_is_refused() {
    try (InProcessVenue venue = InProcessVenue.open()) {
      venue.market().then(market -> market.take(true, 1));
      venue.advance(1_000);
      refused(venue, "/fapi/v1/positionMargin", "amount=1&type=1", -4053);
      done(venue, "/fapi/v1/marginType", "marginType=ISOLATED");
      refused(venue, "/fapi/v1/positionMargin", "amount=1&type=1", -4054);
      done(venue, "/fapi/v1/marginType", "marginType=CROSSED");
      done(venue, "/fapi/v1/leverage", "leverage=125");
      String order = "side=BUY&type=LIMIT&timeInForce=GTC&price=59000&quantity=6";
      refused(venue, "/fapi/v1/order", order, -2027);
      done(venue, "/fapi/v1/order", "side=BUY&type=MARKET&quantity=3");
      refused(venue, "/fapi/v1/marginType", "marginType=ISOLATED", -4048);
      refused(venue, "/fapi/v1/positionSide/dual", "dualSidePosition=true", -4068);
      refused(venue, "/fapi/v1/leverage", "leverage=1", -2028);
      String stop =
          "algoType=CONDITIONAL&side=SELL&type=STOP_MARKET&triggerPrice=55000&closePosition=true";
      done(venue, "/fapi/v1/algoOrder", stop);
      refused(venue, "/fapi/v1/algoOrder", stop, -4130);
      venue.exchange().setMarkPrice(ScriptedMarket.BTC, Optional.of(new BigDecimal("57000")));
      refused(venue, "/fapi/v1/order", "side=BUY&type=MARKET&quantity=0.01", -4131);
    }
  }

  private static void done(InProcessVenue venue, String path, String parameters) {
    InProcessVenue.Reply reply = venue.signed("POST", path, "symbol=BTCUSDT&" + parameters);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private static void refused(InProcessVenue venue, String path, String parameters, int code) {
    InProcessVenue.Reply reply = venue.signed("POST", path, "symbol=BTCUSDT&" + parameters);
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.code()).as(reply.text()).isEqualTo(code);
  }

  @Test
  void budgets_end_in_429_and_418_with_the_time_to_wait() {
    RateGovernor.Budgets few = new RateGovernor.Budgets(20, 2, 3, 1, 120_000, 259_200_000);
    try (InProcessVenue busy = InProcessVenue.open(few, List.of())) {
      assertThat(busy.signed("POST", "/fapi/v1/order", ORDER).code()).isEqualTo(-1102);
      assertThat(busy.signed("POST", "/fapi/v1/order", ORDER).code()).isEqualTo(-1102);
      InProcessVenue.Reply orders = busy.signed("POST", "/fapi/v1/order", ORDER);
      assertThat(orders.status()).isEqualTo(429);
      assertThat(orders.text())
          .isEqualTo(
              "{\"code\":-1015,\"msg\":\"Too many new orders; current limit is 2 orders per"
                  + " TEN_SECONDS.\"}");
      assertThat(orders.header("Retry-After")).contains("10");
      for (int i = 0; i < 10; i++) {
        assertThat(busy.open("/fapi/v1/depth?symbol=BTCUSDT&limit=5").status()).isEqualTo(200);
      }
      InProcessVenue.Reply weight = busy.open("/fapi/v1/ping");
      assertThat(weight.status()).isEqualTo(429);
      assertThat(weight.message())
          .isEqualTo(
              "Too many requests; current limit is 20 requests per minute. Please use the websocket"
                  + " for live updates to avoid polling the API.");
      InProcessVenue.Reply banned = busy.open("/fapi/v1/ping");
      assertThat(banned.status()).isEqualTo(418);
      assertThat(banned.message())
          .isEqualTo(
              "Way too many requests; IP banned until "
                  + (busy.time() + 120_000)
                  + ". Please use the websocket for live updates to avoid bans.");
      assertThat(banned.header("Retry-After")).contains("120");
      busy.advance(120_000);
      assertThat(busy.open("/fapi/v1/ping").status()).isEqualTo(200);
    }
  }

  @Test
  void statistics_and_funding_have_pools_of_five_minutes() {
    try (InProcessVenue asked = InProcessVenue.open()) {
      String statistic = "/futures/data/takerlongshortRatio?symbol=BTCUSDT&period=5m";
      for (int i = 0; i < 1_000; i++) {
        assertThat(asked.open(statistic).status()).isEqualTo(200);
      }
      assertThat(asked.open(statistic).status()).isEqualTo(429);
      assertThat(
              asked
                  .open("/futures/data/topLongShortAccountRatio?symbol=BTCUSDT&period=5m")
                  .status())
          .isEqualTo(200);
      for (int i = 0; i < 250; i++) {
        assertThat(asked.open("/fapi/v1/fundingRate").status()).isEqualTo(200);
        assertThat(asked.open("/fapi/v1/fundingInfo").status()).isEqualTo(200);
      }
      InProcessVenue.Reply shared = asked.open("/fapi/v1/fundingInfo");
      assertThat(shared.status()).isEqualTo(429);
      assertThat(shared.header("Retry-After")).contains("300");
      asked.advance(300_000);
      assertThat(asked.open(statistic).status()).isEqualTo(200);
      assertThat(asked.open("/fapi/v1/fundingRate").status()).isEqualTo(200);
    }
  }

  @Test
  void a_recorded_market_has_no_crowd_and_says_so() {
    try (InProcessVenue recorded = InProcessVenue.open()) {
      recorded.advance(600_000);
      InProcessVenue.Reply open = recorded.open("/fapi/v1/openInterest?symbol=BTCUSDT");
      assertThat(open.code()).isEqualTo(-1020);
      assertThat(open.message()).startsWith("This operation is not supported. Nobody knows");
      assertThat(recorded.open("/futures/data/openInterestHist?symbol=BTCUSDT&period=5m").text())
          .isEqualTo("[]");
    }
  }

  @Test
  void an_account_with_a_key_of_its_own_signs_with_it() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    SimulatedVenueSettings.Account account =
        SimulatedVenueSettings.Account.ofPublicKey(
            "ed",
            CredentialTest.pem(pair.getPublic().getEncoded()),
            BigDecimal.TEN,
            BigDecimal.ZERO);
    try (InProcessVenue keyed =
        InProcessVenue.open(RateGovernor.Budgets.documents(), List.of(account))) {
      String body = "feeBurn=true&recvWindow=5000&timestamp=" + keyed.time();
      String signature = CredentialTest.sign("Ed25519", pair.getPrivate(), body);
      InProcessVenue.Reply own = signed(keyed, body, signature);
      assertThat(own.status()).as(own.text()).isEqualTo(200);
      String other = CredentialTest.sign("Ed25519", pair.getPrivate(), body + "1");
      assertThat(signed(keyed, body, other).code()).isEqualTo(-1022);
    }
  }

  private static InProcessVenue.Reply signed(InProcessVenue venue, String body, String signature) {
    String whole = body + "&signature=" + URLEncoder.encode(signature, StandardCharsets.UTF_8);
    return venue.send(
        InProcessVenue.request("POST", "/fapi/v1/feeBurn", "")
            .addHeader(RawHeader.create("X-MBX-APIKEY", "ed"))
            .withEntity(
                ContentTypes.APPLICATION_X_WWW_FORM_URLENCODED,
                whole.getBytes(StandardCharsets.UTF_8)));
  }
}
