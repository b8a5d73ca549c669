package vortex7.venue.simulated.fault;

/** A fault that was asked for wrongly: which field, what holds for it, and what it was. */
public final class FaultRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  public FaultRefused(String field, String rule) {
    super("field '" + field + "' " + rule, null, false, false);
    this.field = field;
  }

  static FaultRefused of(String field, String rule, Object was) {
    return new FaultRefused(field, rule + ", was " + was);
  }

  /** The name of the field that is wrong. */
  public String field() {
    return field;
  }

  /** The whole sentence, with the field's name. */
  public String text() {
    String message = getMessage();
    return message == null ? field : message;
  }
}
