package vortex7.matching;

import java.math.BigDecimal;
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
  private final TreeMap<String, Account> accounts = new TreeMap<>();
  private final List<Touched> touched = new ArrayList<>();
  private final Conditionals conditionals;
  private final ReduceOnly reduceOnly = new ReduceOnly(this);
  private final Timers timers;
  private final Funding funding;
  private final Liquidation liquidation;
  private final House house;
  private final ScriptedFills scripted = new ScriptedFills(this);
  private final List<Market> marketList = new ArrayList<>();
  private boolean settling;
  private boolean started;
  private long now;
  private long lastOrderId;
  private long lastAlgoId;
  private long lastPriority;

  /** A position that fills have changed since the last settlement. */
  private record Touched(Position position, Account account, boolean closed) {}

  Clearing(ExchangeRules rules, ExchangeListener listener) {
    this.rules = rules;
    this.listener = listener;
    conditionals = new Conditionals(this, rules);
    timers = new Timers(this, rules.countdownCancelsAlgos());
    funding = new Funding(this, rules);
    liquidation = new Liquidation(this, rules);
    house = new House(rules);
  }

  long now() {
    return now;
  }

  /** Moves the clock, never back, stopping on the way where something is due. */
  void advanceTo(long millis) {
    if (!started) {
      started = true;
      long from = now > 0 ? now : millis; // A restored exchange goes on where it was.
      funding.start(from);
      liquidation.start(from);
    }
    for (long due = nextDue(); due <= millis; due = nextDue()) {
      now = Math.max(now, due);
      timers.run(now);
      scripted.run(now);
      boolean paid = funding.run(now);
      liquidation.run(now, millis, paid);
      settle();
    }
    now = Math.max(now, millis);
    if (conditionals.watchMarks()) {
      settle();
    }
  }

  private long nextDue() {
    return Math.min(
        Math.min(conditionals.nextDue(), Math.min(timers.nextDue(), scripted.nextDue())),
        Math.min(funding.nextDue(), liquidation.nextDue()));
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

  /** The next place in time, which an order takes when it comes and when it is amended. */
  long nextPriority() {
    return ++lastPriority;
  }

  long lastPriority() {
    return lastPriority;
  }

  void restoreCounters(ExchangeState state) {
    now = Math.max(now, state.timeMillis());
    lastOrderId = Math.max(lastOrderId, state.lastOrderId());
    lastAlgoId = Math.max(lastAlgoId, state.lastAlgoId());
    lastPriority = Math.max(lastPriority, state.lastPriority());
  }

  ExchangeListener listener() {
    return listener;
  }

  Conditionals conditionals() {
    return conditionals;
  }

  Timers timers() {
    return timers;
  }

  Funding funding() {
    return funding;
  }

  House house() {
    return house;
  }

  ScriptedFills scripted() {
    return scripted;
  }

  TreeMap<String, Account> accounts() {
    return accounts;
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

  /** Sets or, with null, takes back a mark from outside; margins are looked at at once. */
  void mark(Symbol symbol, @Nullable BigDecimal price) {
    Market market = markets.get(symbol);
    if (market != null) {
      market.overrideMark(price);
    } else if (price == null) {
      outsideMarks.remove(symbol);
    } else {
      outsideMarks.put(symbol, price);
    }
    liquidation.check();
    settle();
  }

  /** Accepts the order, takes what it may, and rests or expires what is left. */
  void execute(ClientOrder order, long limitTicks) {
    accept(order);
    take(order, limitTicks);
  }

  /** Takes the order in and tells of it; it has not met the market yet. */
  void accept(ClientOrder order) {
    order.account.addOrder(order);
    timers.watch(order);
    tell(order, ExecutionType.NEW, ExpiryReason.NONE, Optional.empty());
  }

  /** Takes what it may, and rests or expires what is left; it may be gone already. */
  void take(ClientOrder order, long limitTicks) {
    order.market.take(order, limitTicks);
    if (order.open() && order.remaining() > 0) {
      switch (order.timeInForce) {
        case IOC, FOK -> expire(order, OrderStatus.EXPIRED, ExpiryReason.IOC_NOT_FILLED);
        case GTC, GTX, GTD, RPI -> {
          if (order.type == OrderType.MARKET) {
            expire(order, OrderStatus.EXPIRED, ExpiryReason.MARKET_NOT_FILLED);
          } else {
            order.market.rest(order);
          }
        }
      }
    }
    if (order.reduceOnly) {
      touched.add(new Touched(order.position(), order.account, false));
    }
  }

  /** Takes up again an order that rested when the state was exported. */
  void resume(ClientOrder order) {
    timers.watch(order);
    order.market.take(order, order.priceTicks());
    if (order.open() && order.remaining() > 0) {
      order.market.rest(order);
    }
  }

  /**
   * Decides what happens instead of a trade between two orders of one account.
   *
   * @return false when they may trade; otherwise the maker is gone, or the taker has ended
   */
  boolean preventedSelfTrade(ClientOrder taker, ClientOrder maker) {
    SelfTradePrevention mode = taker.prevention();
    if (taker.account != maker.account || mode == SelfTradePrevention.NONE) {
      return false;
    }
    if (mode != SelfTradePrevention.EXPIRE_TAKER) {
      maker.market.withdraw(maker);
      expire(maker, OrderStatus.EXPIRED_IN_MATCH, ExpiryReason.SELF_TRADE);
    }
    if (mode != SelfTradePrevention.EXPIRE_MAKER) {
      boolean ioc = taker.timeInForce == TimeInForce.IOC;
      expire(
          taker,
          OrderStatus.EXPIRED_IN_MATCH,
          ioc ? ExpiryReason.IOC_AND_SELF_TRADE : ExpiryReason.SELF_TRADE);
    }
    return true;
  }

  /** One fill of a client's order. */
  void fill(ClientOrder order, long priceTicks, long steps, boolean maker, long tradeId) {
    Account account = order.account;
    Market market = order.market;
    BigDecimal price = market.price(priceTicks);
    BigDecimal quantity = market.quantity(steps);
    BigDecimal worth = price.multiply(quantity);
    Position position = order.position();
    boolean wasOpen = !position.flat();
    boolean wasLong = position.amount() > 0;

    BigDecimal realized = position.fill(order.side, steps, price, now);
    account.addToWallet(rules.quoteAsset(), realized, now);
    House.Fee fee = house.fee(account, worth, maker, markOf(rules.fees().tokenSymbol()));
    account.addToWallet(fee.asset(), fee.amount().negate(), now);
    house.tookFee(fee);
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
            now,
            position.side);
    account.addTrade(trade);
    if (!order.open()) {
      account.finish(order);
      timers.forget(order);
    }
    boolean closed = wasOpen && (position.flat() || position.amount() > 0 != wasLong);
    touched.add(new Touched(position, account, closed));
    ExecutionType execution = order.liquidates ? ExecutionType.CALCULATED : ExecutionType.TRADE;
    tell(order, execution, ExpiryReason.NONE, Optional.of(trade));
    if (!house.owns(account)) {
      List<AccountUpdate.BalanceChange> changes = new ArrayList<>();
      changes.add(account.balanceChange(rules.quoteAsset(), BigDecimal.ZERO));
      if (!inQuote) {
        changes.add(account.balanceChange(fee.asset(), BigDecimal.ZERO));
      }
      tell(account, AccountUpdate.Reason.ORDER, changes, List.of(account.view(position)));
    }
    if (!order.open()) {
      conditionals.ended(order);
    }
  }

  /** Cuts a reduce-only order that is about to fill; true if it was cut or expired. */
  boolean clippedToPosition(ClientOrder order) {
    return reduceOnly.clipped(order);
  }

  /** Ends an order that is in no queue any more. */
  void expire(ClientOrder order, OrderStatus status, ExpiryReason reason) {
    end(order, status);
    tell(order, ExecutionType.EXPIRED, reason, Optional.empty());
    conditionals.ended(order);
  }

  void cancel(ClientOrder order) {
    order.market.withdraw(order);
    end(order, OrderStatus.CANCELED);
    tell(order, ExecutionType.CANCELED, ExpiryReason.NONE, Optional.empty());
    conditionals.ended(order);
  }

  private void end(ClientOrder order, OrderStatus status) {
    order.end(status, now);
    order.account.finish(order);
    timers.forget(order);
  }

  /** Cancels all open regular orders of the symbol; the result is how many. */
  int cancelAll(Account account, Symbol symbol) {
    List<ClientOrder> open = account.openOrders(Optional.of(symbol));
    open.forEach(this::cancel);
    return open.size();
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
      Touched changed = touched.get(i);
      reduceOnly.enforce(changed.position());
      if (changed.closed()) {
        conditionals.positionClosed(changed.account(), changed.position());
      }
    }
    touched.clear();
  }

  void tell(
      ClientOrder order, ExecutionType execution, ExpiryReason reason, Optional<UserTrade> trade) {
    if (house.owns(order.account)) {
      return;
    }
    PositionSide of = order.terms.positionSide();
    SymbolAccount in = order.account.in(order.market);
    listener.onOrderUpdate(
        new OrderUpdate(
            order.account.id,
            order.view(),
            execution,
            reason,
            trade,
            in.openNotional(of, Side.BUY),
            in.openNotional(of, Side.SELL),
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
