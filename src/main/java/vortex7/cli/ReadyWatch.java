package vortex7.cli;

import akka.actor.typed.ActorSystem;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.live.Daemon;
import vortex7.live.view.ReadinessView;

/** Asks until the daemon is ready and says so once; says what is missing while it takes long. */
final class ReadyWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyWatch.class);
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final long REMIND_NANOS = Duration.ofSeconds(10).toNanos();

  private final Daemon daemon;
  private final ActorSystem<?> system;
  private final PrintWriter out;
  private final long startedNanos;
  private long remindedNanos;

  ReadyWatch(Daemon daemon, ActorSystem<?> system, PrintWriter out, long startedNanos) {
    this.daemon = daemon;
    this.system = system;
    this.out = out;
    this.startedNanos = startedNanos;
    this.remindedNanos = startedNanos;
  }

  void begin() {
    system.scheduler().scheduleOnce(EVERY, this::ask, system.executionContext());
  }

  private void ask() {
    daemon
        .readiness()
        .whenComplete(
            (readiness, fault) -> {
              if (readiness != null && readiness.ready()) {
                long millis = (System.nanoTime() - startedNanos) / 1_000_000;
                LOG.info("event=ready millis={}", millis);
                out.printf("ready after %.1f s%n", millis / 1_000.0);
                out.flush();
                return;
              }
              remind(readiness == null ? List.of(String.valueOf(fault)) : missing(readiness));
              begin();
            });
  }

  private static List<String> missing(ReadinessView readiness) {
    return readiness.missing();
  }

  private void remind(List<String> missing) {
    long now = System.nanoTime();
    if (now - remindedNanos > REMIND_NANOS) {
      remindedNanos = now;
      out.println("not ready yet, missing: " + String.join(", ", missing));
      out.flush();
    }
  }
}
