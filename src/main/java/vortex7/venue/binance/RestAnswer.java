package vortex7.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import vortex7.port.VenueException;
import vortex7.port.VenueException.Kind;

/** What is known after a request: done, refused, or not known. */
sealed interface RestAnswer {
  /** 200 with a JSON body. */
  record Ok(JsonNode body) implements RestAnswer {}

  /** The venue said no, and certainly did nothing. {@code code} is 0 where it gave none. */
  record Refused(int code, String message) implements RestAnswer {}

  /** Too many requests, by the venue's word or by our own budget; it was not done. */
  record Limited(int code, String message, Instant until) implements RestAnswer {}

  /** It may or may not have been done. */
  record Unknown(int code, String message) implements RestAnswer {}

  /** It never left this machine. */
  record NotSent(String message) implements RestAnswer {}

  /** The body, or the exception that says the same as this answer. */
  static JsonNode bodyOf(RestAnswer answer, RestCall call) {
    return switch (answer) {
      case Ok(JsonNode body) -> body;
      case Refused(int code, String message) -> throw failure(Kind.REFUSED, code, call, message);
      case Limited(int code, String message, Instant until) ->
          throw failure(Kind.LIMITED, code, call, message);
      case Unknown(int code, String message) -> throw failure(Kind.UNKNOWN, code, call, message);
      case NotSent(String message) -> throw failure(Kind.UNREACHABLE, 0, call, message);
    };
  }

  private static VenueException failure(Kind kind, int code, RestCall call, String message) {
    return new VenueException(kind, code, call + ": " + message);
  }
}
