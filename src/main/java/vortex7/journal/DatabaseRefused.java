package vortex7.journal;

/**
 * The database answers but is not fit for a journal: not durable, of another version, or with a
 * schema that a newer program wrote. Waiting does not help.
 */
public final class DatabaseRefused extends JournalException {
  private static final long serialVersionUID = 1L;

  DatabaseRefused(String message) {
    super(message);
  }

  DatabaseRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
