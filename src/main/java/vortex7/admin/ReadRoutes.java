package vortex7.admin;

import static vortex7.admin.Route.open;
import static vortex7.admin.Route.read;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import vortex7.live.Daemon;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.ReadinessView;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/** What the running daemon shows of itself. */
final class ReadRoutes {
  private static final int ROWS = 100;
  private static final List<String> STRATEGIES = List.of("A", "B", "C");

  private final Daemon daemon;
  private final String version;
  private final InstantSource clock;
  private final Instant started;

  ReadRoutes(Daemon daemon, String version, InstantSource clock) {
    this.daemon = daemon;
    this.version = version;
    this.clock = clock;
    this.started = clock.instant();
  }

  List<Route> routes() {
    return List.of(
        open("/health", "Whether the process lives.", this::health),
        open(
            "/ready",
            "Whether everything that trading needs is up; 503 names what is missing.",
            this::ready),
        read(
            "/api/v1/status",
            "Trading state, breakers, money of the day.",
            call -> json(daemon.status())),
        read(
            "/api/v1/symbols/{symbol}",
            "Hot state of a symbol.",
            ofSymbol((symbol, call) -> daemon.symbol(symbol))),
        read(
            "/api/v1/symbols/{symbol}/engines",
            "The engines' newest readings.",
            itemsOf((symbol, call) -> daemon.engines(symbol))),
        read(
            "/api/v1/symbols/{symbol}/regime",
            "The regime filter's verdict.",
            ofSymbol((symbol, call) -> daemon.regime(symbol))),
        read(
            "/api/v1/symbols/{symbol}/sentiment",
            "Engine E4's reading, the newest open interest, and how the venue's statistics are"
                + " read.",
            ofSymbol((symbol, call) -> daemon.sentiment(symbol))),
        read(
            "/api/v1/symbols/{symbol}/book",
            "The visible book.",
            ofSymbol((symbol, call) -> daemon.book(symbol))),
        read(
            "/api/v1/symbols/{symbol}/candles",
            "The newest candles, oldest first, the forming one last.",
            itemsOf(
                (symbol, call) ->
                    daemon.candles(
                        symbol, timeframe(call), call.numberParameter("limit", 500, 500))),
            new Route.Parameter("tf", "timeframe: " + timeframes() + " (default 1m)"),
            new Route.Parameter("limit", "most candles, 1 to 500")),
        read(
            "/api/v1/symbols/{symbol}/trades",
            "The market's newest trades, oldest first.",
            itemsOf(
                (symbol, call) -> daemon.trades(symbol, call.numberParameter("limit", ROWS, 2000))),
            new Route.Parameter("limit", "most trades, 1 to 2000")),
        read(
            "/api/v1/positions",
            "Open positions and pending entries.",
            call -> json(daemon.positions().thenApply(ReadRoutes::items))),
        read(
            "/api/v1/gates",
            "For each strategy and gate the marks it let through, alone and in sequence, and the"
                + " range of ATR14(1m) in which the strategy's brackets are admissible.",
            this::gates,
            new Route.Parameter("symbol", "the symbol; all without it"),
            new Route.Parameter("strategy", "A, B or C; all without it"),
            new Route.Parameter(
                "from", "from this minute of the last day on, ISO-8601 UTC; the start without it"),
            new Route.Parameter("to", "before this minute, ISO-8601 UTC; now without it")),
        read(
            "/api/v1/breakers",
            "Every circuit breaker: state, since, until, reason, threshold and present value.",
            call -> json(daemon.breakers().thenApply(ReadRoutes::items))),
        read("/api/v1/cluster", "Members, shards and singletons.", call -> json(daemon.cluster())),
        read(
            "/api/v1/actors",
            "The actors as a tree, with restarts and mailbox depths.",
            call -> json(daemon.actors())));
  }

  private CompletionStage<Reply> health(Call call) {
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", "up");
    health.put("version", version);
    health.put("uptimeSec", Duration.between(started, clock.instant()).toSeconds());
    return CompletableFuture.completedStage(new Reply.Json(health));
  }

  private CompletionStage<Reply> ready(Call call) {
    return daemon
        .readiness()
        .thenApply(
            (ReadinessView readiness) -> {
              if (!readiness.ready()) {
                throw new ApiProblem(
                        503, "Not ready", "missing: " + String.join(", ", readiness.missing()))
                    .with("ready", false)
                    .with("missing", readiness.missing());
              }
              return new Reply.Json(readiness);
            });
  }

  private CompletionStage<Reply> gates(Call call) {
    List<Symbol> symbols =
        call.symbolParameter().map(List::of).orElseGet(() -> List.copyOf(daemon.symbols()));
    Optional<String> strategy = call.parameter("strategy");
    if (strategy.isPresent() && !STRATEGIES.contains(strategy.get())) {
      throw ApiProblem.badParameter("strategy", "must be one of " + STRATEGIES);
    }
    Optional<Instant> from = call.timeParameter("from");
    Optional<Instant> to = call.timeParameter("to");
    if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
      throw ApiProblem.badParameter("to", "must be later than from");
    }
    List<CompletableFuture<List<GateFunnelView>>> funnels =
        symbols.stream()
            .map(
                symbol ->
                    daemon
                        .gates(symbol, from, to)
                        .thenApply(funnel -> funnel.orElseThrow(() -> unknown(symbol)))
                        .toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(funnels.toArray(CompletableFuture[]::new))
        .thenApply(
            done ->
                new Reply.Json(
                    items(
                        funnels.stream()
                            .flatMap(each -> each.join().stream())
                            .filter(
                                view ->
                                    strategy.isEmpty() || view.strategy().equals(strategy.get()))
                            .toList())));
  }

  private static Route.Handler ofSymbol(
      BiFunction<Symbol, Call, ? extends CompletionStage<? extends Optional<?>>> question) {
    return call ->
        question
            .apply(call.symbol(), call)
            .thenApply(answer -> new Reply.Json(answer.orElseThrow(() -> unknown(call.symbol()))));
  }

  private static Route.Handler itemsOf(
      BiFunction<Symbol, Call, ? extends CompletionStage<? extends Optional<?>>> question) {
    return call ->
        question
            .apply(call.symbol(), call)
            .thenApply(
                answer ->
                    new Reply.Json(
                        Map.of("items", answer.orElseThrow(() -> unknown(call.symbol())))));
  }

  private static ApiProblem unknown(Symbol symbol) {
    return ApiProblem.notFound("no symbol " + symbol + " is traded here");
  }

  private static CompletionStage<Reply> json(CompletionStage<?> value) {
    return value.thenApply(Reply.Json::new);
  }

  static Map<String, Object> items(List<?> items) {
    return Map.of("items", items);
  }

  private static Timeframe timeframe(Call call) {
    String code = call.parameter("tf").orElse(Timeframe.M1.code());
    try {
      return Timeframe.ofCode(code);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badParameter("tf", "must be one of " + timeframes());
    }
  }

  private static String timeframes() {
    return Arrays.stream(Timeframe.values()).map(Timeframe::code).collect(Collectors.joining(", "));
  }
}
