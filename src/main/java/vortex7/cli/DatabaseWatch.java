package vortex7.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.journal.JournalException;
import vortex7.live.JournalGate;

/**
 * Keeps the journal's gate, on a thread of its own: brings the database up as often as it takes,
 * then asks it again and again whether it is there. So that a database that is away is known before
 * anything has to be written.
 */
final class DatabaseWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWatch.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  /** One question that fails may be a full pool. */
  private static final int FAILURES = 2;

  private final Runnable bringUp;
  private final Supplier<Optional<String>> probe;
  private final JournalGate gate;
  private final Duration every;
  private final Duration longestPause;
  private final CompletableFuture<Void> there = new CompletableFuture<>();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("database-watch").unstarted(this::run);
  private volatile Consumer<Optional<String>> listener = told -> {};
  private boolean broughtUp;
  private int failures;

  /**
   * @param bringUp connects and migrates, or throws a {@link JournalException}
   * @param probe why the database does not answer now; empty when it does
   * @param gate shut when {@code bringUp} is still to succeed
   * @param every between two questions
   * @param longestPause between two attempts to bring it up, to which the pauses double
   */
  DatabaseWatch(
      Runnable bringUp,
      Supplier<Optional<String>> probe,
      JournalGate gate,
      Duration every,
      Duration longestPause) {
    this.bringUp = bringUp;
    this.probe = probe;
    this.gate = gate;
    this.every = every;
    this.longestPause = longestPause;
    broughtUp = gate.shut().isEmpty();
    if (broughtUp) {
      there.complete(null);
    }
  }

  DatabaseWatch begin() {
    thread.start();
    return this;
  }

  JournalGate gate() {
    return gate;
  }

  /** Completes when the database has been there for the first time. */
  CompletionStage<Void> there() {
    return there;
  }

  /** Tells {@code told} now if it is away, and from now on whenever it goes or comes back. */
  void onChange(Consumer<Optional<String>> told) {
    listener = told;
    gate.shut().ifPresent(reason -> told.accept(Optional.of(reason)));
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        Thread.sleep(broughtUp ? every : pause);
        if (broughtUp) {
          look();
        } else {
          bringUp();
          Duration doubled = pause.multipliedBy(2);
          pause = doubled.compareTo(longestPause) > 0 ? longestPause : doubled;
        }
      }
    } catch (InterruptedException ending) {
      LOG.info("event=database-watch-ended");
    } catch (RuntimeException broken) {
      LOG.error("event=database-watch-failed", broken);
      shut("nobody watches it any more: " + broken);
      there.completeExceptionally(broken);
    }
  }

  private void bringUp() {
    try {
      bringUp.run();
      broughtUp = true;
      open();
      there.complete(null);
    } catch (JournalException away) {
      shut(String.valueOf(away.getMessage()));
    }
  }

  private void look() {
    Optional<String> away = probe.get();
    if (away.isEmpty()) {
      failures = 0;
      if (gate.shut().isPresent()) {
        open();
      }
    } else if (++failures >= FAILURES) {
      shut(away.get());
    }
  }

  private void shut(String reason) {
    Optional<String> before = gate.shut();
    if (!before.equals(Optional.of(reason))) {
      LOG.warn("event=database-away reason={}", reason);
      gate.shut(reason);
    }
    if (before.isEmpty()) {
      listener.accept(Optional.of(reason));
    }
  }

  private void open() {
    LOG.info("event=database-back");
    gate.open();
    listener.accept(Optional.empty());
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
