package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;

/** Flattens a trade that is on its way out, whatever it takes, never by more than is open. */
final class Exits {
  private Exits() {}

  static void settle(Draft draft) {
    OpenTrade trade = draft.open();
    if (trade.closing().isEmpty() || trade.open().signum() == 0) {
      return;
    }
    for (TradeOrder target : trade.orders(Leg.TARGET)) {
      if (target.live()) {
        draft.cancel(target, "closing");
      }
    }
    if (!stopIsExiting(draft) && !exitIsExiting(draft)) {
      retryWhenDue(draft);
    }
  }

  /**
   * A stop that fired, or filled before it said so, closes the trade; so does whatever left it
   * flat.
   */
  static void notice(Draft draft) {
    OpenTrade trade = draft.open();
    boolean fired =
        trade.filled(Leg.STOP).signum() > 0
            || trade.anyOrder(Leg.STOP, stop -> stop.triggeredAt().isPresent());
    if (fired && trade.closing().isEmpty()) {
      draft.close(stopReason(trade), "stop fired");
    } else if (trade.closing().isEmpty()
        && trade.entered().signum() > 0
        && trade.open().signum() == 0) {
      draft.close(
          trade.external() ? ExitReason.EXTERNAL : ExitReason.TP1,
          trade.external() ? "closed at the venue" : "target filled");
    }
  }

  static ExitReason stopReason(OpenTrade trade) {
    return trade.tp1At().isPresent() ? ExitReason.TP2 : ExitReason.SL;
  }

  /** One has fired and still fills, or has filled and its fills are still to be told. */
  private static boolean stopIsExiting(Draft draft) {
    OpenTrade trade = draft.open();
    return trade.anyOrder(
        Leg.STOP,
        stop ->
            (stop.live() || trade.missing(stop).signum() > 0)
                && stop.triggeredAt().isPresent()
                && !draft.passed(stop.triggeredAt().get(), draft.rules().exitPatience()));
  }

  private static boolean exitIsExiting(Draft draft) {
    OpenTrade trade = draft.open();
    for (TradeOrder exit : trade.orders(Leg.EXIT)) {
      if (exit.state() == TradeOrder.State.WANTED) {
        return true;
      }
      boolean fillsOutstanding = !exit.live() && trade.missing(exit).signum() > 0;
      if (exit.standing() || fillsOutstanding) {
        if (!draft.passed(exit.since(), draft.rules().exitPatience())) {
          return true;
        }
        draft.reconcile(); // It should have filled by now; perhaps it did.
      }
    }
    return false;
  }

  private static void retryWhenDue(Draft draft) {
    OpenTrade trade = draft.open();
    List<TradeOrder> exits = trade.orders(Leg.EXIT);
    if (exits.isEmpty()) {
      send(draft, trade, Optional.empty());
      return;
    }
    TradeOrder newest = exits.get(exits.size() - 1);
    boolean progressed = newest.executed().signum() > 0 || trade.filled(newest).signum() > 0;
    Duration pause =
        Refusals.rateLimited(newest.end())
            ? draft.rules().exitRetryFirst() // It never reached the venue: nobody is pressed.
            : pause(draft, fruitless(trade, exits));
    if (progressed || draft.passed(newest.since(), pause)) {
      send(draft, trade, Optional.of(newest));
    }
  }

  /** Exits in a row, newest backward, that brought nothing. */
  private static int fruitless(OpenTrade trade, List<TradeOrder> exits) {
    int count = 0;
    for (int i = exits.size() - 1; i >= 0 && trade.filled(exits.get(i)).signum() == 0; i--) {
      count++;
    }
    return count;
  }

  private static Duration pause(Draft draft, int fruitless) {
    if (fruitless <= 1) {
      return Duration.ZERO;
    }
    Duration first = draft.rules().exitRetryFirst();
    Duration pause = first.multipliedBy(1L << Math.min(fruitless - 2, 20));
    Duration most = draft.rules().exitRetryMax();
    return pause.compareTo(most) < 0 ? pause : most;
  }

  private static void send(Draft draft, OpenTrade trade, Optional<TradeOrder> before) {
    Instrument instrument = draft.instrument();
    boolean thin =
        before.isPresent()
            && before.get().price().isEmpty()
            && (before.get().end().equals(Refusals.THIN_BOOK)
                || before.get().end().equals("EXPIRED"));
    Optional<BigDecimal> bound =
        thin ? reference(draft).map(price -> bound(draft, price)) : Optional.empty();
    BigDecimal most = bound.isPresent() ? instrument.maxQuantity() : instrument.marketMaxQuantity();
    String cause = trade.closing().map(Enum::name).orElse("closing");
    draft.wantExit(trade.open().min(instrument.floorQuantity(most)), bound, cause);
  }

  /**
   * What the venue's band is measured from: its mark, which may be older here than the last trade.
   * Of both the one that keeps the limit farther inside counts.
   */
  private static Optional<BigDecimal> reference(Draft draft) {
    Optional<BigDecimal> mark = draft.moment().markPrice();
    Optional<BigDecimal> last = draft.moment().lastPrice();
    if (mark.isEmpty() || last.isEmpty()) {
      return mark.or(() -> last);
    }
    return Optional.of(
        draft.exitSide() == Side.SELL ? mark.get().max(last.get()) : mark.get().min(last.get()));
  }

  /** The worst price the venue takes a limit order at: just inside its band around the mark. */
  private static BigDecimal bound(Draft draft, BigDecimal mark) {
    Instrument instrument = draft.instrument();
    return draft.exitSide() == Side.SELL
        ? instrument.roundPrice(mark.multiply(instrument.percentDown()), RoundingMode.CEILING)
        : instrument.roundPrice(mark.multiply(instrument.percentUp()), RoundingMode.FLOOR);
  }
}
