package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.SharedData;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderReport.Accepted;
import vortex7.position.OrderReport.Ended;
import vortex7.position.OrderReport.Filled;
import vortex7.position.OrderReport.Rejected;
import vortex7.position.OrderReport.Triggered;
import vortex7.venue.binance.UserEvents.Outcome;

class UserEventsTest {
  private static final Instant AT = Instant.ofEpochMilli(1_772_462_050_738L);

  private final UserRecorder recorder = new UserRecorder();
  private final UserEvents events = new UserEvents(recorder, new ClientIds());

  @Test
  void an_entry_lives_from_new_over_fills_to_filled() {
    read(order(Orders.ENTRY.text(), "NEW", "NEW", "0", "0", "0", 0, false));
    read(order(Orders.ENTRY.text(), "TRADE", "PARTIALLY_FILLED", "0.004", "0.004", "7", 11, true));
    read(order(Orders.ENTRY.text(), "TRADE", "FILLED", "0.006", "0.010", "8", 12, true));
    assertThat(recorder.reports)
        .containsExactly(
            new Accepted(Orders.ENTRY, 974828356187L, AT),
            fill(11, "0.004", "0.004", false, "7"),
            fill(12, "0.006", "0.010", true, "8"));
    assertThat(recorder.told).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CANCELED", "EXPIRED", "EXPIRED_IN_MATCH"})
  void an_order_that_goes_says_how_much_it_executed(String status) {
    String execution = status.equals("CANCELED") ? "CANCELED" : "EXPIRED";
    read(order(Orders.ENTRY.text(), execution, status, "0", "0.004", "0", 0, false));
    assertThat(recorder.reports)
        .containsExactly(new Ended(Orders.ENTRY, status, new BigDecimal("0.004"), AT));
  }

  @Test
  void a_fill_without_a_fee_cost_nothing() {
    String event =
        order(Orders.ENTRY.text(), "TRADE", "FILLED", "0.010", "0.010", "8", 12, true)
            .replace("\"n\":\"8\",\"N\":\"BNB\",", "");
    read(event);
    assertThat(((Filled) recorder.reports.get(0)).fee()).isZero();
  }

  @Test
  void orders_of_others_are_told_apart() {
    read(order("web_abc", "NEW", "NEW", "0", "0", "0", 0, false));
    read(order("autoclose-1", "CALCULATED", "FILLED", "0.010", "0.010", "1", 5, false));
    assertThat(recorder.reports).isEmpty();
    assertThat(recorder.told)
        .containsExactly(
            "foreign BTCUSDT web_abc NEW NEW BUY 0.010",
            "foreign BTCUSDT autoclose-1 CALCULATED FILLED BUY 0.010");
  }

  @Test
  void balances_and_positions_of_an_account_update_are_told() {
    read(
        """
        {"e":"ACCOUNT_UPDATE","E":2,"T":1,"a":{"m":"ORDER",
         "B":[{"a":"USDT","wb":"500.12","cw":"1","bc":"0"},{"a":"BNB","wb":"0.5","cw":"0","bc":"-0.1"}],
         "P":[{"s":"BTCUSDT","pa":"-0.010","ep":"76906.10","up":"1","mt":"isolated","ps":"BOTH"},
              {"s":"BTCUSDT","pa":"1","ep":"1","ps":"LONG"}]}}
        """);
    assertThat(recorder.told)
        .containsExactly(
            "balance USDT 500.12 0 ORDER",
            "balance BNB 0.5 -0.1 ORDER",
            "position BTCUSDT -0.010 76906.10");
  }

  @Test
  void funding_is_told_of_the_symbol_that_the_event_names_paid_as_positive() {
    read(
        """
        {"e":"ACCOUNT_UPDATE","E":2,"T":1,"a":{"m":"FUNDING_FEE","S":"ETHUSDT",
         "B":[{"a":"USDT","wb":"499.5","cw":"1","bc":"-0.5"}]}}
        """);
    read(
        """
        {"e":"ACCOUNT_UPDATE","E":3,"T":2,"a":{"m":"FUNDING_FEE",
         "B":[{"a":"USDT","wb":"499.75","cw":"1","bc":"0.25"}],
         "P":[{"s":"BTCUSDT","pa":"-0.010","ep":"76906.10","mt":"isolated","ps":"BOTH"}]}}
        """);
    assertThat(recorder.told)
        .containsExactly(
            "balance USDT 499.5 -0.5 FUNDING_FEE",
            "funding ETHUSDT 0.5 1",
            "balance USDT 499.75 0.25 FUNDING_FEE",
            "funding BTCUSDT -0.25 2",
            "position BTCUSDT -0.010 76906.10");
  }

  @Test
  void funding_without_a_symbol_or_in_another_asset_is_nobodys() {
    read(
        """
        {"e":"ACCOUNT_UPDATE","E":2,"T":1,"a":{"m":"FUNDING_FEE",
         "B":[{"a":"USDT","wb":"1","cw":"1","bc":"-0.5"}]}}
        """);
    read(
        """
        {"e":"ACCOUNT_UPDATE","E":2,"T":1,"a":{"m":"FUNDING_FEE","S":"BTCUSDT",
         "B":[{"a":"BNB","wb":"1","cw":"1","bc":"-0.5"}]}}
        """);
    assertThat(recorder.told).hasSize(2).allMatch(line -> line.startsWith("balance"));
  }

  @Test
  void a_stop_that_the_venue_refuses_at_its_trigger_is_rejected_with_the_reason() {
    read(
        "{\"e\":\"ALGO_UPDATE\",\"T\":1772462050738,\"o\":{\"caid\":\""
            + Orders.STOP.text()
            + "\",\"aid\":5,\"s\":\"BTCUSDT\",\"X\":\"REJECTED\",\"rm\":\"margin not enough\"}}");
    assertThat(recorder.reports)
        .containsExactly(new Rejected(Orders.STOP, 0, "REJECTED margin not enough", AT));
  }

  @Test
  void an_expired_key_and_unreadable_events_are_the_streams_to_mend() {
    assertThat(events.read("{\"e\":\"listenKeyExpired\",\"E\":1,\"listenKey\":\"k\"}"))
        .isEqualTo(Outcome.KEY_EXPIRED);
    assertThat(events.read("{\"e\":\"ORDER_TRADE")).isEqualTo(Outcome.MALFORMED);
    assertThat(
            events.read(
                "{\"e\":\"ORDER_TRADE_UPDATE\",\"T\":1,\"o\":{\"c\":\""
                    + Orders.ENTRY.text()
                    + "\",\"x\":\"TRADE\",\"X\":\"FILLED\",\"i\":1}}"))
        .isEqualTo(Outcome.MALFORMED);
    assertThat(recorder.reports).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"e\":\"TRADE_LITE\",\"s\":\"BTCUSDT\",\"t\":1}",
        "{\"e\":\"ACCOUNT_CONFIG_UPDATE\",\"ac\":{\"s\":\"BTCUSDT\",\"l\":25}}",
        "{\"e\":\"STRATEGY_UPDATE\"}",
        "{\"e\":\"SOMETHING_NEW\",\"o\":1}",
        "{}",
        "[]"
      })
  void events_of_no_concern_pass(String event) {
    assertThat(events.read(event)).isEqualTo(Outcome.DONE);
    assertThat(recorder.told).isEmpty();
  }

  @Test
  void a_recorded_stop_tells_its_life_under_its_own_id() throws IOException {
    ClientOrderId stop = new ClientOrderId("0a1b2c", Symbol.of("ACHUSDT"), 1, Leg.STOP, 0);
    for (JsonNode event : recorded("WebSocketFutureStopMarketSubmitPartiallyFilledFilled.json")) {
      read(event.toString().replace("3q6MTOEHBSe4E80HLqoeq1", stop.text()));
    }
    assertThat(recorder.reports)
        .extracting(report -> (Object) report.getClass())
        .containsExactly(
            Accepted.class,
            Triggered.class,
            Triggered.class,
            Filled.class,
            Filled.class,
            Triggered.class,
            Ended.class);
    assertThat(recorder.reports).allMatch(report -> report.id().equals(stop));
    Filled first = (Filled) recorder.reports.get(3);
    assertThat(first.quantity()).isEqualByComparingTo("760");
    assertThat(first.orderDone()).isFalse();
    assertThat(first.fee()).isEqualByComparingTo("0.0025308");
    Filled second = (Filled) recorder.reports.get(4);
    assertThat(second.cumulative()).isEqualByComparingTo("800");
    assertThat(second.orderDone()).isTrue();
    assertThat(((Ended) recorder.reports.get(6)).executed()).isEqualByComparingTo("800");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WebSocketFutureLimitSubmittedCancelled.json",
        "WebSocketFutureLimitSubmittedFilled.json",
        "WebSocketFutureMarketSubmittedFilled.json",
        "WebSocketFutureStopLimitSubmittedExpired.json",
        "WebSocketFutureStopLimitSubmittedFilled.json",
        "WebSocketFutureStopMarketSubmittedCanceled.json"
      })
  void recorded_events_of_others_are_all_read(String name) throws IOException {
    List<JsonNode> all = recorded(name);
    for (JsonNode event : all) {
      assertThat(events.read(event.toString())).isEqualTo(Outcome.DONE);
    }
    assertThat(all).isNotEmpty();
    assertThat(recorder.told).isNotEmpty().allMatch(line -> line.startsWith("foreign "));
  }

  @Test
  void a_mutated_event_is_never_an_exception() {
    SplittableRandom random = new SplittableRandom(3);
    String seed = order(Orders.ENTRY.text(), "TRADE", "FILLED", "0.006", "0.010", "8", 12, true);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(seed);
      for (int k = random.nextInt(3); k >= 0; k--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(' ', 127));
      }
      assertThat(events.read(text.toString())).isNotNull();
    }
    assertThat(recorder.reports).isNotEmpty();
  }

  private static List<JsonNode> recorded(String name) throws IOException {
    Path file = SharedData.file("fixtures/lean_brokerages_binance/" + name);
    List<JsonNode> all = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    try (MappingIterator<JsonNode> parsed =
        mapper.readerFor(JsonNode.class).readValues(Files.readString(file))) {
      parsed.forEachRemaining(all::add);
    }
    return all;
  }

  private void read(String event) {
    assertThat(events.read(event)).isEqualTo(Outcome.DONE);
  }

  private static OrderReport fill(
      long trade, String quantity, String cumulative, boolean done, String fee) {
    return new Filled(
        Orders.ENTRY,
        974828356187L,
        trade,
        new BigDecimal("76906.1"),
        new BigDecimal(quantity),
        new BigDecimal(cumulative),
        done,
        new BigDecimal(fee),
        "BNB",
        true,
        AT);
  }

  private static String order(
      String clientId,
      String execution,
      String status,
      String last,
      String cumulative,
      String fee,
      long trade,
      boolean maker) {
    return """
    {"e":"ORDER_TRADE_UPDATE","T":1772462050738,"E":1772462050739,"o":{"s":"BTCUSDT",
     "c":"%s","S":"BUY","o":"LIMIT","f":"GTX","q":"0.010","p":"76906.1","ap":"0","sp":"0",
     "x":"%s","X":"%s","i":974828356187,"l":"%s","z":"%s","L":"76906.1","n":"%s","N":"BNB",
     "T":1772462050738,"t":%d,"b":"0","a":"0","m":%s,"R":false,"ps":"BOTH","er":"0"}}
    """
        .formatted(clientId, execution, status, last, cumulative, fee, trade, maker)
        .replace("\n", "")
        .replace(",         ", ",");
  }
}
