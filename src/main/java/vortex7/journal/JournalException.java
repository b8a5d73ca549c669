package vortex7.journal;

/**
 * The journal cannot be had or must not be used; the message says what to do about it and never
 * holds a secret.
 */
public abstract sealed class JournalException extends RuntimeException
    permits DataFolderInUse, DatabaseUnavailable, DatabaseRefused {
  private static final long serialVersionUID = 1L;

  JournalException(String message) {
    super(message);
  }

  JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
