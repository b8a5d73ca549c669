package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a venue still knows after its process is gone. */
class SimulatedVenueRestartIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  @TempDir Path data;

  private static void trade(VenueFixture fixture) {
    fixture
        .market()
        .then(
            market -> {
              market.take(true, 3);
              market.quoteAround(60_000);
            });
    fixture.awaitMarket();
  }

  private static void openGuardedPosition(VenueClient client) {
    assertThat(
            client
                .signed(
                    "POST",
                    "/fapi/v1/order",
                    "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002&newClientOrderId=in-1")
                .status())
        .isEqualTo(200);
    assertThat(
            client
                .signed(
                    "POST",
                    "/fapi/v1/algoOrder",
                    "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET"
                        + "&closePosition=true&triggerPrice=59000&clientAlgoId=guard-1")
                .status())
        .isEqualTo(200);
    assertThat(
            client
                .signed(
                    "POST",
                    "/fapi/v1/order",
                    "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTX&quantity=0.002&price=61000"
                        + "&reduceOnly=true&newClientOrderId=target-1")
                .status())
        .isEqualTo(200);
  }

  private static JsonNode truth(VenueFixture fixture) {
    return fixture.client().open("/sim/truth").body().path("accounts").path(0);
  }

  @Test
  void what_the_account_earned_paid_and_amended_is_remembered() {
    String income;
    String amendments;
    try (VenueFixture fixture = VenueFixture.start(data)) {
      trade(fixture);
      openGuardedPosition(fixture.client());
      VenueClient.Reply amended =
          fixture
              .client()
              .signed(
                  "PUT",
                  "/fapi/v1/order",
                  "symbol=BTCUSDT&side=SELL&quantity=0.002&price=61500&origClientOrderId=target-1");
      assertThat(amended.status()).as(amended.raw().body()).isEqualTo(200);
      income = fixture.client().signed("GET", "/fapi/v1/income", "").raw().body();
      amendments = amendments(fixture);
    }
    assertThat(income).contains("TRANSFER", "COMMISSION");
    assertThat(amendments).contains("\"before\":\"61000.00\",\"after\":\"61500.00\"");
    try (VenueFixture fixture = VenueFixture.start(data)) {
      assertThat(fixture.client().signed("GET", "/fapi/v1/income", "").raw().body())
          .isEqualTo(income);
      assertThat(amendments(fixture)).isEqualTo(amendments);
    }
  }

  private static String amendments(VenueFixture fixture) {
    return fixture
        .client()
        .signed("GET", "/fapi/v1/orderAmendment", "symbol=BTCUSDT&origClientOrderId=target-1")
        .raw()
        .body();
  }

  @Test
  void accounts_orders_positions_and_counters_continue() {
    JsonNode before;
    long lastTime;
    String listenKey;
    long firstOrderId;
    try (VenueFixture fixture = VenueFixture.start(data)) {
      trade(fixture);
      fixture.client().signed("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=9");
      openGuardedPosition(fixture.client());
      listenKey = fixture.client().listenKey();
      before = truth(fixture);
      firstOrderId =
          fixture
              .client()
              .signed("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=target-1")
              .body()
              .path("orderId")
              .asLong();
      lastTime = fixture.venue().clock().millis();
    }
    try (VenueFixture fixture = VenueFixture.start(data)) {
      JsonNode after = truth(fixture);
      assertThat(after.path("balances")).isEqualTo(before.path("balances"));
      assertThat(after.path("fills")).isEqualTo(before.path("fills"));
      assertThat(after.path("orders")).isEqualTo(before.path("orders"));
      assertThat(after.path("algos")).isEqualTo(before.path("algos"));
      assertThat(after.path("positions").path(0).path("amount").asText()).isEqualTo("0.002");
      assertThat(after.path("positions").path(0).path("leverage").asInt()).isEqualTo(9);
      assertThat(after.path("protection").path(0).path("openedAt"))
          .isEqualTo(before.path("protection").path(0).path("openedAt"));
      assertThat(fixture.venue().clock().millis()).isGreaterThanOrEqualTo(lastTime);
      assertThat(fixture.client().listenKey()).isEqualTo(listenKey);
      JsonNode next =
          fixture
              .client()
              .signed(
                  "POST",
                  "/fapi/v1/order",
                  "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.001&price=59500")
              .body();
      assertThat(next.path("orderId").asLong()).isGreaterThan(firstOrderId);
    }
  }

  @Test
  void what_the_market_passed_meanwhile_triggers_at_once() {
    try (VenueFixture fixture = VenueFixture.start(data)) {
      trade(fixture);
      openGuardedPosition(fixture.client());
    }
    try (VenueFixture fixture = VenueFixture.start(data)) {
      fixture
          .market()
          .then(
              market -> {
                market.quoteAround(58_000);
                market.take(false, 1);
              });
      await()
          .atMost(SOON)
          .until(
              () ->
                  new BigDecimal(truth(fixture).path("positions").path(0).path("amount").asText())
                          .signum()
                      == 0);
      assertThat(truth(fixture).path("algos").path(0).path("algoStatus").asText())
          .isEqualTo("FINISHED");
    }
  }

  @Test
  void a_kill_in_the_middle_of_a_line_loses_nothing_that_was_answered() throws IOException {
    Path killed = data.resolve("killed");
    Files.createDirectories(killed);
    try (VenueFixture fixture = VenueFixture.start(data.resolve("living"))) {
      trade(fixture);
      openGuardedPosition(fixture.client());
      // What a kill -9 would leave at this moment, with the line that was just being written.
      byte[] log = Files.readAllBytes(data.resolve("living").resolve("state.log"));
      byte[] torn = java.util.Arrays.copyOf(log, log.length + 20);
      System.arraycopy(log, 0, torn, log.length, 20);
      Files.write(killed.resolve("state.log"), torn);
    }
    try (VenueFixture fixture = VenueFixture.start(killed)) {
      JsonNode after = truth(fixture);
      assertThat(after.path("positions").path(0).path("amount").asText()).isEqualTo("0.002");
      assertThat(after.path("orders").findValuesAsText("clientOrderId"))
          .contains("in-1", "target-1");
      assertThat(after.path("algos").path(0).path("algoStatus").asText()).isEqualTo("NEW");
    }
  }

  @Test
  void a_folder_in_use_is_refused() {
    try (VenueFixture fixture = VenueFixture.start(data)) {
      assertThat(fixture.venue().port()).isPositive();
      assertThatThrownBy(() -> VenueFixture.start(data))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("another simulated venue");
    }
  }

  @Test
  void a_port_in_use_is_refused() {
    try (VenueFixture fixture = VenueFixture.start()) {
      int port = fixture.venue().port();
      assertThatThrownBy(
              () ->
                  VenueFixture.start(
                      java.util.Optional.empty(), settings -> settings.withPort(port)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
    }
  }
}
