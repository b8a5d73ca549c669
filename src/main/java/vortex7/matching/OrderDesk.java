package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vortex7.market.Side;

/** Takes regular orders in, amends them and cancels them. */
final class OrderDesk {
  private final Clearing clearing;
  private final ExchangeRules rules;
  private final Admission admission;

  OrderDesk(Clearing clearing, ExchangeRules rules) {
    this.clearing = clearing;
    this.rules = rules;
    admission = new Admission(rules);
  }

  Answer<OrderView> place(Account account, Market market, NewOrder order) {
    return place(account, market, order, Optional.empty());
  }

  /** As the other one; with a script it is not the market that fills it. */
  Answer<OrderView> place(
      Account account, Market market, NewOrder order, Optional<FillScript> script) {
    return switch (admission.admit(account, market, order, clearing.now())) {
      case Answer.Rejected<ClientOrder.Wish>(Refused why) -> Answer.no(why);
      case Answer.Accepted<ClientOrder.Wish>(ClientOrder.Wish wish) -> {
        long id = clearing.nextOrderId();
        ClientOrder accepted =
            new ClientOrder(
                account,
                wish,
                id,
                order.clientOrderId().orElseGet(() -> "auto" + Long.toString(id, 36)),
                OptionalLong.empty(),
                clearing.nextPriority(),
                clearing.now());
        if (script.isPresent() && wish.timeInForce() != TimeInForce.FOK) {
          clearing.accept(accepted);
          clearing.scripted().begin(accepted, script.get());
        } else {
          boolean limit = wish.type() == OrderType.LIMIT;
          clearing.execute(accepted, limit ? wish.priceTicks() : market.takeBound(wish.side()));
        }
        clearing.settle();
        yield Answer.of(accepted.view());
      }
    };
  }

  Optional<Refused> test(Account account, Market market, NewOrder order) {
    return admission.admit(account, market, order, clearing.now()).refusal();
  }

  Answer<OrderView> cancel(@Nullable ClientOrder order) {
    if (order == null || !order.open()) {
      return Answer.no(Refused.UNKNOWN_ORDER_SENT);
    }
    clearing.cancel(order);
    return Answer.of(order.view());
  }

  /**
   * Amends an open LIMIT order: it keeps its id and goes to the end of its queue. What would leave
   * nothing to fill, or make a post-only order take, cancels it.
   */
  Answer<OrderView> amend(@Nullable ClientOrder order, Amendment wanted) {
    if (order == null || !order.open()) {
      return Answer.no(Refused.NO_SUCH_ORDER);
    }
    Market market = order.market;
    BigDecimal price = price(order, wanted);
    Refused refused = refuse(order, wanted, price);
    if (refused != null) {
      return Answer.no(refused);
    }
    long ticks = market.ticks(price);
    long steps = steps(order, wanted, ticks);
    boolean wouldTake =
        order.timeInForce == TimeInForce.GTX && market.wouldTake(order.buy(), ticks);
    if (steps <= order.executed() || wouldTake) {
      clearing.cancel(order);
    } else {
      market.withdraw(order);
      order.amend(ticks, steps, wanted.modifyId(), clearing.nextPriority(), clearing.now());
      clearing.tell(order, ExecutionType.AMENDMENT, ExpiryReason.NONE, Optional.empty());
      clearing.take(order, ticks);
    }
    clearing.settle();
    return Answer.of(order.view());
  }

  /** The price asked for; 0 when the book has none to match. */
  private static BigDecimal price(ClientOrder order, Amendment wanted) {
    if (wanted.priceMatch() == PriceMatch.NONE) {
      return wanted.price().orElse(BigDecimal.ZERO);
    }
    return order.market.price(wanted.priceMatch().ticks(order.market, order.buy()));
  }

  /** The whole new quantity; of a reduce-only order what it can still reduce. */
  private static long steps(ClientOrder order, Amendment wanted, long ticks) {
    long steps = order.market.steps(wanted.quantity());
    if (!order.reduceOnly || steps <= order.executed()) {
      return steps;
    }
    long open = steps - order.executed();
    Position position = order.position();
    long others = position.of.reducedCloser(position.side, order.side, ticks, Long.MAX_VALUE);
    boolean countsItself = order.side.sign() * (order.priceTicks() - ticks) >= 0;
    long free = position.reducible(order.side) - others + (countsItself ? order.remaining() : 0);
    return order.executed() + Math.max(0, Math.min(open, free));
  }

  private @Nullable Refused refuse(ClientOrder order, Amendment wanted, BigDecimal price) {
    if (order.type != OrderType.LIMIT) {
      return Refused.LIMIT_ONLY;
    }
    if (wanted.side() != order.side) {
      return Refused.INVALID_SIDE;
    }
    if (wanted.reduceOnly().orElse(false) && !order.reduceOnly) {
      return Refused.NOT_REDUCE_ONLY;
    }
    if (order.amendments() >= rules.amendmentsMax()) {
      return Refused.TOO_MANY_AMENDMENTS;
    }
    if (wanted.priceMatch() != PriceMatch.NONE && price.signum() == 0) {
      return Refused.NO_DEPTH;
    }
    Market market = order.market;
    Refused refused = OrderChecks.amendment(order, wanted.quantity(), price);
    if (refused != null) {
      return refused;
    }
    long ticks = market.ticks(price);
    long steps = market.steps(wanted.quantity());
    if (ticks == order.priceTicks() && steps == order.original()) {
      return Refused.SAME_ORDER;
    }
    return order.reduceOnly || steps <= order.executed() ? null : unaffordable(order, price, steps);
  }

  /** The margin and bracket checks for what the order holds more than before. */
  private static @Nullable Refused unaffordable(ClientOrder order, BigDecimal price, long steps) {
    Side side = order.side;
    BigDecimal worth = price.multiply(order.market.quantity(steps - order.executed()));
    BigDecimal more = worth.subtract(order.openNotional());
    return more.signum() <= 0
        ? null
        : Admission.opening(order.account, order.position(), side, steps - order.executed(), more);
  }

  /** Does up to {@code max} commands one after the other; each has its own answer. */
  static <T, R> Answer<List<Answer<R>>> batch(
      List<T> commands, int max, Function<T, Answer<R>> one) {
    return commands.isEmpty() || commands.size() > max
        ? Answer.no(Refused.BATCH_SIZE)
        : Answer.of(commands.stream().map(one).toList());
  }
}
