package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What clients do wrong, by mistake or on purpose: they are told or cut, and leave nothing behind.
 */
class HostileSocketsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private VenueFixture fixture;

  private int start(SimulatedVenueSettings.Sockets sockets) {
    fixture = VenueFixture.start(Optional.empty(), settings -> settings.withSockets(sockets));
    return fixture.venue().port();
  }

  private int start() {
    return start(SimulatedVenueSettings.Sockets.documents().admitting(10, 2_000));
  }

  private void assertNobodyIsLeft() {
    StreamHub hub = fixture.venue().hub();
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(hub.connectionCount()).isZero();
              assertThat(hub.topicCount()).isZero();
            });
    assertThat(fixture.client().open("/fapi/v1/time").status()).as("it serves on").isEqualTo(200);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void frames_that_break_the_protocol_end_the_socket_with_its_code() throws IOException {
    int port = start();
    String path = "/market/ws/btcusdt@aggTrade";
    try (RawSocket huge = new RawSocket(port, path);
        RawSocket binary = new RawSocket(port, path);
        RawSocket parts = new RawSocket(port, path);
        RawSocket orphan = new RawSocket(port, path);
        RawSocket notText = new RawSocket(port, path);
        RawSocket longPing = new RawSocket(port, path);
        RawSocket bare = new RawSocket(port, path)) {
      assertThat(huge.status()).isEqualTo(101);
      huge.head(true, 1, 1L << 40);
      assertThat(huge.closed()).isEqualTo(1009);
      binary.frame(true, 2, new byte[10]);
      assertThat(binary.closed()).isEqualTo(1003);
      orphan.frame(true, 0, new byte[1]);
      assertThat(orphan.closed()).isEqualTo(1002);
      notText.frame(true, 1, new byte[] {(byte) 0xff});
      assertThat(notText.closed()).isEqualTo(1007);
      longPing.frame(true, 9, new byte[126]);
      assertThat(longPing.closed()).isEqualTo(1002);
      bare.write(new byte[] {(byte) 0x81, 1, 'x'}); // Not masked.
      assertThat(bare.closed()).isEqualTo(1002);
      parts.frame(false, 1, "[".getBytes(StandardCharsets.US_ASCII));
      try {
        for (int i = 0; i < 400; i++) {
          parts.frame(false, 0, new byte[0]);
        }
      } catch (IOException alreadyCut) {
        assertThat(alreadyCut).hasMessageMatching("(?i).*(reset|pipe|closed|abort).*");
      }
      assertThat(parts.closed()).isIn(1009, 0);
    }
    assertNobodyIsLeft();
  }

  @Test
  void a_message_that_never_ends_and_a_ping_that_nobody_answers_end_the_socket()
      throws IOException {
    SimulatedVenueSettings.Sockets quick =
        SimulatedVenueSettings.Sockets.documents()
            .living(Duration.ofMinutes(5), Duration.ofMillis(300), Duration.ofSeconds(2));
    int port = start(quick);
    try (RawSocket deaf = new RawSocket(port, "/private/ws/some-key");
        VenueClient.Socket polite = fixture.client().socket("/market/ws/btcusdt@aggTrade")) {
      RawSocket.Frame ping = deaf.read();
      assertThat(ping.opcode()).isEqualTo(9);
      assertThat(new String(ping.payload(), StandardCharsets.US_ASCII)).containsOnlyDigits();
      assertThat(deaf.closed()).isZero();
      assertThat(polite.closed()).as("it answers its pings").isFalse();
    }
    try (RawSocket halfSaid = new RawSocket(port, "/public/ws")) {
      halfSaid.head(true, 1, 100);
      halfSaid.write(new byte[] {'{'});
      assertThat(halfSaid.closed()).isZero();
    }
    assertNobodyIsLeft();
  }

  @Test
  void nonsense_is_answered_and_a_flood_is_cut() throws IOException {
    int port = start();
    try (RawSocket socket = new RawSocket(port, "/public/ws")) {
      for (String nonsense : List.of("", "{", "[[[[", "null", "{\"method\":1}", "\u0000\u00e9")) {
        socket.text(nonsense);
        String answer = new String(socket.read().payload(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("{\"code\":");
      }
      try {
        for (int i = 0; i < 2_000; i++) {
          socket.frame(true, 9, new byte[0]); // Pings count as well.
        }
      } catch (IOException alreadyCut) {
        assertThat(alreadyCut).hasMessageMatching("(?i).*(reset|pipe|closed|abort).*");
      }
      assertThat(socket.closed()).isIn(1008, 0);
    }
    assertNobodyIsLeft();
  }

  @Test
  void a_storm_of_clients_that_come_and_go_without_a_word_leaves_nothing() throws IOException {
    int port = start();
    List<RawSocket> open = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      RawSocket socket =
          new RawSocket(port, "/market/stream?streams=btcusdt@aggTrade/nobody" + i + "@kline_1m");
      socket.text("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@ticker\"],\"id\":1}");
      if (i % 2 == 0) {
        socket.reset();
      } else {
        open.add(socket);
      }
    }
    for (RawSocket socket : open) {
      socket.head(false, 1, 50); // In the middle of a word.
      socket.reset();
    }
    assertNobodyIsLeft();
  }

  @Test
  void a_client_that_does_not_read_is_cut_and_does_not_stay() throws IOException {
    SimulatedVenueSettings.Sockets documents = SimulatedVenueSettings.Sockets.documents();
    int port =
        start(
            new SimulatedVenueSettings.Sockets(
                documents.lifetime(),
                documents.pingEvery(),
                documents.pongWithin(),
                64,
                documents.messagesPerSecond(),
                documents.streamsPerConnection(),
                documents.controlTimeout(),
                documents.messageBytesMax(),
                documents.connectionsPerFiveMinutes()));
    try (RawSocket lazy = new RawSocket(port, "/market/ws/btcusdt@trade")) {
      assertThat(lazy.status()).isEqualTo(101);
      await().atMost(SOON).until(() -> fixture.venue().hub().topicCount() == 1);
      await()
          .atMost(SOON)
          .until(
              () -> {
                fixture
                    .market()
                    .then(
                        market -> {
                          market.quoteAround(60_000);
                          for (int i = 0; i < 2_000; i++) {
                            market.take(true, 1);
                          }
                        });
                fixture.awaitMarket();
                return fixture.venue().hub().connectionCount() == 0;
              });
    }
    assertNobodyIsLeft();
  }

  @Test
  void more_connections_than_an_address_may_open_are_turned_away() throws IOException {
    int port = start(SimulatedVenueSettings.Sockets.documents().admitting(10, 3));
    for (int i = 0; i < 3; i++) {
      try (RawSocket socket = new RawSocket(port, "/public/ws")) {
        assertThat(socket.status()).isEqualTo(101);
      }
    }
    try (RawSocket fourth = new RawSocket(port, "/public/ws");
        RawSocket nowhere = new RawSocket(port, "/elsewhere/ws")) {
      assertThat(fourth.status()).isEqualTo(429);
      assertThat(nowhere.status()).isEqualTo(404);
    }
    assertNobodyIsLeft();
  }
}
