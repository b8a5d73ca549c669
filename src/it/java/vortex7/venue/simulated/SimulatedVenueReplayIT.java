package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.SharedData;
import vortex7.market.Symbol;

/**
 * Recorded markets behind the venue's interface, at their own time and as fast as they are read.
 */
class SimulatedVenueReplayIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  @TempDir Path data;

  private static SimulatedVenueSettings settings(Optional<Path> data, boolean max, double speed) {
    SimulatedVenueSettings documents = SimulatedVenueSettings.documents();
    return new SimulatedVenueSettings(
        documents.host(),
        0,
        data,
        7,
        max,
        speed,
        new SimulatedVenueSettings.Market.Replay(
            List.of(
                SharedData.file("usdm/btcusdt_20240718.gz"),
                SharedData.file("usdm/btcusdt_20240719.gz")),
            List.of(SharedData.file("klines/BTCUSDT-1m.csv.gz"))),
        List.of(Symbol.of("BTCUSDT"), Symbol.of("ETHUSDT")),
        documents.accounts(),
        documents.fees(),
        documents.sockets(),
        documents.budgets(),
        documents.pacing());
  }

  @Test
  void at_maximal_speed_the_venue_waits_for_its_consumer_and_plays_to_the_end() {
    try (SimulatedVenue venue = SimulatedVenue.start(settings(Optional.empty(), true, 1));
        VenueClient client = new VenueClient(venue)) {
      assertThat(venue.clock().instant())
          .isBetween(Instant.parse("2024-07-18T23:56:00Z"), Instant.parse("2024-07-18T23:58:00Z"));
      LongConsumer progress = venue.progressSink();
      AtomicLong newest = new AtomicLong();
      AtomicLong ahead = new AtomicLong();
      try (VenueClient.Socket book =
          client.socket(
              "/public/ws/btcusdt@depth20@100ms",
              event -> {
                long time = event.path("E").asLong();
                ahead.accumulateAndGet(venue.clock().millis() - time, Math::max);
                newest.set(time);
                progress.accept(time);
              })) {
        await().atMost(SOON).until(() -> venue.marketOver().toCompletableFuture().isDone());
        assertThat(newest.get())
            .isGreaterThan(Instant.parse("2024-07-19T00:04:50Z").toEpochMilli());
        assertThat(ahead.get())
            .as("milliseconds the venue ran ahead; nothing is sent in the funding pause")
            .isLessThanOrEqualTo(2_000);
        List<JsonNode> books = book.events("depthUpdate");
        assertThat(books).hasSizeGreaterThan(4_000);
        for (int i = 1; i < books.size(); i++) {
          assertThat(books.get(i).path("pu").asLong())
              .isEqualTo(books.get(i - 1).path("u").asLong());
        }
        assertThat(client.open("/fapi/v1/klines?symbol=BTCUSDT&interval=15m&limit=1500").body())
            .as("candles of another month, moved and scaled")
            .hasSizeGreaterThan(500);
      }
    }
  }

  @Test
  void accelerated_time_keeps_its_speed_and_a_restart_goes_on_where_it_was() {
    long before;
    JsonNode candles;
    try (SimulatedVenue venue = SimulatedVenue.start(settings(Optional.of(data), false, 20));
        VenueClient client = new VenueClient(venue);
        VenueClient.Socket listener = client.socket("/public/ws/btcusdt@depth20@100ms")) {
      long start = venue.clock().millis();
      await().atMost(SOON).until(() -> !listener.events("depthUpdate").isEmpty());
      await().atMost(SOON).until(() -> venue.clock().millis() > start + 90_000);
      assertThat(
              client
                  .signed(
                      "POST",
                      "/fapi/v1/order",
                      "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002")
                  .status())
          .isEqualTo(200);
      assertThat(client.open("/fapi/v1/klines?symbol=ETHUSDT&interval=1m").code())
          .as("what is not recorded does not trade")
          .isEqualTo(-1121);
      before = venue.clock().millis();
      candles = client.open("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=3").body();
    }
    try (SimulatedVenue venue = SimulatedVenue.start(settings(Optional.of(data), false, 20));
        VenueClient client = new VenueClient(venue)) {
      assertThat(venue.clock().millis()).isGreaterThanOrEqualTo(before);
      assertThat(
              client
                  .signed("GET", "/fapi/v3/positionRisk", "")
                  .body()
                  .path(0)
                  .path("positionAmt")
                  .asText())
          .isEqualTo("0.002");
      JsonNode again = client.open("/fapi/v1/klines?symbol=BTCUSDT&interval=1m&limit=9").body();
      assertThat(again.toString())
          .as("closed candles are as they were")
          .contains(candles.path(0).toString());
    }
  }
}
