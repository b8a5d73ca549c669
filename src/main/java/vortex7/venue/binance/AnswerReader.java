package vortex7.venue.binance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Reads what an HTTP answer, or its absence, says about the request. In doubt it is {@link
 * RestAnswer.Unknown}: only what the venue documents as certain counts as refused.
 */
final class AnswerReader {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Unexpected response, back-end time-out, unknown error, duplicate id: the outcome is open. */
  private static final Set<Integer> OPEN_CODES = Set.of(-1000, -1006, -1007, -4116);

  /** Internal error before execution; throttled before execution. */
  private static final Set<Integer> CERTAIN_5XX_CODES = Set.of(-1001, -1008);

  /** The text of a 503 that has done nothing; its sibling "Unknown error…" may have executed. */
  private static final String CERTAIN_503 = "Service Unavailable.";

  /** Refused by the edge or the router, whatever the body says. */
  private static final Set<Integer> CERTAIN_STATUSES = Set.of(401, 403, 404, 405, 413, 414, 415);

  /** The venue bans for three days at most; a time beyond, or past, is a garbled one. */
  private static final Duration LONGEST_BAN = Duration.ofDays(3);

  private static final Pattern BANNED = Pattern.compile("banned until (\\d{10,16})");

  private AnswerReader() {}

  static RestAnswer read(int status, byte[] body, OptionalInt retryAfterSeconds, Instant now) {
    Optional<JsonNode> json = json(body);
    if (status == 200) {
      return json.<RestAnswer>map(RestAnswer.Ok::new)
          .orElseGet(() -> new RestAnswer.Unknown(0, "200 with a body that is not JSON"));
    }
    int code = json.map(node -> node.path("code").asInt(0)).orElse(0);
    String text = json.map(node -> node.path("msg").asText("")).orElse("");
    String message = text.isEmpty() ? "status " + status : text;
    if (status == 429 || status == 418 || code == -1003 || code == -1015) {
      return new RestAnswer.Limited(code, message, until(status, text, retryAfterSeconds, now));
    }
    if (OPEN_CODES.contains(code)) {
      return new RestAnswer.Unknown(code, message);
    }
    if (status >= 500) {
      boolean certain =
          CERTAIN_5XX_CODES.contains(code) || (status == 503 && text.strip().equals(CERTAIN_503));
      return certain
          ? new RestAnswer.Refused(code, message)
          : new RestAnswer.Unknown(code, "status " + status + " " + text);
    }
    if (status >= 400 && status != 408 && (code != 0 || CERTAIN_STATUSES.contains(status))) {
      return new RestAnswer.Refused(code, message);
    }
    return new RestAnswer.Unknown(code, "status " + status + " " + text);
  }

  private static Instant until(
      int status, String text, OptionalInt retryAfterSeconds, Instant now) {
    Matcher banned = BANNED.matcher(text);
    if (banned.find()) {
      Instant told = Instant.ofEpochMilli(Long.parseLong(banned.group(1)));
      if (told.isAfter(now) && !told.isAfter(now.plus(LONGEST_BAN))) {
        return told;
      }
    }
    if (retryAfterSeconds.isPresent()) {
      return now.plusSeconds(Math.max(0, retryAfterSeconds.getAsInt()));
    }
    // Not told: the budget's window ends with the minute; a ban lasts 2 minutes at least.
    Instant nextMinute = Instant.ofEpochMilli((now.toEpochMilli() / 60_000 + 1) * 60_000);
    return status == 418 ? now.plus(Duration.ofMinutes(2)) : nextMinute;
  }

  /** What a request that brought no answer means. */
  static RestAnswer ofFailure(Throwable thrown, Duration timeout) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof TimeoutException) {
      return new RestAnswer.Unknown(0, "no answer within " + timeout.toMillis() + " ms");
    }
    String what = described(cause);
    return neverLeft(cause) ? new RestAnswer.NotSent(what) : new RestAnswer.Unknown(0, what);
  }

  private static boolean neverLeft(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      boolean connecting =
          cause instanceof ConnectException
              || cause instanceof UnknownHostException
              || cause instanceof NoRouteToHostException
              || cause instanceof SSLHandshakeException
              || cause instanceof SSLPeerUnverifiedException
              || cause instanceof akka.stream.BufferOverflowException
              || (cause instanceof akka.stream.StreamTcpException
                  && String.valueOf(cause.getMessage()).startsWith("Tcp command [Connect("));
      if (connecting) {
        return true;
      }
    }
    return false;
  }

  private static String described(Throwable cause) {
    // Akka's texts name host, port and reason; none of them holds a query.
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }

  private static Optional<JsonNode> json(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (IOException notJson) {
      return Optional.empty(); // The edge answers in HTML: the status has to do.
    }
  }
}
