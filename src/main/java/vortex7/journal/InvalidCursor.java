package vortex7.journal;

/** The caller's cursor is no {@code nextCursor} of the list that it was sent to. */
public final class InvalidCursor extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidCursor(Throwable why) {
    super("cursor must be a nextCursor of this list", why);
  }
}
