package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
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
 */
public final class Exchange {
  private static final int BATCH_PLACE_MAX = 5;
  private static final int BATCH_CANCEL_MAX = 10;

  private final ExchangeRules rules;
  private final Clearing clearing;
  private final OrderDesk orders;
  private final AccountDesk settings;
  private final Snapshots snapshots;
  private final Interventions interventions;

  /** Makes an exchange without markets or accounts; the listener is told of what happens. */
  public Exchange(ExchangeRules rules, ExchangeListener listener) {
    this.rules = rules;
    clearing = new Clearing(rules, listener);
    orders = new OrderDesk(clearing, rules);
    settings = new AccountDesk(clearing, rules);
    snapshots = new Snapshots(clearing, rules);
    interventions = new Interventions(clearing, orders);
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

  /** Moves the time forward (an earlier time changes nothing) and does what is due by then. */
  public void advanceTo(long millis) {
    clearing.advanceTo(millis);
  }

  /**
   * Sets a symbol's mark; empty gives it back to the index, or without one to the mid of the best
   * prices. The symbol need not be listed: the fee token's mark converts fees.
   */
  public void setMarkPrice(Symbol symbol, Optional<BigDecimal> price) {
    clearing.mark(symbol, price.orElse(null));
  }

  /** The mark of a symbol, listed or set from outside; empty while there is no price of it. */
  public Optional<BigDecimal> markPrice(Symbol symbol) {
    return Optional.ofNullable(clearing.markOf(symbol));
  }

  /** Sets the index of a listed symbol, from which its mark and funding then follow. */
  public void setIndexPrice(Symbol symbol, Optional<BigDecimal> price) {
    market(symbol).premium.index(price.orElse(null));
  }

  /** Mark, index and funding of a listed symbol. */
  public FundingView funding(Symbol symbol) {
    return clearing.funding().view(market(symbol));
  }

  /** Forbids to open one side of a listed symbol, or allows both again. */
  public void setPositionControl(Symbol symbol, PositionControl control) {
    market(symbol).positionControl(control);
  }

  /** Opens an account without money. */
  public void openAccount(String account) {
    if (clearing.accounts().putIfAbsent(account, new Account(account, rules)) != null) {
      throw new IllegalArgumentException("account must not exist yet, was " + account);
    }
  }

  public boolean hasAccount(String account) {
    return clearing.accounts().containsKey(account);
  }

  public List<String> accounts() {
    return List.copyOf(clearing.accounts().keySet());
  }

  private Account account(String id) {
    Account account = clearing.accounts().get(id);
    if (account == null) {
      throw new IllegalArgumentException("account must exist, was " + id);
    }
    return account;
  }

  private <T> Answer<T> inMarket(Symbol symbol, Function<Market, Answer<T>> command) {
    return listed(symbol).map(command).orElseGet(() -> Answer.no(Refused.BAD_SYMBOL));
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

  /** What only a simulation does to its clients. */
  public Interventions interventions() {
    return interventions;
  }

  /** Whether fees are paid in the fee token while the account has it; true at first. */
  public void setFeeBurn(String account, boolean burn) {
    account(account).feeTokenBurn = burn;
  }

  public boolean feeBurn(String account) {
    return account(account).feeTokenBurn;
  }

  /** Places a regular order; the view is its state after matching. */
  public Answer<OrderView> place(String account, NewOrder order) {
    Account of = account(account);
    return inMarket(order.symbol(), market -> orders.place(of, market, order));
  }

  /** Places up to 5 orders one after the other, each with its own answer; −4082 for more. */
  public Answer<List<Answer<OrderView>>> placeBatch(String account, List<NewOrder> batch) {
    return OrderDesk.batch(batch, BATCH_PLACE_MAX, order -> place(account, order));
  }

  /** Runs the checks of {@link #place} and changes nothing. */
  public Optional<Refused> test(String account, NewOrder order) {
    Account of = account(account);
    Optional<Market> market = listed(order.symbol());
    return market.isEmpty()
        ? Optional.of(Refused.BAD_SYMBOL)
        : orders.test(of, market.get(), order);
  }

  /**
   * Amends an open LIMIT order, which keeps its id and loses its place in the queue; −2013 if it is
   * not open. The view may be of a canceled order: so ends what could not fill, or would take
   * though post-only.
   */
  public Answer<OrderView> amend(String account, Symbol symbol, long orderId, Amendment to) {
    Account of = account(account);
    return inMarket(symbol, market -> orders.amend(of.order(symbol, orderId), to));
  }

  /** As the other one, by client id. */
  public Answer<OrderView> amend(
      String account, Symbol symbol, String clientOrderId, Amendment to) {
    Account of = account(account);
    return inMarket(symbol, market -> orders.amend(of.order(symbol, clientOrderId), to));
  }

  /** Cancels an open order; −2011 if it is not open. */
  public Answer<OrderView> cancel(String account, Symbol symbol, long orderId) {
    Account of = account(account);
    return inMarket(symbol, market -> orders.cancel(of.order(symbol, orderId)));
  }

  /** Cancels the open order of that client id; −2011 if there is none. */
  public Answer<OrderView> cancel(String account, Symbol symbol, String clientOrderId) {
    Account of = account(account);
    return inMarket(symbol, market -> orders.cancel(of.order(symbol, clientOrderId)));
  }

  /** Cancels up to 10 orders of a symbol, each with its own answer; −4082 for more. */
  public Answer<List<Answer<OrderView>>> cancelBatch(
      String account, Symbol symbol, List<Long> orderIds) {
    return OrderDesk.batch(orderIds, BATCH_CANCEL_MAX, id -> cancel(account, symbol, id));
  }

  /** Cancels all open regular orders of the symbol; the value is how many. */
  public Answer<Integer> cancelAll(String account, Symbol symbol) {
    Account of = account(account);
    return inMarket(symbol, market -> Answer.of(clearing.cancelAll(of, symbol)));
  }

  /**
   * Cancels all open orders of the symbol after {@code millis}, unless it is called again before; 0
   * stops that. Conditional orders go only where the rules say so.
   */
  public Answer<Long> countdownCancelAll(String account, Symbol symbol, long millis) {
    Account of = account(account);
    return inMarket(
        symbol,
        market -> {
          long due = millis > 0 ? clearing.now() + millis : 0;
          clearing.timers().countDown(of, symbol, due);
          return Answer.of(millis);
        });
  }

  /** Places a conditional order. */
  public Answer<AlgoView> placeAlgo(String account, NewAlgo algo) {
    Account of = account(account);
    return inMarket(algo.symbol(), market -> clearing.conditionals().place(of, market, algo));
  }

  /** Cancels a waiting conditional order; −2011 if it does not wait, −4117 if it just triggered. */
  public Answer<AlgoView> cancelAlgo(String account, long algoId) {
    return clearing.conditionals().cancelIfAny(account(account).algo(algoId));
  }

  /** Cancels the waiting conditional order of that client id. */
  public Answer<AlgoView> cancelAlgo(String account, String clientAlgoId) {
    return clearing.conditionals().cancelIfAny(account(account).algo(clientAlgoId));
  }

  /** Cancels all waiting conditional orders of the symbol; the value is how many. */
  public Answer<Integer> cancelAllAlgos(String account, Symbol symbol) {
    Account of = account(account);
    return inMarket(symbol, market -> Answer.of(clearing.conditionals().cancelAll(of, symbol)));
  }

  /** Sets the leverage of a symbol; the value is the leverage. */
  public Answer<Integer> setLeverage(String account, Symbol symbol, int leverage) {
    Account of = account(account);
    return inMarket(symbol, market -> settings.setLeverage(of, market, leverage));
  }

  /** Sets the margin type of a symbol; −4046 if it is so already. */
  public Answer<MarginType> setMarginType(String account, Symbol symbol, MarginType type) {
    Account of = account(account);
    return inMarket(symbol, market -> settings.setMarginType(of, market, type));
  }

  /** Adds margin to an isolated position, or takes it back if negative; the value is the amount. */
  public Answer<BigDecimal> addPositionMargin(
      String account, Symbol symbol, PositionSide side, BigDecimal amount) {
    Account of = account(account);
    return inMarket(symbol, market -> settings.addMargin(of, market, side, amount));
  }

  /** True in hedge mode, where long and short are positions of their own. */
  public boolean hedgeMode(String account) {
    return account(account).hedgeMode;
  }

  /** Changes the position mode of the account; −4059 if it is so already. */
  public Answer<Boolean> setHedgeMode(String account, boolean hedge) {
    return settings.setHedgeMode(account(account), hedge);
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

  /** The one-way position in a listed symbol, flat or not. */
  public PositionView position(String account, Symbol symbol) {
    return position(account, symbol, PositionSide.BOTH);
  }

  /** A position in a listed symbol, flat or not. */
  public PositionView position(String account, Symbol symbol, PositionSide side) {
    Account of = account(account);
    return of.view(of.position(market(symbol), side));
  }

  /** The positions in all listed symbols, flat or not: one each, or in hedge mode two. */
  public List<PositionView> positions(String account) {
    Account of = account(account);
    return clearing.markets().values().stream()
        .flatMap(market -> of.in(market).positions(of.hedgeMode).stream())
        .map(of::view)
        .toList();
  }

  /** The assets the account ever held, by name. */
  public List<BalanceView> balances(String account) {
    return account(account).margin.balances();
  }

  /** Fills of the symbol at or after {@code fromMillis}, oldest first. */
  public List<UserTrade> userTrades(String account, Symbol symbol, long fromMillis) {
    return account(account).trades().stream()
        .filter(trade -> trade.symbol().equals(symbol) && trade.time() >= fromMillis)
        .toList();
  }

  /** What must outlive the process. */
  public ExchangeState exportState() {
    return snapshots.export(Account::state);
  }

  /** As {@link #exportState()}, without orders and fills: quick, however long the history. */
  public ExchangeState exportMoney() {
    return snapshots.export(Account::money);
  }

  /**
   * Restores into this exchange, which has its markets and no accounts yet: resting orders queue
   * again, those that the book has meanwhile passed fill at once; conditional orders whose trigger
   * was passed fire at the next price.
   */
  public void restore(ExchangeState state) {
    snapshots.restore(state, this::market);
  }
}
