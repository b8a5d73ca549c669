package vortex7.port;

/**
 * A call to the venue that did not bring an answer to work with.
 *
 * <p>{@link Kind} says what is known: REFUSED is certain, UNKNOWN is not, UNREACHABLE never left.
 */
public final class VenueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is known of the outcome. */
  public enum Kind {
    /** The venue answered no, with its code. */
    REFUSED,
    /** Too many requests or banned: wait as told. */
    LIMITED,
    /** It may or may not have happened. */
    UNKNOWN,
    /** The request did not reach the venue. */
    UNREACHABLE
  }

  private final Kind kind;
  private final int code;

  public VenueException(Kind kind, int code, String message) {
    super(message);
    this.kind = kind;
    this.code = code;
  }

  public Kind kind() {
    return kind;
  }

  /** The venue's error code, such as −2019; 0 where it gave none. */
  public int code() {
    return code;
  }
}
