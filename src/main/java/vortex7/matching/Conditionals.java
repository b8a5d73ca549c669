package vortex7.matching;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Conditional orders: takes them in, triggers them on trades or marks, spawns their orders. */
final class Conditionals {
  private final Clearing clearing;
  private final ExchangeRules rules;

  /** Triggered, waiting for their order to be spawned; the first is due first. */
  private final Deque<AlgoOrder> triggering = new ArrayDeque<>();

  private int armedOnMark;

  Conditionals(Clearing clearing, ExchangeRules rules) {
    this.clearing = clearing;
    this.rules = rules;
  }

  Answer<AlgoView> place(Account account, Market market, NewAlgo order) {
    Refused refused = OrderChecks.check(order, market);
    if (refused == null) {
      refused = againstOpen(account, market, order);
    }
    if (refused == null && wouldTrigger(market, order)) {
      refused = Refused.WOULD_TRIGGER;
    }
    if (refused != null) {
      return Answer.no(refused);
    }
    long id = clearing.nextAlgoId();
    String clientId = order.clientAlgoId().orElseGet(() -> "algo" + Long.toString(id, 36));
    AlgoOrder algo = new AlgoOrder(account, market, id, clientId, order, clearing.now());
    account.addAlgo(algo);
    arm(algo);
    clearing.tell(algo);
    return Answer.of(algo.view());
  }

  private @Nullable Refused againstOpen(Account account, Market market, NewAlgo order) {
    List<AlgoOrder> open = account.openAlgos(Optional.empty());
    for (AlgoOrder other : open) {
      if (order.clientAlgoId().filter(other.clientId::equals).isPresent()) {
        return Refused.DUPLICATE_CLIENT_ID;
      }
    }
    if (open.size() >= rules.openAlgosMax()) {
      return Refused.MAX_STOP_ORDERS;
    }
    for (AlgoOrder other : open) {
      boolean same = other.market == market && other.side == order.side();
      if (order.closePosition() && other.closePosition && same && other.type == order.type()) {
        return Refused.CLOSE_POSITION_EXISTS;
      }
    }
    return null;
  }

  private static boolean wouldTrigger(Market market, NewAlgo order) {
    BigDecimal trigger = order.triggerPrice().orElseThrow();
    BigDecimal price =
        order.workingType() == WorkingType.MARK_PRICE
            ? market.markPrice()
            : market.price(market.lastPrice());
    return price.signum() > 0 && order.side().sign() * price.compareTo(trigger) >= 0;
  }

  Answer<AlgoView> cancel(AlgoOrder algo) {
    if (algo.status() == AlgoStatus.TRIGGERING) {
      return Answer.no(Refused.TRIGGERING);
    }
    if (algo.status() != AlgoStatus.NEW) {
      return Answer.no(Refused.UNKNOWN_ORDER_SENT);
    }
    end(algo, AlgoStatus.CANCELED);
    return Answer.of(algo.view());
  }

  private void end(AlgoOrder algo, AlgoStatus status) {
    disarm(algo);
    algo.end(status, clearing.now());
    algo.account.finish(algo);
    clearing.tell(algo);
  }

  private void arm(AlgoOrder algo) {
    algo.market.armed.add(algo);
    if (algo.workingType == WorkingType.MARK_PRICE) {
      armedOnMark++;
    }
  }

  private void disarm(AlgoOrder algo) {
    if (algo.market.armed.remove(algo) && algo.workingType == WorkingType.MARK_PRICE) {
      armedOnMark--;
    }
  }

  /** Takes up again an open conditional order of an exported state. */
  void resume(AlgoOrder algo) {
    if (algo.status() == AlgoStatus.NEW) {
      arm(algo);
    } else if (algo.status() == AlgoStatus.TRIGGERING) {
      triggering.addLast(algo);
    }
  }

  /** True while a conditional order waits for a mark, which may move without a trade. */
  boolean watchMarks() {
    return armedOnMark > 0;
  }

  /** When the next triggered order spawns, epoch ms; {@link Long#MAX_VALUE} if none waits. */
  long nextDue() {
    AlgoOrder first = triggering.peekFirst();
    return first == null ? Long.MAX_VALUE : first.triggerTime() + rules.triggerDelayMillis();
  }

  /** A position has become flat or turned: what would have closed it has nothing left to close. */
  void positionClosed(Account account, Market market) {
    Position position = account.position(market);
    for (AlgoOrder algo : account.openAlgos(Optional.of(market.symbol()))) {
      boolean pointless = algo.closePosition && position.reducible(algo.side) == 0;
      if (pointless && algo.status() == AlgoStatus.NEW) {
        end(algo, AlgoStatus.EXPIRED);
      }
    }
  }

  /**
   * Triggers what the trades since the last time or the marks have reached, and spawns what is due.
   *
   * @return true if anything happened
   */
  boolean fire(List<Market> markets) {
    boolean any = false;
    for (int i = 0; i < markets.size(); i++) {
      Market market = markets.get(i);
      if (!market.armed.isEmpty()) {
        any |= trigger(market);
      }
      market.forgetTrades();
    }
    while (nextDue() <= clearing.now()) {
      spawn(triggering.removeFirst());
      any = true;
    }
    return any;
  }

  private boolean trigger(Market market) {
    List<AlgoOrder> reached = new ArrayList<>();
    for (AlgoOrder algo : market.armed) {
      if (reached(algo, market) && !protectedNow(algo, market)) {
        reached.add(algo);
      }
    }
    for (AlgoOrder algo : reached) {
      disarm(algo);
      algo.triggering(clearing.now());
      triggering.addLast(algo);
      clearing.tell(algo);
    }
    return !reached.isEmpty();
  }

  private static boolean reached(AlgoOrder algo, Market market) {
    if (algo.workingType == WorkingType.MARK_PRICE) {
      BigDecimal mark = market.mark();
      return mark != null && algo.reachedBy(mark);
    }
    return market.traded()
        && algo.reachedBy(algo.buy() ? market.highestTrade() : market.lowestTrade());
  }

  /** {@code priceProtect}: no trigger while mark and last are too far apart. */
  private static boolean protectedNow(AlgoOrder algo, Market market) {
    BigDecimal mark = market.mark();
    if (!algo.priceProtect || mark == null || market.lastPrice() == 0) {
      return false;
    }
    BigDecimal apart = market.price(market.lastPrice()).subtract(mark).abs();
    BigDecimal most = mark.multiply(market.instrument().triggerProtect());
    return apart.compareTo(most) > 0;
  }

  /** Sends the order that a triggered conditional order stands for, sized by the position now. */
  private void spawn(AlgoOrder algo) {
    Market market = algo.market;
    Account account = algo.account;
    long now = clearing.now();
    long reducible = account.position(market).reducible(algo.side);
    if (algo.closePosition && reducible == 0) {
      end(algo, AlgoStatus.EXPIRED);
      return;
    }
    long steps = algo.closePosition ? reducible : algo.steps;
    if (algo.reduceOnly) {
      steps = Math.min(steps, reducible);
    }
    String refusal = refusal(algo, steps);
    if (!refusal.isEmpty()) {
      algo.rejected(refusal, now);
      account.finish(algo);
      clearing.tell(algo);
      return;
    }
    ClientOrder order =
        new ClientOrder(
            account,
            market,
            clearing.nextOrderId(),
            algo.clientId,
            algo.side,
            OrderType.MARKET,
            TimeInForce.GTC,
            0,
            steps,
            algo.reduceOnly || algo.closePosition,
            algo.closePosition,
            OptionalLong.of(algo.id),
            now);
    clearing.execute(order, market.takeBound(algo.side));
    algo.triggered(order.id, now);
    clearing.tell(algo);
    algo.finished(order, now);
    account.finish(algo);
    clearing.tell(algo);
  }

  /** Why the spawned order cannot be sent, in the venue's words; empty if it can. */
  private static String refusal(AlgoOrder algo, long steps) {
    if (algo.reduceOnly && steps == 0) {
      return "Reduce Only reject";
    }
    Market market = algo.market;
    if (market.beyondBound(algo.side)) {
      return Refused.MARKET_BEYOND_BOUND.message();
    }
    boolean opens = !algo.reduceOnly && !algo.closePosition;
    BigDecimal worth = market.takePrice(algo.side).multiply(market.quantity(steps));
    return opens && !algo.account.affords(market, algo.side, worth) ? "margin not enough" : "";
  }
}
