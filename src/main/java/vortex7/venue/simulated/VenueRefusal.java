package vortex7.venue.simulated;

import vortex7.matching.Refused;

/**
 * The venue's answer "no": the HTTP status, its own error code and the text that goes with it
 * (protocols, A.12). Thrown inside the venue and rendered as the body; it carries no stack trace,
 * because it is an answer and not a fault.
 */
final class VenueRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  VenueRefusal(int status, int code, String text) {
    super(text, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** HTTP 400, as nearly everything that the venue refuses. */
  static VenueRefusal of(int code, String text) {
    return new VenueRefusal(400, code, text);
  }

  static VenueRefusal missing(String parameter) {
    return of(
        -1102,
        "Mandatory parameter '" + parameter + "' was not sent, was empty/null, or malformed.");
  }

  static VenueRefusal invalid(String parameter) {
    return of(-1130, "Data sent for parameter '" + parameter + "' is not valid.");
  }

  static VenueRefusal invalidSymbol() {
    return of(-1121, "Invalid symbol.");
  }

  static VenueRefusal noSuchOrder() {
    return of(-2013, "Order does not exist.");
  }

  static VenueRefusal keyFormat() {
    return new VenueRefusal(401, -2014, "API-key format invalid.");
  }

  static VenueRefusal keyRejected() {
    return new VenueRefusal(401, -2015, "Invalid API-key, IP, or permissions for action.");
  }

  static VenueRefusal badEscape() {
    return of(
        -1100,
        "Illegal characters found in a parameter; legal range is '^[A-Za-z0-9 _.:/-]{1,}$'.");
  }

  /** A message that could not be read as a whole: too long, or cut. */
  static VenueRefusal unreadable(int status) {
    return new VenueRefusal(status, -1013, "INVALID_MESSAGE.");
  }

  static VenueRefusal unknown() {
    return new VenueRefusal(500, -1000, "An unknown error occured while processing the request.");
  }

  /** What the matching core refused, in its own words. */
  static VenueRefusal of(Refused refused) {
    return of(refused.code(), refused.message());
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** The body: {@code {"code":-1121,"msg":"Invalid symbol."}}. */
  String body() {
    return new JsonWriter()
        .beginObject()
        .field("code", code)
        .field("msg", text())
        .endObject()
        .text();
  }
}
