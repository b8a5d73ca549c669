package vortex7.live;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import vortex7.live.recorder.InputSink;
import vortex7.market.BookSnapshot;
import vortex7.market.Symbol;
import vortex7.signal.FeedRules;

/** A wiring for tests: clocks that stand until they are moved, a scripted venue. */
final class LiveFixture {
  static final Symbol BTC = Symbol.of("BTCUSDT");
  static final Symbol ETH = Symbol.of("ETHUSDT");
  static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");

  final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  final AtomicLong nanos = new AtomicLong(1_000_000_000L);
  final ScriptedMarket market = new ScriptedMarket();
  final ScriptedGateway gateway = new ScriptedGateway(now::get);
  final NewsBus news = new NewsBus();
  final Wiring wiring;

  LiveFixture(Path data) {
    this(data, LiveRules.documents());
  }

  LiveFixture(Path data, LiveRules rules) {
    this(data, rules, FeedLimits.documents());
  }

  LiveFixture(Path data, JournalGate journal) {
    this(data, LiveRules.documents(), FeedLimits.documents(), journal, Metrics.NONE, BTC);
  }

  LiveFixture(Path data, Metrics metrics) {
    this(data, metrics, BTC);
  }

  LiveFixture(Path data, Metrics metrics, Symbol... symbols) {
    this(
        data,
        LiveRules.documents(),
        FeedLimits.documents(),
        JournalGate.opened(),
        metrics,
        symbols);
  }

  /** The documents' limits, with what is due looked at this often. */
  static FeedLimits lookingEvery(Duration pause) {
    FeedLimits limits = FeedLimits.documents();
    return new FeedLimits(
        limits.bookStaleAfter(),
        limits.tradesStaleAfter(),
        limits.candlesStaleAfter(),
        limits.tradeRing(),
        limits.candleRing(),
        limits.tradeBuffer(),
        pause,
        limits.backfillRetryAfter(),
        limits.emergencySilence(),
        limits.startPatience(),
        limits.priceGap(),
        limits.polls());
  }

  /** Metrics that write down the faults of the market data. */
  static Metrics faultsTo(List<String> faults) {
    return new NoMetrics() {
      @Override
      public void feedFault(Symbol symbol, String what) {
        faults.add(what);
      }
    };
  }

  LiveFixture(Path data, LiveRules rules, FeedLimits limits) {
    this(data, rules, limits, JournalGate.opened(), Metrics.NONE, BTC);
  }

  /** With another set of symbols, which may change. */
  LiveFixture(Path data, Metrics metrics, TradedSymbols traded) {
    this(
        data, LiveRules.documents(), FeedLimits.documents(), JournalGate.opened(), metrics, traded);
  }

  private LiveFixture(
      Path data,
      LiveRules rules,
      FeedLimits limits,
      JournalGate journal,
      Metrics metrics,
      Symbol... traded) {
    this(data, rules, limits, journal, metrics, TradedSymbols.only(List.of(traded)));
  }

  private LiveFixture(
      Path data,
      LiveRules rules,
      FeedLimits limits,
      JournalGate journal,
      Metrics metrics,
      TradedSymbols traded) {
    wiring =
        new Wiring(
            new Wiring.Identity("paper", "simulated", "documents", List.of(), "test"),
            traded,
            limits,
            symbol -> FeedRules.documents(),
            rules,
            now::get,
            nanos::get,
            market,
            gateway,
            metrics,
            news,
            new CommandMemory(),
            KillSwitch.in(data),
            journal,
            ExitsLog.in(data),
            OpenPositionsFile.in(data, Runnable::run, fault -> {}),
            new ProgressTracker(traded.now(), time -> {}),
            InputSink.NONE,
            data);
  }

  /** The daemon's own Akka settings on one node without a cluster. */
  static Config akka() {
    return ConfigFactory.parseString(
            """
            akka.actor.provider = local
            akka.loglevel = WARNING
            """)
        .withFallback(ConfigFactory.parseResources("vortex7-akka.conf"))
        .withFallback(ConfigFactory.load());
  }

  void pass(java.time.Duration time) {
    nanos.addAndGet(time.toNanos());
    now.updateAndGet(before -> before.plus(time));
  }

  static BookSnapshot book(long updateId, double bid, double ask, long eventTime) {
    BookSnapshot book = new BookSnapshot();
    book.addBid(bid, 1);
    book.addAsk(ask, 1);
    book.eventTime = eventTime;
    book.transactionTime = eventTime;
    book.updateId = updateId;
    book.previousUpdateId = updateId - 1;
    return book;
  }
}
