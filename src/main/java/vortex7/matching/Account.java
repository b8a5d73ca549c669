package vortex7.matching;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;

/**
 * One client's wallets, positions and orders. Holds and finds; {@link Clearing} books, {@link
 * Margin} reckons.
 */
final class Account {
  final String id;
  private final ExchangeRules rules;
  private final TreeMap<String, ExchangeState.WalletState> wallets = new TreeMap<>();
  private final TreeMap<Symbol, SymbolAccount> symbols = new TreeMap<>();

  private final TreeMap<Long, ClientOrder> orders = new TreeMap<>();
  private final TreeMap<String, ClientOrder> ordersByClientId = new TreeMap<>();
  private final TreeMap<Long, ClientOrder> openOrders = new TreeMap<>();
  private final Deque<ClientOrder> finishedOrders = new ArrayDeque<>();

  private final TreeMap<Long, AlgoOrder> algos = new TreeMap<>();
  private final TreeMap<String, AlgoOrder> algosByClientId = new TreeMap<>();
  private final TreeMap<Long, AlgoOrder> openAlgos = new TreeMap<>();
  private final Deque<AlgoOrder> finishedAlgos = new ArrayDeque<>();

  private final Deque<UserTrade> trades = new ArrayDeque<>();

  /** When the dead man's switch cancels a symbol's orders, epoch ms. */
  final TreeMap<Symbol, Long> countdowns = new TreeMap<>();

  final Margin margin;
  boolean feeTokenBurn = true;
  boolean hedgeMode;

  Account(String id, ExchangeRules rules) {
    if (id.equals(Liquidated.CROWD)) {
      throw new IllegalArgumentException("account must not be named " + id + ", as all others are");
    }
    this.id = id;
    this.rules = rules;
    margin = new Margin(this, rules);
  }

  static Account of(
      ExchangeState.AccountState state, ExchangeRules rules, Function<Symbol, Market> markets) {
    Account account = new Account(state.id(), rules);
    account.feeTokenBurn = state.feeTokenBurn();
    account.hedgeMode = state.hedgeMode();
    state.wallets().forEach(wallet -> account.wallets.put(wallet.asset(), wallet));
    for (ExchangeState.PositionState position : state.positions()) {
      SymbolAccount in = account.in(markets.apply(position.symbol()));
      in.leverage = position.leverage();
      in.marginType = position.marginType();
      in.position(position.positionSide()).restore(position);
    }
    for (OrderView order : state.orders()) {
      account.addOrder(ClientOrder.of(order, account, markets.apply(order.symbol())));
    }
    for (AlgoView algo : state.algos()) {
      account.addAlgo(AlgoOrder.of(algo, account, markets.apply(algo.symbol())));
    }
    state.trades().forEach(account::addTrade);
    state.countdowns().forEach(c -> account.countdowns.put(c.symbol(), c.dueMillis()));
    return account;
  }

  ExchangeState.AccountState state() {
    return money()
        .with(
            orders.values().stream().map(ClientOrder::view).toList(),
            algos.values().stream().map(AlgoOrder::view).toList(),
            List.copyOf(trades));
  }

  /** As {@link #state()}, without orders and fills. */
  ExchangeState.AccountState money() {
    List<ExchangeState.PositionState> positions = new ArrayList<>();
    for (SymbolAccount in : symbols.values()) {
      for (PositionSide side : PositionSide.values()) {
        Position position = in.position(side);
        if (side == PositionSide.BOTH || !position.untouched()) {
          positions.add(position.state());
        }
      }
    }
    List<ExchangeState.CountdownState> running = new ArrayList<>();
    countdowns.forEach((symbol, due) -> running.add(new ExchangeState.CountdownState(symbol, due)));
    return new ExchangeState.AccountState(
        id,
        feeTokenBurn,
        List.copyOf(wallets.values()),
        positions,
        List.of(),
        List.of(),
        List.of(),
        hedgeMode,
        running);
  }

  BigDecimal wallet(String asset) {
    ExchangeState.WalletState wallet = wallets.get(asset);
    return wallet == null ? BigDecimal.ZERO : wallet.wallet();
  }

  Collection<ExchangeState.WalletState> wallets() {
    return wallets.values();
  }

  void addToWallet(String asset, BigDecimal amount, long now) {
    BigDecimal sum = Position.money(wallet(asset).add(amount));
    wallets.put(asset, new ExchangeState.WalletState(asset, sum, now));
  }

  /** What it has in a symbol, made when it is first asked for. */
  SymbolAccount in(Market market) {
    SymbolAccount found = symbols.get(market.symbol());
    if (found == null) {
      found = new SymbolAccount(market, rules);
      symbols.put(market.symbol(), found);
    }
    return found;
  }

  Collection<SymbolAccount> symbols() {
    return symbols.values();
  }

  Position position(Market market, PositionSide side) {
    return in(market).position(side);
  }

  PositionView view(Position position) {
    return position.view(position.liquidationPrice(margin.beside(position)));
  }

  AccountUpdate.BalanceChange balanceChange(String asset, BigDecimal change) {
    return new AccountUpdate.BalanceChange(
        asset,
        Position.money(wallet(asset)),
        Position.money(margin.crossWallet(asset)),
        Position.money(change));
  }

  void addOrder(ClientOrder order) {
    orders.put(order.id, order);
    ordersByClientId.put(key(order.market.symbol(), order.clientId), order);
    if (order.open()) {
      openOrders.put(order.id, order);
      in(order.market).open.put(order.id, order);
    } else {
      retire(order);
    }
  }

  /** Moves an order that has ended to the history and forgets the oldest of it. */
  void finish(ClientOrder order) {
    if (openOrders.remove(order.id) != null) {
      in(order.market).open.remove(order.id);
      retire(order);
    }
  }

  private void retire(ClientOrder order) {
    finishedOrders.addLast(order);
    if (finishedOrders.size() > rules.finishedOrdersKept()) {
      ClientOrder oldest = finishedOrders.removeFirst();
      orders.remove(oldest.id);
      ordersByClientId.remove(key(oldest.market.symbol(), oldest.clientId), oldest);
    }
  }

  @Nullable ClientOrder order(Symbol symbol, long orderId) {
    ClientOrder order = orders.get(orderId);
    return order != null && order.market.symbol().equals(symbol) ? order : null;
  }

  @Nullable ClientOrder order(Symbol symbol, String clientId) {
    return ordersByClientId.get(key(symbol, clientId));
  }

  List<ClientOrder> openOrders(Optional<Symbol> symbol) {
    List<ClientOrder> found = new ArrayList<>();
    for (ClientOrder order : openOrders.values()) {
      if (symbol.isEmpty() || symbol.get().equals(order.market.symbol())) {
        found.add(order);
      }
    }
    return found;
  }

  List<ClientOrder> allOrders() {
    return List.copyOf(orders.values());
  }

  void addAlgo(AlgoOrder algo) {
    algos.put(algo.id, algo);
    algosByClientId.put(algo.clientId, algo);
    if (algo.status().open()) {
      openAlgos.put(algo.id, algo);
    } else {
      retire(algo);
    }
  }

  void finish(AlgoOrder algo) {
    if (openAlgos.remove(algo.id) != null) {
      retire(algo);
    }
  }

  private void retire(AlgoOrder algo) {
    finishedAlgos.addLast(algo);
    if (finishedAlgos.size() > rules.finishedOrdersKept()) {
      AlgoOrder oldest = finishedAlgos.removeFirst();
      algos.remove(oldest.id);
      algosByClientId.remove(oldest.clientId, oldest);
    }
  }

  @Nullable AlgoOrder algo(long algoId) {
    return algos.get(algoId);
  }

  @Nullable AlgoOrder algo(String clientId) {
    return algosByClientId.get(clientId);
  }

  List<AlgoOrder> openAlgos(Optional<Symbol> symbol) {
    List<AlgoOrder> found = new ArrayList<>();
    for (AlgoOrder algo : openAlgos.values()) {
      if (symbol.isEmpty() || symbol.get().equals(algo.market.symbol())) {
        found.add(algo);
      }
    }
    return found;
  }

  List<AlgoOrder> allAlgos() {
    return List.copyOf(algos.values());
  }

  void addTrade(UserTrade trade) {
    trades.addLast(trade);
    if (trades.size() > rules.finishedOrdersKept()) {
      trades.removeFirst();
    }
  }

  List<UserTrade> trades() {
    return List.copyOf(trades);
  }

  private static String key(Symbol symbol, String clientId) {
    return symbol.code() + '/' + clientId;
  }
}
