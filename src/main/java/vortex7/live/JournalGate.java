package vortex7.live;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the journal's database has been had since the start. While it has not, nothing is opened:
 * the account grants no slot, and whoever asks is told why.
 *
 * <p>Thread-safe. Opens once and for all: a database that goes away later is noticed by those who
 * write to it.
 */
public final class JournalGate {
  private final AtomicReference<Optional<String>> reason;

  private JournalGate(Optional<String> reason) {
    this.reason = new AtomicReference<>(reason);
  }

  /** The database is there, and its schema is this program's. */
  public static JournalGate opened() {
    return new JournalGate(Optional.empty());
  }

  /** The database is not there yet; {@code reason} without secrets. */
  public static JournalGate shutBecause(String reason) {
    return new JournalGate(Optional.of(reason));
  }

  /** Still not there, and why; nothing once it is open. */
  public void stillShut(String newReason) {
    reason.updateAndGet(held -> held.map(old -> newReason));
  }

  public void open() {
    reason.set(Optional.empty());
  }

  /** Why it is shut; empty once it is open. */
  public Optional<String> shut() {
    return reason.get();
  }
}
