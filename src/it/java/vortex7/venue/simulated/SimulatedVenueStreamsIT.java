package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The WebSocket paths and the events on them, over real sockets. */
class SimulatedVenueStreamsIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private VenueFixture fixture;
  private VenueClient client;

  @BeforeEach
  void start() {
    fixture = VenueFixture.start();
    client = fixture.client();
    trade();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void trade() {
    fixture
        .market()
        .then(
            market -> {
              market.take(true, 3);
              market.quoteAround(60_000);
            });
    fixture.awaitMarket();
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void books_come_on_the_public_path_in_a_chain() {
    try (VenueClient.Socket socket =
        client.socket("/public/stream?streams=btcusdt@depth20@100ms")) {
      await()
          .atMost(SOON)
          .until(
              () -> {
                trade();
                return socket.events("depthUpdate").size() >= 3;
              });
      assertThat(socket.received().getFirst().path("stream").asText())
          .isEqualTo("btcusdt@depth20@100ms");
      List<JsonNode> books = socket.events("depthUpdate");
      assertThat(fields(books.getFirst()))
          .containsExactly("e", "E", "T", "s", "ps", "st", "U", "u", "pu", "b", "a");
      for (int i = 1; i < books.size(); i++) {
        assertThat(books.get(i).path("pu").asLong()).isEqualTo(books.get(i - 1).path("u").asLong());
        assertThat(books.get(i).path("E").asLong() % 100).isZero();
      }
      assertThat(books.getFirst().path("b")).hasSize(10);
      assertThat(books.getFirst().path("b").path(0).path(0).asText()).isEqualTo("59999.90");
    }
  }

  @Test
  void trades_and_candles_come_on_the_market_path_only() {
    String names = "btcusdt@aggTrade/btcusdt@kline_1m";
    try (VenueClient.Socket market = client.socket("/market/ws/" + names);
        VenueClient.Socket wrong = client.socket("/public/ws/" + names);
        VenueClient.Socket legacy = client.socket("/ws/" + names)) {
      trade();
      await().atMost(SOON).until(() -> !market.events("aggTrade").isEmpty());
      await().atMost(SOON).until(() -> !market.events("kline").isEmpty());
      JsonNode trade = market.events("aggTrade").getFirst();
      assertThat(fields(trade))
          .containsExactly("e", "E", "s", "a", "p", "q", "nq", "f", "l", "T", "m", "st");
      assertThat(trade.path("m").asBoolean()).as("the buyer took").isFalse();
      assertThat(trade.path("p").asText()).isEqualTo("60000.00");
      assertThat(trade.path("E").asLong() - trade.path("T").asLong())
          .as("told when the next one begins, or after 150 ms")
          .isBetween(1L, 150L);
      JsonNode candle = market.events("kline").getFirst().path("k");
      assertThat(candle.path("x").asBoolean()).isFalse();
      assertThat(candle.path("i").asText()).isEqualTo("1m");
      assertThat(wrong.received()).as("acknowledged, and silent").isEmpty();
      assertThat(legacy.received()).as("the retired path serves the public class").isEmpty();
    }
  }

  @Test
  void subscriptions_are_made_listed_and_ended_by_message() {
    try (VenueClient.Socket socket = client.socket("/public/ws")) {
      socket.send(
          "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth5@100ms\",\"nope@nothing\"],\"id\":1}");
      await().atMost(SOON).until(() -> !socket.received().isEmpty());
      assertThat(socket.received().getFirst().toString()).isEqualTo("{\"result\":null,\"id\":1}");
      trade();
      await().atMost(SOON).until(() -> !socket.events("depthUpdate").isEmpty());
      assertThat(socket.events("depthUpdate").getFirst().path("a")).hasSize(5);
      socket.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
      socket.send("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@depth5@100ms\"],\"id\":3}");
      socket.send("not json");
      socket.send("{\"method\":\"DANCE\",\"id\":4}");
      await()
          .atMost(SOON)
          .until(() -> socket.received().stream().filter(n -> n.has("code")).count() == 2);
      assertThat(
              socket.received().stream()
                  .filter(node -> node.path("id").asInt() == 2)
                  .findFirst()
                  .orElseThrow()
                  .path("result")
                  .toString())
          .isEqualTo("[\"btcusdt@depth5@100ms\",\"nope@nothing\"]");
      assertThat(
              socket.received().stream()
                  .filter(node -> node.has("code"))
                  .map(node -> node.path("code").asInt()))
          .containsExactly(3, 2);
    }
  }

  @Test
  void a_client_that_talks_too_much_is_cut() {
    try (VenueClient.Socket socket = client.socket("/market/ws")) {
      for (int i = 0; i < 400 && !socket.closed(); i++) {
        socket.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}");
      }
      await().atMost(SOON).until(socket::closed);
      assertThat(socket.received()).hasSizeLessThan(400);
    } catch (java.util.concurrent.CompletionException alreadyCut) {
      assertThat(alreadyCut).hasRootCauseInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void a_triggered_stop_tells_its_story_in_the_venues_order() {
    String key = client.listenKey();
    assertThat(client.listenKey()).as("a living key is given again").isEqualTo(key);
    try (VenueClient.Socket user = client.socket("/private/ws?listenKey=" + key)) {
      client.signed("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002");
      await().atMost(SOON).until(() -> user.events("ACCOUNT_UPDATE").size() == 1);
      client.signed(
          "POST",
          "/fapi/v1/algoOrder",
          "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&closePosition=true"
              + "&triggerPrice=59900&clientAlgoId=guard-1");
      int before = user.received().size();
      fixture
          .market()
          .then(
              market -> {
                market.quoteAround(59_890);
                market.take(false, 1);
              });
      await()
          .atMost(SOON)
          .until(
              () ->
                  user.events("ALGO_UPDATE").stream()
                      .anyMatch(e -> e.path("o").path("X").asText().equals("FINISHED")));
      List<String> story = new ArrayList<>();
      for (JsonNode event : user.received().subList(before - 1, user.received().size())) {
        switch (event.path("e").asText()) {
          case "ALGO_UPDATE" -> story.add("ALGO " + event.path("o").path("X").asText());
          case "ORDER_TRADE_UPDATE" ->
              story.add(
                  "ORDER "
                      + event.path("o").path("x").asText()
                      + " "
                      + event.path("o").path("X").asText());
          default -> {
            // ACCOUNT_UPDATE and TRADE_LITE may come anywhere between.
          }
        }
      }
      assertThat(story)
          .containsExactly(
              "ALGO NEW",
              "ALGO TRIGGERING",
              "ORDER NEW NEW",
              "ORDER TRADE FILLED",
              "ALGO TRIGGERED",
              "ALGO FINISHED");
      JsonNode child = user.events("ORDER_TRADE_UPDATE").getLast().path("o");
      JsonNode finished = user.events("ALGO_UPDATE").getLast().path("o");
      assertThat(child.path("c").asText()).isEqualTo("guard-1");
      assertThat(child.path("st").asText()).isEqualTo("ALGO_CONDITION");
      assertThat(child.path("si").asLong()).isEqualTo(finished.path("aid").asLong());
      assertThat(child.path("ss").asInt()).isEqualTo(-1);
      assertThat(finished.path("ai").asText()).isEqualTo(child.path("i").asText());
      assertThat(finished.path("aq").asText()).isEqualTo("0.002");
      assertThat(finished.path("act").asText()).isEqualTo("MARKET");
      JsonNode flat = user.events("ACCOUNT_UPDATE").getLast().path("a");
      assertThat(flat.path("m").asText()).isEqualTo("ORDER");
      assertThat(flat.path("P").path(0).path("pa").asText()).isEqualTo("0");
    }
  }

  @Test
  void user_events_can_be_filtered_and_named_by_path() {
    String key = client.listenKey();
    try (VenueClient.Socket accounts =
            client.socket("/private/ws?listenKey=" + key + "&events=ACCOUNT_UPDATE");
        VenueClient.Socket all = client.socket("/private/ws/" + key);
        VenueClient.Socket wrapped = client.socket("/private/stream?listenKey=" + key);
        VenueClient.Socket wrongClass = client.socket("/market/ws/" + key)) {
      client.signed("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.002");
      await().atMost(SOON).until(() -> all.events("ACCOUNT_UPDATE").size() == 1);
      await().atMost(SOON).until(() -> accounts.events("ACCOUNT_UPDATE").size() == 1);
      await().atMost(SOON).until(() -> wrapped.events("ACCOUNT_UPDATE").size() == 1);
      Set<String> types = new TreeSet<>();
      accounts.received().forEach(event -> types.add(event.path("e").asText()));
      assertThat(types).containsExactly("ACCOUNT_UPDATE");
      assertThat(all.events("ORDER_TRADE_UPDATE")).hasSize(2);
      assertThat(all.events("TRADE_LITE")).hasSize(1);
      assertThat(wrapped.received().getFirst().path("stream").asText()).isEqualTo(key);
      assertThat(wrongClass.received()).isEmpty();
    }
  }

  @Test
  void deleting_the_listen_key_ends_its_sockets() {
    String key = client.listenKey();
    try (VenueClient.Socket user = client.socket("/private/ws/" + key)) {
      assertThat(client.raw("PUT", "/fapi/v1/listenKey", "").status()).isEqualTo(200);
      assertThat(client.raw("DELETE", "/fapi/v1/listenKey", "").raw().body()).isEqualTo("{}");
      await().atMost(SOON).until(user::closed);
      assertThat(client.raw("PUT", "/fapi/v1/listenKey", "").code()).isEqualTo(-1125);
    }
  }

  @Test
  void a_listen_key_that_nobody_renews_expires_with_an_event() {
    try (VenueFixture quick =
        VenueFixture.start(
            Optional.empty(),
            settings ->
                settings.withPacing(new SimulatedVenueSettings.Pacing(100, 250, 1_500, 100)))) {
      String key = quick.client().listenKey();
      try (VenueClient.Socket user = quick.client().socket("/private/ws/" + key)) {
        await().atMost(SOON).until(() -> !user.events("listenKeyExpired").isEmpty());
        assertThat(user.events("listenKeyExpired").getFirst().path("listenKey").asText())
            .isEqualTo(key);
      }
    }
  }
}
