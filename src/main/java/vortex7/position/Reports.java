package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport.Accepted;
import vortex7.position.OrderReport.CancelRefused;
import vortex7.position.OrderReport.Ended;
import vortex7.position.OrderReport.Filled;
import vortex7.position.OrderReport.NeverArrived;
import vortex7.position.OrderReport.Rejected;
import vortex7.position.OrderReport.Triggered;
import vortex7.position.OrderReport.Unknown;
import vortex7.position.PositionEvent.FillCounted;
import vortex7.position.PositionEvent.OrderAccepted;
import vortex7.position.PositionEvent.OrderDoubted;
import vortex7.position.PositionEvent.OrderFound;
import vortex7.position.PositionEvent.StopTriggered;
import vortex7.position.PositionEvent.TradeReopened;

/** Turns reports into the facts that they establish; what is known already establishes nothing. */
final class Reports {
  private static final String GONE = "GONE";
  private static final String NEVER_ARRIVED = "NEVER ARRIVED";

  private Reports() {}

  static void take(Draft draft, OrderReport report) {
    ClientOrderId id = report.id();
    if (!id.epoch().equals(draft.moment().terms().epoch())
        || !id.symbol().equals(draft.position().symbol())) {
      return; // Another journal's or another symbol's.
    }
    Optional<OpenTrade> trade = draft.trade();
    if (trade.isPresent() && trade.get().number() == id.positionNumber()) {
      about(draft, report);
    } else if (report instanceof Filled fill) {
      late(draft, fill);
    } else if (report instanceof Accepted accepted) {
      leftOver(draft, accepted);
    } else if (report instanceof Ended || report instanceof CancelRefused) {
      draft.position().leftovers().stream()
          .filter(leftover -> leftover.id().equals(id))
          .findFirst()
          .ifPresent(leftover -> draft.emit(new PositionEvent.LeftoverGone(id, report.at())));
    }
  }

  private static void about(Draft draft, OrderReport report) {
    switch (report) {
      case Accepted accepted -> {
        accepted(draft, accepted.id(), accepted.at());
        untold(draft, accepted);
      }
      case Rejected rejected -> Refusals.take(draft, rejected);
      case Filled fill -> filled(draft, fill);
      case Ended ended -> ended(draft, ended);
      case Triggered triggered -> triggered(draft, triggered.id(), triggered.at());
      case CancelRefused refused -> cancelRefused(draft, refused);
      case Unknown unknown -> doubt(draft, unknown.id(), unknown.reason());
      case NeverArrived never ->
          draft
              .open()
              .order(never.id().leg(), never.id().attempt())
              .filter(TradeOrder::live)
              .ifPresent(order -> neverArrived(draft, order, never.at()));
    }
  }

  /**
   * A query found it filled further than was told: its fills are fetched, and of an entry they are
   * protected at once.
   */
  private static void untold(Draft draft, Accepted accepted) {
    TradeOrder order = known(draft, accepted.id(), accepted.at());
    if (order.live() && accepted.executed().compareTo(draft.open().filled(order)) > 0) {
      draft.reconcile();
      if (order.leg() == Leg.ENTRY) {
        draft.entryFilled();
      }
    }
  }

  /**
   * Whatever once stood and is now unknown has nothing more to fill: the venue forgets an order
   * only without fills, or with all of its books.
   */
  private static void neverArrived(Draft draft, TradeOrder order, Instant at) {
    if (!order.standing()) {
      draft.ended(order, NEVER_ARRIVED, BigDecimal.ZERO, at);
    } else if (order.leg() == Leg.ENTRY && !order.cancelWanted()) {
      draft.ask(order, true, "the venue does not know it");
    } else if (order.leg() != Leg.STOP) { // A stop's own read-back says what stands.
      draft.ended(order, "FORGOTTEN", draft.open().filled(order), at);
      draft.reconcile();
    }
  }

  /** An order that was taken for gone when its trade ended stands after all: it goes at once. */
  private static void leftOver(Draft draft, Accepted accepted) {
    ClientOrderId id = accepted.id();
    draft
        .position()
        .last()
        .filter(trade -> trade.number() == id.positionNumber())
        .flatMap(trade -> trade.order(id.leg(), id.attempt()))
        .filter(order -> !order.stood())
        .filter(order -> order.end().equals(GONE) || order.end().equals(NEVER_ARRIVED))
        .ifPresent(
            order -> {
              draft.emit(new PositionEvent.LeftoverSeen(id, accepted.at()));
              draft.cancelLeftover(id);
            });
  }

  /** The order of that id; one that the journal does not know yet is entered first. */
  static TradeOrder known(Draft draft, ClientOrderId id, Instant at) {
    Optional<TradeOrder> order = draft.open().order(id.leg(), id.attempt());
    if (order.isPresent()) {
      return order.get();
    }
    Optional<BigDecimal> price =
        id.leg() == Leg.STOP ? Optional.of(draft.open().protectivePrice()) : Optional.empty();
    draft.emit(
        new OrderFound(draft.open().number(), id.leg(), id.attempt(), Optional.empty(), price, at));
    return draft.open().order(id.leg(), id.attempt()).orElseThrow();
  }

  static void accepted(Draft draft, ClientOrderId id, Instant at) {
    TradeOrder order = known(draft, id, at);
    if (order.state() == TradeOrder.State.WANTED || order.state() == TradeOrder.State.DOUBTFUL) {
      draft.emit(new OrderAccepted(draft.open().number(), id.leg(), id.attempt(), at));
    }
  }

  // ---- fills and ends

  private static void filled(Draft draft, Filled fill) {
    TradeOrder order = known(draft, fill.id(), fill.at());
    if (!count(draft, fill, order)) {
      return;
    }
    TradeOrder after = known(draft, fill.id(), fill.at());
    boolean whole =
        after.quantity().map(all -> draft.open().filled(after).compareTo(all) >= 0).orElse(false);
    if (after.live() && (fill.orderDone() || whole)) {
      draft.ended(after, "FILLED", fill.cumulative(), fill.at());
    }
  }

  /** False when it can not be counted before an earlier fill is known. */
  private static boolean count(Draft draft, Filled fill, TradeOrder order) {
    OpenTrade trade = draft.open();
    if (trade.knows(fill.tradeId())) {
      return true;
    }
    if (fill.id().leg() != Leg.ENTRY && fill.quantity().compareTo(trade.open()) > 0) {
      draft.reconcile(); // An entry fill is still untold; the venue's list brings both in order.
      return false;
    }
    if (order.state() == TradeOrder.State.WANTED || order.state() == TradeOrder.State.DOUBTFUL) {
      draft.emit(
          new OrderAccepted(trade.number(), fill.id().leg(), fill.id().attempt(), fill.at()));
    }
    if (fill.id().leg() == Leg.STOP && order.triggeredAt().isEmpty()) {
      draft.emit(new StopTriggered(trade.number(), fill.id().attempt(), fill.at()));
    }
    draft.emit(
        new FillCounted(
            trade.number(),
            fill.id().leg(),
            fill.id().attempt(),
            fill.tradeId(),
            fill.price(),
            fill.quantity(),
            fill.fee(),
            fill.feeAsset(),
            inQuote(draft, fill.fee(), fill.feeAsset()),
            fill.maker(),
            fill.at()));
    return true;
  }

  static Optional<BigDecimal> inQuote(Draft draft, BigDecimal fee, String asset) {
    if (asset.equals(draft.instrument().quoteAsset()) || fee.signum() == 0) {
      return Optional.of(fee);
    }
    Optional<BigDecimal> price = Optional.ofNullable(draft.moment().assetPrices().get(asset));
    if (price.isEmpty()) {
      draft.alert("fee of " + fee.toPlainString() + " " + asset + " has no price in quote units");
    }
    return price.map(fee::multiply);
  }

  /** A fill of a trade that counted as over: it opens again, so that it is protected or closed. */
  private static void late(Draft draft, Filled fill) {
    Optional<OpenTrade> last =
        draft.position().last().filter(trade -> trade.number() == fill.id().positionNumber());
    if (last.isPresent() && last.get().knows(fill.tradeId())) {
      return;
    }
    draft.reconcile();
    draft.alert("fill " + fill.tradeId() + " of " + fill.id() + " came after its trade was over");
    if (last.isPresent() && draft.trade().isEmpty() && fill.id().leg() == Leg.ENTRY) {
      draft.emit(
          new TradeReopened(
              fill.id().positionNumber(), "fill " + fill.tradeId() + " came late", fill.at()));
      filled(draft, fill);
    }
  }

  private static void ended(Draft draft, Ended ended) {
    TradeOrder order = known(draft, ended.id(), ended.at());
    BigDecimal executed = ended.executed().max(draft.open().filled(order));
    if (order.leg() == Leg.STOP && executed.signum() > 0) {
      triggered(draft, ended.id(), ended.at()); // Only what fired can have filled.
    }
    if (order.live() || executed.compareTo(order.executed()) > 0) {
      draft.ended(order, ended.status(), executed, ended.at());
      if (executed.compareTo(draft.open().filled(order)) > 0) {
        draft.reconcile(); // Its fills are still to be told.
      }
    }
  }

  static void triggered(Draft draft, ClientOrderId id, Instant at) {
    TradeOrder order = known(draft, id, at);
    if (order.triggeredAt().isEmpty() && id.leg() == Leg.STOP) {
      draft.emit(new StopTriggered(draft.open().number(), id.attempt(), at));
    }
  }

  private static void cancelRefused(Draft draft, CancelRefused refused) {
    OpenTrade trade = draft.open();
    Optional<TradeOrder> found = trade.order(refused.id().leg(), refused.id().attempt());
    if (found.isEmpty() || !found.get().live()) {
      return;
    }
    TradeOrder order = found.get();
    boolean idle = trade.open().signum() == 0 && !trade.entry().live();
    boolean spare = order.leg() == Leg.STOP && !order.stood();
    if (order.leg() != Leg.ENTRY && (idle || spare)) {
      draft.ended(order, GONE, trade.filled(order), refused.at());
    } else {
      draft.ask(order, false, "cancel refused: " + refused.code());
      draft.reconcile(); // Most likely it filled.
    }
  }

  // ---- doubts

  static void doubt(Draft draft, ClientOrderId id, String cause) {
    draft
        .open()
        .order(id.leg(), id.attempt())
        .filter(order -> order.state() == TradeOrder.State.WANTED)
        .ifPresent(
            order ->
                draft.emit(
                    new OrderDoubted(
                        draft.open().number(), id.leg(), id.attempt(), cause, draft.now())));
  }

  static void unanswered(Draft draft, ClientOrderId id) {
    if (draft.trade().filter(trade -> trade.number() == id.positionNumber()).isPresent()) {
      doubt(draft, id, "no answer in time");
    }
  }

  static void sentUnjournaled(Draft draft, List<ClientOrderId> ids) {
    for (ClientOrderId id : ids) {
      boolean current =
          id.epoch().equals(draft.moment().terms().epoch())
              && draft.trade().filter(trade -> trade.number() == id.positionNumber()).isPresent();
      if (current) {
        known(draft, id, draft.now());
      }
    }
  }

  static void lost(Draft draft, ClientOrderId id) {
    if (draft.trade().filter(trade -> trade.number() == id.positionNumber()).isPresent()) {
      doubt(draft, id, "answer lost in a restart");
    }
  }
}
