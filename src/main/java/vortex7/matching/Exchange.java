package vortex7.matching;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.market.Symbol;

/** The venue's matching core: markets, accounts and their orders, on one thread and one clock. */
public class Exchange {

  /** Makes an exchange without markets or accounts. */
  public Exchange(ExchangeRules rules, ExchangeListener listener) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Adds a market of orders only. */
  public OrderBook addOrderBook(Instrument instrument) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Adds a market whose liquidity is a recording. */
  public ReplayBook addReplayBook(Instrument instrument, QueueModel queueModel) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Listed symbols. */
  public List<Symbol> symbols() {
    throw new UnsupportedOperationException("lands next");
  }

  /** The market of the symbol; throws IllegalArgumentException when not listed. */
  public Market market(Symbol symbol) {
    throw new UnsupportedOperationException("lands next");
  }

  /** The venue's time, epoch ms. */
  public long timeMillis() {
    throw new UnsupportedOperationException("lands next");
  }

  /** Moves the time forward (never back) and does what is due: delayed triggers. */
  public void advanceTo(long millis) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Sets a symbol's mark (it need not be listed); empty: mid of the best prices again. */
  public void setMarkPrice(Symbol symbol, Optional<BigDecimal> price) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Opens an account; IllegalArgumentException if it exists. */
  public void openAccount(String account) {
    throw new UnsupportedOperationException("lands next");
  }

  /** True if the account exists. */
  public boolean hasAccount(String account) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Adds (or takes, negative) money from outside; tells DEPOSIT or WITHDRAW. */
  public void deposit(String account, String asset, BigDecimal amount) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Whether fees are paid in the fee token while it lasts (default true). */
  public void setFeeBurn(String account, boolean burn) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Whether fees are paid in the fee token while it lasts. */
  public boolean feeBurn(String account) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Places a regular order; the view is the state after matching. */
  public Answer<OrderView> place(String account, NewOrder order) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Runs the checks of place and changes nothing. */
  public Optional<Refused> test(String account, NewOrder order) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Cancels an open order. */
  public Answer<OrderView> cancel(String account, Symbol symbol, long orderId) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Cancels an open order. */
  public Answer<OrderView> cancel(String account, Symbol symbol, String clientOrderId) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Cancels all open regular orders of the symbol; the value is how many. */
  public Answer<Integer> cancelAll(String account, Symbol symbol) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Places a conditional order. */
  public Answer<AlgoView> placeAlgo(String account, NewAlgo algo) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Cancels a conditional order. */
  public Answer<AlgoView> cancelAlgo(String account, long algoId) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Cancels a conditional order. */
  public Answer<AlgoView> cancelAlgo(String account, String clientAlgoId) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Cancels all conditional orders of the symbol; the value is how many. */
  public Answer<Integer> cancelAllAlgos(String account, Symbol symbol) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Sets the leverage of a symbol; the value is the leverage. */
  public Answer<Integer> setLeverage(String account, Symbol symbol, int leverage) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Sets the margin type of a symbol. */
  public Answer<MarginType> setMarginType(String account, Symbol symbol, MarginType type) {
    throw new UnsupportedOperationException("lands next");
  }

  /** True in hedge mode: never yet. */
  public boolean hedgeMode(String account) {
    throw new UnsupportedOperationException("lands next");
  }

  /** An order, open or finished: the newest of that id. */
  public Answer<OrderView> order(String account, Symbol symbol, long orderId) {
    throw new UnsupportedOperationException("lands next");
  }

  /** An order, open or finished: the newest of that client id. */
  public Answer<OrderView> order(String account, Symbol symbol, String clientOrderId) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Open regular orders, oldest first; of all symbols when empty. */
  public List<OrderView> openOrders(String account, Optional<Symbol> symbol) {
    throw new UnsupportedOperationException("lands next");
  }

  /** All known regular orders of the symbol, open and finished, oldest first. */
  public List<OrderView> allOrders(String account, Symbol symbol) {
    throw new UnsupportedOperationException("lands next");
  }

  /** A conditional order, open or finished. */
  public Answer<AlgoView> algo(String account, long algoId) {
    throw new UnsupportedOperationException("lands next");
  }

  /** A conditional order, open or finished: the newest of that client id. */
  public Answer<AlgoView> algo(String account, String clientAlgoId) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Open conditional orders, oldest first; of all symbols when empty. */
  public List<AlgoView> openAlgos(String account, Optional<Symbol> symbol) {
    throw new UnsupportedOperationException("lands next");
  }

  /** All known conditional orders of the symbol, oldest first. */
  public List<AlgoView> allAlgos(String account, Symbol symbol) {
    throw new UnsupportedOperationException("lands next");
  }

  /** The position in a symbol, flat or not; IllegalArgumentException when not listed. */
  public PositionView position(String account, Symbol symbol) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Positions of all listed symbols, flat or not. */
  public List<PositionView> positions(String account) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Assets the account ever held, by name. */
  public List<BalanceView> balances(String account) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Fills of the symbol with time at or after fromMillis, oldest first. */
  public List<UserTrade> userTrades(String account, Symbol symbol, long fromMillis) {
    throw new UnsupportedOperationException("lands next");
  }

  /** The state that must outlive the process. */
  public ExchangeState exportState() {
    throw new UnsupportedOperationException("lands next");
  }

  /** Restores into this exchange, which has its markets and no accounts yet. */
  public void restore(ExchangeState state) {
    throw new UnsupportedOperationException("lands next");
  }
}
