package vortex7.matching;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/**
 * The venue's matching core: markets, accounts and their orders, on one thread and one clock.
 *
 * <p>Commands and market events happen at the exchange's time ({@link #advanceTo}); the same
 * commands and events give the same callbacks. Money has 8 decimals. Answers carry the venue's own
 * codes. Unknown accounts, and symbols that no client names, are faults of the caller and throw
 * {@link IllegalArgumentException}.
 *
 * <p>Now: LIMIT (GTC, IOC, FOK, GTX), MARKET, reduce-only, STOP_MARKET; one-way, isolated.
 */
public final class Exchange {
  private final ExchangeRules rules;
  private final Clearing clearing;
  private final Admission admission;
  private final TreeMap<String, Account> accounts = new TreeMap<>();

  /** Makes an exchange without markets or accounts; the listener is told of what happens. */
  public Exchange(ExchangeRules rules, ExchangeListener listener) {
    this.rules = rules;
    clearing = new Clearing(rules, listener);
    admission = new Admission(rules);
  }

  /** Adds a market of orders only. */
  public OrderBook addOrderBook(Instrument instrument) {
    OrderBook book = new OrderBook(requireQuote(instrument), clearing);
    clearing.add(book);
    return book;
  }

  /** Adds a market whose liquidity is a recording. */
  public ReplayBook addReplayBook(Instrument instrument, QueueModel queueModel) {
    ReplayBook book = new ReplayBook(requireQuote(instrument), queueModel, clearing);
    clearing.add(book);
    return book;
  }

  private Instrument requireQuote(Instrument instrument) {
    if (!instrument.quoteAsset().equals(rules.quoteAsset())) {
      throw new IllegalArgumentException(
          instrument.symbol()
              + ": quote asset must be "
              + rules.quoteAsset()
              + ", was "
              + instrument.quoteAsset());
    }
    return instrument;
  }

  public ExchangeRules rules() {
    return rules;
  }

  public List<Symbol> symbols() {
    return List.copyOf(clearing.markets().keySet());
  }

  /** The market of a listed symbol. */
  public Market market(Symbol symbol) {
    return listed(symbol)
        .orElseThrow(() -> new IllegalArgumentException("symbol must be listed, was " + symbol));
  }

  private Optional<Market> listed(Symbol symbol) {
    return Optional.ofNullable(clearing.markets().get(symbol));
  }

  /** The venue's time, epoch ms. */
  public long timeMillis() {
    return clearing.now();
  }

  /** Moves the time forward (an earlier time changes nothing) and spawns triggered orders. */
  public void advanceTo(long millis) {
    clearing.advanceTo(millis);
  }

  /**
   * Sets a symbol's mark; empty gives it back to the mid of the best prices. The symbol need not be
   * listed: the fee token's mark converts fees.
   */
  public void setMarkPrice(Symbol symbol, Optional<BigDecimal> price) {
    clearing.mark(symbol, price.orElse(null));
    clearing.settle();
  }

  /** The mark of a symbol, listed or set from outside; empty while there is no price of it. */
  public Optional<BigDecimal> markPrice(Symbol symbol) {
    return Optional.ofNullable(clearing.markOf(symbol));
  }

  /** Opens an account without money. */
  public void openAccount(String account) {
    if (accounts.putIfAbsent(account, new Account(account, rules)) != null) {
      throw new IllegalArgumentException("account must not exist yet, was " + account);
    }
  }

  public boolean hasAccount(String account) {
    return accounts.containsKey(account);
  }

  public List<String> accounts() {
    return List.copyOf(accounts.keySet());
  }

  private Account account(String id) {
    Account account = accounts.get(id);
    if (account == null) {
      throw new IllegalArgumentException("account must exist, was " + id);
    }
    return account;
  }

  /** Adds money from outside, or takes it if negative, and tells the account. */
  public void deposit(String accountId, String asset, BigDecimal amount) {
    Account account = account(accountId);
    account.addToWallet(asset, amount, clearing.now());
    clearing.tell(
        account,
        amount.signum() < 0 ? AccountUpdate.Reason.WITHDRAW : AccountUpdate.Reason.DEPOSIT,
        List.of(account.balanceChange(asset, amount)),
        List.of());
  }

  /** Whether fees are paid in the fee token while the account has it; true at first. */
  public void setFeeBurn(String account, boolean burn) {
    account(account).feeTokenBurn = burn;
  }

  public boolean feeBurn(String account) {
    return account(account).feeTokenBurn;
  }

  /** Places a regular order; the view is its state after matching. */
  public Answer<OrderView> place(String accountId, NewOrder order) {
    Account account = account(accountId);
    Market market = listed(order.symbol()).orElse(null);
    if (market == null) {
      return Answer.no(Refused.BAD_SYMBOL);
    }
    Refused refused = admission.refuse(account, market, order);
    if (refused != null) {
      return Answer.no(refused);
    }
    long id = clearing.nextOrderId();
    boolean limit = order.type() == OrderType.LIMIT;
    long ticks = limit ? market.ticks(order.price().orElseThrow()) : 0;
    ClientOrder accepted =
        new ClientOrder(
            account,
            market,
            id,
            order.clientOrderId().orElseGet(() -> "auto" + Long.toString(id, 36)),
            order.side(),
            order.type(),
            order.timeInForce().orElse(TimeInForce.GTC),
            ticks,
            Admission.steps(account, market, order),
            order.reduceOnly(),
            false,
            OptionalLong.empty(),
            clearing.now());
    clearing.execute(accepted, limit ? ticks : market.takeBound(order.side()));
    clearing.settle();
    return Answer.of(accepted.view());
  }

  /** Runs the checks of {@link #place} and changes nothing. */
  public Optional<Refused> test(String accountId, NewOrder order) {
    Account account = account(accountId);
    Market market = listed(order.symbol()).orElse(null);
    return market == null
        ? Optional.of(Refused.BAD_SYMBOL)
        : Optional.ofNullable(admission.refuse(account, market, order));
  }

  /** Cancels an open order; −2011 if it is not open. */
  public Answer<OrderView> cancel(String account, Symbol symbol, long orderId) {
    return cancel(symbol, account(account).order(symbol, orderId));
  }

  /** Cancels the open order of that client id; −2011 if there is none. */
  public Answer<OrderView> cancel(String account, Symbol symbol, String clientOrderId) {
    return cancel(symbol, account(account).order(symbol, clientOrderId));
  }

  private Answer<OrderView> cancel(Symbol symbol, @Nullable ClientOrder order) {
    if (listed(symbol).isEmpty()) {
      return Answer.no(Refused.BAD_SYMBOL);
    }
    if (order == null || !order.open()) {
      return Answer.no(Refused.UNKNOWN_ORDER_SENT);
    }
    clearing.cancel(order);
    return Answer.of(order.view());
  }

  /** Cancels all open regular orders of the symbol; the value is how many. */
  public Answer<Integer> cancelAll(String account, Symbol symbol) {
    if (listed(symbol).isEmpty()) {
      return Answer.no(Refused.BAD_SYMBOL);
    }
    List<ClientOrder> open = account(account).openOrders(Optional.of(symbol));
    open.forEach(clearing::cancel);
    return Answer.of(open.size());
  }

  /** Places a conditional order. */
  public Answer<AlgoView> placeAlgo(String accountId, NewAlgo algo) {
    Account account = account(accountId);
    Market market = listed(algo.symbol()).orElse(null);
    return market == null
        ? Answer.no(Refused.BAD_SYMBOL)
        : clearing.conditionals().place(account, market, algo);
  }

  /** Cancels a waiting conditional order; −2011 if it does not wait, −4117 if it just triggered. */
  public Answer<AlgoView> cancelAlgo(String account, long algoId) {
    return cancelAlgo(account(account).algo(algoId));
  }

  /** Cancels the waiting conditional order of that client id. */
  public Answer<AlgoView> cancelAlgo(String account, String clientAlgoId) {
    return cancelAlgo(account(account).algo(clientAlgoId));
  }

  private Answer<AlgoView> cancelAlgo(@Nullable AlgoOrder algo) {
    return algo == null
        ? Answer.no(Refused.UNKNOWN_ORDER_SENT)
        : clearing.conditionals().cancel(algo);
  }

  /** Cancels all waiting conditional orders of the symbol; the value is how many. */
  public Answer<Integer> cancelAllAlgos(String account, Symbol symbol) {
    if (listed(symbol).isEmpty()) {
      return Answer.no(Refused.BAD_SYMBOL);
    }
    int canceled = 0;
    for (AlgoOrder algo : account(account).openAlgos(Optional.of(symbol))) {
      canceled += clearing.conditionals().cancel(algo).accepted().isPresent() ? 1 : 0;
    }
    return Answer.of(canceled);
  }

  /** Sets the leverage of a symbol; the value is the leverage. */
  public Answer<Integer> setLeverage(String accountId, Symbol symbol, int leverage) {
    Market market = listed(symbol).orElse(null);
    if (market == null) {
      return Answer.no(Refused.BAD_SYMBOL);
    }
    if (leverage < 1 || leverage > rules.maxLeverage()) {
      return Answer.no(Refused.leverage(leverage));
    }
    Account account = account(accountId);
    Position position = account.position(market);
    int before = position.leverage();
    if (leverage < before && !position.flat()) {
      return Answer.no(Refused.LEVERAGE_WITH_POSITION);
    }
    position.leverage(leverage);
    if (leverage < before && account.available().signum() < 0) {
      position.leverage(before);
      return Answer.no(Refused.LEVERAGE_TOO_SMALL);
    }
    return Answer.of(leverage);
  }

  /** Sets the margin type of a symbol; −4046 if it is so already. Only ISOLATED is traded yet. */
  public Answer<MarginType> setMarginType(String account, Symbol symbol, MarginType type) {
    Market market = listed(symbol).orElse(null);
    if (market == null) {
      return Answer.no(Refused.BAD_SYMBOL);
    }
    boolean same = account(account).position(market).marginType() == type;
    return Answer.no(same ? Refused.SAME_MARGIN_TYPE : Refused.UNSUPPORTED);
  }

  /** True in hedge mode: never yet. */
  public boolean hedgeMode(String account) {
    account(account);
    return false;
  }

  /** An order, open or finished; −2013 if unknown. */
  public Answer<OrderView> order(String account, Symbol symbol, long orderId) {
    return view(account(account).order(symbol, orderId));
  }

  /** The newest order of that client id, open or finished; −2013 if unknown. */
  public Answer<OrderView> order(String account, Symbol symbol, String clientOrderId) {
    return view(account(account).order(symbol, clientOrderId));
  }

  private static Answer<OrderView> view(@Nullable ClientOrder order) {
    return order == null ? Answer.no(Refused.NO_SUCH_ORDER) : Answer.of(order.view());
  }

  /** Open regular orders, oldest first; of all symbols when empty. */
  public List<OrderView> openOrders(String account, Optional<Symbol> symbol) {
    return account(account).openOrders(symbol).stream().map(ClientOrder::view).toList();
  }

  /** All known regular orders of the symbol, open and finished, oldest first. */
  public List<OrderView> allOrders(String account, Symbol symbol) {
    return account(account).allOrders().stream()
        .filter(order -> order.market.symbol().equals(symbol))
        .map(ClientOrder::view)
        .toList();
  }

  /** A conditional order, open or finished; −2013 if unknown. */
  public Answer<AlgoView> algo(String account, long algoId) {
    return view(account(account).algo(algoId));
  }

  /** The newest conditional order of that client id, open or finished; −2013 if unknown. */
  public Answer<AlgoView> algo(String account, String clientAlgoId) {
    return view(account(account).algo(clientAlgoId));
  }

  private static Answer<AlgoView> view(@Nullable AlgoOrder algo) {
    return algo == null ? Answer.no(Refused.NO_SUCH_ORDER) : Answer.of(algo.view());
  }

  /** Open conditional orders, oldest first; of all symbols when empty. */
  public List<AlgoView> openAlgos(String account, Optional<Symbol> symbol) {
    return account(account).openAlgos(symbol).stream().map(AlgoOrder::view).toList();
  }

  /** All known conditional orders of the symbol, open and finished, oldest first. */
  public List<AlgoView> allAlgos(String account, Symbol symbol) {
    return account(account).allAlgos().stream()
        .filter(algo -> algo.market.symbol().equals(symbol))
        .map(AlgoOrder::view)
        .toList();
  }

  /** The position in a listed symbol, flat or not. */
  public PositionView position(String accountId, Symbol symbol) {
    Account account = account(accountId);
    return account.view(account.position(market(symbol)));
  }

  /** The positions in all listed symbols, flat or not. */
  public List<PositionView> positions(String account) {
    return symbols().stream().map(symbol -> position(account, symbol)).toList();
  }

  /** The assets the account ever held, by name. */
  public List<BalanceView> balances(String account) {
    return account(account).balances();
  }

  /** Fills of the symbol at or after {@code fromMillis}, oldest first. */
  public List<UserTrade> userTrades(String account, Symbol symbol, long fromMillis) {
    return account(account).trades().stream()
        .filter(trade -> trade.symbol().equals(symbol) && trade.time() >= fromMillis)
        .toList();
  }

  /** What must outlive the process. */
  public ExchangeState exportState() {
    return export(Account::state);
  }

  /** As {@link #exportState()}, without orders and fills: quick, however long the history. */
  public ExchangeState exportMoney() {
    return export(Account::money);
  }

  private ExchangeState export(Function<Account, ExchangeState.AccountState> of) {
    List<ExchangeState.MarketState> markets = new ArrayList<>();
    for (Market market : clearing.markets().values()) {
      markets.add(
          new ExchangeState.MarketState(
              market.symbol(),
              market.price(market.lastPrice()),
              market.markPrice(),
              market.lastTradeId()));
    }
    return new ExchangeState(
        clearing.now(),
        clearing.lastOrderId(),
        clearing.lastAlgoId(),
        markets,
        accounts.values().stream().map(of).toList());
  }

  /**
   * Restores into this exchange, which has its markets and no accounts yet: resting orders queue
   * again, those that the book has meanwhile passed fill at once; conditional orders whose trigger
   * was passed fire at the next price.
   */
  public void restore(ExchangeState state) {
    if (!accounts.isEmpty()) {
      throw new IllegalStateException("restore needs an exchange without accounts");
    }
    clearing.restoreCounters(state.timeMillis(), state.lastOrderId(), state.lastAlgoId());
    for (ExchangeState.MarketState market : state.markets()) {
      listed(market.symbol())
          .ifPresent(m -> m.restore(m.ticks(market.lastPrice()), market.lastTradeId()));
    }
    for (ExchangeState.AccountState account : state.accounts()) {
      accounts.put(account.id(), Account.of(account, rules, this::market));
    }
    accounts.values().stream()
        .flatMap(account -> account.openOrders(Optional.empty()).stream())
        .sorted(Comparator.comparingLong(order -> order.id))
        .forEach(clearing::resume);
    accounts.values().stream()
        .flatMap(account -> account.openAlgos(Optional.empty()).stream())
        .sorted(Comparator.comparingLong(AlgoOrder::triggerTime).thenComparingLong(algo -> algo.id))
        .forEach(clearing.conditionals()::resume);
    clearing.settle();
  }
}
