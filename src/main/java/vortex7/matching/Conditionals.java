package vortex7.matching;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;

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
    Refused refused = AlgoChecks.check(order, market, clearing.now());
    if (refused == null) {
      refused = Admission.mode(account, order.terms().positionSide(), order.reduceOnly());
    }
    boolean reduces = Admission.reduces(account, order.terms().positionSide(), order.side());
    if (refused == null && account.hedgeMode && order.closePosition() && !reduces) {
      refused = Refused.POSITION_SIDE_MISMATCH;
    }
    if (refused == null && !reduces && !order.reduceOnly()) {
      refused = AlgoChecks.notional(order, market);
    }
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
    BigDecimal price = workingPrice(market, algo.workingType);
    if (algo.trails() && price.signum() > 0) {
      algo.trail(price, price); // Without an activation price it trails from here.
    }
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
      boolean same =
          other.market == market
              && other.side == order.side()
              && other.terms.positionSide() == order.terms().positionSide();
      if (order.closePosition() && other.closePosition && same && other.type == order.type()) {
        return Refused.CLOSE_POSITION_EXISTS;
      }
    }
    return null;
  }

  /** The last price or the mark; 0 when there is none yet. */
  private static BigDecimal workingPrice(Market market, WorkingType type) {
    return type == WorkingType.MARK_PRICE ? market.markPrice() : market.price(market.lastPrice());
  }

  /** A trailing stop may not be active from the start by the price that should activate it. */
  private static boolean wouldTrigger(Market market, NewAlgo order) {
    BigDecimal price = workingPrice(market, order.workingType());
    if (price.signum() == 0) {
      return false;
    }
    if (order.type() == OrderType.TRAILING_STOP_MARKET) {
      int sign = order.side().sign();
      return order.activatePrice().filter(a -> sign * a.compareTo(price) >= 0).isPresent();
    }
    int above = price.compareTo(order.triggerPrice().orElseThrow());
    return AlgoOrder.firesAbove(order.type(), order.side()) ? above >= 0 : above <= 0;
  }

  Answer<AlgoView> cancelIfAny(@Nullable AlgoOrder algo) {
    return algo == null ? Answer.no(Refused.UNKNOWN_ORDER_SENT) : cancel(algo);
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

  /** Ends a waiting order as nobody is told: only a query shows it. */
  void dropSilently(AlgoOrder algo, AlgoStatus as) {
    disarm(algo);
    algo.end(as, clearing.now());
    algo.account.finish(algo);
  }

  /** Cancels all that wait of a symbol; the result is how many. */
  int cancelAll(Account account, Symbol symbol) {
    int canceled = 0;
    for (AlgoOrder algo : account.openAlgos(Optional.of(symbol))) {
      canceled += cancel(algo).accepted().isPresent() ? 1 : 0;
    }
    return canceled;
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
  void positionClosed(Account account, Position position) {
    for (AlgoOrder algo : account.openAlgos(Optional.of(position.market().symbol()))) {
      boolean pointless =
          algo.closePosition
              && algo.terms.positionSide() == position.side
              && position.reducible(algo.side) == 0;
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

  private boolean reached(AlgoOrder algo, Market market) {
    if (algo.workingType == WorkingType.MARK_PRICE) {
      BigDecimal mark = market.mark();
      if (mark == null) {
        return false;
      }
      return algo.trails() ? trailed(algo, mark, mark) : algo.reachedBy(mark);
    }
    if (!market.traded()) {
      return false;
    }
    if (algo.trails()) {
      // One order's fills go one way, so that the last of them came after the best.
      long best = algo.buy() ? market.lowestTrade() : market.highestTrade();
      return trailed(algo, market.price(best), market.price(market.lastPrice()));
    }
    return algo.reachedBy(algo.firesAbove() ? market.highestTrade() : market.lowestTrade());
  }

  private boolean trailed(AlgoOrder algo, BigDecimal best, BigDecimal last) {
    boolean before = algo.activated();
    boolean back = algo.trail(best, last);
    if (algo.activated() && !before) {
      clearing.tell(algo);
    }
    return back;
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
    long reducible = account.position(market, algo.terms.positionSide()).reducible(algo.side);
    if (algo.closePosition && reducible == 0) {
      end(algo, AlgoStatus.EXPIRED);
      return;
    }
    ClientOrder.Wish wish = wish(algo, reducible);
    String refusal = algo.doom.isEmpty() ? refusal(account, wish) : algo.doom;
    if (!refusal.isEmpty()) {
      algo.rejected(refusal, now);
      account.finish(algo);
      clearing.tell(algo);
      return;
    }
    ClientOrder order =
        new ClientOrder(
            account,
            wish,
            clearing.nextOrderId(),
            algo.clientId,
            OptionalLong.of(algo.id),
            clearing.nextPriority(),
            now);
    boolean limit = wish.type() == OrderType.LIMIT;
    clearing.execute(order, limit ? wish.priceTicks() : market.takeBound(algo.side));
    algo.triggered(order.id, now);
    account.finish(algo);
    clearing.tell(algo);
    if (!order.open()) {
      finished(algo, order);
    }
  }

  /** An order has ended: the conditional order that spawned it is finished with it. */
  void ended(ClientOrder order) {
    if (order.algoId.isPresent()) {
      AlgoOrder algo = order.account.algo(order.algoId.getAsLong());
      if (algo != null && algo.status() == AlgoStatus.TRIGGERED) {
        finished(algo, order);
      }
    }
  }

  private void finished(AlgoOrder algo, ClientOrder order) {
    algo.finished(order, clearing.now());
    clearing.tell(algo);
  }

  private static ClientOrder.Wish wish(AlgoOrder algo, long reducible) {
    boolean reduces =
        algo.reduceOnly
            || algo.closePosition
            || Admission.reduces(algo.account, algo.terms.positionSide(), algo.side);
    long steps = algo.closePosition ? reducible : algo.steps;
    boolean limit = algo.spawns() == OrderType.LIMIT;
    boolean matched = algo.terms.priceMatch() != PriceMatch.NONE;
    long matching = matched ? algo.terms.priceMatch().ticks(algo.market, algo.buy()) : 0;
    return new ClientOrder.Wish(
        algo.market,
        algo.side,
        algo.spawns(),
        limit ? algo.timeInForce : TimeInForce.GTC,
        matched ? matching : algo.priceTicks,
        reduces ? Math.min(steps, reducible) : steps,
        reduces,
        algo.closePosition,
        algo.terms);
  }

  /** Why the spawned order cannot be sent, in the venue's words; empty if it can. */
  private static String refusal(Account account, ClientOrder.Wish wish) {
    if (wish.steps() == 0) {
      return "Reduce Only reject";
    }
    if (wish.type() == OrderType.LIMIT && wish.priceTicks() == 0) {
      return Refused.NO_DEPTH.message();
    }
    Refused refused = Admission.refuse(account, wish);
    if (refused == null) {
      return "";
    }
    return refused.equals(Refused.MARGIN_INSUFFICIENT) ? "margin not enough" : refused.message();
  }
}
