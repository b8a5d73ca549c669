package vortex7.venue.binance;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vortex7.port.EntryFence;

/**
 * The moment at which an entry's parameters go to the socket. Until then it waits in the connection
 * pool and can be kept back; what is known afterwards is certain: without its parameters, which
 * name the order and its signature, the venue cannot have done anything.
 *
 * <p>The HTTP client asks for the body once the request has an open connection to go out on.
 */
final class Departure {
  private static final String LEFT = "";

  private final EntryFence fence;

  /** Null while it waits, then {@link #LEFT} or why it was kept back; set once. */
  private final AtomicReference<@Nullable String> fate = new AtomicReference<>();

  Departure(EntryFence fence) {
    this.fence = fence;
  }

  /** The body, which asks the fence when it is taken and fails instead of leaving behind it. */
  Source<ByteString, NotUsed> body(ByteString parameters) {
    return Source.lazySingle(
            () -> {
              Optional<String> raised = fence.raised().map(why -> "kept back: " + why);
              if (!fate.compareAndSet(null, raised.orElse(LEFT)) || raised.isPresent()) {
                throw new KeptBack(String.valueOf(fate.get()));
              }
              return parameters;
            })
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  /**
   * Keeps it back for that reason unless it has left.
   *
   * @return why it never left, the first reason given; empty when it did
   */
  Optional<String> keep(String reason) {
    fate.compareAndSet(null, reason);
    return Optional.ofNullable(fate.get()).filter(known -> !known.equals(LEFT));
  }

  /** Fails the body, and with it the connection; without a stack, it is no fault. */
  private static final class KeptBack extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeptBack(String reason) {
      super(reason, null, false, false);
    }
  }
}
