package vortex7.position;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.market.Side;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.PositionEvent.StopMoved;

/** Keeps a stop at the venue from the first fill on, and moves it after TP1. */
final class Stops {
  private Stops() {}

  /**
   * A position has a stop, or one on its way, or is flattened. On its way out it keeps one too: its
   * exits may be refused for a while, and a stop cannot hurt what only reduces.
   */
  static void settle(Draft draft) {
    OpenTrade trade = draft.open();
    boolean exposed =
        trade.open().signum() > 0 || entryFilledUntold(trade) || draft.isEntryFilled();
    if (!exposed || trade.anyOrder(Leg.STOP, stop -> protectsOrMay(trade, stop))) {
      return;
    }
    int failures = failuresInARow(trade);
    if (failures > 0 && mustWait(draft, trade)) {
      return;
    }
    if (trade.closing().isPresent()) {
      if (failures < draft.rules().stopAttemptsMax() && mayStillHold(draft, trade)) {
        draft.wantStop(trade.protectivePrice(), coverage(trade, true), "closing");
      }
      return;
    }
    if (failures >= draft.rules().stopAttemptsMax()) {
      draft.close(ExitReason.EMERGENCY, "stop failed " + failures + " times");
      draft.alert(
          "EMERGENCY — "
              + trade.plan().symbol()
              + " is closed at market: its stop failed "
              + failures
              + " times in a row");
      return;
    }
    draft.wantStop(
        trade.protectivePrice(),
        coverage(trade, trade.tp1At().isEmpty()),
        failures == 0 ? "first fill" : "once more");
  }

  /** All that the position is and may become, unless the venue refused such a stop. */
  private static Optional<BigDecimal> coverage(OpenTrade trade, boolean whole) {
    return whole && !refusedAsSecond(trade) ? Optional.empty() : Optional.of(trade.open());
  }

  /** The last one did not even leave: at once the next would not either. */
  private static boolean mustWait(Draft draft, OpenTrade trade) {
    return trade
        .newest(Leg.STOP)
        .filter(stop -> Refusals.rateLimited(stop.end()))
        .filter(stop -> !draft.passed(stop.since(), draft.rules().stopAgainAfter()))
        .isPresent();
  }

  /** No stop has fired, and the price is not beyond where it would stand. */
  private static boolean mayStillHold(Draft draft, OpenTrade trade) {
    boolean fired =
        trade.filled(Leg.STOP).signum() > 0
            || trade.anyOrder(
                Leg.STOP,
                stop -> stop.triggeredAt().isPresent() || Refusals.wouldTrigger(stop.end()));
    boolean beyond =
        draft
            .moment()
            .lastPrice()
            .filter(last -> trade.betterOrSame(trade.protectivePrice(), last))
            .isPresent();
    return !fired && !beyond;
  }

  private static boolean entryFilledUntold(OpenTrade trade) {
    return trade.missing(trade.entry()).signum() > 0;
  }

  private static boolean protectsOrMay(OpenTrade trade, TradeOrder stop) {
    return stop.state() == TradeOrder.State.WANTED
        || (stop.standing() && !stop.cancelWanted() && trade.covers(stop));
  }

  /** −4130 with no stop of ours that could be the one in the way: go by quantity instead. */
  private static boolean refusedAsSecond(OpenTrade trade) {
    return trade
        .newest(Leg.STOP)
        .map(stop -> stop.end().equals(Refusals.SECOND_CLOSE_POSITION))
        .orElse(false);
  }

  /** Failed placements since one stood for its time; one that stood and vanished counts itself. */
  static int failuresInARow(OpenTrade trade) {
    int failures = 0;
    List<TradeOrder> stops = trade.orders(Leg.STOP);
    for (int i = stops.size() - 1; i >= 0; i--) {
      TradeOrder stop = stops.get(i);
      if (!stop.failed()) {
        break;
      }
      failures++;
      if (stop.stood()) {
        break;
      }
    }
    return failures;
  }

  // ---- after TP1

  /** To the entry price once TP1 was hit, then behind the price; the old stop goes last. */
  static void move(Draft draft) {
    noteMoved(draft);
    dropSurplus(draft);
    OpenTrade trade = draft.open();
    if (trade.closing().isPresent() || trade.tp1At().isEmpty() || trade.open().signum() == 0) {
      return;
    }
    if (trade.anyOrder(Leg.STOP, stop -> stop.state() == TradeOrder.State.WANTED)) {
      return;
    }
    boolean stepped = trailStepPassed(draft, trade.tp1At().get());
    if (trade.state() == TradeState.TP1_HIT) {
      BigDecimal entry = breakeven(draft, trade);
      long tried =
          trade.orders(Leg.STOP).stream().filter(stop -> improves(trade, stop, entry)).count();
      if (tried < draft.rules().stopAttemptsMax() || stepped) {
        draft.wantStop(entry, Optional.of(trade.open()), "TP1 hit");
      }
    } else if (stepped && trade.state() == TradeState.TRAILING) {
      trail(draft, trade);
    }
  }

  private static boolean improves(OpenTrade trade, TradeOrder stop, BigDecimal price) {
    return trade.betterOrSame(OpenTrade.triggerOf(stop), price);
  }

  private static BigDecimal breakeven(Draft draft, OpenTrade trade) {
    return draft.instrument().roundPrice(trade.averageEntry(), Policy.towardProfit(trade.side()));
  }

  private static void trail(Draft draft, OpenTrade trade) {
    Optional<BigDecimal> distance = trade.plan().trailDistance();
    Optional<BigDecimal> last = draft.moment().lastPrice();
    if (distance.isEmpty() || last.isEmpty()) {
      return;
    }
    boolean buy = trade.side() == Side.BUY;
    BigDecimal raw = buy ? last.get().subtract(distance.get()) : last.get().add(distance.get());
    BigDecimal wanted =
        draft.instrument().roundPrice(raw, buy ? RoundingMode.FLOOR : RoundingMode.CEILING);
    BigDecimal tick = draft.instrument().tickSize();
    BigDecimal least =
        buy ? trade.protectivePrice().add(tick) : trade.protectivePrice().subtract(tick);
    if (trade.betterOrSame(wanted, least)) {
      draft.wantStop(wanted, Optional.of(trade.open()), "trailing");
    }
  }

  /** True when a moment {@code tp1At + k · trailEvery}, k ≥ 1, lies in (previous, now]. */
  private static boolean trailStepPassed(Draft draft, Instant tp1At) {
    return draft
        .previous()
        .filter(previous -> step(draft, tp1At, previous) < step(draft, tp1At, draft.now()))
        .isPresent();
  }

  private static long step(Draft draft, Instant tp1At, Instant at) {
    long since = Math.max(0, Duration.between(tp1At, at).toMillis()); // TP1 itself is no step.
    return since / draft.rules().trailEvery().toMillis();
  }

  private static void noteMoved(Draft draft) {
    OpenTrade trade = draft.open();
    if (trade.state() != TradeState.TP1_HIT) {
      return;
    }
    BigDecimal entry = breakeven(draft, trade);
    trade
        .standingStop()
        .filter(stop -> improves(trade, stop, entry))
        .ifPresent(
            stop ->
                draft.emit(
                    new StopMoved(
                        trade.number(), stop.attempt(), OpenTrade.triggerOf(stop), draft.now())));
  }

  /** Of several stops that stand, only the best stays, and only once it stands itself. */
  private static void dropSurplus(Draft draft) {
    OpenTrade trade = draft.open();
    Optional<TradeOrder> keep = trade.standingStop();
    if (keep.isEmpty() || trade.open().signum() == 0) {
      return;
    }
    for (TradeOrder stop : trade.orders(Leg.STOP)) {
      boolean older = stop.live() && stop.state() != TradeOrder.State.WANTED;
      boolean noBetter =
          trade.betterOrSame(OpenTrade.triggerOf(keep.get()), OpenTrade.triggerOf(stop));
      if (older
          && noBetter
          && stop.attempt() != keep.get().attempt()
          && stop.triggeredAt().isEmpty()) {
        draft.cancel(stop, "replaced by attempt " + keep.get().attempt());
      }
    }
  }
}
