package vortex7.live;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.decision.FeeRates;
import vortex7.live.view.DecisionView;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.ReadingView;
import vortex7.live.view.RegimeView;
import vortex7.market.Instrument;
import vortex7.signal.Mark;
import vortex7.signal.Reading;

/**
 * Joins the engines' readings by mark, decides, records why, and hands entries to {@link
 * RiskActor}. A reading that does not come in time counts as MISSING.
 *
 * <p>When a mark has gone through its decision, it tells the progress tracker of {@link Wiring}.
 */
public final class DecisionActor {

  /** What a decision is told. */
  public sealed interface Command {}

  /**
   * The feed placed a mark: readings for it will come. A mark numbered 1 means that the feed began
   * anew: whatever waited before is void.
   *
   * @param frameNanos the own monotonic clock when the frame that caused it came in
   */
  public record MarkPlaced(Mark mark, long frameNanos) implements Command {}

  /** An engine's reading as of a mark. */
  public record ReadingGiven(Mark mark, Reading reading) implements Command {}

  /** The symbol's trade changed: told after each change and at the position's recovery. */
  public record PositionNews(PositionStatus status) implements Command {}

  /** The account changed: told after each change and on subscription. */
  public record AccountNews(AccountActor.AccountTold told) implements Command {}

  /** Whether the venue confirmed the leverage that an entry would use. */
  public record LeverageNews(boolean confirmed, int leverage) implements Command {}

  /** What became of an entry that this decision wanted. */
  public record EntryOutcome(String ref, String outcome, String reason, Instant at)
      implements Command {}

  /** Maker and taker rate of the account for the symbol, and what the venue allows there. */
  public record VenueNews(Instrument instrument, FeeRates fees) implements Command {}

  /** The symbol itself may not open anything, for these reasons; empty: it may. */
  public record SymbolBlocked(List<String> reasons) implements Command {
    public SymbolBlocked {
      reasons = List.copyOf(reasons);
    }
  }

  /** The newest decisions, newest first. */
  public record GetRecent(int limit, ActorRef<List<DecisionView>> replyTo) implements Command {}

  public record GetReadings(ActorRef<List<ReadingView>> replyTo) implements Command {}

  public record GetRegime(ActorRef<Optional<RegimeView>> replyTo) implements Command {}

  public record GetGates(ActorRef<GateFunnelView> replyTo) implements Command {}

  /**
   * What the others need to know of the symbol's trade.
   *
   * @param busy a position is open or an entry pending
   * @param converged the last reconciliation found no difference left
   * @param lastNumber the newest position number used
   */
  public record PositionStatus(boolean busy, boolean converged, long lastNumber) {}

  private DecisionActor() {}
}
