package vortex7.live;

import java.util.Optional;

/**
 * Whether the journal's database is there. While it is not, nothing is opened: the account grants
 * no slot, and whoever asks is told why. Thread-safe.
 */
public final class JournalGate {
  private volatile Optional<String> reason;

  private JournalGate(Optional<String> reason) {
    this.reason = reason;
  }

  /** The database is there, and its schema is this program's. */
  public static JournalGate opened() {
    return new JournalGate(Optional.empty());
  }

  /** The database is not there yet; {@code reason} without secrets. */
  public static JournalGate shutBecause(String reason) {
    return new JournalGate(Optional.of(reason));
  }

  /** It is not there, or still not; {@code why} without secrets. */
  public void shut(String why) {
    reason = Optional.of(why);
  }

  public void open() {
    reason = Optional.empty();
  }

  /** Why it is shut; empty while it is open. */
  public Optional<String> shut() {
    return reason;
  }
}
