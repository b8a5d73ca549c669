package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.venue.binance.RestAnswer.Limited;
import vortex7.venue.binance.RestAnswer.NotSent;
import vortex7.venue.binance.RestAnswer.Ok;
import vortex7.venue.binance.RestAnswer.Refused;
import vortex7.venue.binance.RestAnswer.Unknown;

class AnswerReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:30Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | -1121 | Invalid symbol. | Refused",
        "400 | -2011 | Unknown order sent. | Refused",
        "400 | -2013 | Order does not exist. | Refused",
        "400 | -2019 | Margin is insufficient. | Refused",
        "400 | -2021 | Order would immediately trigger. | Refused",
        "400 | -2022 | ReduceOnly Order is rejected. | Refused",
        "400 | -4120 | Order type not supported for this endpoint. | Refused",
        "400 | -4130 | An open stop exists. | Refused",
        "400 | -5022 | Post Only order will be rejected. | Refused",
        "400 | -5028 | outside of the ME recvWindow. | Refused",
        "400 | -1021 | Timestamp for this request is outside of the recvWindow. | Refused",
        "401 | -2015 | Invalid API-key, IP, or permissions for action. | Refused",
        "400 | -1000 | An unknown error occured while processing the request. | Unknown",
        "400 | -1006 | An unexpected response was received. | Unknown",
        "400 | -1007 | Timeout waiting for response from backend server. | Unknown",
        "408 | -1007 | Timeout waiting for response from backend server. | Unknown",
        "400 | -4116 | clientOrderId is duplicated | Unknown",
        "500 | -1000 | Request occur unknown error. | Unknown",
        "503 | -1 | Unknown error, please check your request or try again later. | Unknown",
        "503 | 0 | Service Unavailable. | Refused",
        "503 | -1001 | Internal error; unable to process your request. | Refused",
        "503 | -1008 | Request throttled by system-level protection. | Refused",
        "504 | 0 | Gateway Timeout | Unknown",
        "429 | -1003 | Too many requests | Limited",
        "429 | -1015 | Too many new orders | Limited",
        "400 | -1015 | Too many new orders | Limited",
        "418 | -1003 | Way too many requests | Limited"
      })
  void a_status_with_a_code_says_what_is_known(
      int status, int code, String message, String expected) {
    RestAnswer answer =
        read(status, "{\"code\":" + code + ",\"msg\":\"" + message + "\"}", OptionalInt.empty());
    assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
    if (answer instanceof Refused refused) {
      assertThat(refused.code()).isEqualTo(code);
      assertThat(refused.message()).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, Unknown", "400, Unknown", "408, Unknown", "302, Unknown", "403, Refused", "404, Refused",
    "429, Limited", "418, Limited", "500, Unknown", "502, Unknown", "503, Unknown", "504, Unknown"
  })
  void a_body_that_is_not_json_leaves_the_status(int status, String expected) {
    RestAnswer answer = read(status, "<html>nginx</html>", OptionalInt.empty());
    assertThat(answer.getClass().getSimpleName()).isEqualTo(expected);
    assertThat(read(status, "", OptionalInt.empty())).hasSameClassAs(answer);
  }

  @Test
  void an_accepted_answer_is_its_body() {
    assertThat(read(200, "{\"code\":\"200\",\"msg\":\"success\"}", OptionalInt.empty()))
        .isInstanceOfSatisfying(
            Ok.class, ok -> assertThat(ok.body().path("msg").asText()).isEqualTo("success"));
  }

  @Test
  void how_long_to_wait_is_what_the_venue_says_or_the_end_of_the_minute_or_two_minutes() {
    String limit = "{\"code\":-1003,\"msg\":\"Too many requests\"}";
    String ban =
        "{\"code\":-1003,\"msg\":\"Way too many requests; IP banned until 1795176180000."
            + " Please use the websocket\"}";
    assertThat(until(429, limit, OptionalInt.of(7))).isEqualTo(NOW.plusSeconds(7));
    assertThat(until(429, limit, OptionalInt.empty())).isEqualTo(NOW.plusSeconds(30));
    assertThat(until(418, limit, OptionalInt.empty())).isEqualTo(NOW.plusSeconds(120));
    assertThat(until(418, ban, OptionalInt.of(1)))
        .isEqualTo(Instant.ofEpochMilli(1_795_176_180_000L));
  }

  @Test
  void only_a_request_that_certainly_stayed_here_counts_as_not_sent() {
    assertThat(failure(new ConnectException("refused"))).isInstanceOf(NotSent.class);
    assertThat(failure(new UnknownHostException("no.such"))).isInstanceOf(NotSent.class);
    assertThat(failure(new akka.stream.BufferOverflowException("pool full")))
        .isInstanceOf(NotSent.class);
    assertThat(
            failure(
                new akka.stream.StreamTcpException("Tcp command [Connect(h:1)] failed because x")))
        .isInstanceOf(NotSent.class);
    assertThat(failure(new akka.stream.StreamTcpException("Connection reset by peer")))
        .isInstanceOf(Unknown.class);
    assertThat(failure(new IOException("cut"))).isInstanceOf(Unknown.class);
    assertThat(failure(new TimeoutException()))
        .isEqualTo(new Unknown(0, "no answer within 5000 ms"));
  }

  private static RestAnswer failure(Throwable cause) {
    return AnswerReader.ofFailure(new CompletionException(cause), Duration.ofSeconds(5));
  }

  private static Instant until(int status, String body, OptionalInt retryAfter) {
    return ((Limited) read(status, body, retryAfter)).until();
  }

  private static RestAnswer read(int status, String body, OptionalInt retryAfter) {
    return AnswerReader.read(status, body.getBytes(StandardCharsets.UTF_8), retryAfter, NOW);
  }
}
