package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.journal.Database;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.JournalSettings;
import vortex7.settings.Secret;

class AdminServerIT extends AdminDesk {

  @BeforeAll
  void putTradesIntoTheDatabase() throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO trades (symbol, side, strategy, entry_price, exit_price, size_usdt, leverage,
            sl_price, tp1_price, pnl_gross, fee_total, pnl_net, confidence, engine_signals,
            final_score, hold_duration_sec, exit_reason, maker_fills, taker_fills, entry_time,
            exit_time, regime_at_entry, vol_phase_at_entry, ref, position_number, mode, venue,
            profile)
          SELECT 'BTCUSDT', 'LONG', 'A', 64000.1, 64010, 640, 5, 63900, 64100, 1.5, 0.5, 1.0, 70,
            '{}', 0.5, 60, 'TP1', 2, 0, '2026-03-01T12:00:00Z',
            '2026-03-01T12:00:00Z'::timestamptz + n * interval '1 second', 'RANGING', 'NORMAL',
            'd_' || n, n, 'paper', 'simulated', 'documents'
          FROM generate_series(1, 1200) AS n
          """);
    }
  }

  @Test
  void health_and_readiness_need_no_login() throws Exception {
    assertThat(send(request("/health")).body()).contains("\"status\":\"up\"", "uptimeSec");
    assertThat(send(request("/ready")).statusCode()).isEqualTo(200);

    daemon.ready = false;
    HttpResponse<String> response = send(request("/ready"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(ApiJson.read(response.body()).path("missing").get(0).asText())
        .isEqualTo("feed BTCUSDT");
  }

  @Test
  void money_prices_and_times_are_texts() throws Exception {
    JsonNode status = get(STATUS);
    assertThat(status.path("balance").asText()).isEqualTo("500.10");
    assertThat(status.path("dayPnl").textValue()).isEqualTo("10");
    assertThat(status.path("since").isNull()).isTrue();
    JsonNode level = get("/api/v1/symbols/BTCUSDT/book").path("bids").get(0);
    assertThat(level.path("price").textValue()).isEqualTo("64000.1");
    assertThat(level.path("quantity").textValue()).isEqualTo("0.000010");
    JsonNode candle = get("/api/v1/symbols/BTCUSDT/candles?tf=5m").path("items").get(0);
    assertThat(candle.path("openTime").asText()).isEqualTo("2026-03-01T12:00:00Z");
    assertThat(candle.path("high").textValue()).isEqualTo("2.5");
    JsonNode position = get("/api/v1/positions").path("items").get(0);
    assertThat(position.path("quantity").textValue()).isEqualTo("0.010");
    assertThat(position.path("stopAcked").booleanValue()).isFalse();
    JsonNode reading = get("/api/v1/symbols/BTCUSDT/engines").path("items").get(0);
    assertThat(reading.path("strength").isNumber()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/symbols/NONSENSE, 404",
    "/api/v1/symbols/not%20a%20symbol/book, 404",
    "/api/v1/symbols/BTCUSDT/candles?tf=7m, 400",
    "/api/v1/symbols/BTCUSDT/trades?limit=0, 400",
    "/api/v1/trades?limit=many, 400",
    "/api/v1/trades?from=yesterday, 400",
    "/api/v1/trades?cursor=nonsense, 400",
    "/api/v1/decisions?symbol=%00, 400",
    "/api/v1/decisions/d_unknown, 404",
    "/api/v1/decisions/trade%207, 400",
    "/api/v1/gates?symbol=NONSENSE, 404",
    "/api/v1/gates?symbol=%00, 400",
    "/api/v1/gates?strategy=D, 400",
    "/api/v1/gates?from=yesterday, 400",
    "/api/v1/gates?from=2026-03-01T12:00:00Z&to=2026-03-01T12:00:00Z, 400",
    "/api/v1/journal/unknown, 404",
    "/api/v1/nonsense, 404",
    "/, 404"
  })
  void a_bad_question_is_told_what_is_wrong(String path, int status) throws Exception {
    assertThat(send(as(VIEWER, request(path))).statusCode()).isEqualTo(status);
  }

  @Test
  void a_method_that_is_not_there_is_told_which_is() throws Exception {
    HttpResponse<String> response = send(as(OPERATOR, request("/api/v1/trading/stop")));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(header(response, "allow")).isEqualTo("POST");
  }

  @Test
  void closed_trades_come_in_pages_and_all_of_them_as_csv() throws Exception {
    List<String> numbers = new ArrayList<>();
    String path = "/api/v1/trades?symbol=BTCUSDT&limit=500";
    JsonNode page = get(path);
    page.path("items").forEach(trade -> numbers.add(trade.path("positionNumber").asText()));
    while (page.has("nextCursor")) {
      page = get(path + "&cursor=" + page.path("nextCursor").asText());
      page.path("items").forEach(trade -> numbers.add(trade.path("positionNumber").asText()));
    }

    HttpResponse<String> csv =
        send(as(VIEWER, request("/api/v1/trades")).header("Accept", "text/csv"));

    assertThat(numbers).hasSize(1200).doesNotHaveDuplicates().startsWith("1200", "1199");
    assertThat(csv.body().lines()).hasSize(1201);
    assertThat(csv.body().lines().skip(1).findFirst().orElseThrow())
        .contains("d_1200,BTCUSDT,LONG,A,1200,paper,simulated");
    assertThat(get("/api/v1/trades?exitReason=SL").path("items")).isEmpty();
  }

  @Test
  void a_decision_has_its_lineage() throws Exception {
    JsonNode young = get("/api/v1/decisions/d_20260301_120000000_BTCUSDT");
    assertThat(young.path("decision").path("gates").get(0).path("gate").asText())
        .isEqualTo("SPREAD");
    JsonNode traded = get("/api/v1/decisions/d_7");
    assertThat(traded.path("trade").path("pnlNet").asText()).isEqualTo("1.0000");
    assertThat(traded.path("journal").asText())
        .isEqualTo("/api/v1/journal/position|simulated-paper|BTCUSDT");
  }

  @Test
  void a_decision_says_what_each_strategy_lacked() throws Exception {
    JsonNode strategy =
        get("/api/v1/decisions/d_20260301_120000000_BTCUSDT")
            .path("decision")
            .path("strategies")
            .get(0);
    assertThat(strategy.path("strategy").asText()).isEqualTo("B");
    assertThat(strategy.path("missing").get(0).asText()).isEqualTo("RSI 27.4, needs < 25");
  }

  @Test
  void gates_are_told_for_each_strategy_or_for_one_in_a_period() throws Exception {
    assertThat(get("/api/v1/gates?symbol=BTCUSDT").path("items")).hasSize(2);
    JsonNode one =
        get("/api/v1/gates?symbol=BTCUSDT&strategy=B&from=2026-03-01T11:00:00Z").path("items");
    assertThat(one).hasSize(1);
    assertThat(one.get(0).path("strategy").asText()).isEqualTo("B");
    assertThat(one.get(0).path("since").asText()).isEqualTo("2026-03-01T11:00:00Z");
  }

  @Test
  void a_fault_of_the_inside_is_no_bad_question_and_says_nothing_of_the_inside() throws Exception {
    daemon.broken = true;
    HttpResponse<String> response = send(as(VIEWER, request(STATUS)));
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("see the daemon's log").doesNotContain("vortex7.inside");
  }

  @Test
  void what_does_not_answer_is_not_available() throws Exception {
    daemon.silent = true;
    assertThat(send(as(VIEWER, request(STATUS))).statusCode()).isEqualTo(503);
    Database nowhere =
        Database.at(
            DatabaseAddress.parse(Secret.of("postgresql://u:p@127.0.0.1:1/none")),
            JournalSettings.documents());
    server().stop().toCompletableFuture().join();
    running = start(nowhere);
    try (nowhere) {
      assertThat(send(as(VIEWER, request("/api/v1/trades"))).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void the_document_describes_exactly_what_is_served() throws Exception {
    HttpResponse<String> response = send(request("/openapi.json"));
    JsonNode document = ApiJson.read(response.body());

    List<String> described = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey())));
    assertThat(document.path("openapi").asText()).startsWith("3.1");
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            server().routes().stream()
                .map(route -> route.method().toLowerCase(Locale.ROOT) + " " + route.template())
                .toList());
  }

  @Test
  void a_port_that_is_taken_is_told() {
    assertThatThrownBy(
            () ->
                AdminServer.start(
                    kit.system(),
                    new AdminServer.Parts(
                        daemon,
                        History.of(database, SCOPE, blocking),
                        Credentials.open(
                            data,
                            CredentialsTest.secrets(OPERATOR, PASSWORD, VIEWER, ADMIN),
                            AdminRules.documents()),
                        AdminRules.documents(),
                        RISK,
                        InstantSource.system(),
                        InstantSource.system(),
                        "0.1.0"),
                    "127.0.0.1",
                    server().port()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + server().port());
  }
}
