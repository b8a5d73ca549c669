package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whatever is asked, the venue answers or refuses in its own form; nothing is ever its fault. */
class RestGarbageTest {
  private static final int ROUNDS = 14;
  private static final Set<Integer> STATUSES = Set.of(200, 400, 401, 404, 413, 418, 429);
  private static final RateGovernor.Budgets ENDLESS =
      new RateGovernor.Budgets(
          Integer.MAX_VALUE / 2, Integer.MAX_VALUE / 2, Integer.MAX_VALUE / 2, 1, 1, 1);

  private static final List<String> NAMES =
      List.of(
          "symbol",
          "pair",
          "contractType",
          "interval",
          "period",
          "limit",
          "fromId",
          "startTime",
          "endTime",
          "side",
          "type",
          "timeInForce",
          "quantity",
          "price",
          "reduceOnly",
          "orderId",
          "origClientOrderId",
          "newClientOrderId",
          "newOrderRespType",
          "priceMatch",
          "page",
          "selfTradePreventionMode",
          "goodTillDate",
          "positionSide",
          "modifyId",
          "countdownTime",
          "batchOrders",
          "orderIdList",
          "origClientOrderIdList",
          "algoType",
          "algoId",
          "clientAlgoId",
          "triggerPrice",
          "closePosition",
          "workingType",
          "priceProtect",
          "activatePrice",
          "callbackRate",
          "leverage",
          "marginType",
          "amount",
          "dualSidePosition",
          "multiAssetsMargin",
          "feeBurn",
          "incomeType",
          "autoCloseType",
          "listenKey",
          "unknown");

  private static final List<String> VALUES =
      List.of(
          "BTCUSDT",
          "ETHUSDT",
          "btcusdt",
          "币USDT",
          "BUY",
          "SELL",
          "LIMIT",
          "MARKET",
          "STOP",
          "TRAILING_STOP_MARKET",
          "TAKE_PROFIT",
          "GTC",
          "GTX",
          "GTD",
          "FOK",
          "1m",
          "1M",
          "5m",
          "1d",
          "PERPETUAL",
          "CONDITIONAL",
          "true",
          "FALSE",
          "BOTH",
          "LONG",
          "ISOLATED",
          "CROSSED",
          "QUEUE",
          "OPPONENT_5",
          "0",
          "1",
          "-1",
          "0.001",
          "0.01",
          "60000",
          "59999.95",
          "1e400",
          "NaN",
          "Infinity",
          "-0",
          "+1",
          "00000000000000000001",
          "123456789012345678901234567890",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "99999999999999999999.99999999999999999999",
          "0.00000000000000000001",
          "",
          " ",
          "null",
          "[]",
          "{}",
          "[[[[[[",
          "[1,2,3]",
          "[\"a\"]",
          "[9223372036854775808]",
          "[{}]",
          "[{\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"quantity\":1e9999}]",
          "\"",
          "\\",
          "<script>",
          "' OR 1=1 --",
          "\u0000",
          "a\u0000b",
          "\ud83d\ude00",
          "%",
          "%zz",
          "../../etc/passwd",
          "1700000000000",
          "604800001",
          "253402300798000");

  @Test
  void no_parameters_of_any_kind_make_the_venue_fail() {
    SplittableRandom random = new SplittableRandom(20260105);
    try (InProcessVenue venue = InProcessVenue.open(ENDLESS, List.of())) {
      venue.market().then(market -> market.take(true, 1));
      venue.advance(1_000);
      for (int round = 0; round < ROUNDS; round++) {
        for (String call : venue.endpoints()) {
          String[] parts = call.split(" ", 2);
          String parameters = parameters(random);
          InProcessVenue.Reply reply =
              random.nextBoolean() || parts[0].equals("GET")
                  ? venue.signed(parts[0], parts[1], parameters)
                  : venue.posted(parts[0], parts[1], parameters);
          check(call + " " + parameters, reply);
        }
        venue.advance(30_000);
      }
      assertThat(venue.open("/fapi/v1/ping").status()).isEqualTo(200);
    }
  }

  private static void check(String request, InProcessVenue.Reply reply) {
    assertThat(reply.status()).as(request + "\n" + reply.text()).isIn(STATUSES);
    JsonNode body = reply.json();
    if (reply.status() != 200) {
      assertThat(JsonShape.names(body)).as(request).containsExactly("code", "msg");
      assertThat(body.path("code").isIntegralNumber()).as(request).isTrue();
      assertThat(body.path("code").asInt()).as(request).isNotIn(0, -1000);
      assertThat(reply.message()).as(request).isNotEmpty().doesNotContain("Exception", "\tat ");
    }
  }

  private static String parameters(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(4) > 0) {
      text.append("symbol=BTCUSDT&pair=BTCUSDT");
    }
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      text.append(text.isEmpty() ? "" : "&")
          .append(NAMES.get(random.nextInt(1, NAMES.size())))
          .append('=')
          .append(
              URLEncoder.encode(VALUES.get(random.nextInt(VALUES.size())), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  @Test
  void no_form_of_a_request_makes_the_venue_fail() {
    try (InProcessVenue venue = InProcessVenue.open(ENDLESS, List.of())) {
      for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
        for (String path :
            List.of("/fapi/v1/order", "/fapi/v1/depth", "/fapi/", "/fapi/v9/x", "/futures/data/")) {
          check(
              method + " " + path,
              venue.send(
                  InProcessVenue.request(method, path, "")
                      .withEntity("{\"symbol\":\"BTCUSDT\"}".repeat(20))));
        }
      }
      InProcessVenue.Reply huge =
          venue.send(
              InProcessVenue.request("POST", "/fapi/v1/order", "")
                  .withEntity("x=" + "y".repeat(70_000)));
      assertThat(huge.status()).isEqualTo(413);
      assertThat(huge.text()).isEqualTo("{\"code\":-1013,\"msg\":\"INVALID_MESSAGE.\"}");
    }
  }

  @Test
  void unknown_parameters_are_ignored_and_the_body_of_a_get_is_not_read() {
    try (InProcessVenue venue = InProcessVenue.open()) {
      assertThat(venue.open("/fapi/v1/depth?symbol=BTCUSDT&limit=5&unknown=1").status())
          .isEqualTo(200);
      assertThat(
              venue
                  .send(
                      InProcessVenue.request("GET", "/fapi/v1/depth", "limit=5")
                          .withEntity("symbol=BTCUSDT"))
                  .code())
          .isEqualTo(-1102);
    }
  }
}
