package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.PositionEvent.Tp1Hit;
import vortex7.position.PositionEvent.TradeClosed;

/**
 * What a trade needs next, derived from its state alone: called after every fact, it leaves nothing
 * to do, so that calling it again yields nothing.
 */
final class Policy {
  private Policy() {}

  static Outcome settle(Draft draft) {
    if (draft.trade().isPresent()) {
      Entries.settle(draft);
    }
    if (draft.trade().isPresent()) {
      boolean closing = draft.open().closing().isPresent();
      endOfHold(draft);
      Exits.notice(draft);
      Stops.settle(draft);
      target(draft);
      Stops.move(draft);
      Exits.settle(draft);
      if (!closing && draft.open().closing().isPresent()) {
        Entries.settle(draft); // What is left of the entry goes with it.
      }
      resolveDoubts(draft);
      finish(draft);
    }
    return draft.outcome();
  }

  static void endOfHold(Draft draft) {
    OpenTrade trade = draft.open();
    Optional<Instant> end = trade.plannedExitAt(draft.rules());
    if (trade.closing().isEmpty()
        && trade.open().signum() > 0
        && end.isPresent()
        && !draft.now().isBefore(end.get())) {
      Duration held = Duration.between(trade.firstFillAt().orElseThrow(), draft.now());
      draft.close(ExitReason.TIMEOUT, "held " + held.toSeconds() + " s");
      draft.alert(
          "TIMEOUT — "
              + trade.plan().symbol()
              + " closed at market after "
              + held.toSeconds()
              + " s");
    }
  }

  // ---- target

  private static void target(Draft draft) {
    OpenTrade trade = draft.open();
    if (trade.closing().isPresent()
        || trade.settled().isEmpty()
        || trade.tp1At().isPresent()
        || trade.open().signum() == 0) {
      return;
    }
    BigDecimal share = targetQuantity(draft, trade);
    BigDecimal left = share.subtract(trade.filled(Leg.TARGET)).min(trade.open());
    if (left.signum() <= 0) {
      draft.emit(new Tp1Hit(trade.number(), draft.now()));
      return;
    }
    boolean free = !trade.anyOrder(Leg.TARGET, TradeOrder::live);
    Optional<TradeOrder> newest = trade.newest(Leg.TARGET);
    if (!free) {
      return;
    }
    if (newest.isPresent() && trade.missing(newest.get()).signum() > 0) {
      draft.reconcile(); // It ended with fills that were not told yet.
    } else if (newest.isEmpty()
        || (trade.orders(Leg.TARGET).size() < draft.rules().targetAttemptsMax()
            && draft.passed(newest.get().since(), draft.rules().askAgainAfter()))) {
      draft.wantTarget(trade.plan().targetPrice(), left);
    }
  }

  /** The part that closes at the target: all of it when either part would be too small to order. */
  static BigDecimal targetQuantity(Draft draft, OpenTrade trade) {
    BigDecimal size = trade.settled().orElse(trade.entered());
    BigDecimal part = draft.instrument().floorQuantity(size.multiply(trade.plan().targetShare()));
    BigDecimal rest = size.subtract(part);
    BigDecimal least = draft.instrument().minQuantity().max(draft.instrument().stepSize());
    return part.compareTo(least) < 0 || rest.compareTo(least) < 0 ? size : part;
  }

  // ---- doubts and the end

  private static void resolveDoubts(Draft draft) {
    for (TradeOrder order : draft.open().orders()) {
      if (order.state() == TradeOrder.State.DOUBTFUL && order.leg() != Leg.ENTRY) {
        draft.query(order, "outcome unknown");
      }
    }
  }

  private static void finish(Draft draft) {
    OpenTrade trade = draft.open();
    boolean over =
        !trade.entry().live()
            && trade.open().signum() == 0
            && trade.missing(trade.entry()).signum() == 0;
    if (!over) {
      return;
    }
    for (TradeOrder order : trade.orders()) {
      if (order.live()) {
        draft.cancel(order, trade.entered().signum() == 0 ? "no position" : "position closed");
      }
    }
    if (trade.entered().signum() > 0
        && draft.open().orders().stream().noneMatch(TradeOrder::live)) {
      draft.emit(new TradeClosed(Books.summary(draft.open()), draft.now()));
    }
  }

  /** Toward the trade's profit: up for a long, down for a short. */
  static RoundingMode towardProfit(Side side) {
    return side == Side.BUY ? RoundingMode.CEILING : RoundingMode.FLOOR;
  }
}
