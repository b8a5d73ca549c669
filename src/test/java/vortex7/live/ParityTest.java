package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.SharedData;
import vortex7.decision.Decision;
import vortex7.decision.DecisionHash;
import vortex7.decision.EntryContext;
import vortex7.decision.FeeRates;
import vortex7.decision.PipelineRules;
import vortex7.decision.SymbolPipeline;
import vortex7.live.view.FeedView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketListener;
import vortex7.position.PositionStatus;
import vortex7.risk.AccountTold;
import vortex7.risk.Standing;
import vortex7.risk.TradingState;
import vortex7.signal.CaptureTape;
import vortex7.signal.EngineId;
import vortex7.signal.MarketTape;
import vortex7.signal.SyntheticStream;
import vortex7.signal.Validity;

/**
 * One recording through the plain loop and through the symbol's actors gives the same decisions, to
 * the last bit of every score and every gate.
 */
class ParityTest {
  private static final long START = 1_700_000_040_000L;
  private static final FeeRates FEES = FeeRates.documents();
  private static final long LOST_TRADE = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path data;
  private ActorTestKit kit = ActorTestKit.create("parity", akka());
  private PipelineRules rules = PipelineRules.documents();
  private final Instrument instrument = ScriptedMarket.instrument(BTC);

  private static Config akka() {
    return PersistenceTestKitPlugin.config()
        .withFallback(PersistenceTestKitSnapshotPlugin.config())
        .withFallback(LiveFixture.akka());
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  // Recordings.

  /** Bursts and calm, candles at each minute, and what a bad day brings. */
  private static MarketTape synthetic(long seed, int steps) {
    MarketTape tape = new MarketTape(SyntheticStream.TICK);
    SplittableRandom random = new SplittableRandom(seed);
    SyntheticStream stream = new SyntheticStream(seed, START, 600_000);
    SyntheticStream.Sink spoiled =
        new SyntheticStream.Sink() {
          @Override
          public void onTrade(long id, double price, double quantity, boolean maker, long time) {
            int luck = random.nextInt(2_000);
            if (id == LOST_TRADE) {
              return;
            }
            tape.onTrade(id, luck == 1 ? Double.NaN : price, quantity, maker, time);
            if (luck == 2) {
              tape.onTrade(id, price, quantity, maker, time);
            }
          }

          @Override
          public void onBook(BookSnapshot book) {
            int luck = random.nextInt(300);
            double best = book.bidPrice[0];
            if (luck == 0) {
              book.bidPrice[0] = book.askPrice[0];
            }
            if (luck != 1) { // Else lost.
              tape.onBook(book);
            }
            book.bidPrice[0] = best;
          }
        };
    for (int i = 0; i < steps; i++) {
      stream.step(spoiled);
      for (Timeframe timeframe : List.of(Timeframe.M1, Timeframe.M3)) {
        if (stream.now() % timeframe.millis() == 0) {
          long open = stream.now() - timeframe.millis();
          double range = random.nextDouble(8, 16) * Math.sqrt(timeframe.millis() / 60_000.0);
          tape.onCandle(
              new Candle(timeframe, open, 60_000, 60_000 + range, 60_000 - range, 60_000, 5, true));
        }
      }
    }
    return tape;
  }

  // The plain loop.

  /** What a run came to: how many decisions stood after each event, and their hash. */
  private record Run(List<Integer> decisionsAfter, List<Decision> decisions, String hash) {}

  private Run loop(MarketTape tape, List<Candle> history) {
    List<Decision> decisions = new ArrayList<>();
    boolean[] busy = {false};
    SymbolPipeline[] self = new SymbolPipeline[1];
    SymbolPipeline pipeline =
        new SymbolPipeline(
            instrument,
            rules,
            decision -> {
              decisions.add(decision);
              if (decision.trades()) {
                busy[0] = true;
                self[0].onContext(context(true));
              }
            });
    self[0] = pipeline;
    history.forEach(pipeline::onCandle);
    pipeline.onContext(context(false));
    List<Integer> after = new ArrayList<>();
    for (int i = 0; i < tape.events().size(); i++) {
      if (freesAt(i) && busy[0]) {
        busy[0] = false;
        pipeline.onContext(context(false));
      }
      switch (tape.events().get(i)) {
        case MarketTape.Traded(Trade trade) ->
            pipeline.onTrade(
                trade.id(),
                trade.price(),
                trade.quantity(),
                trade.buyerIsMaker(),
                trade.timeMillis());
        case MarketTape.Booked(BookSnapshot book) -> pipeline.onBook(book);
        case MarketTape.CandleClosed(Candle candle) -> pipeline.onCandle(candle);
      }
      after.add(decisions.size());
    }
    return new Run(after, decisions, hash(decisions));
  }

  private static EntryContext context(boolean busy) {
    EntryContext clear = EntryContext.clear(FEES);
    return busy
        ? new EntryContext(
            true,
            clear.openPositions(),
            clear.lastNoFill(),
            clear.lastClose(),
            clear.tradingEnabled(),
            clear.tradingReason(),
            clear.breakers(),
            clear.leverageConfirmed(),
            FEES)
        : clear;
  }

  /** Every so often the risk says that the entry came to nothing, so that another may follow. */
  private static boolean freesAt(int event) {
    return event % 500 == 499;
  }

  private static String hash(List<Decision> decisions) {
    DecisionHash hash = new DecisionHash();
    decisions.forEach(hash);
    return hash.value();
  }

  // The actors.

  /** The tree's own engines and decision; risk, position and account are played by the test. */
  private final class Parts implements TreeParts {
    final Queue<Decision> decisions = new ConcurrentLinkedQueue<>();
    final AtomicInteger decided = new AtomicInteger();
    final TestProbe<AccountActor.Command> account = kit.createTestProbe();
    final TestProbe<RiskActor.Command> risk = kit.createTestProbe();
    final TestProbe<PositionActor.Command> position = kit.createTestProbe();
    final CompletableFuture<ActorRef<DecisionActor.Command>> decision = new CompletableFuture<>();
    final CountDownLatch started;
    private final PipelineRules rules;

    Parts(PipelineRules rules) {
      this.rules = rules;
      started = new CountDownLatch(rules.engines().size() + 1);
    }

    /** Called on the decision's thread; read by the test after it saw the count. */
    private final DecisionSink sink =
        new DecisionSink() {
          @Override
          public void decided(Decision made) {
            decisions.add(made);
            decided.incrementAndGet();
          }

          @Override
          public void kept(Decision made, String outcome) {}
        };

    @Override
    public Behavior<AccountActor.Command> account(Wiring wiring, SymbolTrees trees) {
      return Behaviors.ignore();
    }

    @Override
    public SortedMap<String, Behavior<EngineActor.Command>> engines(
        Symbol symbol, Instrument told, Wiring wiring, ActorRef<DecisionActor.Command> decides) {
      SortedMap<String, Behavior<EngineActor.Command>> engines = new TreeMap<>();
      EngineActor.all(rules, told, decides)
          .forEach(
              (name, engine) ->
                  engines.put(
                      name,
                      Behaviors.setup(
                          context -> {
                            started.countDown();
                            return engine;
                          })));
      return engines;
    }

    @Override
    public Behavior<DecisionActor.Command> decision(
        Symbol symbol,
        Instrument told,
        Wiring wiring,
        ActorRef<RiskActor.Command> toRisk,
        ActorRef<SymbolActor.Command> tree) {
      return Behaviors.setup(
          context -> {
            decision.complete(context.getSelf());
            started.countDown();
            return DecisionActor.create(symbol, told, rules, wiring, risk.getRef(), sink);
          });
    }

    @Override
    public Behavior<RiskActor.Command> risk(
        Symbol symbol,
        Wiring wiring,
        ActorRef<PositionActor.Command> toPosition,
        Colleagues colleagues) {
      return Behaviors.ignore();
    }

    @Override
    public Behavior<PositionActor.Command> position(
        Symbol symbol, Wiring wiring, Colleagues colleagues) {
      return Behaviors.ignore();
    }
  }

  private String actors(MarketTape tape, List<Candle> history, Run expected)
      throws InterruptedException {
    // Its own clock stands still: no reading is ever too late for its mark, which would be an
    // input.
    LiveFixture fixture = new LiveFixture(data);
    fixture.market.candles =
        timeframe ->
            CompletableFuture.completedStage(
                history.stream().filter(candle -> candle.timeframe() == timeframe).toList());
    Parts parts = new Parts(rules);
    TestProbe<VenueActor.Command> venue = kit.createTestProbe();
    ActorRef<SymbolActor.Command> tree =
        kit.spawn(
            SymbolActor.create(BTC, fixture.wiring, parts, parts.account.getRef(), venue.getRef()));
    brief(tree, parts);
    MarketListener listener = fixture.market.listener();
    for (MarketListener.Stream stream : MarketListener.Stream.values()) {
      listener.onConnected(stream);
    }
    long nanos = fixture.nanos.get();
    for (int i = 0; i < tape.events().size(); i++) {
      if (freesAt(i)) {
        // A big trade just before may have caused a decision that is still on its way.
        awaitDecisions(parts, i == 0 ? 0 : expected.decisionsAfter().get(i - 1));
        refuseWhatWasSent(parts);
      }
      switch (tape.events().get(i)) {
        case MarketTape.Traded(Trade trade) ->
            listener.onTrade(
                trade.id(),
                trade.price(),
                trade.quantity(),
                trade.buyerIsMaker(),
                trade.timeMillis(),
                nanos);
        case MarketTape.Booked(BookSnapshot book) -> {
          listener.onBook(book, nanos);
          // As a venue at maximal speed does: never ahead of the decisions, so nothing is
          // conflated.
          awaitDecisions(parts, expected.decisionsAfter().get(i));
          if (i > 0
              && expected.decisionsAfter().get(i).equals(expected.decisionsAfter().get(i - 1))) {
            barrier(tree);
          }
        }
        case MarketTape.CandleClosed(Candle candle) -> listener.onCandle(candle, nanos);
      }
    }
    awaitDecisions(parts, expected.decisions().size());
    assertThat(parts.decided).hasValue(expected.decisions().size());
    return hash(List.copyOf(parts.decisions));
  }

  /** Everybody has answered: the account is active, the position free, the leverage confirmed. */
  private void brief(ActorRef<SymbolActor.Command> tree, Parts parts) throws InterruptedException {
    AccountActor.Subscribe subscription =
        parts.account.expectMessageClass(AccountActor.Subscribe.class, PATIENCE);
    tree.tell(new SymbolActor.VenueNews(instrument, FEES));
    assertThat(parts.started.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    tree.tell(new SymbolActor.VenueNews(instrument, FEES));
    tree.tell(new SymbolActor.StreamUp());
    tree.tell(new SymbolActor.PositionRecovered());
    tree.tell(new SymbolActor.PositionNews(new PositionStatus(false, true, 0)));
    tree.tell(new SymbolActor.LeverageNews(true, 10));
    subscription.listener().tell(activeAccount());
    barrier(tree);
  }

  private static AccountTold activeAccount() {
    return new AccountTold(
        Optional.of("abcdef"),
        TradingState.ACTIVE,
        List.of(),
        0,
        Optional.of(new BigDecimal("5000")),
        new Standing(0, false, BigDecimal.ZERO, BigDecimal.ZERO, List.of(), 0, Optional.empty()),
        List.of());
  }

  /** Supervisor, then feed, have worked off everything that was sent to them before. */
  private void barrier(ActorRef<SymbolActor.Command> tree) {
    TestProbe<SymbolActor.Missing> missing = kit.createTestProbe();
    tree.tell(new SymbolActor.GetMissing(missing.getRef()));
    missing.receiveMessage(PATIENCE);
    TestProbe<FeedView> health = kit.createTestProbe();
    tree.tell(new SymbolActor.ToFeed(new FeedActor.GetHealth(health.getRef())));
    health.receiveMessage(PATIENCE);
  }

  /** Told to the decision itself, hence before any mark that a later event causes. */
  private static void refuseWhatWasSent(Parts parts) {
    for (Decision made : parts.decisions) {
      if (made.trades()) {
        parts
            .decision
            .join()
            .tell(
                new DecisionActor.EntryOutcome(
                    made.ref(), DecisionActor.REFUSED, "a test", LiveFixture.NOON));
      }
    }
  }

  private static void awaitDecisions(Parts parts, int count) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (parts.decided.get() < count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("decided " + parts.decided.get() + " of " + count);
      }
      LockSupport.parkNanos(10_000);
    }
  }

  @Test
  void a_spoiled_synthetic_recording_gives_the_same_decisions_both_ways()
      throws InterruptedException {
    rules = rules.with(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.REGIME);
    MarketTape tape = synthetic(7, 4_000);
    List<Candle> history = SyntheticStream.history(7, START, 60_000, 0.0008);
    Run expected = loop(tape, history);
    assertThat(expected.decisions().stream().filter(Decision::trades).count()).isPositive();
    assertThat(expected.decisions().stream().filter(ParityTest::inGap).count()).isPositive();
    assertThat(actors(tape, history, expected)).isEqualTo(expected.hash());
  }

  /** More threads than cores, a turn after each message, and others that want the cores. */
  @Test
  void a_stressed_scheduler_changes_no_decision() throws InterruptedException {
    kit.shutdownTestKit();
    kit =
        ActorTestKit.create(
            "stressed",
            ConfigFactory.parseString(
                    """
                    vortex7-trading-dispatcher {
                      throughput = 1
                      fork-join-executor { parallelism-min = 6, parallelism-max = 6 }
                    }
                    """)
                .withFallback(akka()));
    MarketTape tape = synthetic(11, 1_500);
    List<Candle> history = SyntheticStream.history(11, START, 60_000, 0.0008);
    Run expected = loop(tape, history);
    assertThat(expected.decisions()).hasSizeGreaterThan(500);
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> noise = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SplittableRandom random = new SplittableRandom(i);
      noise.add(Thread.ofPlatform().daemon().start(() -> disturb(random, over)));
    }
    try {
      assertThat(actors(tape, history, expected)).isEqualTo(expected.hash());
    } finally {
      over.set(true);
      for (Thread each : noise) {
        each.join();
      }
    }
  }

  /** Takes a core for a moment, again and again. */
  private static void disturb(SplittableRandom random, AtomicBoolean over) {
    while (!over.get()) {
      long until = System.nanoTime() + random.nextInt(300_000);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      LockSupport.parkNanos(random.nextInt(300_000));
    }
  }

  private static boolean inGap(Decision decision) {
    return decision.readings().validity(EngineId.TICK) == Validity.GAP;
  }

  @Test
  void a_real_capture_gives_the_same_decisions_both_ways() throws InterruptedException {
    MarketTape tape =
        CaptureTape.read(
            0.1,
            List.of(
                SharedData.file("usdm/btcusdt_20240718.gz"),
                SharedData.file("usdm/btcusdt_20240719.gz")));
    long start = tape.books().getFirst().eventTime;
    List<Candle> history = SyntheticStream.history(7, start, 64_000, 0.0008);
    Run expected = loop(tape, history);
    assertThat(expected.decisions().size()).isGreaterThan(2_000);
    assertThat(actors(tape, history, expected)).isEqualTo(expected.hash());
  }
}
