package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The REST interface against the examples and the error table of the protocol reference. */
class SimulatedVenueRestIT {
  private static VenueFixture fixture;
  private static VenueClient client;

  @BeforeAll
  static void start() {
    fixture = VenueFixture.start();
    client = fixture.client();
    fixture
        .market()
        .then(
            market -> {
              market.take(true, 3); // There is a last price, as on any market that lives.
              market.quoteAround(60_000);
            });
    fixture.awaitMarket();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void ping_and_time_answer_without_a_key() {
    assertThat(client.open("/fapi/v1/ping").raw().body()).isEqualTo("{}");
    long time = client.open("/fapi/v1/time").body().path("serverTime").asLong();
    assertThat(Math.abs(time - fixture.venue().clock().millis())).isLessThan(1_000);
  }

  @Test
  void exchange_info_ignores_the_symbol_and_lists_bitcoin_first() {
    VenueClient.Reply reply = client.open("/fapi/v1/exchangeInfo?symbol=NONSENSE");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(fields(reply.body()))
        .containsExactly(
            "timezone",
            "serverTime",
            "futuresType",
            "rateLimits",
            "exchangeFilters",
            "assets",
            "symbols");
    JsonNode bitcoin = reply.body().path("symbols").path(0);
    assertThat(bitcoin.path("symbol").asText()).isEqualTo("BTCUSDT");
    assertThat(bitcoin.path("status").asText()).isEqualTo("TRADING");
    assertThat(bitcoin.path("filters").path(0).path("tickSize").asText()).isEqualTo("0.10");
    assertThat(bitcoin.path("filters").path(4).path("notional").asText()).isEqualTo("50");
    assertThat(bitcoin.path("filters").path(6).path("filterType").asText())
        .isEqualTo("POSITION_RISK_CONTROL");
    assertThat(reply.body().path("symbols")).hasSize(ListedSymbol.all().size());
    assertThat(reply.body().path("rateLimits").path(0).path("limit").asInt()).isEqualTo(2400);
  }

  @Test
  void a_kline_is_an_array_of_twelve_with_the_venues_decimals() {
    JsonNode klines = client.open("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=5").body();
    assertThat(klines).isNotEmpty();
    JsonNode first = klines.path(0);
    assertThat(first).hasSize(12);
    assertThat(first.path(1).asText()).isEqualTo("59990.00");
    assertThat(first.path(5).asText()).isEqualTo("12.500");
    assertThat(first.path(6).asLong() - first.path(0).asLong()).isEqualTo(59_999);
    assertThat(first.path(8).isIntegralNumber()).isTrue();
    assertThat(first.path(11).asText()).isEqualTo("0");
  }

  @Test
  void hours_are_put_together_from_quarters() {
    JsonNode hours = client.open("/fapi/v1/klines?symbol=BTCUSDT&interval=1h&limit=3").body();
    JsonNode whole = hours.path(1);
    assertThat(whole.path(6).asLong() - whole.path(0).asLong()).isEqualTo(3_599_999);
    assertThat(whole.path(5).asText()).isEqualTo("50.000");
  }

  @Test
  void depth_has_the_best_levels_first() {
    JsonNode depth = client.open("/fapi/v1/depth?symbol=BTCUSDT&limit=5").body();
    assertThat(fields(depth)).containsExactly("lastUpdateId", "E", "T", "bids", "asks");
    assertThat(depth.path("bids")).hasSize(5);
    assertThat(depth.path("asks").path(0).path(1).asText()).isEqualTo("5.000");
    double bid = depth.path("bids").path(0).path(0).asDouble();
    assertThat(bid).isGreaterThan(depth.path("bids").path(1).path(0).asDouble());
    assertThat(bid).isLessThan(depth.path("asks").path(0).path(0).asDouble());
  }

  @Test
  void the_mark_and_the_best_prices_are_told() {
    JsonNode mark = client.open("/fapi/v1/premiumIndex?symbol=BTCUSDT").body();
    assertThat(fields(mark))
        .containsExactly(
            "symbol",
            "markPrice",
            "indexPrice",
            "estimatedSettlePrice",
            "lastFundingRate",
            "interestRate",
            "nextFundingTime",
            "time");
    assertThat(mark.path("markPrice").asText()).matches("[0-9]+\\.[0-9]{8}");
    JsonNode ticker = client.open("/fapi/v1/ticker/bookTicker?symbol=BTCUSDT").body();
    assertThat(fields(ticker))
        .containsExactly(
            "symbol", "bidPrice", "bidQty", "askPrice", "askQty", "time", "lastUpdateId");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1s|-1120|Invalid interval.",
        "/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=2000|-1130|Data sent for parameter"
            + " 'limit' is not valid.",
        "/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1001|-1130|Data sent for parameter 'limit' is not"
            + " valid.",
        "/fapi/v1/depth?symbol=BTCUSDT&limit=1500|-1130|Data sent for parameter 'limit' is not"
            + " valid.",
        "/fapi/v1/depth?symbol=BTCUSDT&limit=3|-4021|3 is not valid depth limit",
        "/fapi/v1/klines?symbol=NOPE&interval=1m|-1121|Invalid symbol.",
        "/fapi/v1/klines?interval=1m|-1102|Mandatory parameter 'symbol' was not sent, was"
            + " empty/null, or malformed.",
      })
  void a_bad_market_request_gets_the_venues_code(String path, int code, String text) {
    VenueClient.Reply reply = client.open(path);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.body().path("msg").asText()).isEqualTo(text);
  }

  @Test
  void an_unknown_path_is_404() {
    assertThat(client.open("/fapi/v1/nothing").status()).isEqualTo(404);
    assertThat(client.open("/fapi/v1/nothing").code()).isEqualTo(-5000);
    assertThat(client.open("/sim/nothing").status()).isEqualTo(404);
  }

  @Test
  void a_missing_key_and_a_wrong_key_are_401() {
    VenueClient.Reply missing = client.open("/fapi/v3/account?timestamp=1&signature=x");
    assertThat(missing.status()).isEqualTo(401);
    assertThat(missing.code()).isEqualTo(-2014);
    try (VenueClient stranger = new VenueClient(fixture.venue(), "nobody", "nothing")) {
      VenueClient.Reply wrong = stranger.signed("GET", "/fapi/v3/account", "");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.code()).isEqualTo(-2015);
    }
  }

  @Test
  void a_wrong_signature_is_refused_and_tells_the_weight() {
    try (VenueClient forger = new VenueClient(fixture.venue(), "sim-key", "guessed")) {
      VenueClient.Reply reply = forger.signed("GET", "/fapi/v3/account", "");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.code()).isEqualTo(-1022);
      assertThat(Integer.parseInt(reply.header("X-MBX-USED-WEIGHT-1M"))).isPositive();
    }
  }

  @Test
  void a_timestamp_too_old_or_too_new_is_told_apart() {
    long now = fixture.venue().clock().millis();
    VenueClient.Reply old = withTimestamp(now - 6_000);
    assertThat(old.code()).isEqualTo(-1021);
    assertThat(old.body().path("msg").asText())
        .isEqualTo("Timestamp for this request is outside of the recvWindow.");
    VenueClient.Reply ahead = withTimestamp(now + 10_000);
    assertThat(ahead.code()).isEqualTo(-1021);
    assertThat(ahead.body().path("msg").asText())
        .isEqualTo("Timestamp for this request was 1000ms ahead of the server's time.");
  }

  private static VenueClient.Reply withTimestamp(long timestamp) {
    String query = "timestamp=" + timestamp;
    return client.raw(
        "GET",
        "/fapi/v3/balance",
        query + "&signature=" + RequestSignature.sign("sim-secret", query));
  }

  @Test
  void parameters_may_be_split_between_query_and_body_and_the_query_wins() {
    String query = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=59000";
    String body =
        "quantity=0.001&price=58000&newClientOrderId=split-1&timestamp="
            + fixture.venue().clock().millis();
    String signature = RequestSignature.sign("sim-secret", query + body);
    VenueClient.Reply reply =
        client.form("POST", "/fapi/v1/order?" + query, body + "&signature=" + signature);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    assertThat(reply.body().path("price").asDouble()).isEqualTo(59_000.0);
    assertThat(
            client
                .signed("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=split-1")
                .body()
                .path("status")
                .asText())
        .isEqualTo("CANCELED");
  }

  @Test
  void an_order_is_acknowledged_without_money_fields_and_queried_with_them() {
    VenueClient.Reply placed =
        client.signed(
            "POST",
            "/fapi/v1/order",
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.001&price=59000.0"
                + "&newClientOrderId=ack-1");
    assertThat(placed.status()).as(placed.raw().body()).isEqualTo(200);
    assertThat(fields(placed.body()))
        .contains("clientOrderId", "cumQty", "orderId", "origQty", "updateTime", "goodTillDate")
        .doesNotContain("avgPrice", "cumQuote", "cumBase");
    assertThat(placed.header("X-MBX-ORDER-COUNT-10S")).isNotEmpty();
    assertThat(placed.header("X-MBX-ORDER-COUNT-1M")).isNotEmpty();

    JsonNode queried =
        client.signed("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=ack-1").body();
    assertThat(fields(queried)).contains("avgPrice", "cumQuote", "time");
    JsonNode open = client.signed("GET", "/fapi/v1/openOrders", "symbol=BTCUSDT").body();
    assertThat(open.findValuesAsText("clientOrderId")).contains("ack-1");
    assertThat(
            client
                .signed("GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=ack-1")
                .status())
        .isEqualTo(200);

    assertThat(
            client
                .signed("DELETE", "/fapi/v1/allOpenOrders", "symbol=BTCUSDT")
                .body()
                .path("code")
                .asInt())
        .isEqualTo(200);
    assertThat(
            client
                .signed("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=ack-1")
                .code())
        .isEqualTo(-2011);
    assertThat(
            client
                .signed("GET", "/fapi/v1/openOrder", "symbol=BTCUSDT&origClientOrderId=ack-1")
                .code())
        .isEqualTo(-2013);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.001&price=60100|-5022",
        "side=BUY&type=LIMIT&timeInForce=FOK&quantity=0.001&price=59000|-5021",
        "side=BUY&type=STOP_MARKET&quantity=0.001&stopPrice=61000|-4120",
        "side=SELL&type=MARKET&quantity=0.001&reduceOnly=true|-2022",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=59000.05|-4014",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.0011&price=59000|-1111",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=20000|-4164",
        "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001|-1102",
        "side=BUY&type=LIMIT&quantity=0.001&price=59000|-1102",
        "side=UP&type=MARKET&quantity=0.001|-1117",
        "side=BUY&type=NEVER&quantity=0.001|-1116",
        "side=BUY&type=MARKET&quantity=0.001&positionSide=LONG|-4061",
        "side=BUY&type=MARKET&quantity=9|-2019",
        "side=BUY&type=MARKET&quantity=0.001&newClientOrderId=this-id-has-far-more-than-thirty-six-characters|-4015",
      })
  void a_bad_order_gets_the_venues_code(String parameters, int code) {
    VenueClient.Reply reply =
        client.signed("POST", "/fapi/v1/order", "symbol=BTCUSDT&" + parameters);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).as(reply.raw().body()).isEqualTo(code);
  }

  @Test
  void a_conditional_order_is_accepted_listed_and_cancelled() {
    VenueClient.Reply placed =
        client.signed(
            "POST",
            "/fapi/v1/algoOrder",
            "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.001"
                + "&reduceOnly=true&triggerPrice=58000&workingType=CONTRACT_PRICE&clientAlgoId=a-1");
    assertThat(placed.status()).as(placed.raw().body()).isEqualTo(200);
    assertThat(placed.body().path("orderType").asText()).isEqualTo("STOP_MARKET");
    assertThat(placed.body().path("algoStatus").asText()).isEqualTo("NEW");
    assertThat(placed.body().path("icebergQuantity").isNull()).isTrue();
    assertThat(
            client
                .signed("GET", "/fapi/v1/openAlgoOrders", "symbol=BTCUSDT")
                .body()
                .findValuesAsText("clientAlgoId"))
        .contains("a-1");
    JsonNode gone = client.signed("DELETE", "/fapi/v1/algoOrder", "clientAlgoId=a-1").body();
    assertThat(gone.path("code").isTextual()).isTrue();
    assertThat(gone.path("code").asText()).isEqualTo("200");
    assertThat(
            client
                .signed("GET", "/fapi/v1/algoOrder", "clientAlgoId=a-1")
                .body()
                .path("algoStatus")
                .asText())
        .isEqualTo("CANCELED");
    VenueClient.Reply immediate =
        client.signed(
            "POST",
            "/fapi/v1/algoOrder",
            "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&quantity=0.001"
                + "&reduceOnly=true&triggerPrice=61000");
    assertThat(immediate.code()).isEqualTo(-2021);
  }

  @Test
  void an_account_has_its_opening_balance_and_its_settings() {
    JsonNode account = client.signed("GET", "/fapi/v3/account", "").body();
    assertThat(account.path("totalWalletBalance").asText()).isEqualTo("500.00000000");
    assertThat(account.path("assets").path(0).path("asset").asText()).isEqualTo("USDT");
    JsonNode balance = client.signed("GET", "/fapi/v3/balance", "").body();
    assertThat(fields(balance.path(0)))
        .containsExactly(
            "accountAlias",
            "asset",
            "balance",
            "crossWalletBalance",
            "crossUnPnl",
            "availableBalance",
            "maxWithdrawAmount",
            "marginAvailable",
            "updateTime");
    JsonNode fees = client.signed("GET", "/fapi/v1/commissionRate", "symbol=BTCUSDT").body();
    assertThat(fees.path("makerCommissionRate").asDouble()).isEqualTo(0.0002);
    assertThat(fees.path("takerCommissionRate").asDouble()).isEqualTo(0.0005);
    assertThat(client.signed("GET", "/fapi/v1/feeBurn", "").body().path("feeBurn").asBoolean())
        .isTrue();
    assertThat(
            client
                .signed("GET", "/fapi/v1/positionSide/dual", "")
                .body()
                .path("dualSidePosition")
                .asBoolean())
        .isFalse();
    assertThat(client.signed("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=false").code())
        .isEqualTo(-4059);
    assertThat(
            client.signed("POST", "/fapi/v1/multiAssetsMargin", "multiAssetsMargin=false").code())
        .isEqualTo(-4171);
  }

  @Test
  void leverage_and_margin_type_are_set_and_shown() {
    JsonNode set = client.signed("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=8").body();
    assertThat(set.path("leverage").asInt()).isEqualTo(8);
    assertThat(client.signed("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=126").code())
        .isEqualTo(-4028);
    String isolated = "symbol=BTCUSDT&marginType=ISOLATED";
    client.signed("POST", "/fapi/v1/marginType", isolated);
    assertThat(client.signed("POST", "/fapi/v1/marginType", isolated).code()).isEqualTo(-4046);
    JsonNode risk = client.signed("GET", "/fapi/v2/positionRisk", "symbol=BTCUSDT").body().path(0);
    assertThat(risk.path("leverage").asText()).isEqualTo("8");
    assertThat(risk.path("marginType").asText()).isEqualTo("isolated");
    assertThat(client.signed("GET", "/fapi/v3/positionRisk", "").body()).isEmpty();
  }

  @Test
  void agg_trades_are_read_from_an_id_on() {
    await().until(() -> !client.open("/fapi/v1/aggTrades?symbol=BTCUSDT").body().isEmpty());
    JsonNode newest = client.open("/fapi/v1/aggTrades?symbol=BTCUSDT&limit=1").body().path(0);
    assertThat(fields(newest)).containsExactly("a", "p", "q", "nq", "f", "l", "T", "m");
    long id = newest.path("a").asLong();
    assertThat(
            client
                .open("/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=" + id)
                .body()
                .path(0)
                .path("a")
                .asLong())
        .isEqualTo(id);
    assertThat(client.open("/fapi/v1/aggTrades?symbol=BTCUSDT&fromId=1&startTime=1").code())
        .isEqualTo(-1128);
  }

  @Test
  void what_is_no_uri_and_what_is_too_long_is_refused_in_the_venues_form() throws IOException {
    assertThat(rawGet("/fapi/v1/depth?symbol=%zz"))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":-1100");
    String batch = "batchOrders=" + "%20".repeat(4_000);
    assertThat(client.form("POST", "/fapi/v1/batchOrders?" + batch, "").status()).isEqualTo(400);
    VenueClient.Reply huge = client.form("POST", "/fapi/v1/order", "x=" + "y".repeat(70_000));
    assertThat(huge.status()).isEqualTo(413);
    assertThat(huge.code()).isEqualTo(-1013);
    assertThat(client.form("PATCH", "/fapi/v1/order", "").code()).isEqualTo(-5000);
    assertThat(client.open("/fapi/v1/ping").status()).isEqualTo(200);
  }

  /** The JDK's client would not send it. */
  private static String rawGet(String target) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", fixture.venue().port())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + target + " HTTP/1.1\r\nHost: venue\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_body_of_garbage_is_refused_and_harms_nothing() {
    String garbage = new String(new byte[] {'%', 'z', 'z', '=', '1'}, StandardCharsets.UTF_8);
    assertThat(client.form("POST", "/fapi/v1/order", garbage).code()).isEqualTo(-1100);
    assertThat(client.form("POST", "/fapi/v1/order", "a=1&a=2").code()).isEqualTo(-1101);
    assertThat(client.open("/fapi/v1/ping").status()).isEqualTo(200);
  }
}
