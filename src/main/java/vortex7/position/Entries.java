package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.PositionEvent.EntryIntended;
import vortex7.position.PositionEvent.EntrySettled;
import vortex7.position.PositionEvent.NoFill;
import vortex7.position.Terms.Moment;

/** How a trade begins: its intent, its post-only entry, the time-out, and what then counts. */
final class Entries {
  private Entries() {}

  static Outcome intend(Position position, TradePlan plan, Moment moment) {
    Optional<String> refusal = whyNot(position, plan, moment);
    if (refusal.isPresent()) {
      return Outcome.refused(refusal.get());
    }
    Draft draft = new Draft(position, moment);
    draft.emit(new EntryIntended(plan, moment.terms().epoch(), moment.now()));
    draft.sendEntry(
        new OrderRequest.PlaceLimit(
            draft.open().id(Leg.ENTRY, 0),
            plan.side(),
            plan.quantity(),
            plan.entryPrice(),
            OrderRequest.TimeInForce.GTX,
            false));
    return draft.outcome();
  }

  private static Optional<String> whyNot(Position position, TradePlan plan, Moment moment) {
    if (!plan.symbol().equals(position.symbol())) {
      return Optional.of("plan is for " + plan.symbol() + ", not for " + position.symbol());
    }
    if (position.trade().isPresent()) {
      return Optional.of(
          "one trade a symbol: trade " + position.lastNumber() + " is " + position.state().get());
    }
    if (!position.foreign().isEmpty()) {
      return Optional.of("not alone on " + position.symbol() + ": " + position.foreign().get(0));
    }
    if (plan.positionNumber() <= position.lastNumber()) {
      return Optional.of(
          "position number must be above "
              + position.lastNumber()
              + ", was "
              + plan.positionNumber());
    }
    return geometry(plan, moment.terms().instrument());
  }

  private static Optional<String> geometry(TradePlan plan, Instrument instrument) {
    boolean buy = plan.side() == Side.BUY;
    BigDecimal low = buy ? plan.stopPrice() : plan.targetPrice();
    BigDecimal high = buy ? plan.targetPrice() : plan.stopPrice();
    if (low.compareTo(plan.entryPrice()) >= 0 || plan.entryPrice().compareTo(high) >= 0) {
      return Optional.of(
          "stop "
              + plan.stopPrice()
              + ", entry "
              + plan.entryPrice()
              + " and target "
              + plan.targetPrice()
              + " are not in the order of a "
              + plan.side());
    }
    if (offStep(plan.quantity(), instrument.stepSize())
        || plan.quantity().compareTo(instrument.minQuantity()) < 0) {
      return Optional.of(
          "quantity "
              + plan.quantity()
              + " is not a multiple of "
              + instrument.stepSize()
              + " of at least "
              + instrument.minQuantity());
    }
    for (BigDecimal price :
        new BigDecimal[] {plan.entryPrice(), plan.stopPrice(), plan.targetPrice()}) {
      if (offStep(price, instrument.tickSize())) {
        return Optional.of("price " + price + " is not on a tick of " + instrument.tickSize());
      }
    }
    BigDecimal share = plan.targetShare();
    return share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0
        ? Optional.empty()
        : Optional.of("target share must be in (0, 1], was " + share);
  }

  private static boolean offStep(BigDecimal value, BigDecimal step) {
    return value.remainder(step).signum() != 0;
  }

  /** Withdraws an entry that may still fill. */
  static void withdraw(Draft draft, String cause) {
    draft
        .trade()
        .map(OpenTrade::entry)
        .filter(TradeOrder::live)
        .filter(entry -> !entry.cancelWanted())
        .ifPresent(entry -> draft.ask(entry, true, cause));
  }

  /** Time-out, no fill, and the size that counts. */
  static void settle(Draft draft) {
    OpenTrade trade = draft.open();
    TradeOrder entry = trade.entry();
    if (entry.live()) {
      whileLive(draft, trade, entry);
      return;
    }
    if (trade.missing(entry).signum() > 0) {
      draft.reconcile();
    } else if (trade.entered().signum() == 0) {
      noFill(draft, trade, entry);
    } else if (trade.state() == TradeState.PARTIALLY_OPEN && trade.closing().isEmpty()) {
      judge(draft, trade);
    }
  }

  private static void whileLive(Draft draft, OpenTrade trade, TradeOrder entry) {
    boolean late = draft.passed(trade.intendedAt(), trade.plan().entryTimeout());
    boolean wanted = !late && trade.closing().isEmpty();
    if (entry.state() == TradeOrder.State.DOUBTFUL && (entry.cancelWanted() || wanted)) {
      draft.query(entry, "outcome unknown");
    } else if (trade.closing().isPresent()) {
      draft.cancel(entry, "closing");
    } else if (late) {
      draft.cancel(entry, "not filled within " + trade.plan().entryTimeout().toSeconds() + " s");
    } else if (entry.cancelWanted()) {
      draft.cancel(entry, "cancel not confirmed");
    }
  }

  private static void noFill(Draft draft, OpenTrade trade, TradeOrder entry) {
    if (trade.orders().stream().anyMatch(TradeOrder::live)) {
      return; // A stop that was sent on the word of an answer that proved empty is still to go.
    }
    draft.emit(new NoFill(trade.number(), trade.plan().ref(), entry.end(), draft.now()));
  }

  private static void judge(Draft draft, OpenTrade trade) {
    BigDecimal least =
        trade
            .plan()
            .quantity()
            .multiply(draft.rules().fillShareMin())
            .setScale(trade.plan().quantity().scale() + 8, RoundingMode.UP);
    if (trade.entered().compareTo(least) >= 0) {
      draft.emit(new EntrySettled(trade.number(), trade.entered(), draft.now()));
    } else {
      draft.close(
          ExitReason.FRAGMENT,
          "filled "
              + trade.entered().toPlainString()
              + " of "
              + trade.plan().quantity().toPlainString());
    }
  }
}
