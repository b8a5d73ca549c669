package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vortex7.venue.simulated.VenueClient.Reply;
import vortex7.venue.simulated.fault.VenueError;
import vortex7.venue.simulated.fault.VenueErrors;

/** Requests that meet faults instead of the answers that they deserve. */
class SimulatedVenueHttpFaultsIT {
  private static VenueFixture fixture;
  private static VenueClient client;

  @BeforeAll
  static void start() {
    fixture = VenueFixture.start();
    client = fixture.client();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @AfterEach
  void clear() {
    client.raw("DELETE", "/sim/faults", "");
  }

  private static void fault(String json) {
    Reply added = client.form("POST", "/sim/faults", json.replace('\'', '"'));
    assertThat(added.status()).as(added.raw().body()).isEqualTo(200);
  }

  private static Reply place(String clientId, String more) {
    return client.signed(
        "POST",
        "/fapi/v1/order",
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.002&price=58000"
            + "&newClientOrderId="
            + clientId
            + more);
  }

  private static boolean exists(String clientId) {
    return client
            .signed("GET", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=" + clientId)
            .status()
        == 200;
  }

  private static JsonNode standing(int index) {
    return client.open("/sim/faults").body().path("faults").path(index);
  }

  @Test
  void an_unknown_outcome_was_executed_or_was_not() {
    fault("{'kind':'unknown-outcome','executed':true,'clientId':'yes-*','endpoint':'POST *'}");
    fault("{'kind':'unknown-outcome','executed':false,'clientId':'no-*','endpoint':'POST *'}");

    Reply yes = place("yes-1", "");
    Reply no = place("no-1", "");

    assertThat(yes.status()).isEqualTo(503);
    assertThat(yes.body().path("msg").asText())
        .isEqualTo("Unknown error, please check your request or try again later.");
    assertThat(no.raw().body()).isEqualTo(yes.raw().body());
    assertThat(exists("yes-1")).isTrue();
    assertThat(exists("no-1")).isFalse();
    assertThat(standing(0).path("fired").asInt()).isEqualTo(1);
    assertThat(standing(1).path("fired").asInt()).isEqualTo(1);
  }

  @Test
  void a_timeout_comes_after_the_execution() {
    fault("{'kind':'timeout','count':1}");

    Reply late = place("late-1", "");

    assertThat(late.status()).isEqualTo(408);
    assertThat(late.code()).isEqualTo(-1007);
    assertThat(exists("late-1")).isTrue();
    assertThat(standing(0).path("state").asText()).isEqualTo("over");
  }

  @Test
  void an_answer_is_lost_or_its_connection_cut_though_the_order_stands() {
    fault("{'kind':'answer-lost','hold':'300 ms','clientId':'lost-*','count':1}");
    fault("{'kind':'answer-cut','clientId':'cut-*','count':1}");
    fault("{'kind':'answer-cut','clientId':'never-*','executed':false,'count':1}");
    long begun = System.nanoTime();

    assertThatThrownBy(() -> place("lost-1", "")).hasCauseInstanceOf(IOException.class);
    assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(290));
    assertThatThrownBy(() -> place("cut-1", "")).hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> place("never-1", "")).hasCauseInstanceOf(IOException.class);

    assertThat(exists("lost-1")).isTrue();
    assertThat(exists("cut-1")).isTrue();
    assertThat(exists("never-1")).isFalse();
  }

  @Test
  void a_late_answer_is_the_right_one() {
    fault("{'kind':'answer-delay','delay':'400 ms','endpoint':'GET /fapi/v1/time'}");
    long begun = System.nanoTime();

    Reply time = client.open("/fapi/v1/time");

    assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(390));
    assertThat(time.body().path("serverTime").asLong()).isPositive();
    assertThat(client.open("/fapi/v1/ping").status()).isEqualTo(200);
  }

  @Test
  void machines_in_front_of_the_venue_answer_with_pages() {
    fault("{'kind':'http-error','status':502,'endpoint':'*depth*'}");
    fault("{'kind':'http-error','status':403,'endpoint':'*time'}");
    fault("{'kind':'http-error','status':503,'endpoint':'*ping'}");
    fault("{'kind':'answer-garbled','endpoint':'*exchangeInfo'}");

    Reply gateway = client.open("/fapi/v1/depth?symbol=BTCUSDT");
    assertThat(gateway.status()).isEqualTo(502);
    assertThat(gateway.header("Content-Type")).startsWith("text/html");
    assertThat(gateway.raw().body()).contains("<h1>502 Bad Gateway</h1>");
    assertThat(client.open("/fapi/v1/time").status()).isEqualTo(403);
    Reply unavailable = client.open("/fapi/v1/ping");
    assertThat(unavailable.status()).isEqualTo(503);
    assertThat(unavailable.body().path("msg").asText()).isEqualTo("Service Unavailable.");
    assertThatThrownBy(() -> client.open("/fapi/v1/exchangeInfo"))
        .hasCauseInstanceOf(com.fasterxml.jackson.core.JsonProcessingException.class);
  }

  @Test
  void throttling_spares_what_reduces() {
    fault("{'kind':'throttled'}");

    Reply entry = place("entry-1", "");
    Reply exit = place("exit-1", "&reduceOnly=true");

    assertThat(entry.status()).isEqualTo(503);
    assertThat(entry.code()).isEqualTo(-1008);
    assertThat(exit.code()).as("no position to reduce").isEqualTo(-2022);
    assertThat(standing(0).path("fired").asInt()).isEqualTo(1);
    assertThat(standing(0).path("matched").asInt()).isEqualTo(1);
  }

  @Test
  void limits_and_bans_say_when_to_come_again() {
    fault("{'kind':'rate-limit','retryAfter':7,'endpoint':'*ping'}");
    fault("{'kind':'ip-ban','for':'30 s','endpoint':'*time'}");

    Reply limited = client.open("/fapi/v1/ping");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("Retry-After")).isEqualTo("7");
    Reply banned = client.open("/fapi/v1/time");
    assertThat(banned.status()).isEqualTo(418);
    assertThat(banned.body().path("msg").asText())
        .matches("Way too many requests; IP banned until [0-9]{13}\\..*");
    assertThat(Integer.parseInt(banned.header("Retry-After"))).isBetween(25, 30);
  }

  @Test
  void clocks_are_said_to_be_wrong() {
    fault("{'kind':'clock-skew','which':'ahead','count':1}");
    assertThat(place("skew-1", "").body().path("msg").asText()).contains("1000ms ahead");
    clear();
    fault("{'kind':'clock-skew','which':'matching','count':1}");
    assertThat(place("skew-2", "").code()).isEqualTo(-5028);
    assertThat(exists("skew-2")).isFalse();
  }

  @Test
  void any_error_of_the_interface_meets_placing_canceling_amending_and_stops() {
    String[][] calls = {
      {"POST", "/fapi/v1/order"},
      {"DELETE", "/fapi/v1/order"},
      {"PUT", "/fapi/v1/order"},
      {"POST", "/fapi/v1/algoOrder"}
    };
    int i = 0;
    for (VenueError error : VenueErrors.all().values()) {
      String[] call = calls[i++ % calls.length];
      fault(
          "{'kind':'reject','count':1,'code':"
              + error.code()
              + ",'endpoint':'"
              + call[0]
              + " "
              + call[1]
              + "'}");
      Reply refused = client.signed(call[0], call[1], "symbol=BTCUSDT");
      assertThat(refused.status()).as(error.toString()).isEqualTo(error.status());
      assertThat(refused.code()).isEqualTo(error.code());
      assertThat(refused.body().path("msg").asText()).isEqualTo(error.message());
      clear();
    }
  }

  @Test
  void mistakes_are_refused_with_the_field() {
    Reply unknown = client.form("POST", "/sim/faults", "{\"kind\":\"meteor\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body().path("msg").asText()).startsWith("field 'kind' must be one of");
    Reply field = client.form("POST", "/sim/faults", "{\"kind\":\"timeout\",\"tiem\":1}");
    assertThat(field.status()).isEqualTo(400);
    assertThat(field.body().path("msg").asText()).startsWith("field 'tiem' is unknown to kind");
    assertThat(client.form("POST", "/sim/faults", "{\"kind\":").status()).isEqualTo(400);
    assertThat(client.form("POST", "/sim/faults", "").status()).isEqualTo(400);
    assertThat(client.form("POST", "/sim/faults", "[]").status()).isEqualTo(200);
    assertThat(client.raw("DELETE", "/sim/faults/none", "").status()).isEqualTo(404);
    assertThat(client.open("/sim/nonsense").status()).isEqualTo(404);
  }

  @Test
  void a_fault_ends_when_it_is_taken_off() {
    fault("{'kind':'reject','id':'off','code':-1001}");
    assertThat(client.open("/fapi/v1/ping").status()).isEqualTo(503);

    assertThat(client.raw("DELETE", "/sim/faults/off", "").status()).isEqualTo(200);

    assertThat(client.open("/fapi/v1/ping").status()).isEqualTo(200);
    assertThat(standing(0).isMissingNode()).isTrue();
  }

  @Test
  void new_sockets_are_turned_away_while_it_lasts() {
    fault("{'kind':'socket-refuse','endpoint':'*/private/*','for':'1 s'}");

    assertThatThrownBy(() -> client.socket("/private/ws/x")).hasStackTraceContaining("503");
    client.socket("/public/ws/btcusdt@depth").close();
    await()
        .atMost(java.time.Duration.ofSeconds(10))
        .ignoreExceptions()
        .untilAsserted(() -> client.socket("/private/ws/x").close());
  }
}
