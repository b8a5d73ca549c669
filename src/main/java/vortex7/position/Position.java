package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.PositionEvent.ChangedOutside;
import vortex7.position.PositionEvent.CloseBegan;
import vortex7.position.PositionEvent.EntryIntended;
import vortex7.position.PositionEvent.EntrySettled;
import vortex7.position.PositionEvent.ExitWanted;
import vortex7.position.PositionEvent.FillCounted;
import vortex7.position.PositionEvent.ForeignGone;
import vortex7.position.PositionEvent.ForeignSeen;
import vortex7.position.PositionEvent.FundingPaid;
import vortex7.position.PositionEvent.LeftoverGone;
import vortex7.position.PositionEvent.LeftoverSeen;
import vortex7.position.PositionEvent.NoFill;
import vortex7.position.PositionEvent.OrderAccepted;
import vortex7.position.PositionEvent.OrderAsked;
import vortex7.position.PositionEvent.OrderDoubted;
import vortex7.position.PositionEvent.OrderEnded;
import vortex7.position.PositionEvent.OrderFound;
import vortex7.position.PositionEvent.Reconciled;
import vortex7.position.PositionEvent.StopMoved;
import vortex7.position.PositionEvent.StopTriggered;
import vortex7.position.PositionEvent.StopWanted;
import vortex7.position.PositionEvent.TargetWanted;
import vortex7.position.PositionEvent.Tp1Hit;
import vortex7.position.PositionEvent.TradeClosed;
import vortex7.position.PositionEvent.TradeReopened;
import vortex7.position.Terms.Moment;

/**
 * One symbol's position of ours: at most one trade at a time, from its intent to its last exit.
 *
 * <p>The {@code on…} verbs decide and return an {@link Outcome}; {@link #apply} folds its events
 * in. They may be called with the same fact several times and in any order: what is known already
 * changes nothing.
 *
 * @param lastNumber the newest position number used; numbers increase and are never used again
 * @param trade the trade under way
 * @param last the trade that ended last, for fills that come after its end
 * @param foreign positions or orders at the venue that are not ours, as sentences
 * @param leftovers orders of finished trades that still stood and were cancelled
 */
public record Position(
    Symbol symbol,
    long lastNumber,
    Optional<OpenTrade> trade,
    Optional<OpenTrade> last,
    List<String> foreign,
    List<Leftover> leftovers) {

  /** An order of a finished trade that was still at the venue {@code at} that time. */
  public record Leftover(ClientOrderId id, Instant at) {}

  public Position {
    foreign = List.copyOf(foreign);
    leftovers = List.copyOf(leftovers);
  }

  /** A symbol that has never traded. */
  public static Position initial(Symbol symbol) {
    return new Position(symbol, 0, Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  // ---- verbs

  /** A trade is wanted: its entry leaves once the intent is persisted. */
  public Outcome onIntent(TradePlan plan, Moment moment) {
    return Entries.intend(this, plan, moment);
  }

  /** News of one of our orders. */
  public Outcome onReport(OrderReport report, Moment moment) {
    Draft draft = new Draft(this, moment);
    Reports.take(draft, report);
    return Policy.settle(draft);
  }

  /**
   * No answer about this order came within the time that the driver's own clock allows (stops: 1 s
   * from sending).
   */
  public Outcome onUnanswered(ClientOrderId id, Moment moment) {
    Draft draft = new Draft(this, moment);
    Reports.unanswered(draft, id);
    return Policy.settle(draft);
  }

  /**
   * Time has passed, {@code previous} being the moment of the last call: time-outs, the longest
   * hold, retries, and the trailing stop for each of its steps that lies in between.
   */
  public Outcome onTime(Instant previous, Moment moment) {
    Draft draft = new Draft(this, moment);
    draft.previous(previous);
    return Policy.settle(draft);
  }

  /**
   * Time has passed before the venue's facts could be had: only the longest hold is enforced, which
   * needs none, because what leaves can but reduce.
   */
  public Outcome onHoldAlone(Moment moment) {
    Draft draft = new Draft(this, moment);
    if (trade.isPresent()) {
      Policy.endOfHold(draft);
      Exits.notice(draft);
      Exits.settle(draft);
    }
    return draft.outcome();
  }

  /** The trade shall end now; before the first fill its entry is withdrawn. */
  public Outcome onClose(ExitReason reason, String cause, Moment moment) {
    Draft draft = new Draft(this, moment);
    Optional<OpenTrade> open = trade;
    if (open.isEmpty()) {
      return Outcome.refused(symbol + " has no trade to close");
    }
    if (open.get().closing().isEmpty()) {
      draft.close(reason, cause);
    }
    return Policy.settle(draft);
  }

  /** Entries are off: a resting entry is withdrawn; what it filled is judged by the usual rule. */
  public Outcome onEntriesOff(String cause, Moment moment) {
    Draft draft = new Draft(this, moment);
    Entries.withdraw(draft, cause);
    return Policy.settle(draft);
  }

  /** Funding was paid (positive) or received for the open position, quote units. */
  public Outcome onFunding(BigDecimal paid, Instant at, Moment moment) {
    Draft draft = new Draft(this, moment);
    trade
        .filter(open -> open.open().signum() > 0)
        .filter(open -> open.fundings().stream().noneMatch(known -> known.at().equals(at)))
        .ifPresent(open -> draft.emit(new FundingPaid(open.number(), paid, at)));
    return draft.outcome();
  }

  /**
   * After a restart, and after the venue's facts were taken in: orders whose answers were lost,
   * {@link #unanswered} when the journal was read, are in doubt and asked about, never sent again.
   */
  public Outcome onRecovered(List<ClientOrderId> lost, Moment moment) {
    Draft draft = new Draft(this, moment);
    lost.forEach(id -> Reports.lost(draft, id));
    return Policy.settle(draft);
  }

  /**
   * Compares with what the venue says. A position that differs is believed only when {@code
   * earlier}, an older answer, said the same, because the venue's lists are not one moment's.
   */
  public Outcome onFacts(VenueFacts facts, Optional<VenueFacts> earlier, Moment moment) {
    Draft draft = new Draft(this, moment);
    Reconciler.compare(draft, facts, earlier);
    return Policy.settle(draft);
  }

  /** Compares with a read-back of the conditional orders alone. */
  public Outcome onStops(List<VenueFacts.OpenStop> stops, Instant at, Moment moment) {
    Draft draft = new Draft(this, moment);
    Reconciler.compareStops(draft, stops, at);
    return Policy.settle(draft);
  }

  /**
   * Orders that left while the journal did not answer and that it never heard of: entered, so that
   * their attempts are not used again.
   */
  public Outcome onSentUnjournaled(List<ClientOrderId> ids, Moment moment) {
    Draft draft = new Draft(this, moment);
    Reports.sentUnjournaled(draft, ids);
    return draft.outcome();
  }

  // ---- what others read

  /** The state of the trade under way; empty without one. */
  public Optional<TradeState> state() {
    return trade.map(OpenTrade::state);
  }

  /** Orders that were wanted and of which nothing has been heard. */
  public List<ClientOrderId> unanswered() {
    return trade
        .map(
            open ->
                open.orders().stream()
                    .filter(order -> order.state() == TradeOrder.State.WANTED)
                    .map(open::id)
                    .toList())
        .orElse(List.of());
  }

  /** Signed base units that are ours: negative is short. */
  public BigDecimal amount() {
    return trade.map(OpenTrade::amount).orElse(BigDecimal.ZERO);
  }

  public boolean isFlat() {
    return amount().signum() == 0;
  }

  /** The fills to ask the venue for reach back to here; empty without a trade. */
  public Optional<Instant> factsSince() {
    return trade.or(() -> last).map(OpenTrade::intendedAt);
  }

  // ---- fold

  /** This position after {@code event}. */
  public Position apply(PositionEvent event) {
    return switch (event) {
      case EntryIntended e ->
          new Position(
              symbol,
              e.plan().positionNumber(),
              Optional.of(OpenTrade.intended(e.plan(), e.epoch(), e.at())),
              last,
              foreign,
              leftovers);
      case StopWanted e ->
          with(
              current(e.number())
                  .withOrder(
                      TradeOrder.wanted(
                          Leg.STOP,
                          e.attempt(),
                          e.quantity(),
                          Optional.of(e.triggerPrice()),
                          e.at())));
      case TargetWanted e ->
          with(
              current(e.number())
                  .withOrder(
                      TradeOrder.wanted(
                          Leg.TARGET,
                          e.attempt(),
                          Optional.of(e.quantity()),
                          Optional.of(e.price()),
                          e.at())));
      case ExitWanted e ->
          with(
              current(e.number())
                  .withOrder(
                      TradeOrder.wanted(
                          Leg.EXIT,
                          e.attempt(),
                          Optional.of(e.quantity()),
                          e.limitPrice(),
                          e.at())));
      case OrderFound e ->
          with(
              current(e.number())
                  .withOrder(
                      TradeOrder.wanted(e.leg(), e.attempt(), e.quantity(), e.price(), e.at())));
      case OrderAccepted e -> {
        OpenTrade after =
            current(e.number()).withOrder(e.leg(), e.attempt(), order -> order.accepted(e.at()));
        yield with(
            e.leg() == Leg.ENTRY && after.state() == TradeState.PENDING_ENTRY
                ? after.withState(TradeState.ENTRY_SENT)
                : after);
      }
      case OrderDoubted e ->
          with(current(e.number()).withOrder(e.leg(), e.attempt(), order -> order.doubted(e.at())));
      case OrderAsked e ->
          with(
              current(e.number())
                  .withOrder(e.leg(), e.attempt(), order -> order.asked(e.cancel(), e.at())));
      case OrderEnded e ->
          with(
              current(e.number())
                  .withOrder(
                      e.leg(),
                      e.attempt(),
                      order -> order.ended(e.status(), e.executed(), e.at())));
      case StopTriggered e ->
          with(
              current(e.number())
                  .withOrder(Leg.STOP, e.attempt(), order -> order.triggered(e.at())));
      case FillCounted e ->
          with(
              current(e.number())
                  .withFill(
                      new CountedFill(
                          Optional.of(e.leg()),
                          e.attempt(),
                          e.tradeId(),
                          e.price(),
                          e.quantity(),
                          e.fee(),
                          e.feeAsset(),
                          e.feeQuote(),
                          e.maker(),
                          e.at())));
      case ChangedOutside e ->
          with(
              current(e.number())
                  .withExternal()
                  .withFill(
                      new CountedFill(
                          Optional.empty(),
                          0,
                          e.tradeId(),
                          e.price(),
                          e.quantity(),
                          e.fee(),
                          e.feeAsset(),
                          e.feeQuote(),
                          false,
                          e.at())));
      case EntrySettled e -> with(current(e.number()).withSettled(e.quantity()));
      case Tp1Hit e -> with(current(e.number()).withTp1At(e.at()));
      case StopMoved e -> {
        OpenTrade trade = current(e.number());
        yield with(
            trade.state() == TradeState.TP1_HIT ? trade.withState(TradeState.TRAILING) : trade);
      }
      case CloseBegan e -> with(current(e.number()).withClosing(e.reason()));
      case FundingPaid e ->
          with(current(e.number()).withFunding(new OpenTrade.Funding(e.amount(), e.at())));
      case NoFill e -> finished(current(e.number()).withState(TradeState.NO_FILL));
      case TradeClosed e ->
          finished(current(e.summary().positionNumber()).withState(e.summary().closedState()));
      case TradeReopened e -> {
        OpenTrade again =
            last.filter(trade -> trade.number() == e.number())
                .orElseThrow(() -> new IllegalStateException("no trade " + e.number()));
        yield new Position(
            symbol,
            lastNumber,
            Optional.of(again.withState(TradeState.ENTRY_SENT)),
            Optional.empty(),
            foreign,
            leftovers);
      }
      case ForeignSeen e -> {
        List<String> more = new ArrayList<>(foreign);
        more.add(e.what());
        yield new Position(symbol, lastNumber, trade, last, more, leftovers);
      }
      case ForeignGone ignored ->
          new Position(symbol, lastNumber, trade, last, List.of(), leftovers);
      case LeftoverSeen e -> {
        List<Leftover> more = new ArrayList<>(leftovers);
        more.removeIf(leftover -> leftover.id().equals(e.id()));
        more.add(new Leftover(e.id(), e.at()));
        Optional<OpenTrade> of =
            last.map(
                ended ->
                    ended.number() == e.id().positionNumber()
                        ? ended.withOrder(e.id().leg(), e.id().attempt(), TradeOrder::seen)
                        : ended);
        yield new Position(symbol, lastNumber, trade, of, foreign, more);
      }
      case LeftoverGone e -> {
        List<Leftover> fewer = new ArrayList<>(leftovers);
        fewer.removeIf(leftover -> leftover.id().equals(e.id()));
        yield new Position(symbol, lastNumber, trade, last, foreign, fewer);
      }
      case Reconciled ignored -> this;
    };
  }

  /** This position after all of {@code events}, oldest first. */
  public Position applyAll(Iterable<? extends PositionEvent> events) {
    Position position = this;
    for (PositionEvent event : events) {
      position = position.apply(event);
    }
    return position;
  }

  private OpenTrade current(long number) {
    return trade
        .filter(open -> open.number() == number)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    symbol + " has no trade " + number + ", its newest is " + lastNumber));
  }

  private Position with(OpenTrade changed) {
    return new Position(symbol, lastNumber, Optional.of(changed), last, foreign, leftovers);
  }

  private Position finished(OpenTrade ended) {
    return new Position(
        symbol, lastNumber, Optional.empty(), Optional.of(ended), foreign, leftovers);
  }
}
