package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.ETH;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.decision.FeeRates;
import vortex7.decision.PipelineRules;
import vortex7.live.view.EngineView;
import vortex7.live.view.ReadingView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.port.MarketListener;
import vortex7.signal.EngineId;
import vortex7.signal.Mark;
import vortex7.signal.Observation;
import vortex7.signal.Reading;
import vortex7.signal.SyntheticStream;

/**
 * Engines that fail in the running tree: one symbol's engines crash one after the other, the other
 * symbol sees the same market undisturbed and is both the neighbour and the twin.
 */
class EngineCrashTest {
  private static final long START = 1_700_000_040_000L;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BACK_WITHIN = Duration.ofSeconds(1);
  private static final int WARM_STEPS = 640;

  @TempDir Path data;
  private final ActorTestKit kit =
      ActorTestKit.create(
          "crash",
          PersistenceTestKitPlugin.config()
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(LiveFixture.akka()));
  private final List<String> restarts = new CopyOnWriteArrayList<>();
  private final SyntheticStream stream = new SyntheticStream(11, START, 600_000);
  private final Told bitcoin = new Told();
  private final Told ether = new Told();
  private LiveFixture fixture;
  private ActorRef<SymbolActor.Command> crashing;
  private ActorRef<SymbolActor.Command> undisturbed;

  /** What one symbol's decision was told; its engines by name. */
  private static final class Told {
    final List<Long> marks = new CopyOnWriteArrayList<>();
    final Map<EngineId, ConcurrentSkipListMap<Long, ReadingView>> readings =
        new EnumMap<>(EngineId.class);
    final Map<String, ActorRef<EngineActor.Command>> engines = new ConcurrentHashMap<>();

    Told() {
      for (EngineId engine : EngineId.values()) {
        readings.put(engine, new ConcurrentSkipListMap<>());
      }
    }

    void given(Mark mark, Reading reading) {
      of(reading.engine()).put(mark.number(), DecisionViews.reading(mark, reading));
    }

    ConcurrentSkipListMap<Long, ReadingView> of(EngineId engine) {
      return java.util.Objects.requireNonNull(readings.get(engine));
    }
  }

  @BeforeEach
  void wire() {
    fixture =
        new LiveFixture(
            data,
            new NoMetrics() {
              @Override
              public void restarted(String actor) {
                restarts.add(actor);
              }
            },
            BTC,
            ETH);
    List<Candle> history = SyntheticStream.history(11, START, 60_000, 0.0008);
    fixture.market.candles =
        timeframe ->
            CompletableFuture.completedStage(
                history.stream().filter(candle -> candle.timeframe() == timeframe).toList());
    crashing = tree(BTC, bitcoin);
    undisturbed = tree(ETH, ether);
    await(
        () ->
            fixture.market.listeners.size() == 2
                && bitcoin.engines.size() == 5
                && ether.engines.size() == 5);
    tellBoth(new Observation.AccountRatio(START, 0.72));
    tellBoth(new Observation.TopTraders(START + 1, 0.61));
    tellBoth(new Observation.OpenInterest(START + 2, 80_000, 60_000));
    tellBoth(new Observation.Funding(START + 3, 60_000, 0.0004, START + 3_600_000, 8 * 3_600_000L));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private ActorRef<SymbolActor.Command> tree(Symbol symbol, Told told) {
    TestProbe<AccountActor.Command> account = kit.createTestProbe();
    TestProbe<VenueActor.Command> venue = kit.createTestProbe();
    ActorRef<SymbolActor.Command> tree =
        kit.spawn(
            SymbolActor.create(
                symbol, fixture.wiring, new Parts(told), account.getRef(), venue.getRef()),
            symbol.code());
    tree.tell(new SymbolActor.VenueNews(ScriptedMarket.instrument(symbol), FeeRates.documents()));
    return tree;
  }

  /** The daemon's own engines; of the decision only what it is told. */
  private static final class Parts implements TreeParts {
    private final Told told;

    Parts(Told told) {
      this.told = told;
    }

    @Override
    public SortedMap<String, Behavior<EngineActor.Command>> engines(
        Symbol symbol,
        Instrument instrument,
        Wiring wiring,
        ActorRef<DecisionActor.Command> decision) {
      SortedMap<String, Behavior<EngineActor.Command>> engines = new TreeMap<>();
      EngineActor.all(PipelineRules.documents(), instrument, decision)
          .forEach(
              (name, engine) ->
                  engines.put(
                      name,
                      Behaviors.setup(
                          context -> {
                            told.engines.put(name, context.getSelf());
                            return engine;
                          })));
      return engines;
    }

    @Override
    public Behavior<DecisionActor.Command> decision(
        Symbol symbol,
        Instrument instrument,
        Wiring wiring,
        ActorRef<RiskActor.Command> risk,
        ActorRef<SymbolActor.Command> tree) {
      return Behaviors.receiveMessage(
          message -> {
            switch (message) {
              case DecisionActor.MarkPlaced(Mark mark, long ignored) ->
                  told.marks.add(mark.number());
              case DecisionActor.ReadingGiven(Mark mark, Reading reading) ->
                  told.given(mark, reading);
              default -> {}
            }
            return Behaviors.same();
          });
    }

    @Override
    public Behavior<AccountActor.Command> account(Wiring wiring, SymbolTrees trees) {
      return Behaviors.ignore();
    }

    @Override
    public Behavior<RiskActor.Command> risk(
        Symbol symbol,
        Wiring wiring,
        ActorRef<PositionActor.Command> position,
        Colleagues colleagues) {
      return Behaviors.ignore();
    }

    @Override
    public Behavior<PositionActor.Command> position(
        Symbol symbol, Wiring wiring, Colleagues colleagues) {
      return Behaviors.ignore();
    }
  }

  private void tellBoth(Observation observation) {
    crashing.tell(new SymbolActor.ToFeed(new FeedActor.Observed(observation)));
    undisturbed.tell(new SymbolActor.ToFeed(new FeedActor.Observed(observation)));
  }

  /** The same 100 ms of market for both, until each engine of both has answered its mark. */
  private long step() {
    List<MarketListener> listeners =
        List.of(fixture.market.listeners.get(BTC), fixture.market.listeners.get(ETH));
    stream.step(
        new SyntheticStream.Sink() {
          @Override
          public void onTrade(long id, double price, double quantity, boolean maker, long time) {
            listeners.forEach(each -> each.onTrade(id, price, quantity, maker, time, 0));
          }

          @Override
          public void onBook(BookSnapshot book) {
            listeners.forEach(each -> each.onBook(book, 0));
          }
        });
    if (stream.now() % Timeframe.M1.millis() == 0) {
      Candle closed =
          new Candle(Timeframe.M1, stream.now() - 60_000, 60_000, 60_010, 59_990, 60_004, 5, true);
      listeners.forEach(each -> each.onCandle(closed, 0));
    }
    long time = stream.now();
    await(() -> answered(bitcoin, time) && answered(ether, time));
    return ether.marks.getLast();
  }

  private static boolean answered(Told told, long time) {
    return told.readings.values().stream()
        .allMatch(
            readings ->
                !readings.isEmpty() && readings.lastEntry().getValue().at().toEpochMilli() == time);
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nothing came within " + PATIENCE);
      }
      LockSupport.parkNanos(20_000);
    }
  }

  @Test
  void each_engine_that_fails_reads_on_within_a_second_as_if_it_had_not_and_nobody_else_notices() {
    for (int i = 0; i < WARM_STEPS; i++) {
      step();
    }
    for (EngineId engine : EngineId.values()) {
      assertThat(ether.of(engine).lastEntry().getValue().reason()).as("%s", engine).isEqualTo("OK");
    }
    for (EngineId engine : EngineId.values()) {
      long crashed = System.nanoTime();
      bitcoin.engines.get(engine.code()).tell(poison());
      long mark = step();
      while (!same(engine, mark)) {
        assertThat(System.nanoTime() - crashed)
            .as("%s reads as its twin again", engine)
            .isLessThan(BACK_WITHIN.toNanos());
        mark = step();
      }
      for (int i = 0; i < 40; i++) {
        long later = step();
        for (EngineId each : EngineId.values()) {
          assertThat(same(each, later))
              .as("%s at mark %d after %s failed", each, later, engine)
              .isTrue();
        }
      }
    }
    assertThat(restarts)
        .containsExactly(
            "BTCUSDT/order-flow",
            "BTCUSDT/tick",
            "BTCUSDT/technical",
            "BTCUSDT/sentiment",
            "BTCUSDT/regime");
    for (EngineId engine : EngineId.values()) {
      TestProbe<Optional<EngineView>> view = kit.createTestProbe();
      crashing.tell(new SymbolActor.ToEngine(engine, new EngineActor.GetView(view.getRef())));
      EngineView seen = view.receiveMessage().orElseThrow();
      assertThat(seen.alive()).as("%s", engine).isTrue();
      assertThat(seen.state()).as("%s", engine).isEqualTo("OK");
      assertThat(seen.restarts()).as("%s", engine).isEqualTo(1);
      assertThat(restartsOf(crashing, engine)).as("%s", engine).isEqualTo(1);
      assertThat(restartsOf(undisturbed, engine)).as("%s", engine).isZero();
    }
    assertThat(ether.marks).isEqualTo(bitcoin.marks).isSorted();
    assertThat(ether.marks.getLast()).isEqualTo(ether.marks.size());
    for (EngineId engine : EngineId.values()) {
      assertThat(ether.of(engine)).as("readings of %s", engine).hasSize(ether.marks.size());
      assertThat(ether.of(engine).tailMap((long) WARM_STEPS).values())
          .allSatisfy(reading -> assertThat(reading.reason()).isEqualTo("OK"));
    }
  }

  private int restartsOf(ActorRef<SymbolActor.Command> tree, EngineId engine) {
    return MailboxMeters.of(kit.system())
        .restartsOf(tree.path().toStringWithoutAddress() + "/" + engine.code());
  }

  /** News of nothing: whatever engine is told of it fails. */
  private static EngineActor.Command poison() {
    return new EngineActor.StreamChanged(null, null);
  }

  /** Both read OK and the same, up to the rounding of sums that began elsewhere. */
  private boolean same(EngineId engine, long mark) {
    ReadingView mine = bitcoin.of(engine).get(mark);
    ReadingView twins = ether.of(engine).get(mark);
    return mine != null
        && twins != null
        && mine.reason().equals("OK")
        && twins.reason().equals("OK")
        && mine.direction().equals(twins.direction())
        && close(mine.strength(), twins.strength())
        && mine.values().keySet().equals(twins.values().keySet())
        && mine.values().entrySet().stream()
            .allMatch(each -> close(each.getValue(), twins.values().get(each.getKey())));
  }

  private static boolean close(Object a, Object b) {
    return a instanceof Double x && b instanceof Double y
        ? Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(x))
        : a.equals(b);
  }
}
