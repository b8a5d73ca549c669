package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the core knows beyond plain orders, over the network face and across a restart. */
class SimulatedVenueOrderKindsIT {
  private static final String LIMIT = "symbol=BTCUSDT&type=LIMIT&quantity=0.002&side=BUY";

  @TempDir Path data;

  private static JsonNode ok(VenueClient.Reply reply) {
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    return reply.body();
  }

  @Test
  void orders_are_amended_dated_matched_and_counted_down() {
    try (VenueFixture venue = VenueFixture.start()) {
      VenueClient client = venue.client();
      long date = venue.venue().clock().millis() + 700_000;
      JsonNode dated =
          ok(
              client.signed(
                  "POST",
                  "/fapi/v1/order",
                  LIMIT
                      + "&timeInForce=GTD&price=59000&selfTradePreventionMode=EXPIRE_BOTH"
                      + "&goodTillDate="
                      + date));
      assertThat(dated.path("goodTillDate").asLong()).isEqualTo(date / 1_000 * 1_000);
      assertThat(dated.path("selfTradePreventionMode").asText()).isEqualTo("EXPIRE_BOTH");
      JsonNode amended =
          ok(
              client.signed(
                  "PUT",
                  "/fapi/v1/order",
                  "symbol=BTCUSDT&side=BUY&quantity=0.003&price=58000&modifyId=9&orderId="
                      + dated.path("orderId").asLong()));
      assertThat(amended.path("origQty").asText()).isEqualTo("0.003");
      assertThat(amended.path("modifyId").asLong()).isEqualTo(9);
      JsonNode queued =
          ok(client.signed("POST", "/fapi/v1/order", LIMIT + "&timeInForce=GTX&priceMatch=QUEUE"));
      assertThat(queued.path("price").asText()).isEqualTo("59999.90");
      JsonNode countdown =
          ok(
              client.signed(
                  "POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=100"));
      assertThat(countdown.path("countdownTime").isTextual()).isTrue();
      org.awaitility.Awaitility.await()
          .until(() -> client.signed("GET", "/fapi/v1/openOrders", "").body().isEmpty());
      assertThat(
              client
                  .signed(
                      "POST",
                      "/fapi/v1/order",
                      LIMIT + "&timeInForce=GTC&price=59000&priceMatch=WRONG")
                  .code())
          .isEqualTo(-5037);
    }
  }

  @Test
  void hedged_cross_positions_and_all_conditional_types_survive_a_restart() {
    JsonNode positions;
    JsonNode algos;
    try (VenueFixture venue = VenueFixture.start(data)) {
      VenueClient client = venue.client();
      ok(client.signed("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true"));
      String market = "symbol=BTCUSDT&type=MARKET&quantity=0.002";
      ok(client.signed("POST", "/fapi/v1/order", market + "&side=BUY&positionSide=LONG"));
      ok(client.signed("POST", "/fapi/v1/order", market + "&side=SELL&positionSide=SHORT"));
      assertThat(client.signed("POST", "/fapi/v1/order", market + "&side=BUY").code())
          .isEqualTo(-4061);
      String algo = "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&positionSide=LONG";
      ok(
          client.signed(
              "POST",
              "/fapi/v1/algoOrder",
              algo + "&type=STOP_MARKET&closePosition=true&triggerPrice=59000"));
      ok(
          client.signed(
              "POST",
              "/fapi/v1/algoOrder",
              algo + "&type=TAKE_PROFIT&quantity=0.002&triggerPrice=61000&price=60990"));
      JsonNode trailing =
          ok(
              client.signed(
                  "POST",
                  "/fapi/v1/algoOrder",
                  algo
                      + "&type=TRAILING_STOP_MARKET&quantity=0.002&callbackRate=1"
                      + "&activatePrice=60500"));
      assertThat(trailing.path("callbackRate").asText()).isEqualTo("1");
      positions = client.signed("GET", "/fapi/v3/positionRisk", "").body();
      algos = client.signed("GET", "/fapi/v1/openAlgoOrders", "").body();
      assertThat(positions.findValuesAsText("positionSide")).containsExactly("LONG", "SHORT");
      assertThat(algos).hasSize(3);
      JsonNode truth = client.open("/sim/truth").body().path("accounts").path(0);
      assertThat(truth.path("protection")).as("each side for itself").hasSize(2);
    }
    try (VenueFixture venue = VenueFixture.start(data)) {
      VenueClient client = venue.client();
      JsonNode after = client.signed("GET", "/fapi/v3/positionRisk", "").body();
      assertThat(after.findValuesAsText("positionAmt"))
          .isEqualTo(positions.findValuesAsText("positionAmt"));
      assertThat(after.findValuesAsText("isolatedWallet")).containsOnly("0");
      assertThat(client.signed("GET", "/fapi/v1/openAlgoOrders", "").body()).isEqualTo(algos);
      assertThat(
              client
                  .signed("GET", "/fapi/v1/positionSide/dual", "")
                  .body()
                  .path("dualSidePosition")
                  .asBoolean())
          .isTrue();
    }
  }
}
