package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.journal.Database;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.JournalScope;
import vortex7.journal.JournalSettings;
import vortex7.journal.SharedPostgres;
import vortex7.settings.Secret;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminServerIT {
  private static final String VIEWER = "viewer-token-0016";
  private static final String OPERATOR = "operator-token-16";
  private static final String ADMIN = "admin-token-00016";
  private static final String PASSWORD = "operator-secret-16";
  private static final String STATUS = "/api/v1/status";
  private static final JournalScope SCOPE = new JournalScope("simulated", "paper");

  @TempDir private Path data = Path.of("");

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  akka.loglevel = OFF
                  akka.actor.provider = local
                  """)
              .withFallback(ConfigFactory.load()));
  private final Database database =
      Database.at(SharedPostgres.database("admin"), JournalSettings.documents());
  private final ExecutorService blocking = Executors.newFixedThreadPool(4);
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicReference<Instant> now = new AtomicReference<>(DaemonDouble.NOON);

  private DaemonDouble daemon = new DaemonDouble();
  private @Nullable AdminServer running;

  private AdminServer start(Database history) {
    try {
      return AdminServer.start(
          kit.system(),
          new AdminServer.Parts(
              daemon,
              History.of(history, SCOPE, blocking),
              Credentials.open(
                  data,
                  CredentialsTest.secrets(OPERATOR, PASSWORD, VIEWER, ADMIN),
                  AdminRules.documents()),
              AdminRules.documents(),
              InstantSource.fixed(DaemonDouble.NOON),
              now::get,
              "0.1.0"),
          "127.0.0.1",
          0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private AdminServer server() {
    return Objects.requireNonNull(running);
  }

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

  @BeforeEach
  void startServer() {
    daemon = new DaemonDouble();
    running = start(database);
  }

  @AfterEach
  void stopServer() {
    server().stop().toCompletableFuture().join();
  }

  @AfterAll
  void stopAll() {
    kit.shutdownTestKit();
    database.close();
    blocking.shutdownNow();
    http.close();
  }

  // ---- asking

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server().url() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static HttpRequest.Builder as(String token, HttpRequest.Builder request) {
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder withPassword(String password, HttpRequest.Builder request) {
    String pair = "operator:" + password;
    return request.header(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private static HttpRequest.Builder json(String body, HttpRequest.Builder request) {
    return request
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  /** Sends, and holds every answer to what all answers have in common. */
  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(header(response, "x-content-type-options")).isEqualTo("nosniff");
    assertThat(header(response, "content-security-policy"))
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-inline");
    assertThat(header(response, "referrer-policy")).isEqualTo("no-referrer");
    assertThat(header(response, "cache-control")).isEqualTo("no-store");
    if (response.statusCode() >= 400) {
      assertThat(header(response, "content-type")).startsWith("application/problem+json");
      JsonNode problem = ApiJson.read(response.body());
      assertThat(problem.path("type").isTextual()).isTrue();
      assertThat(problem.path("title").asText()).isNotBlank();
      assertThat(problem.path("status").asInt()).isEqualTo(response.statusCode());
      assertThat(problem.path("detail").asText()).isNotBlank();
      assertThat(problem.path("instance").asText()).startsWith("/");
      assertThat(response.body())
          .doesNotContain("Exception")
          .doesNotContain("vortex7.")
          .doesNotContain("SELECT")
          .doesNotContain("akka");
    }
    return response;
  }

  private JsonNode get(String path) throws Exception {
    HttpResponse<String> response = send(as(VIEWER, request(path)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return ApiJson.read(response.body());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(as(OPERATOR, json(body, request(path))));
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String filled(Route route) {
    return route
        .template()
        .replace("{symbol}", "BTCUSDT")
        .replace("{name}", "LOSS_STREAK")
        .replace("{ref}", "d_1")
        .replace("{persistenceId}", "position%7Csimulated-paper%7CBTCUSDT");
  }

  private int status(Route route, String token) throws Exception {
    HttpRequest.Builder request = as(token, request(filled(route)));
    return send(route.changesState() ? json("{}", request) : request).statusCode();
  }

  // ---- who may what

  @Test
  void every_route_lets_in_who_has_the_role_and_nobody_else() throws Exception {
    for (Route route : server().routes()) {
      for (Role role : Role.values()) {
        String token = List.of(VIEWER, OPERATOR, ADMIN).get(role.ordinal());
        boolean may = route.role().map(role::may).orElse(true);
        assertThat(status(route, token) == 403)
            .as("%s %s is refused to %s", route.method(), route.template(), role)
            .isEqualTo(!may);
      }
      assertThat(status(route, "") == 401)
          .as("%s %s without a login is 401", route.method(), route.template())
          .isEqualTo(route.role().isPresent());
    }
    assertThat(server().routes()).hasSizeGreaterThan(20);
  }

  @Test
  void what_changes_something_takes_an_operator_and_what_reads_a_viewer() {
    for (Route route : server().routes()) {
      route
          .role()
          .ifPresent(
              role ->
                  assertThat(role).isEqualTo(route.changesState() ? Role.OPERATOR : Role.VIEWER));
    }
  }

  @Test
  void a_password_opens_a_session() throws Exception {
    HttpResponse<String> first = send(withPassword(PASSWORD, request(STATUS)));
    String cookie = header(first, "set-cookie");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(cookie)
        .startsWith("__Host-vortex7=")
        .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");
    HttpRequest.Builder second =
        request(STATUS).header("Cookie", cookie.substring(0, cookie.indexOf(';')));
    assertThat(send(second).statusCode()).isEqualTo(200);
    now.updateAndGet(time -> time.plus(Duration.ofHours(12)));
    assertThat(send(second).statusCode()).isEqualTo(401);
  }

  @Test
  void the_sixth_wrong_login_is_turned_away_but_stop_and_panic_still_work() throws Exception {
    HttpResponse<String> session = send(withPassword(PASSWORD, request(STATUS)));
    String cookie = header(session, "set-cookie");
    for (int i = 0; i < 5; i++) {
      HttpRequest.Builder wrong =
          i % 2 == 0
              ? withPassword("wrong-" + i, request(STATUS))
              : as("wrong-" + i, request(STATUS));
      assertThat(send(wrong).statusCode()).isEqualTo(401);
    }

    HttpResponse<String> sixth = send(withPassword("wrong", request(STATUS)));

    assertThat(sixth.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(header(sixth, "retry-after"))).isBetween(1, 60);
    assertThat(send(as(OPERATOR, request(STATUS))).statusCode()).isEqualTo(429);
    assertThat(post("/api/v1/trading/stop", "{}").statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/panic", "{}").statusCode()).isEqualTo(200);
    assertThat(send(as("wrong", json("{}", request("/api/v1/panic")))).statusCode()).isEqualTo(429);
    assertThat(
            send(request(STATUS).header("Cookie", cookie.substring(0, cookie.indexOf(';'))))
                .statusCode())
        .isEqualTo(200);
    now.updateAndGet(time -> time.plusSeconds(61));
    assertThat(send(as(OPERATOR, request(STATUS))).statusCode()).isEqualTo(200);
  }

  // ---- commands

  @Test
  void a_command_carries_who_why_when_and_its_id() throws Exception {
    JsonNode answer =
        ApiJson.read(
            post("/api/v1/trading/stop", "{\"reason\":\"lunch\",\"commandId\":\"c-1\"}").body());

    assertThat(answer.path("tradingState").asText()).isEqualTo("REDUCING");
    assertThat(daemon.orders).hasSize(1);
    assertThat(daemon.orders.get(0).commandId()).isEqualTo("c-1");
    assertThat(daemon.orders.get(0).who()).isEqualTo("operator@127.0.0.1");
    assertThat(daemon.orders.get(0).reason()).isEqualTo("lunch");
    assertThat(daemon.orders.get(0).at()).isEqualTo(DaemonDouble.NOON);
  }

  @Test
  void closing_everything_is_confirmed_by_a_code_that_works_once() throws Exception {
    HttpResponse<String> first = post("/api/v1/close-all", "{}");
    String code = ApiJson.read(first.body()).path("code").asText();
    assertThat(first.statusCode()).isEqualTo(409);
    assertThat(daemon.commands).isEmpty();

    assertThat(post("/api/v1/close-all", "{\"confirm\":\"" + code + "\"}").statusCode())
        .isEqualTo(200);
    HttpResponse<String> replayed = post("/api/v1/close-all", "{\"confirm\":\"" + code + "\"}");

    assertThat(replayed.statusCode()).isEqualTo(409);
    assertThat(daemon.commands).containsExactly("close-all");
  }

  @Test
  void resuming_is_confirmed_after_a_panic_only() throws Exception {
    assertThat(post("/api/v1/resume", "{}").statusCode()).isEqualTo(200);
    post("/api/v1/panic", "{}");
    HttpResponse<String> start = post("/api/v1/trading/start", "{}");
    assertThat(start.statusCode()).isEqualTo(409);
    assertThat(start.body()).contains("PANIC stands");

    HttpResponse<String> first = post("/api/v1/resume", "{}");
    String code = ApiJson.read(first.body()).path("code").asText();

    assertThat(first.statusCode()).isEqualTo(409);
    now.updateAndGet(time -> time.plusSeconds(30));
    HttpResponse<String> late = post("/api/v1/resume", "{\"confirm\":\"" + code + "\"}");
    assertThat(late.statusCode()).isEqualTo(409);
    String fresh = ApiJson.read(late.body()).path("code").asText();
    assertThat(post("/api/v1/resume", "{\"confirm\":\"" + fresh + "\"}").statusCode())
        .isEqualTo(200);
    assertThat(daemon.commands).containsExactly("resume", "panic", "resume");
  }

  @Test
  void a_position_and_a_breaker_that_are_not_there_are_not_found() throws Exception {
    assertThat(post("/api/v1/positions/BTCUSDT/close", "{}").statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/positions/ETHUSDT/close", "{}").statusCode()).isEqualTo(404);
    assertThat(post("/api/v1/breakers/LOSS_STREAK/reset", "{}").statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/breakers/NONSENSE/reset", "{}").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, null",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void a_command_from_another_site_is_refused(String name, String value) throws Exception {
    HttpRequest.Builder request =
        as(OPERATOR, json("{}", request("/api/v1/trading/stop"))).header(name, value);

    assertThat(send(request).statusCode()).isEqualTo(403);
    assertThat(daemon.commands).isEmpty();
  }

  @Test
  void a_command_from_our_own_page_is_taken_and_a_forms_is_not() throws Exception {
    HttpRequest.Builder own =
        as(OPERATOR, json("{}", request("/api/v1/trading/stop")))
            .header("Origin", server().url())
            .header("Sec-Fetch-Site", "same-origin");
    assertThat(send(own).statusCode()).isEqualTo(200);
    HttpRequest.Builder form =
        as(OPERATOR, request("/api/v1/trading/stop"))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{}"));
    assertThat(send(form).statusCode()).isEqualTo(415);
    assertThat(daemon.commands).containsExactly("stop");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"reason\":",
        "[]",
        "{\"reason\":7}",
        "{\"reason\":\"a\\nb\"}",
        "{\"reason\":\"\\u202e\\u0007\"}"
      })
  void a_malformed_command_is_refused(String body) throws Exception {
    HttpResponse<String> response = post("/api/v1/trading/stop", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ApiJson.read(response.body()).path("field").asText()).isNotBlank();
    assertThat(daemon.commands).isEmpty();
  }

  @Test
  void a_body_that_is_too_long_is_refused() throws Exception {
    String body = "{\"reason\":\"" + "x".repeat(20_000) + "\"}";

    assertThat(post("/api/v1/trading/stop", body).statusCode()).isEqualTo(413);
  }

  // ---- answers

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
                        InstantSource.system(),
                        InstantSource.system(),
                        "0.1.0"),
                    "127.0.0.1",
                    server().port()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + server().port());
  }
}
