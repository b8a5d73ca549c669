package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.live.LiveFixture.NOON;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import akka.persistence.testkit.javadsl.PersistenceTestKit;
import com.typesafe.config.ConfigFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vortex7.live.view.PositionView;
import vortex7.market.Instrument;
import vortex7.market.Side;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.ExecutionRules;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.TradePlan;
import vortex7.position.VenueFacts;
import vortex7.risk.Account;
import vortex7.risk.AccountTold;
import vortex7.risk.TradingState;

/** One position with a journal in memory and probes for all that it talks to. */
abstract class PositionStage {
  static final String ID = "position|simulated-paper|BTCUSDT";
  static final String EPOCH = "abc123";
  static final BigDecimal QUANTITY = new BigDecimal("0.010");

  @TempDir Path data;
  final ActorTestKit kit =
      ActorTestKit.create(
          "position",
          ConfigFactory.parseString(
                  """
                  akka.persistence.testkit.events.serialize = off
                  akka.persistence.testkit.snapshots.serialize = off
                  """)
              .withFallback(PersistenceTestKitPlugin.config())
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(LiveFixture.akka()));
  final PersistenceTestKit journal = PersistenceTestKit.create(kit.system());
  final TestProbe<ExecutorActor.Command> executor = kit.createTestProbe();
  final TestProbe<AccountActor.Command> account = kit.createTestProbe();
  final TestProbe<VenueActor.Command> venue = kit.createTestProbe();
  final TestProbe<SymbolActor.Command> tree = kit.createTestProbe();
  LiveFixture fixture;
  ActorRef<PositionActor.Command> position;

  @BeforeEach
  void wire() {
    fixture = new LiveFixture(data);
    position = start();
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  ActorRef<PositionActor.Command> start() {
    ActorRef<PositionActor.Command> started =
        kit.spawn(
            PositionActor.create(
                BTC,
                fixture.wiring,
                new TreeParts.Colleagues(executor.ref(), account.ref(), venue.ref(), tree.ref()),
                ExecutionRules.documents()));
    started.tell(new PositionActor.EntriesBlocked(List.of()));
    started.tell(new PositionActor.VenueNews(instrument()));
    started.tell(account(TradingState.ACTIVE));
    return started;
  }

  static PositionActor.AccountNews account(TradingState state) {
    return new PositionActor.AccountNews(
        new AccountTold(
            Optional.of(EPOCH),
            state,
            List.of(),
            0,
            Optional.of(new BigDecimal("500")),
            Account.INITIAL.standing(),
            List.of()));
  }

  static Instrument instrument() {
    return new Instrument(
        BTC,
        "BTC",
        "USDT",
        new BigDecimal("0.1"),
        new BigDecimal("100"),
        new BigDecimal("1000000"),
        new BigDecimal("0.001"),
        new BigDecimal("0.001"),
        new BigDecimal("1000"),
        new BigDecimal("120"),
        new BigDecimal("5"),
        new BigDecimal("1.05"),
        new BigDecimal("0.95"),
        new BigDecimal("0.05"),
        new BigDecimal("0.05"));
  }

  static TradePlan plan(long number) {
    return new TradePlan(
        "d_20240301_120000000_BTCUSDT",
        BTC,
        number,
        Side.BUY,
        'A',
        QUANTITY,
        new BigDecimal("60000.0"),
        new BigDecimal("59940.0"),
        new BigDecimal("60128.0"),
        new BigDecimal("0.6"),
        Optional.of(new BigDecimal("30.0")),
        5,
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        BigDecimal.ONE,
        70,
        0.6,
        "TRENDING",
        "NORMAL",
        "documents",
        "{}",
        NOON);
  }

  static ClientOrderId id(Leg leg, int attempt) {
    return new ClientOrderId(EPOCH, BTC, 1, leg, attempt);
  }

  VenueFacts facts(BigDecimal amount, List<VenueFacts.OpenStop> stops) {
    return new VenueFacts(
        BTC,
        amount,
        new BigDecimal("60000"),
        new BigDecimal("60000"),
        List.of(),
        stops,
        List.of(),
        fixture.now.get());
  }

  /** Read, reconciled with a flat venue, ready to open. */
  void ready() {
    venue.expectMessageClass(VenueActor.FetchFacts.class);
    position.tell(new PositionActor.Facts(facts(BigDecimal.ZERO, List.of())));
    fish(tree, SymbolActor.PositionRecovered.class, news -> true);
  }

  <M, T extends M> T fish(TestProbe<M> probe, Class<T> kind, Predicate<T> test) {
    List<M> found =
        probe.fishForMessage(
            Duration.ofSeconds(3),
            message ->
                kind.isInstance(message) && test.test(kind.cast(message))
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore());
    return kind.cast(found.get(0));
  }

  <T extends OrderRequest> T sent(Class<T> kind) {
    return kind.cast(
        fish(executor, ExecutorActor.Execute.class, order -> kind.isInstance(order.request()))
            .request());
  }

  void open() {
    position.tell(
        new PositionActor.Open(plan(1), EPOCH, new BigDecimal("120"), BigDecimal.ONE, 11, 12));
  }

  void told(OrderReport report) {
    position.tell(new PositionActor.Report(report, fixture.nanos.get()));
  }

  void filled(Leg leg, int attempt, long tradeId, String price, String quantity) {
    told(
        new OrderReport.Filled(
            id(leg, attempt),
            1,
            tradeId,
            new BigDecimal(price),
            new BigDecimal(quantity),
            new BigDecimal(quantity),
            true,
            BigDecimal.ZERO,
            "USDT",
            true,
            fixture.now.get()));
  }

  Optional<PositionView> view() {
    TestProbe<Optional<PositionView>> probe = kit.createTestProbe();
    position.tell(new PositionActor.GetView(probe.ref()));
    return probe.receiveMessage();
  }

  void openWithStop() {
    ready();
    open();
    sent(OrderRequest.PlaceLimit.class);
    filled(Leg.ENTRY, 0, 5, "60000.0", "0.010");
    sent(OrderRequest.PlaceStop.class);
    told(new OrderReport.Accepted(id(Leg.STOP, 0), 1, fixture.now.get()));
    sent(OrderRequest.PlaceLimit.class);
  }

  static VenueFacts.OpenStop standing() {
    return new VenueFacts.OpenStop(
        id(Leg.STOP, 0).text(), 3, Side.SELL, new BigDecimal("59940.0"), BigDecimal.ZERO, true);
  }

  AccountActor.SymbolRestricted halted() {
    return fish(
        account, AccountActor.SymbolRestricted.class, told -> told.state() == TradingState.HALTED);
  }

  void refused(String reason) {
    open();
    assertThat(fish(account, AccountActor.Release.class, released -> true).cause())
        .contains(reason);
    executor.expectNoMessage(Duration.ofMillis(100));
  }

  static VenueFacts.OpenStop standing(int attempt) {
    return new VenueFacts.OpenStop(
        id(Leg.STOP, attempt).text(),
        1,
        Side.SELL,
        new BigDecimal("59940.0"),
        BigDecimal.ZERO,
        true);
  }
}
