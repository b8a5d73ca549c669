package vortex7.position;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport.Rejected;
import vortex7.position.PositionEvent.OrderAccepted;

/** What the venue's refusals mean for a trade, and how the ends that they bring are named. */
final class Refusals {
  /** How the end of a stop is named that met another closePosition stop (−4130). */
  static final String SECOND_CLOSE_POSITION = "REJECTED -4130";

  /** How the end of a market order is named that the book was too thin for (−4131). */
  static final String THIN_BOOK = "REJECTED -4131";

  private static final String REJECTED = "REJECTED ";

  /** No code of the venue's: it never left, or the venue tells a state instead of an answer. */
  private static final int NO_CODE = 0;

  private static final int TOO_MANY_REQUESTS = -1003;
  private static final int DUPLICATE_ID = -4116;
  private static final int SECOND_STOP = -4130;
  private static final int WOULD_TRIGGER = -2021;
  private static final int WOULD_TRIGGER_LATER = -4142;

  private Refusals() {}

  /** True for the end of an order that was refused for the rate of our requests alone. */
  static boolean rateLimited(String end) {
    return end.equals(REJECTED + NO_CODE) || end.equals(REJECTED + TOO_MANY_REQUESTS);
  }

  /** True for the end of a stop that was refused because the price is beyond it. */
  static boolean wouldTrigger(String end) {
    return end.equals(REJECTED + WOULD_TRIGGER) || end.equals(REJECTED + WOULD_TRIGGER_LATER);
  }

  static void take(Draft draft, Rejected rejected) {
    TradeOrder order = Reports.known(draft, rejected.id(), rejected.at());
    if (order.standing() && rejected.code() == NO_CODE) {
      refusedLater(draft, order, rejected);
      return;
    }
    if (order.state() != TradeOrder.State.WANTED && order.state() != TradeOrder.State.DOUBTFUL) {
      return; // The answer to a copy of a request whose first one was taken.
    }
    if (rejected.code() == DUPLICATE_ID) {
      Reports.doubt(draft, rejected.id(), "duplicate id " + rejected.code());
      return;
    }
    draft.ended(order, REJECTED + rejected.code(), BigDecimal.ZERO, rejected.at());
    switch (OrderError.remedyOf(rejected.code())) {
      case RECONCILE -> draft.reconcile();
      case HALT -> halt(draft, rejected);
      case REFUSE, RETRY, ASK, FLATTEN -> {} // The next attempt, if any, is the leg's own matter.
    }
    switch (rejected.id().leg()) {
      case STOP -> stopRejected(draft, rejected);
      case TARGET ->
          draft.alert(
              "target of "
                  + rejected.id().symbol()
                  + " refused: "
                  + rejected.code()
                  + " "
                  + rejected.reason());
      case EXIT ->
          draft.alert(
              "exit of "
                  + rejected.id().symbol()
                  + " refused: "
                  + rejected.code()
                  + " "
                  + rejected.reason());
      case ENTRY -> {}
    }
  }

  /** Nothing but a person can change the answer: the next position could be without a stop. */
  private static void halt(Draft draft, Rejected rejected) {
    ClientOrderId id = rejected.id();
    String what =
        "the venue refuses our "
            + id.leg().name().toLowerCase(Locale.ROOT)
            + " orders: "
            + rejected.code()
            + " "
            + rejected.reason();
    draft.alert("HALTED " + id.symbol() + ": " + what);
    draft.halt(what);
  }

  /** It stood, and its state is REJECTED now: a stop comes to that only when it fires. */
  private static void refusedLater(Draft draft, TradeOrder order, Rejected rejected) {
    if (order.leg() == Leg.STOP) {
      Reports.triggered(draft, rejected.id(), rejected.at());
      draft.alert(
          "stop of " + rejected.id().symbol() + " fired and was refused: " + rejected.reason());
    }
    draft.ended(order, REJECTED + rejected.code(), draft.open().filled(order), rejected.at());
  }

  private static void stopRejected(Draft draft, Rejected rejected) {
    switch (rejected.code()) {
      case SECOND_STOP -> secondStop(draft, rejected.at());
      case WOULD_TRIGGER, WOULD_TRIGGER_LATER -> {
        if (draft.open().closing().isEmpty()) {
          draft.close(Exits.stopReason(draft.open()), "stop would trigger immediately");
        }
      }
      default ->
          draft.alert(
              "stop of "
                  + rejected.id().symbol()
                  + " refused: "
                  + rejected.code()
                  + " "
                  + rejected.reason());
    }
  }

  /** A closePosition stop stands on that side already: ours, whose answer was lost, if there is. */
  private static void secondStop(Draft draft, Instant at) {
    OpenTrade trade = draft.open();
    for (TradeOrder stop : trade.orders(Leg.STOP)) {
      boolean could =
          stop.quantity().isEmpty()
              && (stop.state() == TradeOrder.State.DOUBTFUL
                  || stop.state() == TradeOrder.State.WANTED);
      if (could) {
        draft.emit(new OrderAccepted(trade.number(), Leg.STOP, stop.attempt(), at));
        return;
      }
    }
  }
}
