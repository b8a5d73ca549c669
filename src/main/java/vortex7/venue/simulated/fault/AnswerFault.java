package vortex7.venue.simulated.fault;

import static vortex7.venue.simulated.fault.Scope.Field.ACCOUNT;
import static vortex7.venue.simulated.fault.Scope.Field.CLIENT_ID;
import static vortex7.venue.simulated.fault.Scope.Field.ENDPOINT;
import static vortex7.venue.simulated.fault.Scope.Field.SYMBOL;

import java.util.Map;

/**
 * Another answer to a request than the one that it deserves: late, none, or an error (protocols,
 * A.5 and A.12).
 *
 * @param form what the client gets instead
 * @param executed whether the request is carried out all the same
 * @param delayMillis of real time, before the answer leaves
 * @param error status, code and text; of {@link Form#ERROR}
 * @param retryAfterSeconds 0 for no such header
 * @param sparesReducing an order that only reduces a position is not hit
 */
public record AnswerFault(
    String kind,
    Form form,
    Executed executed,
    long delayMillis,
    VenueError error,
    long retryAfterSeconds,
    boolean sparesReducing)
    implements Effect {

  /** What the client gets. */
  public enum Form {
    /** What it deserves, later. */
    LATE,
    /** Nothing, until the connection is cut after {@code delayMillis}. */
    NOTHING,
    /** A connection that is cut in the middle of the answer. */
    CUT,
    /** The error as the venue prints it. */
    ERROR,
    /** A page of HTML with the error's status, as from a machine in front of the venue. */
    PAGE,
    /** A body that ends in the middle. */
    GARBLED
  }

  /** Whether what the client asked for happens. */
  public enum Executed {
    YES,
    NO,
    EITHER
  }

  private static final long HOLD_MILLIS = 120_000;
  private static final VenueError NONE = new VenueError(0, 0, "");

  static void register(Map<String, FaultReader.Kind> kinds) {
    put(kinds, "answer-delay", f -> plain("answer-delay", Form.LATE, f, f.duration("delay")));
    put(
        kinds,
        "answer-lost",
        f -> plain("answer-lost", Form.NOTHING, f, f.duration("hold", HOLD_MILLIS)));
    put(kinds, "answer-cut", f -> plain("answer-cut", Form.CUT, f, 0));
    put(kinds, "answer-garbled", f -> plain("answer-garbled", Form.GARBLED, f, 0));
    put(kinds, "http-error", AnswerFault::httpError);
    put(kinds, "unknown-outcome", AnswerFault::unknownOutcome);
    put(kinds, "timeout", AnswerFault::timeout);
    put(kinds, "throttled", AnswerFault::throttled);
    put(kinds, "rate-limit", AnswerFault::rateLimit);
    put(kinds, "ip-ban", f -> error("ip-ban", Executed.NO, VenueErrors.IP_BAN, retryAfter(f, 0)));
    put(kinds, "clock-skew", AnswerFault::clockSkew);
    put(kinds, "reject", AnswerFault::reject);
  }

  private static void put(
      Map<String, FaultReader.Kind> kinds, String name, FaultReader.EffectReader reader) {
    kinds.put(name, FaultReader.Kind.of(reader, ENDPOINT, ACCOUNT, SYMBOL, CLIENT_ID));
  }

  private static Executed executed(Fields fields, Executed otherwise) {
    return switch (fields.choice(
        "executed",
        switch (otherwise) {
          case YES -> "true";
          case NO -> "false";
          case EITHER -> "either";
        },
        "true",
        "false",
        "either")) {
      case "true" -> Executed.YES;
      case "false" -> Executed.NO;
      default -> Executed.EITHER;
    };
  }

  private static AnswerFault plain(String kind, Form form, Fields fields, long delay) {
    boolean mayFail = form == Form.NOTHING || form == Form.CUT;
    Executed executed = mayFail ? executed(fields, Executed.YES) : Executed.YES;
    return new AnswerFault(kind, form, executed, delay, NONE, 0, false);
  }

  private static AnswerFault error(
      String kind, Executed executed, VenueError error, long retryAfter) {
    return new AnswerFault(kind, Form.ERROR, executed, 0, error, retryAfter, false);
  }

  /** 5xx and 403, as HTML or in the venue's form, and 503 in each of its readings. */
  private static AnswerFault httpError(Fields fields) {
    int status = (int) fields.whole("status", 503, 400, 599);
    boolean html =
        fields.choice("body", status == 503 ? "json" : "html", "json", "html").equals("html");
    int code = (int) fields.whole("code", VenueErrors.codeOfStatus(status), -99_999, 0);
    String message = fields.text("msg", VenueErrors.textOfStatus(status));
    return new AnswerFault(
        "http-error",
        html ? Form.PAGE : Form.ERROR,
        executed(fields, Executed.NO),
        fields.duration("delay", 0),
        new VenueError(status, code, message),
        fields.whole("retryAfter", 0, 0, 86_400),
        false);
  }

  private static AnswerFault unknownOutcome(Fields fields) {
    return error("unknown-outcome", executed(fields, Executed.EITHER), VenueErrors.UNKNOWN, 0);
  }

  private static AnswerFault timeout(Fields fields) {
    return new AnswerFault(
        "timeout",
        Form.ERROR,
        executed(fields, Executed.YES),
        fields.duration("delay", 0),
        VenueErrors.of(-1007).orElseThrow(),
        0,
        false);
  }

  private static AnswerFault throttled(Fields fields) {
    return new AnswerFault(
        "throttled", Form.ERROR, Executed.NO, 0, VenueErrors.of(-1008).orElseThrow(), 0, true);
  }

  private static AnswerFault rateLimit(Fields fields) {
    int code = (int) fields.whole("code", -1003, -99_999, 0);
    if (code != -1003 && code != -1015) {
      throw FaultRefused.of("code", "must be -1003 or -1015", code);
    }
    return error(
        "rate-limit", Executed.NO, VenueErrors.of(code).orElseThrow(), retryAfter(fields, 1));
  }

  private static long retryAfter(Fields fields, long otherwise) {
    return fields.whole("retryAfter", otherwise, 0, 86_400);
  }

  private static AnswerFault clockSkew(Fields fields) {
    String which = fields.choice("which", "behind", "behind", "ahead", "matching");
    VenueError error =
        switch (which) {
          case "behind" -> VenueErrors.of(-1021).orElseThrow();
          case "ahead" -> VenueErrors.AHEAD;
          default -> VenueErrors.of(-5028).orElseThrow();
        };
    return error("clock-skew", Executed.NO, error, 0);
  }

  private static AnswerFault reject(Fields fields) {
    int code = (int) fields.whole("code", 0, -99_999, 0);
    VenueError known =
        VenueErrors.of(code)
            .orElseThrow(() -> FaultRefused.of("code", "must be an error code of the venue", code));
    VenueError error =
        new VenueError(
            (int) fields.whole("status", known.status(), 400, 599),
            code,
            fields.text("msg", known.message()));
    return error("reject", Executed.NO, error, 0);
  }
}
