package vortex7.venue.simulated;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.matching.AccountUpdate;
import vortex7.matching.AlgoUpdate;
import vortex7.matching.AlgoView;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeState;
import vortex7.matching.ExchangeState.AccountState;
import vortex7.matching.Liquidated;
import vortex7.matching.MarginCall;
import vortex7.matching.MarketSource;
import vortex7.matching.OrderUpdate;
import vortex7.matching.OrderView;
import vortex7.matching.PositionView;
import vortex7.matching.UserTrade;

/**
 * What the venue knows beside its exchange: who listens, what each account was told, which of it is
 * on disk. Collects what happens in a turn of the engine; {@link #save} makes it durable and {@link
 * #send} tells it. Lives on the engine's thread.
 */
final class VenueBooks implements ExchangeListener, SymbolFeed.Outbox, AutoCloseable {
  /** The log is rewritten as one line when it has grown past this many bytes. */
  private static final long LOG_BYTES_MAX = 64L << 20;

  /** A public event on its way. */
  private record Market(StreamHub.Topic topic, String data) {}

  /** A user event on its way to whoever listens with the key. */
  private record User(String account, String listenKey, String type, String data) {}

  private final String marketName;
  private final InstantSource wallClock;
  private final Delivery delivery;
  private final ListenKeys listenKeys;
  private final ProtectionLedger protections = new ProtectionLedger();
  private final Optional<StateLog> log;
  private final VenueRecords records;
  private final TreeSet<String> multiAssets = new TreeSet<>();
  private final List<Object> outgoing = new ArrayList<>();
  private final TreeMap<String, Changes> changes = new TreeMap<>();
  private SortedMap<Symbol, SymbolFeed> feeds = new TreeMap<>();
  private @Nullable Exchange exchange;
  private @Nullable MarketSource source;
  private @Nullable CrowdBook crowd;
  private boolean dirty;
  private boolean timePassed;

  /** What changed of one account. */
  private static final class Changes {
    private final TreeMap<String, OrderView> orders = new TreeMap<>();
    private final TreeMap<Long, AlgoView> algos = new TreeMap<>();
    private final List<UserTrade> trades = new ArrayList<>();

    private void add(OrderView order) {
      // Padded, so that orders of one symbol stand in the order in which they came.
      orders.put("%s/%020d".formatted(order.symbol(), order.orderId()), order);
    }

    private void add(AlgoView algo) {
      algos.put(algo.algoId(), algo);
    }
  }

  VenueBooks(
      String marketName,
      InstantSource wallClock,
      Delivery delivery,
      ListenKeys listenKeys,
      Optional<StateLog> log,
      VenueRecords records) {
    this.marketName = marketName;
    this.wallClock = wallClock;
    this.delivery = delivery;
    this.listenKeys = listenKeys;
    this.log = log;
    this.records = records;
  }

  /** Who is told of public trades, by symbol. */
  void listen(SortedMap<Symbol, SymbolFeed> publicFeeds) {
    feeds = publicFeeds;
  }

  /** The exchange stands, with its markets and accounts: from now on what happens is kept. */
  void open(Exchange standing, MarketSource market, Optional<VenueState> saved) throws IOException {
    exchange = standing;
    source = market;
    crowd = new CrowdBook(standing, market);
    for (String account : standing.accounts()) {
      records.accounts().stand(standing.openOrders(account, Optional.empty()));
    }
    saved.ifPresent(
        state -> {
          listenKeys.restore(state.listenKeys());
          multiAssets.addAll(state.multiAssets());
          TreeMap<String, List<PositionView>> held = new TreeMap<>();
          List<AlgoUpdate> live = new ArrayList<>();
          for (AccountState account : state.exchange().accounts()) {
            held.put(account.id(), standing.positions(account.id()));
            standing
                .openAlgos(account.id(), Optional.empty())
                .forEach(
                    algo -> live.add(new AlgoUpdate(account.id(), algo, standing.timeMillis())));
          }
          protections.restore(state.protections(), held, live);
        });
    changes.clear();
    outgoing.clear();
    if (log.isPresent()) {
      log.get().replace(whole());
    }
    dirty = false;
  }

  VenueRecords records() {
    return records;
  }

  ListenKeys listenKeys() {
    return listenKeys;
  }

  ProtectionLedger protections() {
    return protections;
  }

  boolean multiAssets(String account) {
    return multiAssets.contains(account);
  }

  void setMultiAssets(String account, boolean on) {
    if (on) {
      multiAssets.add(account);
    } else {
      multiAssets.remove(account);
    }
    touch(account);
  }

  /** Something of the account changed that no event tells: it is saved before the answer. */
  void touch(String account) {
    changes.computeIfAbsent(account, ignored -> new Changes());
    dirty = true;
  }

  /** Time is worth noting: the next save carries it, without waiting for the disk. */
  void noteTime() {
    timePassed = true;
  }

  @Override
  public void onTrade(
      Symbol symbol,
      long tradeId,
      long priceTicks,
      long quantitySteps,
      boolean buyerIsMaker,
      long timeMillis) {
    records.markets().onTrade(symbol, quantitySteps, buyerIsMaker);
    SymbolFeed feed = feeds.get(symbol);
    if (feed != null) {
      feed.onTrade(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
    }
  }

  @Override
  public void onOrderUpdate(OrderUpdate update) {
    touch(update.account());
    records.accounts().onOrderUpdate(update);
    Changes account = changes.computeIfAbsent(update.account(), ignored -> new Changes());
    account.add(update.order());
    update
        .fill()
        .ifPresent(
            fill -> {
              account.trades.add(fill);
              tell(update.account(), UserFrames.LITE, UserFrames.lite(update, fill));
            });
    tell(update.account(), UserFrames.ORDER, UserFrames.order(update));
  }

  @Override
  public void onAlgoUpdate(AlgoUpdate update) {
    touch(update.account());
    changes.computeIfAbsent(update.account(), ignored -> new Changes()).add(update.algo());
    protections.onAlgo(update);
    tell(update.account(), UserFrames.ALGO, UserFrames.algo(update));
  }

  @Override
  public void onAccountUpdate(AccountUpdate update) {
    touch(update.account());
    records.accounts().onAccountUpdate(update);
    protections.onAccount(update);
    tell(update.account(), UserFrames.ACCOUNT, UserFrames.account(update));
  }

  @Override
  public void onFunding(Symbol symbol, BigDecimal rate, BigDecimal mark, long timeMillis) {
    records.markets().onFunding(symbol, rate, mark, timeMillis);
  }

  /** Time has come to {@code now}: the markets are looked at. */
  void onTime(long now) {
    CrowdBook known = crowd;
    if (known != null) {
      records.markets().onTime(now, standing(), known::of);
    }
  }

  @Override
  public void onMarginCall(MarginCall call) {
    touch(call.account());
    tell(call.account(), UserFrames.MARGIN_CALL, UserFrames.marginCall(call));
  }

  @Override
  public void onLiquidation(Liquidated liquidated) {
    SymbolFeed feed = feeds.get(liquidated.symbol());
    if (feed != null) {
      feed.onLiquidation(liquidated);
    }
  }

  /** An event for whoever listens to the account. */
  void tell(String account, String type, String data) {
    listenKeys.keyOf(account).ifPresent(key -> outgoing.add(new User(account, key, type, data)));
  }

  @Override
  public void add(StreamHub.Topic topic, String data) {
    outgoing.add(new Market(topic, data));
  }

  void expireListenKeys(long now) {
    listenKeys.expire(now).forEach(dead -> onExpired(dead, now));
  }

  /** Ends the account's listen key before its time. */
  void expireListenKey(String account, long now) {
    listenKeys.expireNow(account).ifPresent(dead -> onExpired(dead, now));
  }

  private void onExpired(ListenKeys.ListenKey dead, long now) {
    outgoing.add(
        new User(
            dead.account(),
            dead.key(),
            UserFrames.EXPIRED,
            UserFrames.listenKeyExpired(dead.key(), now)));
    dirty = true;
  }

  /** A conditional order has ended and nobody is told; here it is known all the same. */
  void lost(AlgoUpdate update) {
    touch(update.account());
    changes.computeIfAbsent(update.account(), ignored -> new Changes()).add(update.algo());
    protections.onAlgo(update);
  }

  void markDirty() {
    dirty = true;
  }

  /** Writes what changed; on disk when this returns, if clients were told anything of it. */
  void save() throws IOException {
    if (log.isEmpty() || (!dirty && !timePassed)) {
      dirty = false;
      return;
    }
    boolean durable = dirty;
    long length = log.get().append(change(), durable);
    dirty = false;
    timePassed = false;
    changes.clear();
    if (length > LOG_BYTES_MAX) {
      log.get().replace(whole());
    }
  }

  /** Sends what happened in this turn, in its order. */
  void send() {
    long now = standing().timeMillis();
    for (Object event : outgoing) {
      switch (event) {
        case Market(StreamHub.Topic topic, String data) -> delivery.market(topic, data, now);
        case User(String account, String key, String type, String data) ->
            delivery.user(account, key, type, data, now);
        default -> throw new IllegalStateException("unknown event " + event);
      }
    }
    outgoing.clear();
    delivery.release(now);
  }

  /** What is on its way to the sockets. */
  Delivery delivery() {
    return delivery;
  }

  private VenueState whole() {
    return state(standing().exportState(), protections.all(), records.whole());
  }

  private VenueState change() {
    Exchange at = standing();
    ExchangeState money = at.exportMoney();
    List<AccountState> accounts = new ArrayList<>();
    for (AccountState account : money.accounts()) {
      Changes of = changes.get(account.id());
      if (of == null) {
        continue;
      }
      // What is open is written as it stands, whether or not an event told of it.
      at.openOrders(account.id(), Optional.empty()).forEach(of::add);
      at.openAlgos(account.id(), Optional.empty()).forEach(of::add);
      accounts.add(
          account.with(
              new ArrayList<>(of.orders.values()), new ArrayList<>(of.algos.values()), of.trades));
    }
    return state(money.with(accounts), protections.takeChanged(), records.takeFresh());
  }

  private VenueState state(
      ExchangeState exchangeState,
      List<ProtectionLedger.Protection> protectionsToWrite,
      VenueHistory history) {
    TreeMap<String, Long> aggTradeIds = new TreeMap<>();
    feeds.forEach((symbol, feed) -> aggTradeIds.put(symbol.code(), feed.nextAggTradeId()));
    MarketSource market = source;
    return new VenueState(
        marketName,
        wallClock.millis(),
        exchangeState,
        market == null ? Collections.emptySortedMap() : market.exportState(),
        aggTradeIds,
        listenKeys.all(),
        new ArrayList<>(multiAssets),
        protectionsToWrite,
        history);
  }

  private Exchange standing() {
    Exchange standing = exchange;
    if (standing == null) {
      throw new IllegalStateException("the venue's books are not open yet");
    }
    return standing;
  }

  @Override
  public void close() throws IOException {
    if (log.isPresent()) {
      if (exchange != null) {
        log.get().replace(whole());
      }
      log.get().close();
    }
  }
}
