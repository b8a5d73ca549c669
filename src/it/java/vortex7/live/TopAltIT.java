package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.journal.DatabaseAddress;
import vortex7.journal.SharedPostgres;
import vortex7.live.view.StatusView;
import vortex7.live.view.TopAltView;
import vortex7.market.Instrument;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.port.MarketData;
import vortex7.risk.AccountRules;
import vortex7.settings.Settings;
import vortex7.settings.TradingRules;
import vortex7.venue.simulated.SimulatedVenue;

/**
 * The place TOP_ALT on the simulated venue, the whole tree on a database: another symbol takes it
 * past midnight, but not while a position is open, and not for a restart either.
 */
class TopAltIT {
  private static final Symbol BNB = Symbol.of("BNBUSDT");
  private static final Symbol SOL = Symbol.of("SOLUSDT");
  private static final double SPEED = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path data;

  /** By how much the day of the choice is ahead of the venue's clock. */
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  /** Who trades most, whatever the venue says. */
  private final AtomicReference<Symbol> favourite = new AtomicReference<>(SOL);

  private final List<String> shown = new CopyOnWriteArrayList<>();

  /** The daemon's own parts, but the UTC day of the choice is the test's. */
  private record Parts(RuledParts own, InstantSource days) implements TreeParts {
    @Override
    public Behavior<AccountActor.Command> account(Wiring wiring, SymbolTrees trees) {
      return own.account(wiring, trees);
    }

    @Override
    public Behavior<TopAltActor.Command> topAlt(
        Wiring wiring,
        SymbolTrees trees,
        ActorRef<SymbolsActor.Command> keeper,
        ActorRef<AccountActor.Command> account) {
      return TopAltActor.create(wiring, trees, keeper, account, days);
    }

    @Override
    public SortedMap<String, Behavior<EngineActor.Command>> engines(
        Symbol symbol,
        Instrument instrument,
        Wiring wiring,
        ActorRef<DecisionActor.Command> decision) {
      return own.engines(symbol, instrument, wiring, decision);
    }

    @Override
    public Behavior<DecisionActor.Command> decision(
        Symbol symbol,
        Instrument instrument,
        Wiring wiring,
        ActorRef<RiskActor.Command> risk,
        ActorRef<SymbolActor.Command> tree) {
      return own.decision(symbol, instrument, wiring, risk, tree);
    }

    @Override
    public Behavior<RiskActor.Command> risk(
        Symbol symbol,
        Wiring wiring,
        ActorRef<PositionActor.Command> position,
        Colleagues colleagues) {
      return own.risk(symbol, wiring, position, colleagues);
    }

    @Override
    public Behavior<PositionActor.Command> position(
        Symbol symbol, Wiring wiring, Colleagues colleagues) {
      return own.position(symbol, wiring, colleagues);
    }
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  /** Nobody is in the list: the place is all there is. */
  private TestDaemon daemon(SimulatedVenue sim, DatabaseAddress database) {
    TradingRules rules = EagerRules.holding(Duration.ofMinutes(30));
    RuledParts own =
        new RuledParts(
            symbol -> rules, AccountRules.documents(), Optional.empty(), DecisionSink.NONE);
    Metrics metrics =
        new NoMetrics() {
          @Override
          public void traded(Symbol symbol, boolean now) {
            shown.add(symbol + " " + now);
          }
        };
    return new TestDaemon(
        sim,
        database,
        data,
        rules,
        LiveRules.documents(),
        metrics,
        List.of(Settings.TOP_ALT),
        new Parts(own, () -> sim.clock().instant().plus(ahead.get())),
        this::favouring);
  }

  /** The venue's market data, but of all listings the favourite has the highest volume. */
  private MarketData favouring(MarketData venue) {
    return (MarketData)
        Proxy.newProxyInstance(
            MarketData.class.getClassLoader(),
            new Class<?>[] {MarketData.class},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals("listings")
                    ? venue.listings().thenApply(this::favoured)
                    : method.invoke(venue, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }

  private List<Listing> favoured(List<Listing> listed) {
    return listed.stream()
        .map(
            each ->
                each.symbol().equals(favourite.get())
                    ? new Listing(
                        each.symbol(),
                        each.status(),
                        each.contractType(),
                        each.quoteAsset(),
                        each.rulesKnown(),
                        Optional.of(new BigDecimal("1e12")),
                        each.best())
                    : each)
        .toList();
  }

  private static TopAltView place(TestDaemon daemon) throws Exception {
    return get(daemon.node.status()).topAlt().orElseThrow();
  }

  private static void awaitReady(TestDaemon daemon) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(get(daemon.node.readiness()).missing()).isEmpty());
  }

  private static boolean holds(TestDaemon daemon, Symbol symbol) throws Exception {
    return get(daemon.node.positions()).stream()
        .anyMatch(held -> held.symbol().equals(symbol.code()) && held.stopAcked());
  }

  @Test
  void the_symbol_of_the_day_changes_past_midnight_only_when_flat_and_outlives_a_restart()
      throws Exception {
    DatabaseAddress database = SharedPostgres.database("topalt");
    try (SimulatedVenue sim = EagerRules.venue(SPEED, List.of(BNB, SOL), BigDecimal.ZERO)) {
      try (TestDaemon daemon = daemon(sim, database)) {
        tradesWhoWasChosen(sim, daemon);
        waitsWhileItHolds(daemon);
      }
      try (TestDaemon again = daemon(sim, database)) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> holds(again, SOL));
        waitsWhileItHolds(again);
        changesOnceItIsFlat(sim, again);
      }
    }
  }

  private void tradesWhoWasChosen(SimulatedVenue sim, TestDaemon daemon) throws Exception {
    awaitReady(daemon);
    assertThat(place(daemon).symbol()).contains("SOLUSDT");
    assertThat(place(daemon).reason()).startsWith("highest volume of 24 h, 1000000000000 USDT");
    assertThat(daemon.node.symbols()).containsExactly(SOL);
    await().atMost(PATIENCE).until(() -> holds(daemon, SOL));
    pace(sim, 1); // So that it is still open when all has been looked at.
    ahead.set(Duration.ofDays(1));
    favourite.set(BNB);
  }

  private static void waitsWhileItHolds(TestDaemon daemon) throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(place(daemon).next()).contains("BNBUSDT");
              assertThat(place(daemon).waitsFor().orElse("")).startsWith("position ");
            });
    assertThat(place(daemon).symbol()).contains("SOLUSDT");
    assertThat(daemon.node.symbols()).containsExactly(SOL);
    assertThat(holds(daemon, SOL)).isTrue();
  }

  private void changesOnceItIsFlat(SimulatedVenue sim, TestDaemon daemon) throws Exception {
    OperatorCommand out = new OperatorCommand("out", "operator", "make place", Instant.EPOCH);
    assertThat(get(daemon.node.closePosition(SOL, out))).isInstanceOf(CommandResult.Done.class);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(daemon.node.symbols()).containsExactly(BNB));
    assertThat(place(daemon).symbol()).contains("BNBUSDT");
    assertThat(place(daemon).next()).isEmpty();
    assertThat(shown).contains("SOLUSDT false", "BNBUSDT true");
    for (JsonNode held : EagerRules.truth(sim).get("positions")) {
      assertThat(held.get("amount").decimalValue()).isZero();
    }
    awaitReady(daemon);
    assertThat(get(daemon.node.symbol(SOL))).isEmpty();
    assertThat(get(daemon.node.engines(BNB)).orElseThrow()).hasSize(3);
    assertThat(get(daemon.node.status()).symbols())
        .extracting(StatusView.SymbolState::symbol)
        .containsExactly("BNBUSDT");
  }

  private static void pace(SimulatedVenue sim, int speed) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(sim.restUrl().resolve("/sim/clock"))
                    .POST(HttpRequest.BodyPublishers.ofString("{\"speed\":" + speed + "}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
