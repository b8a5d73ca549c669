package vortex7.journal;

/** The database does not answer, or not now; trying again later may help. */
public final class DatabaseUnavailable extends JournalException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailable(String message) {
    super(message);
  }

  DatabaseUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
