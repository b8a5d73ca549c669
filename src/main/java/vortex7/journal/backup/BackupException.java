package vortex7.journal.backup;

/** A backup cannot be made or put back; the message says why and what was left as it was. */
public final class BackupException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Kind {
    /** The file is not a backup, or not a whole one, or of another version. */
    BAD_FILE,
    /** The database or the file system. */
    UNAVAILABLE
  }

  private final Kind kind;

  BackupException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  BackupException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
