package vortex7.live;

import akka.actor.typed.ActorRef;
import java.util.List;
import vortex7.live.view.SymbolView;

/**
 * Supervisor of one symbol's tree: starts its actors, restarts one that fails with its state
 * rebuilt, restarts all after a storm, and passes messages in.
 */
public final class SymbolActor {

  /** What a symbol's supervisor is told. */
  public sealed interface Command {}

  public record ToFeed(FeedActor.Command message) implements Command {}

  public record ToDecision(DecisionActor.Command message) implements Command {}

  public record ToRisk(RiskActor.Command message) implements Command {}

  public record ToPosition(PositionActor.Command message) implements Command, Urgent {}

  public record ToExecutor(ExecutorActor.Command message) implements Command, Urgent {}

  /** The symbol's trade changed; passed on to decision and risk. */
  public record PositionNews(DecisionActor.PositionStatus status) implements Command, Urgent {}

  /** What the venue confirmed; passed on to the decision. */
  public record LeverageNews(boolean confirmed, int leverage) implements Command {}

  /** The position's state was read and agrees with the venue. */
  public record PositionRecovered() implements Command, Urgent {}

  /** Reconciliation did not converge, or the journal failed; entries stay off. */
  public record PositionUnsound(String reason) implements Command, Urgent {}

  public record GetView(ActorRef<SymbolView> replyTo) implements Command {}

  /** What this symbol still needs before it may trade, in words. */
  public record GetMissing(ActorRef<Missing> replyTo) implements Command {}

  public record Missing(String symbol, List<String> what) {
    public Missing {
      what = List.copyOf(what);
    }
  }

  private SymbolActor() {}
}
