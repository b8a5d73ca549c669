package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminAccessIT extends AdminDesk {

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
    return send(route.changesState()
            ? json("{}", request).method(route.method(), HttpRequest.BodyPublishers.ofString("{}"))
            : request)
        .statusCode();
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
  void less_risk_is_taken_at_once_and_journaled_with_who_and_why() throws Exception {
    assertThat(get("/api/v1/risk").toString())
        .isEqualTo(
            "{\"riskPerTradePct\":\"1\",\"setBy\":\"configuration\",\"configuredPct\":\"1\","
                + "\"overridesPct\":{\"BTCUSDT\":\"0.5\"},\"minPct\":\"0.01\",\"maxPct\":\"2\"}");
    String body = "{\"riskPerTradePct\":0.25,\"reason\":\"calm down\",\"commandId\":\"r-1\"}";
    assertThat(put("/api/v1/risk", body).statusCode()).isEqualTo(200);
    assertThat(daemon.commands).containsExactly("risk 0.0025");
    assertThat(daemon.orders.getFirst().reason()).isEqualTo("calm down");
    assertThat(daemon.orders.getFirst().who()).isEqualTo("operator@127.0.0.1");
    assertThat(daemon.orders.getFirst().commandId()).isEqualTo("r-1");
    JsonNode now = get("/api/v1/risk");
    assertThat(now.path("riskPerTradePct").asText()).isEqualTo("0.25");
    assertThat(now.path("setBy").asText()).isEqualTo("person");
    assertThat(now.path("overridesPct")).isEmpty();
  }

  @Test
  void more_risk_than_now_is_confirmed_by_a_code_for_that_very_figure() throws Exception {
    daemon.risk = Optional.of(new BigDecimal("0.005"));
    assertThat(put("/api/v1/risk", "{\"riskPerTradePct\":0.5}").statusCode())
        .as("as much as now")
        .isEqualTo(200);
    HttpResponse<String> first = put("/api/v1/risk", "{\"riskPerTradePct\":\"0.51\"}");
    assertThat(first.statusCode()).isEqualTo(409);
    String code = ApiJson.read(first.body()).path("code").asText();
    assertThat(put("/api/v1/risk", raising("2", code)).statusCode())
        .as("a code for another figure")
        .isEqualTo(409);
    assertThat(put("/api/v1/risk", raising("0.510", code)).statusCode()).isEqualTo(200);
    assertThat(put("/api/v1/risk", raising("0.52", code)).statusCode())
        .as("a used code")
        .isEqualTo(409);
    HttpResponse<String> late = put("/api/v1/risk", raising("2", ""));
    now.updateAndGet(time -> time.plusSeconds(30));
    String old = ApiJson.read(late.body()).path("code").asText();
    assertThat(put("/api/v1/risk", raising("2", old)).statusCode()).isEqualTo(409);
    assertThat(daemon.commands).containsExactly("risk 0.005", "risk 0.0051");
  }

  private static String raising(String percent, String code) {
    return "{\"riskPerTradePct\":" + percent + ",\"confirm\":\"" + code + "\"}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{}",
        "{\"riskPerTradePct\":null}",
        "{\"riskPerTradePct\":true}",
        "{\"riskPerTradePct\":\"much\"}",
        "{\"riskPerTradePct\":[1]}",
        "{\"riskPerTradePct\":0.0099}",
        "{\"riskPerTradePct\":2.01}",
        "{\"riskPerTradePct\":-1}",
        "{\"riskPerTradePct\":\"1e999999999\"}"
      })
  void a_risk_outside_its_bounds_is_refused_and_named(String body) throws Exception {
    HttpResponse<String> response = put("/api/v1/risk", body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(ApiJson.read(response.body()).path("field").asText()).isEqualTo("riskPerTradePct");
    assertThat(response.body()).contains("from 0.01 to 2");
    assertThat(daemon.commands).isEmpty();
  }

  @Test
  void a_position_and_a_breaker_that_are_not_there_are_not_found() throws Exception {
    assertThat(post("/api/v1/positions/BTCUSDT/close", "{}").statusCode()).isEqualTo(200);
    assertThat(post("/api/v1/positions/ETHUSDT/close", "{}").statusCode()).isEqualTo(404);
    String why = "{\"reason\":\"looked into it\"}";
    assertThat(post("/api/v1/breakers/DRAWDOWN/reset", why).statusCode()).isEqualTo(200);
    HttpResponse<String> unknown = post("/api/v1/breakers/NONSENSE/reset", why);
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains("NONSENSE");
  }

  @Test
  void a_breaker_is_not_reset_without_a_reason() throws Exception {
    HttpResponse<String> silent = post("/api/v1/breakers/DRAWDOWN/reset", "{\"reason\":\" \"}");
    assertThat(silent.statusCode()).isEqualTo(400);
    assertThat(ApiJson.read(silent.body()).path("field").asText()).isEqualTo("reason");
    assertThat(daemon.commands).isEmpty();
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
}
