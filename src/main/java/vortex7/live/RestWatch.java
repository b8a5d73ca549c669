package vortex7.live;

import akka.actor.typed.ActorRef;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import vortex7.port.VenueException;

/**
 * Counts failures of the venue's REST side in a row: after so many, entries are off until a call
 * has succeeded after a pause (half-open). Lives inside its {@link VenueActor}.
 */
final class RestWatch {
  private static final String CAUSE = "VENUE";

  private final Wiring wiring;
  private final ActorRef<AccountActor.Command> account;
  private int failuresInRow;
  private @Nullable String open;
  private long openedNanos;

  RestWatch(Wiring wiring, ActorRef<AccountActor.Command> account) {
    this.wiring = wiring;
    this.account = account;
  }

  /** What an earlier life of the watch may have taken off is on again. */
  AccountActor.EntriesOn began() {
    return new AccountActor.EntriesOn(CAUSE, wiring.clock().instant());
  }

  AccountActor.EntriesOff entriesOff(String reason) {
    return new AccountActor.EntriesOff(CAUSE, reason, wiring.clock().instant());
  }

  void answered() {
    long now = wiring.nanos().getAsLong();
    failuresInRow = 0;
    if (open != null && now - openedNanos >= wiring.live().venueHalfOpenAfter().toNanos()) {
      open = null;
      account.tell(began());
    }
  }

  /** A refusal is an answer: the venue is there. */
  void failed(Throwable fault) {
    if (kind(fault) == VenueException.Kind.REFUSED) {
      answered();
      return;
    }
    failuresInRow++;
    if (open == null && failuresInRow >= wiring.live().venueFailuresMax()) {
      String reason =
          "REST failed "
              + failuresInRow
              + " times in a row, limit "
              + wiring.live().venueFailuresMax()
              + ": "
              + fault.getMessage();
      open = reason;
      openedNanos = wiring.nanos().getAsLong();
      account.tell(entriesOff(reason));
      wiring.news().publish(new Daemon.News.Alert("ALERT", reason, wiring.clock().instant()));
    }
  }

  /** Why entries are off; empty while REST answers. */
  Optional<String> open() {
    return Optional.ofNullable(open);
  }

  static VenueException.Kind kind(Throwable fault) {
    Throwable cause =
        fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
    return cause instanceof VenueException known ? known.kind() : VenueException.Kind.UNKNOWN;
  }
}
