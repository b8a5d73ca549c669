package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.position.ClientOrderId.Leg;

/**
 * What happened to a symbol's position: facts that are journaled and folded by {@link
 * Position#apply}. {@code number} is the position number of the trade it is about.
 */
public sealed interface PositionEvent {
  Instant at();

  /** A trade is wanted; persisted before its entry leaves. The entry is attempt 0. */
  record EntryIntended(TradePlan plan, String epoch, Instant at) implements PositionEvent {}

  /** A stop leaves; without a quantity it closes whatever the position is. */
  record StopWanted(
      long number,
      int attempt,
      BigDecimal triggerPrice,
      Optional<BigDecimal> quantity,
      String cause,
      Instant at)
      implements PositionEvent {}

  record TargetWanted(long number, int attempt, BigDecimal price, BigDecimal quantity, Instant at)
      implements PositionEvent {}

  /** An exit leaves: at market, or with a limit price as immediate-or-cancel. */
  record ExitWanted(
      long number,
      int attempt,
      BigDecimal quantity,
      Optional<BigDecimal> limitPrice,
      String cause,
      Instant at)
      implements PositionEvent {}

  /** An order of ours that the journal did not know was met at the venue. */
  record OrderFound(
      long number,
      Leg leg,
      int attempt,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> price,
      Instant at)
      implements PositionEvent {}

  /** The venue confirmed the order: it rests, or the stop stands. */
  record OrderAccepted(long number, Leg leg, int attempt, Instant at) implements PositionEvent {}

  /** Nobody knows whether the venue has the order. */
  record OrderDoubted(long number, Leg leg, int attempt, String cause, Instant at)
      implements PositionEvent {}

  /** The venue was asked to cancel the order, or what became of it. */
  record OrderAsked(long number, Leg leg, int attempt, boolean cancel, String cause, Instant at)
      implements PositionEvent {}

  /** The order is gone; {@code executed} base units in all. */
  record OrderEnded(
      long number, Leg leg, int attempt, String status, BigDecimal executed, Instant at)
      implements PositionEvent {}

  record StopTriggered(long number, int attempt, Instant at) implements PositionEvent {}

  /** A fill of one of our orders entered the books; fields as in {@link CountedFill}. */
  record FillCounted(
      long number,
      Leg leg,
      int attempt,
      long tradeId,
      BigDecimal price,
      BigDecimal quantity,
      BigDecimal fee,
      String feeAsset,
      Optional<BigDecimal> feeQuote,
      boolean maker,
      Instant at)
      implements PositionEvent {}

  /** The entry is over and {@code quantity} counts as the trade's size. */
  record EntrySettled(long number, BigDecimal quantity, Instant at) implements PositionEvent {}

  /** The target filled its share; a rest stays open. */
  record Tp1Hit(long number, Instant at) implements PositionEvent {}

  /** A better stop stands, {@code triggerPrice} at the entry price or beyond. */
  record StopMoved(long number, int attempt, BigDecimal triggerPrice, Instant at)
      implements PositionEvent {}

  record CloseBegan(long number, ExitReason reason, String cause, Instant at)
      implements PositionEvent {}

  /** Somebody else's order (or a liquidation) reduced our position. */
  record ChangedOutside(
      long number,
      long tradeId,
      BigDecimal price,
      BigDecimal quantity,
      BigDecimal fee,
      String feeAsset,
      Optional<BigDecimal> feeQuote,
      boolean liquidation,
      Instant at)
      implements PositionEvent {}

  /** Funding paid (positive) or received, quote units. */
  record FundingPaid(long number, BigDecimal amount, Instant at) implements PositionEvent {}

  /** The entry ended without a fill. */
  record NoFill(long number, String ref, String cause, Instant at) implements PositionEvent {}

  record TradeClosed(TradeSummary summary, Instant at) implements PositionEvent {}

  /** A fill of a trade that counted as over came after all. */
  record TradeReopened(long number, String cause, Instant at) implements PositionEvent {}

  /** A position or an order that is not ours is at the venue. */
  record ForeignSeen(String what, Instant at) implements PositionEvent {}

  /** None of what was foreign is there any more. */
  record ForeignGone(Instant at) implements PositionEvent {}

  /** An order of a finished trade of ours still stood and was cancelled. */
  record LeftoverSeen(ClientOrderId id, Instant at) implements PositionEvent {}

  record LeftoverGone(ClientOrderId id, Instant at) implements PositionEvent {}

  /** A comparison with the venue found these differences; the events before it settle them. */
  record Reconciled(List<String> differences, Instant at) implements PositionEvent {
    public Reconciled {
      differences = List.copyOf(differences);
    }
  }
}
