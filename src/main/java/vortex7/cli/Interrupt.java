package vortex7.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and SIGTERM end a command cleanly: the hook closes, and waits until that is done. */
final class Interrupt {
  /** Longer than any clean end takes; the JVM goes on to end when it is over. */
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final CountDownLatch closed = new CountDownLatch(1);

  private Interrupt() {}

  /** Runs {@code close} when the process is told to end. */
  static Interrupt install(Runnable close) {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("interrupt")
                .unstarted(
                    () -> {
                      Thread closing = Thread.ofPlatform().daemon().start(close);
                      interrupt.await(closing);
                    }));
    return interrupt;
  }

  private void await(Thread closing) {
    try {
      if (!closing.join(PATIENCE)) {
        System.err.println(
            "vortex7: not closed after " + PATIENCE.toSeconds() + " s, ending anyway");
      } else if (!closed.await(1, TimeUnit.SECONDS)) {
        // The command's own thread did not get to its end; there is nothing left to wait for.
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The command came to its end by itself, or has printed its last words. */
  void done() {
    closed.countDown();
  }
}
