package vortex7.matching.replay;

/**
 * A recording says something that cannot be replayed; the message says what, and where if known.
 */
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordingException(String message) {
    super(message);
  }

  public RecordingException(String message, Throwable cause) {
    super(message, cause);
  }
}
