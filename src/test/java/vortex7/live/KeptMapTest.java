package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.port.MarketData.OpenInterest;
import vortex7.port.MarketData.PastOpenInterest;
import vortex7.signal.EngineId;
import vortex7.signal.LiquidationMap;
import vortex7.signal.LiquidationSide.Buckets;
import vortex7.signal.Observation.LiquidationMapKept;
import vortex7.signal.SentimentEngine;
import vortex7.signal.SentimentRules;

/** The liquidation map over restarts of the engine and of the process. */
class KeptMapTest {
  private static final String ID = "sentiment|simulated-paper|BTCUSDT";
  private static final long T0 = LiveFixture.NOON.toEpochMilli();

  @TempDir Path data;
  private final ActorTestKit kit =
      ActorTestKit.create(
          "kept-map",
          ConfigFactory.parseString(
                  """
                  akka.persistence.testkit.events.serialize = off
                  akka.persistence.testkit.snapshots.serialize = off
                  """)
              .withFallback(PersistenceTestKitPlugin.config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(LiveFixture.akka()));
  private final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
  private final TestProbe<FeedActor.Command> told = kit.createTestProbe();
  private final TestProbe<SymbolActor.Command> tree = kit.createTestProbe();
  private LiveFixture fixture;
  private ActorRef<FeedActor.Command> feed;

  @BeforeEach
  void wire() {
    journal.clearAll();
    fixture =
        new LiveFixture(
            data, LiveRules.documents(), LiveFixture.lookingEvery(Duration.ofMillis(5)));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private static LiquidationMap.State map(long minute) {
    return new LiquidationMap.State(
        T0 + minute * 60_000,
        1_000 + minute,
        0.001,
        new Buckets(List.of(4_500), List.of(10.0 + minute)), // 89.9 and a bit more.
        Buckets.NONE);
  }

  private ActorRef<LiquidationMapKeeper.Keep> keeper() {
    return kit.spawn(LiquidationMapKeeper.create("simulated-paper", BTC, told.getRef()));
  }

  @Test
  void a_keeper_tells_what_the_journal_holds_and_each_map_once_it_is_kept() {
    ActorRef<LiquidationMapKeeper.Keep> keeper = keeper();
    told.expectMessage(new FeedActor.MapRead(Optional.empty()));
    keeper.tell(new LiquidationMapKeeper.Keep(map(1)));
    told.expectMessage(new FeedActor.MapKept(new LiquidationMapKept(map(1))));
    keeper.tell(new LiquidationMapKeeper.Keep(map(1)));
    told.expectNoMessage(Duration.ofMillis(50));
    assertThat(journal.persistedInStorage(ID)).containsExactly(new LiquidationMapKept(map(1)));
    kit.stop(keeper);
    keeper();
    told.expectMessage(new FeedActor.MapRead(Optional.of(new LiquidationMapKept(map(1)))));
  }

  @Test
  void the_journal_holds_an_hour_of_maps_at_most_whatever_came_before() {
    ActorRef<LiquidationMapKeeper.Keep> keeper = keeper();
    told.expectMessageClass(FeedActor.MapRead.class);
    for (long minute = 1; minute <= 130; minute++) {
      keeper.tell(new LiquidationMapKeeper.Keep(map(minute)));
      told.expectMessageClass(FeedActor.MapKept.class);
    }
    await().until(() -> journal.persistedInStorage(ID).size() <= 70);
    assertThat(journal.persistedInStorage(ID)).contains(new LiquidationMapKept(map(130)));
    kit.stop(keeper);
    keeper();
    told.expectMessage(new FeedActor.MapRead(Optional.of(new LiquidationMapKept(map(130)))));
  }

  /** A feed with an engine of its own beside it; the decision's readings are not of interest. */
  private ActorRef<EngineActor.Command> feedWithEngine(String name) {
    feed = kit.spawn(FeedActor.create(BTC, fixture.wiring, tree.getRef()), name);
    ActorRef<EngineActor.Command> engine = engine();
    await().until(() -> fixture.market.polls.containsKey("fundingHistory 90"));
    return engine;
  }

  private ActorRef<EngineActor.Command> engine() {
    TestProbe<DecisionActor.Command> decision = kit.createTestProbe();
    ActorRef<EngineActor.Command> engine =
        kit.spawn(
            EngineActor.create(
                EngineId.SENTIMENT,
                () -> new SentimentEngine(SentimentRules.documents()),
                decision.getRef()));
    feed.tell(new FeedActor.EngineStarted("sentiment", engine));
    return engine;
  }

  private LiquidationMap.State stateOf(ActorRef<EngineActor.Command> engine) {
    TestProbe<LiquidationMapKeeper.Keep> keeps = kit.createTestProbe();
    engine.tell(new EngineActor.KeepMap(keeps.getRef()));
    return keeps.receiveMessage().map();
  }

  private void book(long id, double price) {
    fixture
        .market
        .listener()
        .onBook(
            LiveFixture.book(id, price - 1, price + 1, fixture.now.get().toEpochMilli() + id), 0);
  }

  @Test
  void the_first_start_seeds_the_map_from_the_past_and_keeps_it_once_a_minute() {
    fixture.market.candles =
        timeframe -> CompletableFuture.completedStage(ScriptedMarket.history(timeframe, 5, T0));
    fixture.market.openInterestHistory =
        () ->
            CompletableFuture.completedStage(
                List.of(
                    new PastOpenInterest(T0 - 600_000, 1_000, 100),
                    new PastOpenInterest(T0 - 300_000, 1_100, 100)));
    AtomicLong reading = new AtomicLong();
    fixture.market.openInterest =
        () ->
            CompletableFuture.completedStage(
                new OpenInterest(T0 + reading.incrementAndGet(), 1_200));
    ActorRef<EngineActor.Command> engine = feedWithEngine("first");
    book(1, 100);
    await().until(() -> reading.get() == 1);
    await().until(() -> stateOf(engine).openInterest() == 1_200);
    assertThat(stateOf(engine).longs().volumes()).isNotEmpty();
    assertThat(journal.persistedInStorage(ID)).isEmpty();
    fixture.pass(Duration.ofSeconds(59));
    await().pollDelay(Duration.ofMillis(50)).until(() -> true);
    assertThat(journal.persistedInStorage(ID)).isEmpty();
    fixture.pass(Duration.ofSeconds(1));
    await().until(() -> journal.persistedInStorage(ID).size() == 1);
    LiquidationMapKept kept = (LiquidationMapKept) journal.persistedInStorage(ID).getFirst();
    assertThat(kept.state().longs()).isEqualTo(stateOf(engine).longs());
    await().until(() -> reading.get() >= 2);
    await().until(() -> stateOf(engine).timeMillis() == T0 + reading.get());
    LiquidationMap.State before = stateOf(engine);
    ActorRef<EngineActor.Command> anew = engine();
    await().untilAsserted(() -> assertThat(stateOf(anew)).isEqualTo(before));
    assertThat(fixture.market.polls).containsEntry("openInterestHistory 500", 1);
  }

  @Test
  void a_later_start_has_the_map_that_was_kept_and_reads_no_past() {
    journal.persistForRecovery(ID, List.of(new LiquidationMapKept(map(-1))));
    fixture.market.openInterest =
        () -> CompletableFuture.completedStage(new OpenInterest(T0 + 1, 998));
    ActorRef<EngineActor.Command> engine = feedWithEngine("later");
    await().until(() -> stateOf(engine).timeMillis() == T0 - 60_000);
    assertThat(stateOf(engine).longs()).isEqualTo(map(-1).longs());
    book(1, 100);
    await().until(() -> stateOf(engine).openInterest() == 998);
    assertThat(fixture.market.polls).doesNotContainKey("openInterestHistory 500");
    assertThat(stateOf(engine).longs().volumes())
        .as("the fall from 999 takes its share")
        .containsExactly(9 * (998.0 / 999));
  }
}
