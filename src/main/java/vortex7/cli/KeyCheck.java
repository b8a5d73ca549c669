package vortex7.cli;

import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.port.OrderGateway;
import vortex7.port.VenueException;

/**
 * Asks the venue, until it answers for the first time, whether it takes our key. Waiting helps when
 * it is away, but not when it refuses.
 */
final class KeyCheck {
  private static final Logger LOG = LoggerFactory.getLogger(KeyCheck.class);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  /** Signature, format of the key, key: protocols.md, error codes. */
  private static final Set<Integer> KEY_CODES = Set.of(-1022, -2014, -2015);

  private final OrderGateway gateway;
  private final ActorSystem<?> system;
  private final Consumer<String> onRefused;

  KeyCheck(OrderGateway gateway, ActorSystem<?> system, Consumer<String> onRefused) {
    this.gateway = gateway;
    this.system = system;
    this.onRefused = onRefused;
  }

  void begin() {
    gateway
        .balance()
        .whenComplete(
            (balance, fault) -> {
              if (fault == null) {
                LOG.info("event=key-taken");
              } else {
                look(fault);
              }
            });
  }

  private void look(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    if (cause instanceof VenueException told
        && told.kind() == VenueException.Kind.REFUSED
        && KEY_CODES.contains(told.code())) {
      onRefused.accept(told.code() + " " + told.getMessage());
    } else {
      system.scheduler().scheduleOnce(AGAIN, this::begin, system.executionContext());
    }
  }
}
