package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.PositionEvent.ChangedOutside;
import vortex7.position.PositionEvent.ForeignGone;
import vortex7.position.PositionEvent.ForeignSeen;
import vortex7.position.PositionEvent.LeftoverGone;
import vortex7.position.PositionEvent.LeftoverSeen;
import vortex7.position.PositionEvent.OrderAccepted;
import vortex7.position.PositionEvent.OrderFound;
import vortex7.position.PositionEvent.Reconciled;
import vortex7.position.VenueFacts.OpenOrder;
import vortex7.position.VenueFacts.OpenStop;

/** Compares a position with the venue's facts; what agrees establishes nothing. */
final class Reconciler {
  private final Draft draft;
  private final List<String> differences = new ArrayList<>();

  private Reconciler(Draft draft) {
    this.draft = draft;
  }

  static void compare(Draft draft, VenueFacts facts, Optional<VenueFacts> earlier) {
    Reconciler reconciler = new Reconciler(draft);
    reconciler.fills(facts);
    reconciler.orders(facts);
    reconciler.stops(facts.stops(), facts.at());
    reconciler.leftovers(facts);
    reconciler.amount(facts, earlier);
    reconciler.foreign(facts, earlier);
    reconciler.conclude();
  }

  static void compareStops(Draft draft, List<OpenStop> stops, Instant at) {
    Reconciler reconciler = new Reconciler(draft);
    reconciler.stops(stops, at);
    reconciler.conclude();
  }

  private void conclude() {
    if (!differences.isEmpty()) {
      draft.emit(new Reconciled(differences, draft.now()));
    }
  }

  // ---- fills

  private void fills(VenueFacts facts) {
    for (VenueFacts.Fill fill : facts.fills()) {
      Optional<ClientOrderId> id = ours(fill.clientOrderId());
      if (id.isPresent() && isUntold(id.get(), fill.tradeId())) {
        differences.add("fill " + fill.tradeId() + " of " + id.get() + " was not told");
        Reports.take(
            draft,
            new OrderReport.Filled(
                id.get(),
                fill.venueOrderId(),
                fill.tradeId(),
                fill.price(),
                fill.quantity(),
                fill.quantity(),
                false,
                fill.fee(),
                fill.feeAsset(),
                fill.maker(),
                fill.at()));
      }
    }
  }

  private boolean isUntold(ClientOrderId id, long tradeId) {
    Optional<OpenTrade> about =
        draft.trade().filter(trade -> trade.number() == id.positionNumber());
    if (about.isEmpty() && draft.trade().isEmpty()) {
      about = draft.position().last().filter(trade -> trade.number() == id.positionNumber());
    }
    return about.isPresent() && !about.get().knows(tradeId);
  }

  private Optional<ClientOrderId> ours(String text) {
    return ClientOrderId.parse(text)
        .filter(id -> id.epoch().equals(draft.moment().terms().epoch()))
        .filter(id -> id.symbol().equals(draft.position().symbol()));
  }

  // ---- orders

  private void orders(VenueFacts facts) {
    Optional<OpenTrade> trade = draft.trade();
    if (trade.isEmpty()) {
      return;
    }
    List<ClientOrderId> there = new ArrayList<>();
    for (OpenOrder order : facts.orders()) {
      ours(order.clientOrderId())
          .filter(id -> id.positionNumber() == trade.get().number())
          .ifPresent(
              id -> {
                there.add(id);
                met(id, Optional.of(order.quantity()), Optional.of(order.price()), facts.at());
              });
    }
    for (TradeOrder order : trade.get().orders()) {
      if (order.leg() != Leg.STOP && missing(order, there, facts.at())) {
        draft.query(order, "not among the open orders");
      }
    }
  }

  /** It was known to stand for a while and is not in the venue's list. */
  private boolean missing(TradeOrder order, List<ClientOrderId> there, Instant at) {
    return order.standing()
        && !there.contains(draft.open().id(order))
        && !at.isBefore(order.since().plus(draft.rules().settleTime()));
  }

  /** An order of the trade under way is at the venue. */
  private void met(
      ClientOrderId id, Optional<BigDecimal> quantity, Optional<BigDecimal> price, Instant at) {
    Optional<TradeOrder> known = draft.open().order(id.leg(), id.attempt());
    if (known.isEmpty()) {
      differences.add("order " + id + " stands and was not journaled");
      draft.emit(
          new OrderFound(draft.open().number(), id.leg(), id.attempt(), quantity, price, at));
    }
    TradeOrder order = draft.open().order(id.leg(), id.attempt()).orElseThrow();
    boolean unconfirmed =
        order.state() == TradeOrder.State.WANTED || order.state() == TradeOrder.State.DOUBTFUL;
    boolean cameBack =
        !order.live() && !at.isBefore(order.since().plus(draft.rules().settleTime()));
    if (unconfirmed || cameBack) {
      differences.add("order " + id + " stands");
      draft.emit(new OrderAccepted(draft.open().number(), id.leg(), id.attempt(), at));
    }
  }

  // ---- stops

  private void stops(List<OpenStop> stops, Instant at) {
    Optional<OpenTrade> trade = draft.trade();
    if (trade.isEmpty()) {
      return;
    }
    List<ClientOrderId> there = new ArrayList<>();
    for (OpenStop stop : stops) {
      ours(stop.clientOrderId())
          .filter(id -> id.positionNumber() == trade.get().number())
          .ifPresent(
              id -> {
                there.add(id);
                met(
                    id,
                    stop.closePosition() ? Optional.empty() : Optional.of(stop.quantity()),
                    Optional.of(stop.triggerPrice()),
                    at);
              });
    }
    for (TradeOrder stop : trade.get().orders(Leg.STOP)) {
      if (stop.triggeredAt().isEmpty() && missing(stop, there, at)) {
        differences.add("stop " + draft.open().id(stop) + " is gone");
        draft.ended(stop, "VANISHED", draft.open().filled(stop), at);
        if (!stop.cancelWanted()) {
          draft.reconcile(); // Perhaps it fired without a word.
          draft.alert("stop of " + draft.position().symbol() + " vanished at the venue");
        }
      }
    }
  }

  // ---- orders of finished trades

  private void leftovers(VenueFacts facts) {
    List<ClientOrderId> there = new ArrayList<>();
    for (OpenOrder order : facts.orders()) {
      ours(order.clientOrderId()).filter(this::isOfAFinishedTrade).ifPresent(there::add);
    }
    for (OpenStop stop : facts.stops()) {
      ours(stop.clientOrderId()).filter(this::isOfAFinishedTrade).ifPresent(there::add);
    }
    for (ClientOrderId id : there) {
      Optional<Instant> seen = seenAt(id);
      boolean again =
          seen.isPresent() && !facts.at().isBefore(seen.get().plus(draft.rules().askAgainAfter()));
      if (seen.isEmpty() || again) {
        if (seen.isEmpty()) {
          differences.add("order " + id + " of a finished trade still stood");
        }
        draft.emit(new LeftoverSeen(id, facts.at()));
        draft.cancelLeftover(id);
      }
    }
    for (Position.Leftover leftover : draft.position().leftovers()) {
      if (!there.contains(leftover.id()) && facts.at().isAfter(leftover.at())) {
        draft.emit(new LeftoverGone(leftover.id(), facts.at()));
      }
    }
  }

  private boolean isOfAFinishedTrade(ClientOrderId id) {
    return draft.trade().map(trade -> trade.number() != id.positionNumber()).orElse(true);
  }

  private Optional<Instant> seenAt(ClientOrderId id) {
    return draft.position().leftovers().stream()
        .filter(leftover -> leftover.id().equals(id))
        .map(Position.Leftover::at)
        .findFirst();
  }

  // ---- the position itself

  private void amount(VenueFacts facts, Optional<VenueFacts> earlier) {
    BigDecimal ours = draft.position().amount();
    if (facts.positionAmount().compareTo(ours) == 0) {
      return;
    }
    if (!believable(facts, earlier)) {
      draft.reconcile();
      return;
    }
    BigDecimal venue = facts.positionAmount();
    boolean less =
        ours.signum() != 0
            && venue.signum() != -ours.signum()
            && venue.abs().compareTo(ours.abs()) < 0;
    if (less) {
      reduced(facts, ours.abs().subtract(venue.abs()));
    } else if (ours.signum() != 0 && venue.signum() == -ours.signum()) {
      reduced(facts, ours.abs());
    }
  }

  /** Old enough to hold all that was told, and said twice. */
  private boolean believable(VenueFacts facts, Optional<VenueFacts> earlier) {
    Instant changed =
        draft
            .trade()
            .or(() -> draft.position().last())
            .map(OpenTrade::lastChangeAt)
            .orElse(Instant.EPOCH);
    Instant settled = changed.plus(draft.rules().settleTime());
    return earlier.isPresent()
        && earlier.get().positionAmount().compareTo(facts.positionAmount()) == 0
        && !earlier.get().at().isBefore(settled)
        && facts.at().isAfter(earlier.get().at())
        && draft.trade().map(Reconciler::allFillsTold).orElse(true);
  }

  /** False while an order of ours ended with fills that have not come yet. */
  private static boolean allFillsTold(OpenTrade trade) {
    return trade.orders().stream().allMatch(order -> trade.missing(order).signum() == 0);
  }

  /**
   * Somebody else took {@code quantity} of our position away: their fills, if the venue lists them.
   */
  private void reduced(VenueFacts facts, BigDecimal quantity) {
    BigDecimal left = quantity;
    OpenTrade trade = draft.open();
    Instant first = trade.firstFillAt().orElse(trade.intendedAt());
    for (VenueFacts.Fill fill : facts.fills()) {
      boolean theirs =
          ClientOrderId.parse(fill.clientOrderId()).isEmpty()
              && fill.side() == trade.side().opposite()
              && !fill.at().isBefore(first)
              && !draft.open().knows(fill.tradeId());
      if (theirs && left.signum() > 0) {
        BigDecimal part = fill.quantity().min(left);
        outside(fill.tradeId(), fill.price(), part, share(fill, part), fill, fill.at());
        left = left.subtract(part);
      }
    }
    if (left.signum() > 0) {
      differences.add(left.toPlainString() + " of the position went without a fill in the list");
      draft.emit(
          new ChangedOutside(
              trade.number(),
              0,
              facts.markPrice(),
              left,
              BigDecimal.ZERO,
              draft.instrument().quoteAsset(),
              Optional.of(BigDecimal.ZERO),
              false,
              facts.at()));
    }
    draft.alert(
        "EXTERNAL — "
            + quantity.toPlainString()
            + " of our "
            + trade.plan().symbol()
            + " position was closed at the venue by someone else");
  }

  private static BigDecimal share(VenueFacts.Fill fill, BigDecimal part) {
    return part.compareTo(fill.quantity()) == 0
        ? fill.fee()
        : fill.fee()
            .multiply(part)
            .divide(fill.quantity(), fill.fee().scale() + 8, java.math.RoundingMode.HALF_EVEN);
  }

  private void outside(
      long tradeId,
      BigDecimal price,
      BigDecimal quantity,
      BigDecimal fee,
      VenueFacts.Fill fill,
      Instant at) {
    boolean liquidation =
        fill.clientOrderId().startsWith("autoclose-")
            || fill.clientOrderId().startsWith("adl_autoclose");
    differences.add(
        quantity.toPlainString()
            + " closed by "
            + fill.clientOrderId()
            + " at "
            + price.toPlainString());
    draft.emit(
        new ChangedOutside(
            draft.open().number(),
            tradeId,
            price,
            quantity,
            fee,
            fill.feeAsset(),
            Reports.inQuote(draft, fee, fill.feeAsset()),
            liquidation,
            at));
    if (liquidation && draft.open().closing().isEmpty()) {
      draft.close(ExitReason.LIQUIDATION, fill.clientOrderId());
    }
  }

  // ---- what is not ours

  private void foreign(VenueFacts facts, Optional<VenueFacts> earlier) {
    List<String> seen = new ArrayList<>();
    BigDecimal excess = facts.positionAmount().subtract(draft.position().amount());
    if (excess.signum() != 0 && believable(facts, earlier)) {
      seen.add("position of " + excess.toPlainString() + " that is not ours");
    }
    for (OpenOrder order : facts.orders()) {
      if (ours(order.clientOrderId()).isEmpty()) {
        seen.add(word(order.side()) + " order " + order.clientOrderId() + " that is not ours");
      }
    }
    for (OpenStop stop : facts.stops()) {
      if (ours(stop.clientOrderId()).isEmpty()) {
        seen.add(word(stop.side()) + " stop " + stop.clientOrderId() + " that is not ours");
      }
    }
    for (String what : seen) {
      if (!draft.position().foreign().contains(what)) {
        draft.emit(new ForeignSeen(what, facts.at()));
        differences.add(what);
        draft.alert("HALTED " + draft.position().symbol() + ": " + what);
      }
    }
    if (!seen.isEmpty()) {
      draft.halt(seen.get(0)); // Each time: a person may have resumed while it was still there.
    }
    boolean undecided = excess.signum() != 0 && !believable(facts, earlier);
    if (seen.isEmpty() && !undecided && !draft.position().foreign().isEmpty()) {
      draft.emit(new ForeignGone(facts.at()));
    }
  }

  private static String word(Side side) {
    return side == Side.BUY ? "buy" : "sell";
  }
}
