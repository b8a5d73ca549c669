package vortex7.port;

import java.util.Optional;

/**
 * Says whether what may open or enlarge a position may leave right now. Asked when the request's
 * bytes are about to go out, so that one that had to wait for a budget, a clock or a connection
 * does not leave behind a kill switch that fell meanwhile. Any thread.
 */
@FunctionalInterface
public interface EntryFence {
  /** Nothing is kept back. */
  EntryFence OPEN = Optional::empty;

  /** Why nothing of the kind may leave, for people; empty while it may. */
  Optional<String> raised();
}
