package vortex7.venue.simulated;

import akka.actor.ClassicActorSystemProvider;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeRules;
import vortex7.matching.ExchangeState;
import vortex7.matching.MarginType;
import vortex7.matching.MarketSource;
import vortex7.venue.simulated.SimulatedVenueSettings.Market;
import vortex7.venue.simulated.fault.FaultBoard;

/** A venue put together and, where there is a state from before, continued; nothing runs yet. */
final class VenueParts {
  /** So many that {@code /sim/truth} tells days of busy trading. */
  private static final int FINISHED_ORDERS_KEPT = 20_000;

  private final SimulatedVenueSettings settings;
  private final VirtualClock clock;
  private final Exchange exchange;
  private final MarketSources.Opened opened;
  private final SortedMap<Symbol, SymbolFeed> feeds;
  private final StreamHub hub;
  private final VenueBooks books;
  private final VenueEngine engine;
  private final FaultBoard faults;
  private final VenueDoor door = new VenueDoor();

  private VenueParts(
      SimulatedVenueSettings settings,
      VirtualClock clock,
      Exchange exchange,
      MarketSources.Opened opened,
      SortedMap<Symbol, SymbolFeed> feeds,
      StreamHub hub,
      VenueBooks books,
      FaultBoard faults) {
    this.settings = settings;
    this.clock = clock;
    this.exchange = exchange;
    this.opened = opened;
    this.feeds = feeds;
    this.hub = hub;
    this.books = books;
    this.faults = faults;
    FaultActs acts = new FaultActs(faults, exchange, opened.source(), books, hub, door);
    this.engine =
        new VenueEngine(settings, clock, exchange, opened.source(), feeds, hub, books, acts);
  }

  static VenueParts assemble(
      SimulatedVenueSettings settings, MarketSources sources, InstantSource wallClock)
      throws IOException {
    Optional<StateLog> log = Optional.empty();
    if (settings.data().isPresent()) {
      log = Optional.of(StateLog.open(settings.data().get()));
    }
    try {
      return assemble(settings, sources, wallClock, log);
    } catch (IOException | RuntimeException failed) {
      if (log.isPresent()) {
        log.get().close();
      }
      throw failed;
    }
  }

  private static VenueParts assemble(
      SimulatedVenueSettings settings,
      MarketSources sources,
      InstantSource wallClock,
      Optional<StateLog> log)
      throws IOException {
    String name = marketName(settings.market());
    Optional<VenueState> saved = log.isPresent() ? log.get().read() : Optional.empty();
    if (saved.isPresent() && !saved.get().market().equals(name)) {
      throw new IOException(
          settings.data().orElseThrow()
              + " holds a venue with the market "
              + saved.get().market()
              + ", not "
              + name
              + ": use another data folder");
    }
    long wall = wallClock.millis();
    long start = Math.max(wall, saved.map(state -> continued(settings, state, wall)).orElse(wall));
    StreamHub hub = new StreamHub();
    ListenKeys keys = new ListenKeys(settings.seed() ^ wall, settings.pacing().listenKeyMillis());
    FaultBoard faults = new FaultBoard(settings.seed());
    SimulatedVenueSettings.Control control = settings.control();
    Delivery delivery =
        new Delivery(
            hub,
            faults,
            new Delivery.Latencies(control.marketData(), control.acknowledgement()),
            settings.seed());
    VenueBooks books = new VenueBooks(name, wallClock, delivery, keys, log, VenueRecords.of(saved));
    Exchange exchange = new Exchange(rules(settings), books);
    MarketSources.Opened opened = sources.create(settings, start);
    try {
      return standing(
          settings, opened, exchange, books, hub, faults, saved, () -> wallClock.millis() - wall);
    } catch (IOException | RuntimeException failed) {
      opened.close().run();
      throw failed;
    }
  }

  private static VenueParts standing(
      SimulatedVenueSettings settings,
      MarketSources.Opened opened,
      Exchange exchange,
      VenueBooks books,
      StreamHub hub,
      FaultBoard faults,
      Optional<VenueState> saved,
      LongSupplier sinceBegun)
      throws IOException {
    MarketSource source = opened.source();
    boolean recorded = settings.market() instanceof Market.Replay;
    source.attach(exchange);
    if (!recorded) {
      saved.ifPresent(state -> resume(exchange, source, state));
    }
    Optional<VenueState> before = recorded ? Optional.empty() : saved;
    SortedMap<Symbol, SymbolFeed> feeds = feeds(exchange, source, hub, books, before);
    books.listen(feeds);
    if (recorded) {
      saved.ifPresent(state -> replayTo(exchange, source, state.exchange()));
    }
    if (recorded) {
      priceFeeToken(exchange);
    }
    for (SimulatedVenueSettings.Account account : settings.accounts()) {
      openAccount(exchange, account);
    }
    books.open(exchange, source, saved);
    // A market that began now has to catch up with what its making took; a recording has not.
    boolean livesNow = !recorded && !settings.maxSpeed();
    long made = livesNow ? Math.max(0, sinceBegun.getAsLong()) : 0;
    VirtualClock clock =
        new VirtualClock(
            settings.maxSpeed() ? 0 : settings.speed(),
            System::nanoTime,
            exchange.timeMillis() + made);
    VenueParts parts = new VenueParts(settings, clock, exchange, opened, feeds, hub, books, faults);
    parts.desk().begin(settings.control().scenario(), exchange.timeMillis());
    return parts;
  }

  /** A recording seldom holds the fee token's market; then it has the price it opens with. */
  private static void priceFeeToken(Exchange exchange) {
    Symbol market = ExchangeRules.documents().fees().tokenSymbol();
    if (!exchange.symbols().contains(market)) {
      exchange.setMarkPrice(market, Optional.of(MarketSources.openingPrice(market)));
    }
  }

  /** What a state belongs to; another market cannot go on with its positions. */
  static String marketName(Market market) {
    return switch (market) {
      case Market.Synthetic ignored -> "synthetic";
      case Market.Replay replay ->
          "replay:"
              + String.join(
                  ",",
                  replay.recordings().stream()
                      .map(path -> path.toAbsolutePath().normalize().toString())
                      .toList());
    };
  }

  /** Time went on while the venue was away, in step with real time. */
  private static long continued(SimulatedVenueSettings settings, VenueState state, long wall) {
    long away = Math.max(0, wall - state.wallMillis());
    long last = state.exchange().timeMillis();
    return settings.maxSpeed() ? last + 1 : last + Math.max(1, away);
  }

  private static ExchangeRules rules(SimulatedVenueSettings settings) {
    SimulatedVenueSettings.Fees fees = settings.fees();
    return ExchangeRules.documents()
        .withFees(fees.maker(), fees.taker(), fees.bnbDiscount())
        .withDefaultMarginType(MarginType.CROSSED) // As the venue opens its accounts.
        .withTriggerDelay(settings.pacing().triggerDelayMillis())
        .withFinishedOrdersKept(FINISHED_ORDERS_KEPT);
  }

  /**
   * First the last prices, then the market around them, then the accounts: their orders must not
   * meet a market that stands where it once began.
   */
  private static void resume(Exchange exchange, MarketSource source, VenueState state) {
    ExchangeState saved = state.exchange();
    ExchangeState continued = saved.at(Math.max(saved.timeMillis(), exchange.timeMillis()));
    exchange.restore(continued.with(List.of()));
    source.restore(state.source());
    exchange.restore(continued.at(Math.max(saved.timeMillis(), exchange.timeMillis())));
  }

  /**
   * A recording is played again up to where it was, for its candles and trades; the accounts join
   * only there.
   */
  private static void replayTo(Exchange exchange, MarketSource source, ExchangeState saved) {
    source.advance(saved.timeMillis());
    exchange.restore(saved);
  }

  private static void openAccount(Exchange exchange, SimulatedVenueSettings.Account account) {
    if (exchange.hasAccount(account.key())) {
      return;
    }
    exchange.openAccount(account.key());
    if (account.usdt().signum() > 0) {
      exchange.deposit(account.key(), "USDT", account.usdt());
    }
    if (account.bnb().signum() > 0) {
      exchange.deposit(account.key(), "BNB", account.bnb());
    }
  }

  private static SortedMap<Symbol, SymbolFeed> feeds(
      Exchange exchange,
      MarketSource source,
      StreamHub hub,
      VenueBooks books,
      Optional<VenueState> saved) {
    TreeMap<Symbol, SymbolFeed> feeds = new TreeMap<>();
    for (Symbol symbol : exchange.symbols()) {
      ListedSymbol listed =
          ListedSymbol.find(symbol)
              .orElseThrow(
                  () -> new IllegalArgumentException(symbol + " is not listed at this venue"));
      long firstAggTradeId =
          saved.map(state -> state.nextAggTradeIds().getOrDefault(symbol.code(), 1L)).orElse(1L);
      SymbolFeed feed =
          new SymbolFeed(
              listed,
              exchange.market(symbol),
              source,
              () -> exchange.funding(symbol),
              firstAggTradeId,
              hub,
              books);
      for (Timeframe timeframe : Timeframe.values()) {
        feed.candles().prepend(source.history(symbol, timeframe, SymbolFeed.CANDLES_KEPT));
      }
      feeds.put(symbol, feed);
    }
    return feeds;
  }

  /** What {@code GET /sim/truth} answers, of the account {@code key}. */
  CompletionStage<String> truth(String key) {
    SimEndpoints truths = truths();
    return engine.answer(
        call -> truths.truth(Optional.of(key)),
        new Endpoint.Call(RequestParameters.of("", ""), Optional.empty()));
  }

  void register(Map<String, Endpoint> endpoints) {
    MarketRecorder recorder = books.records().markets();
    CrowdBook crowd = new CrowdBook(exchange, opened.source());
    new MarketEndpoints(feeds, settings.budgets(), this::toldMillis).register(endpoints);
    new TickerEndpoints(feeds, exchange::timeMillis).register(endpoints);
    new KlineEndpoints(feeds, recorder).register(endpoints);
    new FundingEndpoints(exchange, recorder, crowd).register(endpoints);
    new StatisticsEndpoints(feeds, recorder, crowd, exchange::timeMillis).register(endpoints);
    OrderEntry entry = new OrderEntry(exchange, faults);
    new OrderEndpoints(exchange, books, entry).register(endpoints);
    new AlgoEndpoints(exchange).register(endpoints);
    new BatchEndpoints(exchange, entry).register(endpoints);
    new OrderQueries(exchange, books.records().accounts()).register(endpoints);
    new BalanceEndpoints(exchange, books).register(endpoints);
    new PositionEndpoints(exchange, books, exchange::timeMillis).register(endpoints);
    new ModeEndpoints(exchange, books, exchange::timeMillis).register(endpoints);
    new AccountEndpoints(exchange, books, settings.fees(), settings.budgets(), exchange::timeMillis)
        .register(endpoints);
    new UserStreamEndpoints(books, hub, exchange::timeMillis).register(endpoints);
    new WalletEndpoints(exchange).register(endpoints);
  }

  private SimEndpoints truths() {
    return new SimEndpoints(exchange, books, settings.accounts(), desk(), exchange::timeMillis);
  }

  /** The door to the simulation itself. */
  SimFace sim(ClassicActorSystemProvider system) {
    return new SimFace(
        system,
        new SimAccess(settings.host(), settings.control().token()),
        engine,
        truths(),
        desk(),
        new ClockDesk(clock, engine));
  }

  private FaultDesk desk() {
    return new FaultDesk(faults, exchange, opened.source().movable(), exchange::timeMillis);
  }

  /** What clients are told that the time is. */
  private long toldMillis() {
    return exchange.timeMillis() + clock.offsetMillis();
  }

  VenueDoor door() {
    return door;
  }

  Exchange exchange() {
    return exchange;
  }

  VenueBooks books() {
    return books;
  }

  SortedMap<Symbol, SymbolFeed> feeds() {
    return feeds;
  }

  FaultBoard faults() {
    return faults;
  }

  VirtualClock clock() {
    return clock;
  }

  VenueEngine engine() {
    return engine;
  }

  StreamHub hub() {
    return hub;
  }

  /** Ends the engine, then the market. */
  void close() {
    engine.close();
    opened.close().run();
  }
}
