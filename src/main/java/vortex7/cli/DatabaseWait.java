package vortex7.cli;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.journal.JournalException;
import vortex7.live.JournalGate;

/**
 * Tries to bring the journal's database up until it is there, on a thread of its own, and opens the
 * gate then.
 */
final class DatabaseWait implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final Runnable bringUp;
  private final JournalGate gate;
  private final Duration longestPause;
  private final CompletableFuture<Void> there = new CompletableFuture<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("database-wait").unstarted(this::run);

  /**
   * @param bringUp connects and migrates, or throws a {@link JournalException}
   * @param longestPause between two attempts, to which the pauses double
   */
  DatabaseWait(Runnable bringUp, JournalGate gate, Duration longestPause) {
    this.bringUp = bringUp;
    this.gate = gate;
    this.longestPause = longestPause;
  }

  DatabaseWait begin() {
    thread.start();
    return this;
  }

  /** Completes, on this thread, when the database is there and the gate is open. */
  CompletableFuture<Void> there() {
    return there;
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    String told = "";
    try {
      while (true) {
        Thread.sleep(pause);
        try {
          bringUp.run();
          gate.open();
          LOG.info("event=database-back");
          there.complete(null);
          return;
        } catch (JournalException away) {
          String reason = String.valueOf(away.getMessage());
          gate.stillShut(reason);
          if (!reason.equals(told)) {
            LOG.warn("event=database-away reason={}", reason);
            told = reason;
          }
          Duration doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
        }
      }
    } catch (InterruptedException ending) {
      LOG.info("event=database-wait-ended");
    } catch (RuntimeException broken) {
      LOG.error("event=database-wait-failed", broken);
      gate.stillShut("the wait for it failed: " + broken);
      there.completeExceptionally(broken);
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join(Duration.ofSeconds(3));
  }
}
