package vortex7.venue.simulated;

import akka.http.javadsl.ServerBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port that the venue listens on, which can be closed for a while: then the machine refuses
 * connections, and those that are open stay. Any thread.
 */
final class VenueDoor {
  private static final Logger LOG = LoggerFactory.getLogger(VenueDoor.class);
  private static final long RETRY_MILLIS = 200;

  private final List<ServerBinding> bindings = new ArrayList<>();
  private IntFunction<CompletionStage<ServerBinding>> listen =
      port -> CompletableFuture.failedFuture(new IllegalStateException("not opened yet"));
  private CompletionStage<?> moving = CompletableFuture.completedFuture(null);
  private boolean closed;
  private long opensMillis;

  /** The port is open. */
  synchronized void opened(
      ServerBinding binding, IntFunction<CompletionStage<ServerBinding>> again) {
    bindings.add(binding);
    listen = again;
  }

  synchronized ServerBinding binding() {
    return bindings.getLast();
  }

  /** Every binding there ever was: connections of an old one may still be open. */
  synchronized List<ServerBinding> all() {
    return List.copyOf(bindings);
  }

  /** Closes the port until {@code untilMillis} of the venue's time. */
  synchronized void close(long untilMillis) {
    opensMillis = Math.max(opensMillis, untilMillis);
    if (!closed && !bindings.isEmpty()) {
      closed = true;
      moving = binding().unbind();
    }
  }

  /** Opens the port again when it is time. */
  synchronized void run(long now) {
    if (!closed || now < opensMillis || !moving.toCompletableFuture().isDone()) {
      return;
    }
    int port = binding().localAddress().getPort();
    moving =
        listen
            .apply(port)
            .whenComplete(
                (again, failure) -> {
                  if (failure == null) {
                    reopened(again);
                  } else {
                    LOG.warn("event=port_not_to_be_had port={}", port, failure);
                    later(now + RETRY_MILLIS);
                  }
                });
  }

  private synchronized void reopened(ServerBinding again) {
    bindings.add(again);
    closed = false;
  }

  private synchronized void later(long millis) {
    opensMillis = millis;
  }
}
