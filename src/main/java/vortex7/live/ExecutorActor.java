package vortex7.live;

import akka.actor.typed.ActorRef;
import vortex7.market.Symbol;
import vortex7.position.OrderRequest;

/**
 * Sends what the position wants and reports what the venue answered. Refuses whatever may open or
 * enlarge a position while the kill switch holds.
 */
public final class ExecutorActor {

  /** What an executor is told. */
  public sealed interface Command {}

  /**
   * Send it; what the venue answers goes to {@code replyTo} as {@link PositionActor.Report}. The
   * spans are for metrics: 0 where the request does not stem from a mark.
   */
  public record Execute(
      OrderRequest request,
      long frameNanos,
      long decidedNanos,
      ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  /** Cancel every resting entry at once, whatever the journal does, and say when that is sent. */
  public record CancelEntries(String reason, ActorRef<EntriesCancelled> replyTo)
      implements Command, Urgent {}

  /** The cancels were handed to the venue's client; {@code inFlight} entries had no answer yet. */
  public record EntriesCancelled(Symbol symbol, int cancels, int inFlight) {}

  private ExecutorActor() {}
}
