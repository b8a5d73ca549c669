package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderReport.Accepted;
import vortex7.position.OrderReport.CancelRefused;
import vortex7.position.OrderReport.Ended;
import vortex7.position.OrderReport.Rejected;
import vortex7.position.OrderReport.Triggered;
import vortex7.position.OrderReport.Unknown;

/** What an answer says about the order that was placed, canceled or asked for. */
final class OrderAnswers {
  /** Unknown order sent; order does not exist. */
  private static final Set<Integer> NOT_FOUND = Set.of(-2011, -2013);

  /** Those, and: the stop is triggering, the cancel came too late. */
  private static final Set<Integer> CANCEL_TOO_LATE = Set.of(-2011, -2013, -4117);

  private OrderAnswers() {}

  static boolean notFound(RestAnswer answer) {
    return answer instanceof RestAnswer.Refused refused && NOT_FOUND.contains(refused.code());
  }

  /** {@code now} dates what the venue did not date. */
  static OrderReport placed(ClientOrderId id, RestAnswer answer, Instant now) {
    return switch (answer) {
      case RestAnswer.Ok(JsonNode body) -> state(id, body, now);
      case RestAnswer.Refused(int code, String message) -> new Rejected(id, code, message, now);
      case RestAnswer.Limited(int code, String message, Instant until) ->
          new Rejected(id, code, "rate limit: " + message, now);
      case RestAnswer.Unknown(int code, String message) ->
          new Unknown(id, coded(code, message), now);
      case RestAnswer.NotSent(String message) -> new Rejected(id, 0, "not sent: " + message, now);
    };
  }

  static OrderReport canceled(ClientOrderId id, RestAnswer answer, Instant now) {
    if (answer instanceof RestAnswer.Ok(JsonNode body)) {
      boolean plainSuccess = body.path("code").asText().equals("200");
      return plainSuccess ? new Ended(id, "CANCELED", BigDecimal.ZERO, now) : state(id, body, now);
    }
    if (answer instanceof RestAnswer.Refused(int code, String message)
        && CANCEL_TOO_LATE.contains(code)) {
      return new CancelRefused(id, code, message, now);
    }
    // Anything else says nothing about the order itself, which most likely still works.
    return unknown(id, "cancel", answer, now);
  }

  /** Not for {@link #notFound}, which has to be heard more than once. */
  static OrderReport queried(ClientOrderId id, RestAnswer answer, Instant now) {
    return answer instanceof RestAnswer.Ok(JsonNode body)
        ? state(id, body, now)
        : unknown(id, "query", answer, now);
  }

  private static Unknown unknown(ClientOrderId id, String what, RestAnswer answer, Instant now) {
    String reason =
        switch (answer) {
          case RestAnswer.Ok ok -> throw new IllegalStateException("an answer: " + ok);
          case RestAnswer.Refused(int code, String message) -> coded(code, message);
          case RestAnswer.Limited(int code, String message, Instant until) ->
              coded(code, "rate limit: " + message);
          case RestAnswer.Unknown(int code, String message) -> coded(code, message);
          case RestAnswer.NotSent(String message) -> "not sent: " + message;
        };
    return new Unknown(id, what + ": " + reason, now);
  }

  private static String coded(int code, String message) {
    return code == 0 ? message : code + " " + message;
  }

  /** Reads a regular or a conditional order. */
  private static OrderReport state(ClientOrderId id, JsonNode body, Instant now) {
    boolean algo = id.leg() == Leg.STOP;
    JsonNode venueId = body.path(algo ? "algoId" : "orderId");
    String status = body.path(algo ? "algoStatus" : "status").asText();
    if (!venueId.canConvertToLong() || status.isEmpty()) {
      return new Unknown(id, "an answer without id or status", now);
    }
    Instant at =
        body.path("updateTime").asLong() > 0
            ? Instant.ofEpochMilli(body.path("updateTime").asLong())
            : now;
    BigDecimal executed = Decimals.orZero(body.path(algo ? "actualQty" : "executedQty"));
    return switch (status) {
      case "NEW", "PARTIALLY_FILLED" -> new Accepted(id, venueId.asLong(), executed, at);
      case "TRIGGERING", "TRIGGERED" -> new Triggered(id, at);
      case "REJECTED" ->
          new Rejected(id, 0, "REJECTED " + body.path("rm").asText("by the venue"), at);
      // FINISHED is a conditional order whose spawned order is done.
      case "FILLED", "FINISHED", "CANCELED", "EXPIRED", "EXPIRED_IN_MATCH" ->
          new Ended(id, status, executed, at);
      default -> new Unknown(id, "a status that is not known: " + status, now);
    };
  }
}
