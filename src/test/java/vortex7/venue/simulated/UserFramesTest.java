package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.SharedData;
import vortex7.market.Side;
import vortex7.matching.MarginType;
import vortex7.matching.NewAlgo;
import vortex7.matching.OrderType;
import vortex7.matching.TimeInForce;

/** Every event of the user-data stream, character by character and against the real ones. */
class UserFramesTest {
  private static final Path EXPECTED = Path.of("src/test/resources/vortex7/venue/simulated");

  private final Map<String, List<String>> told = new LinkedHashMap<>();
  private final UserStage stage = new UserStage();

  private void act(String name) {
    told.put(name, stage.heard());
  }

  private void tradeAt(double price) {
    stage.market.quoteAround(price);
    stage.market.take(true, 1);
    stage.market.take(false, 1);
  }

  /** A life of an account in which everything happens that the venue tells, act by act. */
  private Map<String, List<String>> story() {
    stage.deposit("USDT", "1000");
    act("a deposit");
    stage.advanceTo(1_000);
    long resting = stage.limit(Side.BUY, TimeInForce.GTC, "0.010", "59000.0", "rests-1");
    act("an order rests");
    stage.amend(resting, Side.BUY, "0.012", "59000.5", 7);
    act("it is amended");
    stage.cancel(resting);
    act("it is canceled");
    stage.marginType(MarginType.CROSSED);
    stage.marginType(MarginType.ISOLATED);
    act("the margin type changes twice");
    stage.marketOrder(Side.BUY, "0.020", "takes-1");
    act("a market order fills");
    stage.addMargin("25.5");
    act("margin is added");
    stage.algo(
        NewAlgo.reducingStop(UserStage.BTC, Side.SELL, dec("0.004"), dec("59950.0"))
            .named("stop-1"));
    act("a stop is placed");
    tradeAt(59_940);
    stage.books.send();
    act("it triggers");
    stage.book().placeMarket(3, false, 4_998);
    stage.advanceTo(2_000);
    act("it fills in two");
    long trailing =
        stage.algo(
            NewAlgo.trailing(
                    UserStage.BTC, Side.SELL, dec("0.004"), Optional.of(dec("60100.0")), dec("1.0"))
                .named("trail-1"));
    act("a trailing stop waits to be activated");
    tradeAt(60_200);
    stage.advanceTo(2_100);
    act("it is activated");
    stage.exchange.cancelAlgo(UserStage.ACCOUNT, trailing).orThrow();
    stage.books.send();
    act("it is canceled before it triggers");
    stage.algo(
        NewAlgo.limit(
                OrderType.STOP,
                UserStage.BTC,
                Side.BUY,
                dec("0.002"),
                dec("60300.0"),
                dec("60250.0"))
            .named("enter-1"));
    tradeAt(60_310);
    stage.advanceTo(3_000);
    act("a stop with a limit triggers and its order rests");
    tradeAt(60_200);
    stage.advanceTo(3_100);
    act("and fills");
    stage.algo(
        NewAlgo.limit(
                OrderType.STOP,
                UserStage.BTC,
                Side.BUY,
                dec("9.000"),
                dec("60300.0"),
                dec("60400.0"))
            .named("greedy-1"));
    tradeAt(60_310);
    stage.advanceTo(4_000);
    act("a stop for which the margin is not enough is rejected");
    stage.exchange.setLeverage(UserStage.ACCOUNT, UserStage.BTC, 25).orThrow();
    stage.books.tell(
        UserStage.ACCOUNT,
        UserFrames.CONFIG,
        UserFrames.leverage(UserStage.BTC, 25, stage.exchange.timeMillis()));
    stage.books.send();
    act("the leverage changes");
    stage.mark("60000");
    stage.exchange.deposit(UserStage.ACCOUNT, "BNB", dec("0.5"));
    stage.books.send();
    act("a deposit of the fees' asset");
    stage.advanceTo(6_400_000);
    act("funding is paid");
    stage.advanceTo(7_200_000);
    stage.deposit("USDT", "1");
    act("the listen key dies, and then there is silence");
    return told;
  }

  private static BigDecimal dec(String text) {
    return new BigDecimal(text);
  }

  /**
   * The end of an account: warned, liquidated, and what is left taken by the insurance fund. The
   * margin of 60 USDT leaves with it.
   */
  private Map<String, List<String>> end() {
    stage.deposit("USDT", "1000");
    stage.marketOrder(Side.BUY, "0.020", "takes-1");
    stage.limit(Side.BUY, TimeInForce.GTC, "0.001", "50000.0", "rests-1");
    stage.heard();
    stage.mark("57250");
    act("the margin is nearly used up");
    stage.mark("57000");
    act("the position is liquidated");
    stage.deposit("USDT", "-100");
    act("a withdrawal");
    return told;
  }

  private static String printed(Map<String, List<String>> acts) {
    StringBuilder text = new StringBuilder();
    acts.forEach(
        (name, events) -> {
          text.append("# ").append(name).append('\n');
          events.forEach(event -> text.append(event).append('\n'));
        });
    return text.toString();
  }

  /**
   * The expectation is the file; after a wanted change it is written anew with {@code
   * -Dvortex7.golden=write} and read before it is kept.
   */
  private static void assertGolden(String file, String is) throws IOException {
    Path path = EXPECTED.resolve(file);
    if ("write".equals(System.getProperty("vortex7.golden"))) {
      Files.writeString(path, is, StandardCharsets.UTF_8);
    }
    assertThat(is).isEqualTo(Files.readString(path, StandardCharsets.UTF_8));
  }

  @Test
  void a_life_of_an_account_is_told_as_the_venue_tells_it() throws IOException {
    assertGolden("user-events-life.txt", printed(story()));
  }

  @Test
  void the_end_of_an_account_is_told_as_the_venue_tells_it() throws IOException {
    assertGolden("user-events-end.txt", printed(end()));
  }

  @Test
  void a_stop_that_fills_tells_its_story_in_the_venues_order() {
    story();
    List<String> order = new ArrayList<>();
    for (String act : List.of("a stop is placed", "it triggers", "it fills in two")) {
      for (String event : told.get(act)) {
        order.add(brief(event));
      }
    }
    assertThat(order.stream().filter(e -> !e.startsWith("ACCOUNT") && !e.startsWith("TRADE")))
        .containsExactly(
            "ALGO_UPDATE NEW",
            "ALGO_UPDATE TRIGGERING",
            "ORDER_TRADE_UPDATE NEW NEW",
            "ORDER_TRADE_UPDATE TRADE PARTIALLY_FILLED",
            "ORDER_TRADE_UPDATE TRADE FILLED",
            "ALGO_UPDATE TRIGGERED",
            "ALGO_UPDATE FINISHED");
    assertThat(order)
        .containsSubsequence("TRADE_LITE", "ORDER_TRADE_UPDATE TRADE PARTIALLY_FILLED");
  }

  @Test
  void a_stop_whose_order_rests_is_finished_only_when_that_is() {
    story();
    assertThat(
            told.get("a stop with a limit triggers and its order rests").stream()
                .map(UserFramesTest::brief))
        .containsExactly(
            "ALGO_UPDATE NEW",
            "ALGO_UPDATE TRIGGERING",
            "ORDER_TRADE_UPDATE NEW NEW",
            "ALGO_UPDATE TRIGGERED");
    assertThat(told.get("and fills").stream().map(UserFramesTest::brief))
        .containsExactly(
            "TRADE_LITE",
            "ORDER_TRADE_UPDATE TRADE FILLED",
            "ACCOUNT_UPDATE",
            "ALGO_UPDATE FINISHED");
  }

  private static JsonNode read(String event) {
    try {
      return VenueClient.JSON.readTree(event);
    } catch (IOException notJson) {
      throw new java.io.UncheckedIOException(notJson);
    }
  }

  private static String brief(String event) {
    JsonNode node = read(event);
    String execution = node.path("o").path("x").asText();
    String status = node.path("o").path("X").asText();
    return (node.path("e").asText() + " " + execution + " " + status).replaceAll(" +", " ").trim();
  }

  /** Names and JSON types of an object's fields in their order, objects inside it included. */
  private static List<String> shape(JsonNode node) {
    List<String> shape = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              shape.add(field.getKey() + ":" + value.getNodeType());
              if (value.isObject()) {
                shape.add(field.getKey() + shape(value));
              } else if (value.isArray() && !value.isEmpty()) {
                shape.add(field.getKey() + "[]" + shape(value.get(0)));
              }
            });
    return shape;
  }

  @ParameterizedTest
  @CsvSource({
    "LimitSubmittedCancelled, 2",
    "LimitSubmittedFilled, 2",
    "MarketSubmittedFilled, 2",
    "StopLimitSubmittedFilled, 8",
    "StopMarketSubmitPartiallyFilledFilled, 7",
    "StopMarketSubmittedCanceled, 2",
  })
  void real_order_events_of_2026_have_the_same_fields_types_and_order(String name, int events)
      throws IOException {
    Path real =
        SharedData.file("fixtures/lean_brokerages_binance/WebSocketFuture" + name + ".json");
    story();
    Set<List<String>> ours = new java.util.HashSet<>();
    told.values().forEach(act -> act.forEach(event -> ours.add(shape(read(event)))));
    int compared = 0;
    try (MappingIterator<JsonNode> messages =
        VenueClient.JSON.readerFor(JsonNode.class).readValues(real.toFile())) {
      while (messages.hasNext()) {
        JsonNode message = messages.next();
        for (JsonNode event : message.isArray() ? message : List.of(message)) {
          assertThat(ours).as("%s", event).contains(shape(event));
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(events);
  }

  @ParameterizedTest
  @CsvSource({
    "AccountUpdate, ACCOUNT_UPDATE, a market order fills",
    "TradeUpdate, TRADE_LITE, a market order fills",
    "Leverage, ACCOUNT_CONFIG_UPDATE, the leverage changes",
    "MarginUpdate, MARGIN_CALL, the margin is nearly used up",
  })
  void other_events_have_the_fields_and_types_of_those_in_the_documents(
      String file, String type, String act) throws IOException {
    Path path =
        SharedData.file("fixtures/jkorf_binance_net/Subscriptions/UsdFutures/" + file + ".txt");
    String text = Files.readString(path, StandardCharsets.UTF_8);
    JsonNode documented = read(text.substring(text.indexOf("= ") + 2)).path("data");
    Map<String, List<String>> all = new TreeMap<>(story());
    all.putAll(new UserFramesTest().end());
    JsonNode ours =
        all.get(act).stream()
            .map(UserFramesTest::read)
            .filter(event -> event.path("e").asText().equals(type))
            .findFirst()
            .orElseThrow();
    assertThat(shape(ours)).isEqualTo(shape(documented));
  }

  @Test
  void a_socket_may_want_some_events_only_and_others_hear_all() {
    FeedStage.Ear few = new FeedStage.Ear();
    stage.listen(few, Set.of("ACCOUNT_UPDATE", "ALGO_UPDATE"));
    stage.deposit("USDT", "100");
    stage.limit(Side.BUY, TimeInForce.GTC, "0.001", "55000.0", "rests-1");
    assertThat(stage.heard().stream().map(UserFramesTest::brief))
        .containsExactly("ACCOUNT_UPDATE", "ORDER_TRADE_UPDATE NEW NEW");
    assertThat(few.texts.stream().map(UserFramesTest::brief)).containsExactly("ACCOUNT_UPDATE");
  }
}
