package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the venue says enough, and time at maximal speed. */
class SimulatedVenueLimitsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void past_the_weight_budget_the_answer_is_429_with_the_time_to_wait() {
    RateGovernor.Budgets few = new RateGovernor.Budgets(10, 2, 100, 1, 120_000, 240_000);
    try (VenueFixture fixture =
        VenueFixture.start(Optional.empty(), settings -> settings.withBudgets(few))) {
      VenueClient client = fixture.client();
      VenueClient.Reply reply = client.open("/fapi/v1/ping");
      for (int i = 0; i < 40 && reply.status() == 200; i++) {
        reply = client.open("/fapi/v1/ping");
      }
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.code()).isEqualTo(-1003);
      assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 60);
      for (int i = 0; i < 5 && reply.status() != 418; i++) {
        reply = client.open("/fapi/v1/ping");
      }
      assertThat(reply.status()).isEqualTo(418);
    }
  }

  @Test
  void past_the_order_budget_the_answer_is_429_too() {
    RateGovernor.Budgets few = new RateGovernor.Budgets(2400, 1000, 3, 100, 120_000, 240_000);
    try (VenueFixture fixture =
        VenueFixture.start(Optional.empty(), settings -> settings.withBudgets(few))) {
      VenueClient.Reply reply = order(fixture);
      for (int i = 0; i < 12 && reply.status() == 200; i++) {
        reply = order(fixture);
      }
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.code()).isEqualTo(-1015);
      assertThat(reply.header("Retry-After")).isNotEmpty();
    }
  }

  private static VenueClient.Reply order(VenueFixture fixture) {
    return fixture
        .client()
        .signed(
            "POST",
            "/fapi/v1/order",
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.001&price=59000");
  }

  @Test
  void a_socket_is_cut_when_its_life_is_over() {
    SimulatedVenueSettings.Sockets shortLived =
        SimulatedVenueSettings.Sockets.documents()
            .living(Duration.ofMillis(700), Duration.ofMinutes(3), Duration.ofMinutes(10));
    try (VenueFixture fixture =
            VenueFixture.start(Optional.empty(), settings -> settings.withSockets(shortLived));
        VenueClient.Socket socket = fixture.client().socket("/private/ws/some-key")) {
      await().atMost(SOON).until(socket::closed);
      assertThat(socket.received()).isEmpty();
    }
  }

  @Test
  void at_maximal_speed_time_stands_until_somebody_listens() {
    try (VenueFixture fixture =
        VenueFixture.start(Optional.empty(), SimulatedVenueSettings::atMaxSpeed)) {
      long start = fixture.venue().clock().millis();
      assertThat(fixture.client().open("/fapi/v1/time").body().path("serverTime").asLong())
          .isEqualTo(start);
      try (VenueClient.Socket socket = fixture.client().socket("/market/ws/btcusdt@kline_1m")) {
        fixture.market().then(market -> market.take(true, 1));
        await().atMost(SOON).until(() -> fixture.venue().clock().millis() > start + 120_000);
        await()
            .atMost(SOON)
            .until(
                () ->
                    socket.events("kline").stream()
                        .anyMatch(event -> event.path("k").path("x").asBoolean()));
        long minute = socket.events("kline").getFirst().path("k").path("t").asLong();
        assertThat(
                socket.events("kline").stream()
                    .map(event -> event.path("k"))
                    .filter(k -> k.path("t").asLong() == minute && k.path("x").asBoolean()))
            .as("a candle closes exactly once")
            .hasSize(1);
      }
    }
  }
}
