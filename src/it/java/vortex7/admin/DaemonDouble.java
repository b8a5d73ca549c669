package vortex7.admin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import vortex7.live.CommandResult;
import vortex7.live.Daemon;
import vortex7.live.OperatorCommand;
import vortex7.live.view.ActorView;
import vortex7.live.view.BookView;
import vortex7.live.view.ClusterView;
import vortex7.live.view.DecisionView;
import vortex7.live.view.EngineView;
import vortex7.live.view.FeedView;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.PositionView;
import vortex7.live.view.ReadinessView;
import vortex7.live.view.ReadingView;
import vortex7.live.view.RegimeView;
import vortex7.live.view.SentimentView;
import vortex7.live.view.StatusView;
import vortex7.live.view.SymbolView;
import vortex7.live.view.TradeView;
import vortex7.market.Candle;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/** A daemon with one symbol, which remembers the commands it was given. */
final class DaemonDouble implements Daemon {
  static final Symbol BTC = Symbol.of("BTCUSDT");
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  final List<String> commands = new ArrayList<>();
  final List<OperatorCommand> orders = new ArrayList<>();
  volatile boolean ready = true;
  volatile boolean panicked;
  volatile boolean silent;
  volatile boolean broken;
  volatile Optional<BigDecimal> risk = Optional.empty();

  private <T> CompletionStage<Optional<T>> ifTraded(Symbol symbol, T value) {
    return CompletableFuture.completedStage(
        symbol.equals(BTC) ? Optional.of(value) : Optional.empty());
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }

  private CompletionStage<CommandResult> took(String what, OperatorCommand command) {
    synchronized (commands) {
      commands.add(what);
      orders.add(command);
    }
    return done(new CommandResult.Done("REDUCING", List.of(what), List.of()));
  }

  @Override
  public SortedSet<Symbol> symbols() {
    return new TreeSet<>(List.of(BTC));
  }

  @Override
  public CompletionStage<StatusView> status() {
    if (broken) {
      throw new IllegalArgumentException("No enum constant vortex7.inside.Secret.X");
    }
    if (silent) {
      return CompletableFuture.failedStage(new TimeoutException("akka://secret-inside"));
    }
    return done(
        new StatusView(
            "paper",
            "simulated",
            "documents",
            List.of(),
            "ACTIVE",
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.of(new BigDecimal("500.10")),
            Optional.of(new BigDecimal("501.00")),
            Optional.of(new BigDecimal("1E+1")),
            Optional.of(BigDecimal.ZERO),
            Optional.of(BigDecimal.ZERO),
            Optional.of(0),
            Optional.of(0),
            Optional.of(0),
            List.of(new StatusView.SymbolState("BTCUSDT", "ACTIVE", Optional.empty(), List.of())),
            Optional.empty(),
            "akka://vortex7@127.0.0.1",
            "0.1.0"));
  }

  @Override
  public CompletionStage<Optional<SymbolView>> symbol(Symbol symbol) {
    return ifTraded(
        symbol,
        new SymbolView(
            symbol.code(),
            "ACTIVE",
            List.of(),
            Optional.of(bookView()),
            Optional.empty(),
            feedView(),
            List.of(),
            Optional.empty(),
            Optional.empty()));
  }

  private static BookView bookView() {
    return new BookView(
        "BTCUSDT",
        List.of(new BookView.Level(64000.1, 0.00001)),
        List.of(new BookView.Level(64000.2, 2.5)),
        NOON,
        64000.15);
  }

  private static FeedView feedView() {
    return new FeedView(
        List.of(), true, true, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of());
  }

  @Override
  public CompletionStage<Optional<BookView>> book(Symbol symbol) {
    return ifTraded(symbol, bookView());
  }

  @Override
  public CompletionStage<Optional<List<Candle>>> candles(
      Symbol symbol, Timeframe timeframe, int limit) {
    return ifTraded(
        symbol, List.of(new Candle(timeframe, NOON.toEpochMilli(), 1, 2.5, 0.5, 1.5, 100, false)));
  }

  @Override
  public CompletionStage<Optional<List<TradeView>>> trades(Symbol symbol, int limit) {
    return ifTraded(symbol, List.of(new TradeView(1, 64000.1, 0.001, Side.BUY, NOON)));
  }

  @Override
  public CompletionStage<Optional<FeedView>> feed(Symbol symbol) {
    return ifTraded(symbol, feedView());
  }

  @Override
  public CompletionStage<Optional<List<EngineView>>> engines(Symbol symbol) {
    TreeMap<String, Object> values = new TreeMap<>();
    values.put("ofi", 0.25);
    return ifTraded(
        symbol,
        List.of(
            EngineView.of(
                new ReadingView("E1", "LONG", 0.8, "OK", 7, NOON, values), Optional.empty(), 2)));
  }

  @Override
  public CompletionStage<Optional<RegimeView>> regime(Symbol symbol) {
    return ifTraded(
        symbol,
        new RegimeView(
            true,
            "OK",
            "UNKNOWN",
            "NORMAL",
            true,
            0.001,
            "A",
            new TreeMap<>(Map.of("e1", 1.15)),
            1.3,
            1.3,
            8,
            0.5,
            Optional.of(0.91),
            false));
  }

  @Override
  public CompletionStage<Optional<SentimentView>> sentiment(Symbol symbol) {
    return ifTraded(
        symbol,
        new SentimentView(
            symbol.code(),
            Optional.empty(),
            List.of(new SentimentView.OpenInterestView(NOON, 80_000.5, 64_000)),
            List.of(new FeedView.PollView("funding", 3, 1, 4_000, 5_000, "away"))));
  }

  @Override
  public CompletionStage<List<PositionView>> positions() {
    return done(
        List.of(
            new PositionView(
                "BTCUSDT",
                Side.BUY,
                "ACTIVE",
                new BigDecimal("0.010"),
                new BigDecimal("64000.10"),
                new BigDecimal("64010"),
                Optional.empty(),
                false,
                Optional.of(new BigDecimal("64100")),
                Optional.empty(),
                Optional.of(5),
                new BigDecimal("0.099"),
                Optional.of(NOON),
                Optional.empty(),
                "d_20260301_120000000_BTCUSDT",
                Optional.of('A'),
                3)));
  }

  @Override
  public CompletionStage<CommandResult> closePosition(Symbol symbol, OperatorCommand command) {
    return symbol.equals(BTC)
        ? took("close " + symbol, command)
        : done(new CommandResult.NotFound("no position in " + symbol));
  }

  @Override
  public CompletionStage<CommandResult> stop(OperatorCommand command) {
    return took("stop", command);
  }

  @Override
  public CompletionStage<CommandResult> start(OperatorCommand command) {
    return panicked
        ? done(new CommandResult.Conflict("PANIC stands: resume it"))
        : took("start", command);
  }

  @Override
  public CompletionStage<CommandResult> closeAll(OperatorCommand command) {
    return took("close-all", command);
  }

  @Override
  public CompletionStage<CommandResult> panic(OperatorCommand command) {
    panicked = true;
    return took("panic", command);
  }

  @Override
  public CompletionStage<CommandResult> resume(OperatorCommand command) {
    panicked = false;
    return took("resume", command);
  }

  @Override
  public CompletionStage<Optional<BigDecimal>> riskPerTrade() {
    return done(risk);
  }

  @Override
  public CompletionStage<CommandResult> setRiskPerTrade(BigDecimal share, OperatorCommand command) {
    risk = Optional.of(share);
    return took("risk " + share.toPlainString(), command);
  }

  @Override
  public CompletionStage<List<StatusView.BreakerView>> breakers() {
    return done(
        List.of(
            new StatusView.BreakerView(
                "PANIC",
                "ACCOUNT",
                panicked,
                panicked ? "HALTED" : "ACTIVE",
                Optional.empty(),
                Optional.empty(),
                "",
                "a person",
                panicked ? "panic" : "calm")));
  }

  @Override
  public CompletionStage<CommandResult> resetBreaker(String name, OperatorCommand command) {
    return name.equals("DRAWDOWN")
        ? took("reset " + name, command)
        : done(new CommandResult.NotFound("no breaker " + name));
  }

  @Override
  public CompletionStage<List<DecisionView>> recentDecisions(Optional<Symbol> symbol, int limit) {
    return done(
        List.of(
            new DecisionView(
                "d_20260301_120000000_BTCUSDT",
                "BTCUSDT",
                7,
                NOON,
                "LONG",
                Optional.of("A"),
                0.5,
                71,
                2,
                "both agree",
                List.of(new DecisionView.GateView("SPREAD", "PASSED", "")),
                List.of(
                    new DecisionView.StrategyView(
                        "B", false, false, 0, List.of("RSI 27.4, needs < 25"))),
                1,
                List.of(),
                "SENT")));
  }

  @Override
  public CompletionStage<Optional<List<GateFunnelView>>> gates(
      Symbol symbol, Optional<Instant> from, Optional<Instant> to) {
    return ifTraded(symbol, List.of(funnel("A", from, to), funnel("B", from, to)));
  }

  private static GateFunnelView funnel(
      String strategy, Optional<Instant> from, Optional<Instant> to) {
    return new GateFunnelView(
        "BTCUSDT",
        strategy,
        from.orElse(NOON),
        to.orElse(NOON),
        10,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public CompletionStage<ClusterView> cluster() {
    return done(new ClusterView("self", List.of(), List.of(), List.of(), List.of()));
  }

  @Override
  public CompletionStage<ActorView> actors() {
    return done(
        new ActorView(
            "/user", 0, 3, 10, 0, List.of(new ActorView("/user/x", 2, 3, 5, 1, List.of()))));
  }

  @Override
  public CompletionStage<ReadinessView> readiness() {
    return done(new ReadinessView(ready, ready ? List.of() : List.of("feed BTCUSDT")));
  }

  @Override
  public AutoCloseable onNews(Consumer<News> listener) {
    return () -> {};
  }
}
