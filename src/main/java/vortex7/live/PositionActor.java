package vortex7.live;

import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import vortex7.decision.FeeRates;
import vortex7.live.view.PositionView;
import vortex7.market.Instrument;
import vortex7.position.OrderReport;
import vortex7.position.TradePlan;
import vortex7.position.VenueFacts;

/**
 * Journals one symbol's trade and is the only one who wants orders: it tells {@link ExecutorActor}.
 *
 * <p>Recovers, then asks {@link VenueActor.FetchFacts} and reconciles before anything else; tells
 * {@link SymbolActor.PositionRecovered} when that converged. After each change it tells {@link
 * SymbolActor.PositionNews} and rewrites its line of {@link OpenPositionsFile}. A write or a
 * recovery that fails it tells {@link SymbolActor.JournalLost}. Created with the symbol's executor,
 * account, venue, tree and {@link Wiring}.
 */
public final class PositionActor {

  /** What a position is told. */
  public sealed interface Command {}

  /**
   * Enter: the slot is granted. Persisted as the intent before the order leaves. The spans are for
   * metrics: when the mark's frame came in, and when it was decided, on the own clock.
   *
   * @param margin and {@code risk} of the slot, quote units, to be confirmed on each recovery
   */
  public record Open(
      TradePlan plan,
      String epoch,
      BigDecimal margin,
      BigDecimal risk,
      long frameNanos,
      long decidedNanos)
      implements Command, Urgent {}

  /** What the venue told about one of our orders; {@code receivedNanos} on the own clock. */
  public record Report(OrderReport report, long receivedNanos) implements Command, Urgent {}

  /** An order of this symbol that is not ours did something. */
  public record ForeignOrder(String clientOrderId, String what, Instant at)
      implements Command, Urgent {}

  /** The venue's own position after a change, signed base units. */
  public record VenuePosition(BigDecimal amount, BigDecimal entryPrice, Instant at)
      implements Command, Urgent {}

  /** What the venue allows for the symbol and what it charges; told before anything else. */
  public record VenueNews(Instrument instrument, FeeRates fees) implements Command, Urgent {}

  /** The account changed: its epoch and balance. */
  public record AccountNews(AccountActor.AccountTold told) implements Command {}

  /** Reconcile: ask {@link VenueActor.FetchFacts} since the last known fill. */
  public record ReconcileDue(String cause) implements Command, Urgent {}

  /** The venue's facts, complete: what was asked for. */
  public record Facts(VenueFacts facts) implements Command, Urgent {}

  /** The facts that were asked for could not be had. */
  public record FactsFailed(String reason) implements Command, Urgent {}

  /** Only the conditional orders that stand: the read-back of each second. */
  public record Stops(VenueFacts facts) implements Command, Urgent {}

  /** The market at a mark: last trade price, best bid and ask; conflated, cheap to ignore. */
  public record Price(double last, double bid, double ask, long eventTimeMillis)
      implements Command {}

  /** Cancel a resting entry: kill switch, REDUCING, an emergency. */
  public record CancelEntry(String reason) implements Command, Urgent {}

  /**
   * Close at market.
   *
   * @param cause MANUAL or EMERGENCY
   */
  public record Close(
      String cause, OperatorCommand command, Optional<ActorRef<CommandResult>> replyTo)
      implements Command, Urgent {}

  /** Close at market unless the venue confirmed the stop. */
  public record CloseUnlessProtected(String reason, Instant at) implements Command, Urgent {}

  /** The account counted the trade. */
  public record TradeClosedCounted(long positionNumber) implements Command, Urgent {}

  /** Is this slot still needed? Answer with Confirm or Release. */
  public record SlotAsked(long positionNumber) implements Command, Urgent {}

  public record GetView(ActorRef<Optional<PositionView>> replyTo) implements Command {}

  private PositionActor() {}
}
