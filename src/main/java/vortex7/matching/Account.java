package vortex7.matching;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vortex7.market.Side;
import vortex7.market.Symbol;

/** One client's wallets, positions and orders. Holds and finds; {@link Clearing} books. */
final class Account {
  final String id;
  private final ExchangeRules rules;
  private final TreeMap<String, ExchangeState.WalletState> wallets = new TreeMap<>();
  private final TreeMap<Symbol, Position> positions = new TreeMap<>();

  private final TreeMap<Long, ClientOrder> orders = new TreeMap<>();
  private final TreeMap<String, ClientOrder> ordersByClientId = new TreeMap<>();
  private final TreeMap<Long, ClientOrder> openOrders = new TreeMap<>();
  private final Deque<ClientOrder> finishedOrders = new ArrayDeque<>();

  private final TreeMap<Long, AlgoOrder> algos = new TreeMap<>();
  private final TreeMap<String, AlgoOrder> algosByClientId = new TreeMap<>();
  private final TreeMap<Long, AlgoOrder> openAlgos = new TreeMap<>();
  private final Deque<AlgoOrder> finishedAlgos = new ArrayDeque<>();

  private final Deque<UserTrade> trades = new ArrayDeque<>();

  boolean feeTokenBurn = true;

  Account(String id, ExchangeRules rules) {
    this.id = id;
    this.rules = rules;
  }

  static Account of(
      ExchangeState.AccountState state, ExchangeRules rules, Function<Symbol, Market> markets) {
    Account account = new Account(state.id(), rules);
    account.feeTokenBurn = state.feeTokenBurn();
    state.wallets().forEach(account::putWallet);
    for (ExchangeState.PositionState position : state.positions()) {
      Market market = markets.apply(position.symbol());
      account.positions.put(position.symbol(), Position.of(position, market));
    }
    for (OrderView order : state.orders()) {
      account.addOrder(ClientOrder.of(order, account, markets.apply(order.symbol())));
    }
    for (AlgoView algo : state.algos()) {
      account.addAlgo(AlgoOrder.of(algo, account, markets.apply(algo.symbol())));
    }
    state.trades().forEach(account::addTrade);
    return account;
  }

  ExchangeState.AccountState state() {
    return new ExchangeState.AccountState(
        id,
        feeTokenBurn,
        List.copyOf(wallets.values()),
        positions.values().stream().map(Position::state).toList(),
        orders.values().stream().map(ClientOrder::view).toList(),
        algos.values().stream().map(AlgoOrder::view).toList(),
        List.copyOf(trades));
  }

  /** As {@link #state()}, without orders and fills. */
  ExchangeState.AccountState money() {
    return new ExchangeState.AccountState(
        id,
        feeTokenBurn,
        List.copyOf(wallets.values()),
        positions.values().stream().map(Position::state).toList(),
        List.of(),
        List.of(),
        List.of());
  }

  BigDecimal wallet(String asset) {
    ExchangeState.WalletState wallet = wallets.get(asset);
    return wallet == null ? BigDecimal.ZERO : wallet.wallet();
  }

  void addToWallet(String asset, BigDecimal amount, long now) {
    BigDecimal sum = Position.money(wallet(asset).add(amount));
    wallets.put(asset, new ExchangeState.WalletState(asset, sum, now));
  }

  private void putWallet(ExchangeState.WalletState wallet) {
    wallets.put(wallet.asset(), wallet);
  }

  Position position(Market market) {
    return positions.computeIfAbsent(
        market.symbol(), symbol -> new Position(market, rules.defaultLeverage()));
  }

  /** What resting orders of one side, other than reduce-only ones, are worth; quote units. */
  BigDecimal openNotional(Symbol symbol, Side side) {
    BigDecimal sum = BigDecimal.ZERO;
    for (ClientOrder order : openOrders.values()) {
      if (order.side == side && !order.reduceOnly && order.market.symbol().equals(symbol)) {
        sum = sum.add(order.openNotional());
      }
    }
    return sum;
  }

  BigDecimal isolatedWallets() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : positions.values()) {
      sum = sum.add(position.isolatedWallet());
    }
    return sum;
  }

  BigDecimal openOrderMargin() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Position position : positions.values()) {
      sum = sum.add(openOrderMargin(position));
    }
    return sum;
  }

  private BigDecimal openOrderMargin(Position position) {
    Symbol symbol = position.market().symbol();
    return position.openOrderMargin(
        openNotional(symbol, Side.BUY), openNotional(symbol, Side.SELL));
  }

  /** What new orders may still hold, quote units; negative when orders hold more than there is. */
  BigDecimal available() {
    return wallet(rules.quoteAsset()).subtract(isolatedWallets()).subtract(openOrderMargin());
  }

  /** True when the margin for one more order of this worth is there, or it needs none. */
  boolean affords(Market market, Side side, BigDecimal notional) {
    Position position = position(market);
    BigDecimal bids = openNotional(market.symbol(), Side.BUY);
    BigDecimal asks = openNotional(market.symbol(), Side.SELL);
    BigDecimal before = position.openOrderMargin(bids, asks);
    BigDecimal after =
        side == Side.BUY
            ? position.openOrderMargin(bids.add(notional), asks)
            : position.openOrderMargin(bids, asks.add(notional));
    BigDecimal more = after.subtract(before);
    return more.signum() <= 0 || available().compareTo(more) >= 0;
  }

  PositionView view(Position position) {
    Symbol symbol = position.market().symbol();
    return position.view(
        rules.maintenanceRate(), openNotional(symbol, Side.BUY), openNotional(symbol, Side.SELL));
  }

  AccountUpdate.BalanceChange balanceChange(String asset, BigDecimal change) {
    return new AccountUpdate.BalanceChange(
        asset, Position.money(wallet(asset)), crossWallet(asset), Position.money(change));
  }

  private BigDecimal crossWallet(String asset) {
    BigDecimal wallet = Position.money(wallet(asset));
    return asset.equals(rules.quoteAsset()) ? wallet.subtract(isolatedWallets()) : wallet;
  }

  List<BalanceView> balances() {
    List<BalanceView> views = new ArrayList<>();
    for (ExchangeState.WalletState wallet : wallets.values()) {
      boolean quote = wallet.asset().equals(rules.quoteAsset());
      views.add(quote ? marginBalance(wallet) : plainBalance(wallet));
    }
    return views;
  }

  private static BalanceView plainBalance(ExchangeState.WalletState wallet) {
    BigDecimal zero = Position.money(BigDecimal.ZERO);
    BigDecimal amount = wallet.wallet();
    return new BalanceView(
        wallet.asset(), amount, amount, zero, zero, zero, zero, amount, wallet.updateTime());
  }

  private BalanceView marginBalance(ExchangeState.WalletState wallet) {
    BigDecimal zero = Position.money(BigDecimal.ZERO);
    BigDecimal unrealized = zero;
    BigDecimal initial = zero;
    BigDecimal maintenance = zero;
    for (Position position : positions.values()) {
      PositionView view = view(position);
      unrealized = unrealized.add(view.unrealized());
      initial = initial.add(view.initialMargin());
      maintenance = maintenance.add(view.maintenanceMargin());
    }
    return new BalanceView(
        wallet.asset(),
        wallet.wallet(),
        crossWallet(wallet.asset()),
        unrealized,
        initial,
        maintenance,
        Position.money(openOrderMargin()),
        Position.money(available().max(BigDecimal.ZERO)),
        wallet.updateTime());
  }

  void addOrder(ClientOrder order) {
    orders.put(order.id, order);
    ordersByClientId.put(key(order.market.symbol(), order.clientId), order);
    if (order.open()) {
      openOrders.put(order.id, order);
    } else {
      retire(order);
    }
  }

  /** Moves an order that has ended to the history and forgets the oldest of it. */
  void finish(ClientOrder order) {
    if (openOrders.remove(order.id) != null) {
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
