package vortex7.matching;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.market.Side;

/** Decides whether the exchange takes a regular order, in the venue's order of checks. */
final class Admission {
  private static final long SECOND = 1_000;

  private final ExchangeRules rules;

  Admission(ExchangeRules rules) {
    this.rules = rules;
  }

  /** What the order is to the market, or why it is refused. */
  Answer<ClientOrder.Wish> admit(Account account, Market market, NewOrder asked, long now) {
    Refused refused = OrderChecks.form(asked, now);
    if (refused == null) {
      refused = mode(account, asked.terms().positionSide(), asked.reduceOnly());
    }
    if (refused != null) {
      return Answer.no(refused);
    }
    NewOrder order = priced(asked, market);
    if (order.type() == OrderType.LIMIT && order.price().isEmpty()) {
      return Answer.no(Refused.NO_DEPTH);
    }
    boolean reduces = reduces(account, order.terms().positionSide(), order.side());
    reduces |= order.reduceOnly();
    refused = OrderChecks.check(order, market, reduces);
    if (refused == null) {
      refused = againstOpen(account, market, order);
    }
    if (refused != null) {
      return Answer.no(refused);
    }
    ClientOrder.Wish wish = wish(account, market, order, reduces);
    refused = wish.steps() == 0 ? Refused.REDUCE_ONLY : refuse(account, wish);
    return refused == null ? Answer.of(wish) : Answer.no(refused);
  }

  /** Whether the position side fits the account's mode, and so does {@code reduceOnly}. */
  static @Nullable Refused mode(Account account, PositionSide side, boolean reduceOnly) {
    if (account.hedgeMode != (side != PositionSide.BOTH)) {
      return Refused.POSITION_SIDE_MISMATCH;
    }
    return account.hedgeMode && reduceOnly ? Refused.notRequired("reduceOnly") : null;
  }

  /** True of an order that in hedge mode closes by its very sides. */
  static boolean reduces(Account account, PositionSide position, Side side) {
    return account.hedgeMode && !position.openedBy(side);
  }

  private static NewOrder priced(NewOrder order, Market market) {
    OrderTerms terms = order.terms();
    NewOrder dated = order.on(terms.until(terms.goodTillMillis() / SECOND * SECOND));
    if (terms.priceMatch() == PriceMatch.NONE) {
      return dated;
    }
    long ticks = terms.priceMatch().ticks(market, order.side() == Side.BUY);
    return dated.at(ticks == 0 ? Optional.empty() : Optional.of(market.price(ticks)));
  }

  private @Nullable Refused againstOpen(Account account, Market market, NewOrder order) {
    if (order.clientOrderId().isPresent()) {
      ClientOrder other = account.order(market.symbol(), order.clientOrderId().get());
      if (other != null && other.open()) {
        return Refused.DUPLICATE_CLIENT_ID;
      }
    }
    return account.in(market).open.size() >= rules.openOrdersMax() ? Refused.MAX_OPEN_ORDERS : null;
  }

  private static ClientOrder.Wish wish(
      Account account, Market market, NewOrder order, boolean reduces) {
    long ticks = order.price().map(market::ticks).orElse(0L);
    long steps = market.steps(order.quantity().orElseThrow());
    if (reduces) {
      Position position = account.position(market, order.terms().positionSide());
      steps = reducing(position, order.side(), ticks, steps, Long.MAX_VALUE);
    }
    return new ClientOrder.Wish(
        market,
        order.side(),
        order.type(),
        order.timeInForce().orElse(TimeInForce.GTC),
        ticks,
        steps,
        reduces,
        false,
        order.terms());
  }

  /** What of a reduce-only order the position and the orders before it leave; 0 if nothing. */
  static long reducing(Position position, Side side, long ticks, long steps, long priority) {
    long reducible = position.reducible(side);
    if (ticks > 0 && reducible > 0) {
      reducible -= position.of.reducedCloser(position.side, side, ticks, priority);
    }
    return Math.max(0, Math.min(steps, reducible));
  }

  /** The first rule of position, margin and execution that the order breaks, or null. */
  static @Nullable Refused refuse(Account account, ClientOrder.Wish wish) {
    Market market = wish.market();
    if (wish.type() == OrderType.MARKET && market.beyondBound(wish.side())) {
      return Refused.MARKET_BEYOND_BOUND;
    }
    if (!wish.reduceOnly()) {
      Position position = account.position(market, wish.terms().positionSide());
      BigDecimal price =
          wish.priceTicks() > 0 ? market.price(wish.priceTicks()) : market.takePrice(wish.side());
      BigDecimal worth = price.multiply(market.quantity(wish.steps()));
      Refused refused = opening(account, position, wish.side(), wish.steps(), worth);
      if (refused != null) {
        return refused;
      }
    }
    return execution(wish);
  }

  /** Why no more of this worth may be ordered on a position, or null. */
  static @Nullable Refused opening(
      Account account, Position position, Side side, long steps, BigDecimal worth) {
    boolean enlarges = steps > position.reducible(side);
    if (enlarges && position.market().positionControl().forbids(side)) {
      return Refused.REDUCE_ONLY_SIDE;
    }
    if (!Margin.fitsBracket(position, side, worth)) {
      return Refused.TOO_MUCH_POSITION;
    }
    return account.margin.affords(position, side, worth) ? null : Refused.MARGIN_INSUFFICIENT;
  }

  private static @Nullable Refused execution(ClientOrder.Wish wish) {
    if (wish.type() != OrderType.LIMIT) {
      return null;
    }
    Market market = wish.market();
    boolean buy = wish.side() == Side.BUY;
    long ticks = wish.priceTicks();
    if (wish.timeInForce() == TimeInForce.GTX && market.wouldTake(buy, ticks)) {
      return Refused.POST_ONLY;
    }
    boolean all =
        wish.timeInForce() != TimeInForce.FOK
            || market.takeable(buy, ticks, wish.steps()) >= wish.steps();
    return all ? null : Refused.FOK;
  }
}
