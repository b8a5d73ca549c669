package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether the exchange takes a regular order, in the venue's order of checks. */
final class Admission {
  private final ExchangeRules rules;

  Admission(ExchangeRules rules) {
    this.rules = rules;
  }

  /** The first rule that the order breaks, or null. */
  @Nullable Refused refuse(Account account, Market market, NewOrder order) {
    Refused refused = OrderChecks.check(order, market);
    if (refused == null) {
      refused = againstOpen(account, market, order);
    }
    if (refused == null && steps(account, market, order) == 0) {
      refused = Refused.REDUCE_ONLY;
    }
    if (refused == null && order.type() == OrderType.MARKET && market.beyondBound(order.side())) {
      refused = Refused.MARKET_BEYOND_BOUND;
    }
    if (refused == null && !order.reduceOnly() && !affordable(account, market, order)) {
      refused = Refused.MARGIN_INSUFFICIENT;
    }
    return refused == null ? execution(account, market, order) : refused;
  }

  /** The quantity in steps; of a reduce-only order what it could reduce, 0 if nothing. */
  static long steps(Account account, Market market, NewOrder order) {
    long steps = market.steps(order.quantity().orElseThrow());
    if (!order.reduceOnly()) {
      return steps;
    }
    long reducible = account.position(market).reducible(order.side());
    if (order.type() == OrderType.LIMIT && reducible > 0) {
      long ticks = market.ticks(order.price().orElseThrow());
      reducible -= Clearing.reducedCloser(account, market, order.side(), ticks, Long.MAX_VALUE);
    }
    return Math.max(0, Math.min(steps, reducible));
  }

  private @Nullable Refused againstOpen(Account account, Market market, NewOrder order) {
    if (order.clientOrderId().isPresent()) {
      ClientOrder other = account.order(market.symbol(), order.clientOrderId().get());
      if (other != null && other.open()) {
        return Refused.DUPLICATE_CLIENT_ID;
      }
    }
    int open = account.openOrders(Optional.of(market.symbol())).size();
    return open >= rules.openOrdersMax() ? Refused.MAX_OPEN_ORDERS : null;
  }

  private static boolean affordable(Account account, Market market, NewOrder order) {
    BigDecimal price = order.price().orElseGet(() -> market.takePrice(order.side()));
    BigDecimal worth = price.multiply(order.quantity().orElseThrow());
    return account.affords(market, order.side(), worth);
  }

  private static @Nullable Refused execution(Account account, Market market, NewOrder order) {
    if (order.type() != OrderType.LIMIT) {
      return null;
    }
    boolean buy = order.side().sign() > 0;
    long ticks = market.ticks(order.price().orElseThrow());
    TimeInForce timeInForce = order.timeInForce().orElseThrow();
    if (timeInForce == TimeInForce.GTX && market.wouldTake(buy, ticks)) {
      return Refused.POST_ONLY;
    }
    long steps = steps(account, market, order);
    boolean all = timeInForce != TimeInForce.FOK || market.takeable(buy, ticks, steps) >= steps;
    return all ? null : Refused.FOK;
  }
}
