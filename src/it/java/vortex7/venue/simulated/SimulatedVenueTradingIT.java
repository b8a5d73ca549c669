package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A round trip on the synthetic market, over real sockets, with the JDK's client. */
class SimulatedVenueTradingIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void a_position_is_opened_protected_and_closed_by_a_foreign_client() {
    try (SimulatedVenue venue = SimulatedVenue.start(SimulatedVenueSettings.documents());
        VenueClient client = new VenueClient(venue)) {
      String listenKey = client.listenKey();
      try (VenueClient.Socket user = client.socket("/private/ws?listenKey=" + listenKey);
          VenueClient.Socket book =
              client.socket("/public/stream?streams=btcusdt@depth20@100ms/ethusdt@depth20@100ms");
          VenueClient.Socket market =
              client.socket("/market/stream?streams=btcusdt@aggTrade/btcusdt@kline_1m")) {
        await().atMost(SOON).until(() -> book.events("depthUpdate").size() >= 10);
        await().atMost(SOON).until(() -> market.events("aggTrade").size() >= 3);
        await().atMost(SOON).until(() -> !market.events("kline").isEmpty());

        JsonNode bought =
            client
                .signed(
                    "POST",
                    "/fapi/v1/order",
                    "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002&newClientOrderId=in-1")
                .body();
        assertThat(bought.path("status").asText()).isEqualTo("NEW");
        assertThat(bought.has("avgPrice")).isFalse();
        await()
            .atMost(SOON)
            .until(
                () ->
                    user.events("ORDER_TRADE_UPDATE").stream()
                        .anyMatch(e -> e.path("o").path("X").asText().equals("FILLED")));
        BigDecimal entry =
            new BigDecimal(
                client
                    .signed("GET", "/fapi/v3/positionRisk", "symbol=BTCUSDT")
                    .body()
                    .path(0)
                    .path("entryPrice")
                    .asText());
        BigDecimal trigger =
            ListedSymbol.instrumentOf(ScriptedMarket.BTC)
                .roundPrice(entry.multiply(new BigDecimal("0.97")), java.math.RoundingMode.DOWN);
        JsonNode stop =
            client
                .signed(
                    "POST",
                    "/fapi/v1/algoOrder",
                    "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET"
                        + "&closePosition=true&clientAlgoId=stop-1&triggerPrice="
                        + trigger)
                .body();
        assertThat(stop.path("algoStatus").asText()).isEqualTo("NEW");

        client.signed(
            "POST",
            "/fapi/v1/order",
            "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.002&reduceOnly=true");
        await()
            .atMost(SOON)
            .until(() -> client.signed("GET", "/fapi/v3/positionRisk", "").body().isEmpty());
        JsonNode truth = client.open("/sim/truth").body().path("accounts").path(0);
        assertThat(truth.path("fills").size()).isGreaterThanOrEqualTo(2);
        assertThat(truth.path("protection").path(0).path("unprotectedMillis").asLong())
            .isLessThan(5_000);
        assertThat(client.signed("GET", "/fapi/v1/openAlgoOrders", "").body())
            .as("a stop that closes the position goes with it")
            .isEmpty();
      }
    }
  }
}
