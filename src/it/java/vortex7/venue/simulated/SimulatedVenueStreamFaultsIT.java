package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What faults do to market streams, user streams and connections. */
class SimulatedVenueStreamFaultsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static VenueFixture fixture;
  private static VenueClient client;
  private static Faults faults;

  @BeforeAll
  static void start() {
    fixture = VenueFixture.start();
    client = fixture.client();
    faults = new Faults(client);
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @AfterEach
  void clear() {
    faults.off();
  }

  /** What a socket hears, word for word, because not all of it is JSON. */
  private static final class Ear implements WebSocket.Listener, AutoCloseable {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean ended;

    Ear(String path) {
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(java.net.URI.create(fixture.venue().webSocketUrl() + path), this)
              .join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        heard.add(partial.toString());
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      ended = true;
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      ended = true;
    }

    List<Long> aggTradeIds() {
      return heard.stream().map(Ear::json).map(frame -> frame.path("a").asLong()).toList();
    }

    private static JsonNode json(String text) {
      try {
        return VenueClient.JSON.readTree(text);
      } catch (IOException notJson) {
        throw new AssertionError(text, notJson);
      }
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  private static void trades(int count) {
    for (int i = 0; i < count; i++) {
      boolean buy = i % 2 == 0;
      fixture.market().then(market -> market.take(buy, 1));
      fixture.awaitMarket();
    }
  }

  private static void moveBook() {
    fixture
        .market()
        .then(
            market -> {
              market.take(true, 1);
              // Another price each time: a ticker is silent while the best prices stay.
              market.quoteAround(60_000 + market.book().lastTradeId() % 7);
            });
    fixture.awaitMarket();
  }

  @Test
  void trades_are_dropped_doubled_and_swapped_by_stream() {
    try (Ear trades = new Ear("/market/ws/btcusdt@aggTrade")) {
      String doubles = faults.on("{'kind':'market-duplicate','stream':'*@aggTrade','count':1}");
      trades(2);
      await().atMost(SOON).until(() -> trades.heard.size() == 3);
      List<Long> ids = trades.aggTradeIds();
      assertThat(ids.get(1)).isEqualTo(ids.get(0));
      assertThat(ids.get(2)).isEqualTo(ids.get(0) + 1);
      assertThat(faults.fired(doubles)).isEqualTo(1);

      trades.heard.clear();
      faults.on("{'kind':'market-reorder','stream':'*@aggTrade','count':1,'delay':'10 s'}");
      trades(3);
      await().atMost(SOON).until(() -> trades.heard.size() == 3);
      long first = ids.get(2) + 1;
      assertThat(trades.aggTradeIds()).containsExactly(first + 1, first, first + 2);

      trades.heard.clear();
      String drops = faults.on("{'kind':'market-drop','stream':'*@aggTrade','skip':1,'count':1}");
      trades(3);
      await().atMost(SOON).until(() -> trades.heard.size() == 2);
      assertThat(trades.aggTradeIds()).containsExactly(first + 3, first + 5);
      assertThat(faults.fired(drops)).isEqualTo(1);
    }
  }

  @Test
  void a_stream_freezes_while_another_goes_on_and_the_socket_stays() {
    try (Ear both = new Ear("/public/stream?streams=btcusdt@depth5@100ms/btcusdt@bookTicker")) {
      moveBook();
      await().atMost(SOON).until(() -> both.heard.size() >= 2);
      String freeze = faults.on("{'kind':'market-freeze','stream':'*depth5*'}");
      both.heard.clear();
      moveBook();
      await().atMost(SOON).until(() -> faults.fired(freeze) >= 1);
      await().atMost(SOON).until(() -> !both.heard.isEmpty());
      assertThat(both.heard).noneMatch(frame -> frame.contains("depth5")).isNotEmpty();
      assertThat(both.ended).isFalse();
    }
  }

  @Test
  void frames_come_late_in_their_order_and_garbled() {
    try (Ear trades = new Ear("/market/ws/btcusdt@aggTrade")) {
      faults.on("{'kind':'market-delay','stream':'*@aggTrade','delay':'600 ms','jitter':300}");
      long begun = System.nanoTime();
      trades(4);
      await().atMost(SOON).until(() -> trades.heard.size() == 4);
      assertThat(System.nanoTime() - begun).isGreaterThan(590_000_000L);
      assertThat(trades.aggTradeIds()).isSorted();
      faults.off();
      trades.heard.clear();

      String garbles = faults.on("{'kind':'market-garble','stream':'*@aggTrade','count':1}");
      trades(1);
      await().atMost(SOON).until(() -> trades.heard.size() == 1);
      assertThatThrownBy(() -> VenueClient.JSON.readTree(trades.heard.getFirst()))
          .isInstanceOf(IOException.class);
      assertThat(faults.fired(garbles)).isEqualTo(1);
    }
  }

  @Test
  void books_are_published_crossed_and_empty_and_with_gaps() {
    try (Ear books = new Ear("/public/ws/btcusdt@depth5@100ms")) {
      faults.on("{'kind':'book-crossed','symbol':'BTCUSDT','count':1}");
      moveBook();
      await().atMost(SOON).until(() -> books.heard.size() == 1);
      JsonNode crossed = Ear.json(books.heard.getFirst());
      assertThat(crossed.path("b").path(0).path(0).asDouble())
          .isGreaterThan(crossed.path("a").path(0).path(0).asDouble());

      faults.on("{'kind':'book-empty','side':'asks','count':1}");
      moveBook();
      await().atMost(SOON).until(() -> books.heard.size() == 2);
      JsonNode empty = Ear.json(books.heard.getLast());
      assertThat(empty.path("a")).isEmpty();
      assertThat(empty.path("b")).hasSize(5);

      String gap = faults.on("{'kind':'depth-gap','count':1}");
      moveBook();
      await().atMost(SOON).until(() -> faults.fired(gap) == 1);
      moveBook();
      await().atMost(SOON).until(() -> books.heard.size() == 3);
      assertThat(Ear.json(books.heard.getLast()).path("pu").asLong())
          .as("the chain is broken")
          .isGreaterThan(empty.path("u").asLong());
    }
  }

  private static void trade(String clientId) {
    assertThat(
            client
                .signed(
                    "POST",
                    "/fapi/v1/order",
                    "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.001&newClientOrderId="
                        + clientId)
                .status())
        .isEqualTo(200);
  }

  private static List<String> story(Ear user) {
    return user.heard.stream()
        .map(Ear::json)
        .map(event -> event.path("e").asText() + " " + event.path("o").path("x").asText(""))
        .map(String::strip)
        .toList();
  }

  @Test
  void user_events_are_dropped_doubled_and_change_places() {
    try (Ear user = new Ear("/private/ws/" + client.listenKey())) {
      trade("plain");
      await().atMost(SOON).until(() -> user.heard.size() == 4);
      List<String> plain = story(user);
      assertThat(plain)
          .containsExactly(
              "ORDER_TRADE_UPDATE NEW", "TRADE_LITE", "ORDER_TRADE_UPDATE TRADE", "ACCOUNT_UPDATE");

      user.heard.clear();
      faults.on("{'kind':'user-shuffle','clientId':'swap'}");
      trade("swap");
      await().atMost(SOON).until(() -> user.heard.size() == 4);
      assertThat(story(user))
          .containsExactly(
              "ORDER_TRADE_UPDATE NEW", "TRADE_LITE", "ACCOUNT_UPDATE", "ORDER_TRADE_UPDATE TRADE");

      user.heard.clear();
      faults.on("{'kind':'user-drop','event':'ORDER_TRADE_UPDATE','clientId':'gone*'}");
      faults.on("{'kind':'user-duplicate','event':'ACCOUNT_UPDATE'}");
      trade("gone-1");
      await().atMost(SOON).until(() -> user.heard.size() == 3);
      assertThat(story(user)).containsExactly("TRADE_LITE", "ACCOUNT_UPDATE", "ACCOUNT_UPDATE");
    }
  }

  @Test
  void a_listen_key_expires_before_its_time() {
    String key = client.listenKey();
    try (Ear user = new Ear("/private/ws/" + key)) {
      faults.on("{'kind':'listen-key-expire'}");
      await().atMost(SOON).until(() -> story(user).contains("listenKeyExpired"));
      assertThat(client.raw("PUT", "/fapi/v1/listenKey", "").code()).isEqualTo(-1125);
      assertThat(client.listenKey()).isNotEqualTo(key);
    }
  }

  @Test
  void sockets_are_cut_by_what_they_listen_to() {
    try (Ear user = new Ear("/private/ws/" + client.listenKey());
        Ear market = new Ear("/market/ws/btcusdt@aggTrade")) {
      faults.on("{'kind':'socket-cut','account':'sim-key'}");
      await().atMost(SOON).until(() -> user.ended);
      assertThat(market.ended).isFalse();
      faults.on("{'kind':'socket-cut','stream':'*aggTrade'}");
      await().atMost(SOON).until(() -> market.ended);
    }
  }

  @Test
  void the_port_is_closed_for_a_while() {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", fixture.venue().port());
    faults.on("{'kind':'connection-refuse','hold':'1 s'}");

    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> assertThatThrownBy(() -> connect(address)).isInstanceOf(ConnectException.class));
    await().atMost(SOON).ignoreExceptions().untilAsserted(() -> connect(address));
    assertThat(fixture.venue().port()).isEqualTo(address.getPort());
    assertThat(client.open("/fapi/v1/ping").status()).isEqualTo(200);
  }

  private static void connect(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, 1_000);
    }
  }
}
