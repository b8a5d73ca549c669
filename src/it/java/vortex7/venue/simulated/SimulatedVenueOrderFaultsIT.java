package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.matching.Latency;

/** What faults do to orders, stops, accounts, the market and the clock. */
class SimulatedVenueOrderFaultsIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  @TempDir Path data;
  private VenueFixture fixture;
  private VenueClient client;
  private Faults faults;

  @BeforeEach
  void start() {
    use(VenueFixture.start(data));
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void use(VenueFixture started) {
    fixture = started;
    client = started.client();
    faults = new Faults(client);
  }

  private JsonNode truth() {
    return client.open("/sim/truth").body().path("accounts").path(0);
  }

  private void order(String parameters) {
    assertThat(client.signed("POST", "/fapi/v1/order", "symbol=BTCUSDT&" + parameters).status())
        .isEqualTo(200);
  }

  private void position() {
    order("side=BUY&type=MARKET&quantity=0.002&newClientOrderId=in-1");
  }

  private void stop(String clientId) {
    assertThat(
            client
                .signed(
                    "POST",
                    "/fapi/v1/algoOrder",
                    "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET"
                        + "&closePosition=true&triggerPrice=59000&clientAlgoId="
                        + clientId)
                .status())
        .isEqualTo(200);
  }

  private String stopStatus(String clientId) {
    return client
        .signed("GET", "/fapi/v1/algoOrder", "clientAlgoId=" + clientId)
        .body()
        .path("algoStatus")
        .asText();
  }

  private static List<String> algoStory(VenueClient.Socket user) {
    return user.events("ALGO_UPDATE").stream()
        .map(event -> event.path("o").path("X").asText())
        .toList();
  }

  private static List<JsonNode> orders(VenueClient.Socket user) {
    return user.events("ORDER_TRADE_UPDATE").stream().map(event -> event.path("o")).toList();
  }

  @Test
  void a_stop_is_lost_silently_and_the_loss_outlives_a_kill() throws IOException {
    position();
    try (VenueClient.Socket user = client.socket("/private/ws/" + client.listenKey())) {
      String fault = faults.on("{'kind':'stop-lose','clientId':'*guard*'}");
      stop("guard-1");
      await().atMost(SOON).until(() -> faults.fired(fault) == 1);
      assertThat(client.signed("GET", "/fapi/v1/openAlgoOrders", "symbol=BTCUSDT").body())
          .isEmpty();
      assertThat(stopStatus("guard-1")).isEqualTo("CANCELED");
      assertThat(algoStory(user)).isSubsetOf("NEW");
      assertThat(truth().path("protection").path(0).path("unprotected")).isNotEmpty();
    }
    Path killed = Files.createDirectories(data.resolveSibling(data.getFileName() + "-killed"));
    faults.on("{'kind':'deposit','amount':'123.45'}");
    faults.on("{'kind':'outside-order','symbol':'BTCUSDT','side':'sell','quantity':'0.001'}");
    await().atMost(SOON).until(() -> truth().path("fills").size() == 2);
    JsonNode before = truth();
    Files.copy(data.resolve("state.log"), killed.resolve("state.log"));
    fixture.close();

    use(VenueFixture.start(killed));

    JsonNode after = truth();
    for (String part : List.of("balances", "orders", "algos", "fills", "deposits")) {
      assertThat(after.path(part)).as(part).isEqualTo(before.path(part)).isNotEmpty();
    }
    assertThat(after.path("positions").path(0).path("amount").asText()).isEqualTo("0.001");
    assertThat(stopStatus("guard-1")).isEqualTo("CANCELED");
  }

  @Test
  void a_stop_is_rejected_when_it_triggers() {
    position();
    try (VenueClient.Socket user = client.socket("/private/ws/" + client.listenKey())) {
      String fault = faults.on("{'kind':'stop-reject','reason':'Reduce Only reject'}");
      stop("guard-2");
      await().atMost(SOON).until(() -> faults.fired(fault) == 1);
      faults.on("{'kind':'price-gap','symbol':'BTCUSDT','percent':-3}");

      await().atMost(SOON).until(() -> algoStory(user).contains("REJECTED"));
      assertThat(algoStory(user)).containsExactly("NEW", "TRIGGERING", "REJECTED");
      assertThat(user.events("ALGO_UPDATE").getLast().path("o").path("rm").asText())
          .isEqualTo("Reduce Only reject");
      assertThat(truth().path("positions").path(0).path("amount").asText()).isEqualTo("0.002");
      double ask =
          client
              .open("/fapi/v1/depth?symbol=BTCUSDT&limit=5")
              .body()
              .path("asks")
              .path(0)
              .path(0)
              .asDouble();
      assertThat(ask).isBetween(58_150.0, 58_250.0);
    }
  }

  @Test
  void a_stop_triggers_and_nobody_is_told() {
    position();
    try (VenueClient.Socket user = client.socket("/private/ws/" + client.listenKey())) {
      String fault = faults.on("{'kind':'stop-silent','orders':true}");
      stop("guard-3");
      faults.on("{'kind':'price-gap','symbol':'BTCUSDT','percent':-3}");

      await().atMost(SOON).until(() -> stopStatus("guard-3").equals("FINISHED"));
      await().atMost(SOON).until(() -> !user.events("ACCOUNT_UPDATE").isEmpty());
      assertThat(algoStory(user)).containsExactly("NEW");
      assertThat(orders(user)).isEmpty();
      assertThat(user.events("TRADE_LITE")).isEmpty();
      assertThat(faults.fired(fault)).isEqualTo(1);
    }
  }

  @Test
  void an_order_fills_in_the_shares_that_were_asked_for() {
    try (VenueClient.Socket user = client.socket("/private/ws/" + client.listenKey())) {
      faults.on(
          "{'kind':'partial-fill','shares':'0.3,0.3,0.4','pause':'150 ms','clientId':'*-EN*'}");
      order(
          "side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.010&price=59000"
              + "&newClientOrderId=k-EN-1");

      await().atMost(SOON).until(() -> orders(user).size() == 4);
      assertThat(orders(user))
          .extracting(o -> o.path("x").asText() + " " + o.path("l").asText())
          .containsExactly("NEW 0", "TRADE 0.003", "TRADE 0.003", "TRADE 0.004");
      assertThat(orders(user).getLast().path("X").asText()).isEqualTo("FILLED");
      assertThat(orders(user).getLast().path("ap").asDouble()).isEqualTo(59_000.0);
      long first = orders(user).get(1).path("T").asLong();
      assertThat(orders(user).get(2).path("T").asLong() - first).isEqualTo(150);
    }
  }

  @Test
  void somebody_else_moves_money_and_orders_on_the_account() {
    try (VenueClient.Socket user = client.socket("/private/ws/" + client.listenKey())) {
      faults.on("{'kind':'deposit','amount':-100}");
      await().atMost(SOON).until(() -> user.events("ACCOUNT_UPDATE").size() == 1);
      JsonNode told = user.events("ACCOUNT_UPDATE").getFirst().path("a");
      assertThat(told.path("m").asText()).isEqualTo("WITHDRAW");
      assertThat(told.path("B").path(0).path("bc").asDouble()).isEqualTo(-100.0);

      String tooMuch = faults.on("{'kind':'deposit','amount':-100000}");
      await()
          .atMost(SOON)
          .until(() -> faults.standing(tooMuch).path("note").asText().startsWith("refused"));
      faults.on(
          "{'kind':'outside-order','symbol':'BTCUSDT','side':'buy','quantity':'0.002',"
              + "'price':'58000','clientId':'ios_7'}");
      await()
          .atMost(SOON)
          .until(() -> orders(user).stream().anyMatch(o -> o.path("c").asText().equals("ios_7")));
      faults.on("{'kind':'outside-cancel','clientId':'ios_*'}");
      await().atMost(SOON).until(() -> orders(user).size() == 2);
      assertThat(orders(user).getLast().path("X").asText()).isEqualTo("CANCELED");
      String poor =
          faults.on("{'kind':'outside-order','symbol':'BTCUSDT','side':'buy','quantity':'9'}");
      await()
          .atMost(SOON)
          .until(() -> faults.standing(poor).path("note").asText().contains("-2019"));
    }
  }

  @Test
  void a_book_runs_dry_and_comes_back() {
    faults.on("{'kind':'book-dry','symbol':'BTCUSDT','side':'asks','hold':'500 ms'}");
    String depth = "/fapi/v1/depth?symbol=BTCUSDT&limit=5";

    await().atMost(SOON).until(() -> client.open(depth).body().path("asks").isEmpty());
    await().atMost(SOON).until(() -> client.open(depth).body().path("asks").size() == 5);
  }

  @Test
  void the_clock_leaps_and_runs_faster_and_never_goes_back() {
    long before = client.open("/sim/clock").body().path("time").asLong();
    assertThat(client.form("POST", "/sim/clock", "{\"forward\":\"5m\"}").status()).isEqualTo(200);
    await()
        .atMost(SOON)
        .until(() -> client.open("/sim/clock").body().path("time").asLong() >= before + 300_000);
    await().atMost(SOON).until(() -> client.open("/sim/clock").body().path("leapsTo").isNull());
    assertThat(client.signed("GET", "/fapi/v3/balance", "").status()).isEqualTo(200);

    assertThat(client.form("POST", "/sim/clock", "{\"speed\":50}").body().path("speed").asDouble())
        .isEqualTo(50.0);
    long fast = fixture.venue().clock().millis();
    await()
        .atMost(Duration.ofSeconds(2))
        .until(() -> fixture.venue().clock().millis() > fast + 5_000);

    for (String wrong :
        List.of(
            "{\"forward\":\"-5s\"}",
            "{\"forward\":0}",
            "{\"speed\":0}",
            "{\"offset\":\"2h\"}",
            "{\"back\":1}",
            "{}")) {
      assertThat(client.form("POST", "/sim/clock", wrong).status()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void a_clock_off_the_market_refuses_timestamps_until_the_client_asks_again() {
    client.form("POST", "/sim/clock", "{\"offset\":\"90s\"}");

    assertThat(client.signed("GET", "/fapi/v3/balance", "").code()).isEqualTo(-1021);
    long told = client.open("/fapi/v1/time").body().path("serverTime").asLong();
    assertThat(told - fixture.venue().clock().millis()).isBetween(89_000L, 91_000L);

    client.form("POST", "/sim/clock", "{\"offset\":\"-10s\"}");
    VenueClient.Reply early = client.signed("GET", "/fapi/v3/balance", "");
    assertThat(early.code()).isEqualTo(-1021);
    assertThat(early.body().path("msg").asText()).contains("ahead");
    client.form("POST", "/sim/clock", "{\"offset\":0}");
    assertThat(client.signed("GET", "/fapi/v3/balance", "").status()).isEqualTo(200);
  }

  @Test
  void orders_and_their_answers_take_their_time_while_the_market_moves() {
    fixture.close();
    use(
        VenueFixture.start(
            Optional.empty(),
            settings ->
                settings.withControl(
                    new SimulatedVenueSettings.Control(
                        Optional.empty(),
                        Latency.parse("400"),
                        Latency.parse("uniform 300 320"),
                        Latency.parse("200"),
                        List.of()))));
    try (VenueClient.Socket user = client.socket("/private/ws/" + client.listenKey());
        VenueClient.Socket market = client.socket("/market/ws/btcusdt@aggTrade")) {
      long begun = System.nanoTime();
      long sent = fixture.venue().clock().millis();
      position();
      assertThat(System.nanoTime() - begun).isGreaterThan(490_000_000L);
      JsonNode fill = truth().path("fills").path(0);
      assertThat(fill.path("time").asLong() - sent).isBetween(300L, 5_000L);
      await().atMost(SOON).until(() -> orders(user).size() == 2);
      await().atMost(SOON).until(() -> !market.events("aggTrade").isEmpty());
      begun = System.nanoTime();
      client.open("/fapi/v1/ping");
      assertThat(StreamSupport.stream(truth().path("fills").spliterator(), false).count())
          .isEqualTo(1);
      assertThat(new BigDecimal(fill.path("quantity").asText())).isEqualByComparingTo("0.002");
    }
  }
}
