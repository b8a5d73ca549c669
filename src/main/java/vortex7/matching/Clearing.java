package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.market.Side;
import vortex7.market.Symbol;

/** Books what the markets match on the accounts, and tells the accounts. Keeps the clock. */
final class Clearing {
  private final ExchangeRules rules;
  private final ExchangeListener listener;
  private final TreeMap<Symbol, Market> markets = new TreeMap<>();
  private final TreeMap<Symbol, BigDecimal> outsideMarks = new TreeMap<>();
  private final List<Touched> touched = new ArrayList<>();
  private final Conditionals conditionals;
  private final List<Market> marketList = new ArrayList<>();
  private boolean settling;
  private long now;
  private long lastOrderId;
  private long lastAlgoId;

  /** A position that fills have changed since the last settlement. */
  private record Touched(Account account, Market market, boolean closed) {}

  Clearing(ExchangeRules rules, ExchangeListener listener) {
    this.rules = rules;
    this.listener = listener;
    conditionals = new Conditionals(this, rules);
  }

  long now() {
    return now;
  }

  /** Moves the clock, never back, stopping on the way where a delayed trigger is due. */
  void advanceTo(long millis) {
    while (conditionals.nextDue() <= millis) {
      now = Math.max(now, conditionals.nextDue());
      settle();
    }
    now = Math.max(now, millis);
    if (conditionals.watchMarks()) {
      settle();
    }
  }

  long nextOrderId() {
    return ++lastOrderId;
  }

  long lastOrderId() {
    return lastOrderId;
  }

  long nextAlgoId() {
    return ++lastAlgoId;
  }

  long lastAlgoId() {
    return lastAlgoId;
  }

  void restoreCounters(long millis, long orderId, long algoId) {
    now = Math.max(now, millis);
    lastOrderId = Math.max(lastOrderId, orderId);
    lastAlgoId = Math.max(lastAlgoId, algoId);
  }

  ExchangeListener listener() {
    return listener;
  }

  Conditionals conditionals() {
    return conditionals;
  }

  SortedMap<Symbol, Market> markets() {
    return markets;
  }

  void add(Market market) {
    if (markets.putIfAbsent(market.symbol(), market) != null) {
      throw new IllegalArgumentException(market.symbol() + " must be listed once only");
    }
    marketList.add(market);
  }

  /** The mark of a listed symbol, or one set from outside; null without any price. */
  @Nullable BigDecimal markOf(Symbol symbol) {
    Market market = markets.get(symbol);
    return market == null ? outsideMarks.get(symbol) : market.mark();
  }

  /** Sets or, with null, takes back a mark from outside. */
  void mark(Symbol symbol, @Nullable BigDecimal price) {
    Market market = markets.get(symbol);
    if (market != null) {
      market.overrideMark(price);
    } else if (price == null) {
      outsideMarks.remove(symbol);
    } else {
      outsideMarks.put(symbol, price);
    }
  }

  /** Accepts the order, takes what it may, and rests or expires what is left. */
  void execute(ClientOrder order, long limitTicks) {
    order.account.addOrder(order);
    tell(order, ExecutionType.NEW, ExpiryReason.NONE, Optional.empty());
    order.market.take(order, limitTicks);
    if (order.remaining() > 0) {
      if (order.type == OrderType.MARKET) {
        expire(order, ExpiryReason.MARKET_NOT_FILLED);
      } else if (order.timeInForce == TimeInForce.GTC || order.timeInForce == TimeInForce.GTX) {
        order.market.rest(order);
      } else {
        expire(order, ExpiryReason.IOC_NOT_FILLED);
      }
    }
    if (order.reduceOnly) {
      touched.add(new Touched(order.account, order.market, false));
    }
  }

  /** Takes up again an order that rested when the state was exported. */
  void resume(ClientOrder order) {
    order.market.take(order, order.priceTicks);
    if (order.remaining() > 0) {
      order.market.rest(order);
    }
  }

  /** One fill of a client's order. */
  void fill(ClientOrder order, long priceTicks, long steps, boolean maker, long tradeId) {
    Account account = order.account;
    Market market = order.market;
    BigDecimal price = market.price(priceTicks);
    BigDecimal quantity = market.quantity(steps);
    BigDecimal worth = price.multiply(quantity);
    Position position = account.position(market);
    boolean wasOpen = !position.flat();
    boolean wasLong = position.amount() > 0;

    BigDecimal realized = position.fill(order.side, steps, price, now);
    account.addToWallet(rules.quoteAsset(), realized, now);
    Fee fee = fee(account, worth, maker);
    account.addToWallet(fee.asset(), fee.amount().negate(), now);
    boolean inQuote = fee.asset().equals(rules.quoteAsset());
    if (inQuote) {
      position.feePaid(fee.amount());
    }
    order.fill(steps, worth, now);
    UserTrade trade =
        new UserTrade(
            market.symbol(),
            tradeId,
            order.id,
            order.clientId,
            order.side,
            price,
            quantity,
            worth,
            fee.amount(),
            fee.asset(),
            realized,
            maker,
            now);
    account.addTrade(trade);
    if (!order.open()) {
      account.finish(order);
    }
    boolean closed = wasOpen && (position.flat() || position.amount() > 0 != wasLong);
    touched.add(new Touched(account, market, closed));
    tell(order, ExecutionType.TRADE, ExpiryReason.NONE, Optional.of(trade));
    List<AccountUpdate.BalanceChange> changes = new ArrayList<>();
    changes.add(account.balanceChange(rules.quoteAsset(), BigDecimal.ZERO));
    if (!inQuote) {
      changes.add(account.balanceChange(fee.asset(), BigDecimal.ZERO));
    }
    tell(account, AccountUpdate.Reason.ORDER, changes, List.of(account.view(position)));
  }

  private record Fee(BigDecimal amount, String asset) {}

  /** In the fee token at its mark while the account wants that and holds enough, else in quote. */
  private Fee fee(Account account, BigDecimal worth, boolean maker) {
    BigDecimal full = worth.multiply(maker ? rules.makerFee() : rules.takerFee());
    BigDecimal tokenMark = feeTokenMark();
    if (account.feeTokenBurn && tokenMark != null && tokenMark.signum() > 0) {
      BigDecimal discounted = full.multiply(BigDecimal.ONE.subtract(rules.feeTokenDiscount()));
      BigDecimal tokens = discounted.divide(tokenMark, Market.MONEY_SCALE, RoundingMode.HALF_UP);
      if (account.wallet(rules.feeToken()).compareTo(tokens) >= 0) {
        return new Fee(tokens, rules.feeToken());
      }
    }
    return new Fee(Position.money(full), rules.quoteAsset());
  }

  private @Nullable BigDecimal feeTokenMark() {
    Market market = markets.get(rules.feeTokenSymbol());
    return market == null ? outsideMarks.get(rules.feeTokenSymbol()) : market.mark();
  }

  /**
   * Cuts a resting reduce-only order, about to fill, to what the position still has; without that,
   * two orders of one account in the way of the same taker could turn the position.
   *
   * @return true if the order was cut or expired
   */
  boolean clippedToPosition(ClientOrder order) {
    if (!order.reduceOnly) {
      return false;
    }
    return clip(order, order.account.position(order.market).reducible(order.side));
  }

  private boolean clip(ClientOrder order, long toSteps) {
    if (toSteps >= order.remaining()) {
      return false;
    }
    if (toSteps <= 0) {
      order.market.withdraw(order);
      expire(order, ExpiryReason.REDUCE_ONLY);
    } else {
      order.market.shrink(order, toSteps);
      order.clip(toSteps, now);
      tell(order, ExecutionType.AMENDMENT, ExpiryReason.NONE, Optional.empty());
    }
    return true;
  }

  private void expire(ClientOrder order, ExpiryReason reason) {
    order.end(OrderStatus.EXPIRED, now);
    order.account.finish(order);
    tell(order, ExecutionType.EXPIRED, reason, Optional.empty());
  }

  void cancel(ClientOrder order) {
    order.market.withdraw(order);
    order.end(OrderStatus.CANCELED, now);
    order.account.finish(order);
    tell(order, ExecutionType.CANCELED, ExpiryReason.NONE, Optional.empty());
  }

  /** Does what follows from the fills: reduce-only orders shrink, stops go or trigger. */
  void settle() {
    if (settling) {
      return; // The outer settlement goes on until nothing follows.
    }
    settling = true;
    try {
      boolean again;
      do {
        settleTouched();
        again = conditionals.fire(marketList);
      } while (again || !touched.isEmpty());
    } finally {
      settling = false;
    }
  }

  private void settleTouched() {
    for (int i = 0; i < touched.size(); i++) {
      Touched position = touched.get(i);
      enforceReduceOnly(position.account(), position.market());
      if (position.closed()) {
        conditionals.positionClosed(position.account(), position.market());
      }
    }
    touched.clear();
  }

  /** Reduce-only orders may not exceed the position together: those farthest from it go first. */
  private void enforceReduceOnly(Account account, Market market) {
    Position position = account.position(market);
    for (ClientOrder order : reduceOnlyByPrice(account, market, Side.BUY)) {
      clip(order, Math.max(0, position.reducible(Side.BUY) - closer(account, order)));
    }
    for (ClientOrder order : reduceOnlyByPrice(account, market, Side.SELL)) {
      clip(order, Math.max(0, position.reducible(Side.SELL) - closer(account, order)));
    }
  }

  private static List<ClientOrder> reduceOnlyByPrice(Account account, Market market, Side side) {
    List<ClientOrder> found = new ArrayList<>();
    for (ClientOrder order : account.openOrders(Optional.of(market.symbol()))) {
      if (order.reduceOnly && order.side == side) {
        found.add(order);
      }
    }
    return found;
  }

  private static long closer(Account account, ClientOrder than) {
    return reducedCloser(account, than.market, than.side, than.priceTicks, than.id);
  }

  /** Steps of open reduce-only orders that stand before this price, or at it and came earlier. */
  static long reducedCloser(
      Account account, Market market, Side side, long priceTicks, long orderId) {
    long sum = 0;
    for (ClientOrder order : reduceOnlyByPrice(account, market, side)) {
      long better = side.sign() * (order.priceTicks - priceTicks);
      if (better > 0 || (better == 0 && order.id < orderId)) {
        sum += order.remaining();
      }
    }
    return sum;
  }

  private void tell(
      ClientOrder order, ExecutionType execution, ExpiryReason reason, Optional<UserTrade> trade) {
    Symbol symbol = order.market.symbol();
    listener.onOrderUpdate(
        new OrderUpdate(
            order.account.id,
            order.view(),
            execution,
            reason,
            trade,
            order.account.openNotional(symbol, Side.BUY),
            order.account.openNotional(symbol, Side.SELL),
            now));
  }

  void tell(
      Account account,
      AccountUpdate.Reason reason,
      List<AccountUpdate.BalanceChange> balances,
      List<PositionView> positions) {
    listener.onAccountUpdate(new AccountUpdate(account.id, reason, balances, positions, now));
  }

  void tell(AlgoOrder algo) {
    listener.onAlgoUpdate(new AlgoUpdate(algo.account.id, algo.view(), now));
  }
}
