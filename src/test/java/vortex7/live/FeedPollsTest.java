package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.live.view.FeedView;
import vortex7.port.MarketData.Funding;
import vortex7.port.MarketData.LongShare;
import vortex7.port.MarketData.OpenInterest;
import vortex7.port.MarketData.PastFunding;
import vortex7.port.MarketData.PastOpenInterest;
import vortex7.port.VenueException;
import vortex7.signal.Observation;

class FeedPollsTest {
  private static final long T0 = LiveFixture.NOON.toEpochMilli();
  private static final long FIVE_MINUTES = 300_000;
  private static final Duration SHORT = Duration.ofMillis(40);

  @TempDir Path data;
  private final ActorTestKit kit =
      ActorTestKit.create(
          "polls",
          PersistenceTestKitPlugin.config()
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(LiveFixture.akka()));
  private final TestProbe<EngineActor.Command> engine = kit.createTestProbe();
  private final TestProbe<SymbolActor.Command> tree = kit.createTestProbe();
  private LiveFixture fixture;
  private ActorRef<FeedActor.Command> feed;

  @BeforeEach
  void wire() {
    fixture =
        new LiveFixture(
            data, LiveRules.documents(), LiveFixture.lookingEvery(Duration.ofMillis(5)));
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private void start(String engineName) {
    feed = kit.spawn(FeedActor.create(BTC, fixture.wiring, tree.getRef()));
    feed.tell(new FeedActor.EngineStarted(engineName, engine.getRef()));
    engine.expectMessageClass(EngineActor.Rebuild.class);
  }

  private void book() {
    fixture
        .market
        .listener()
        .onBook(LiveFixture.book(1, 99, 101, fixture.now.get().toEpochMilli()), 0);
    engine.expectMessageClass(EngineActor.Book.class);
  }

  private <T> CompletionStage<T> answer(T value) {
    return CompletableFuture.completedStage(value);
  }

  private static CompletionStage<OpenInterest> away() {
    return CompletableFuture.failedStage(
        new VenueException(VenueException.Kind.UNREACHABLE, 0, "away"));
  }

  private static void awhile() {
    await().pollDelay(SHORT).until(() -> true);
  }

  private Observation next() {
    return ((EngineActor.Observed)
            engine
                .fishForMessage(
                    Duration.ofSeconds(3),
                    message ->
                        message instanceof EngineActor.Observed
                            ? FishingOutcomes.complete()
                            : FishingOutcomes.continueAndIgnore())
                .get(0))
        .observation();
  }

  private void nothingMore() {
    awhile();
    List<EngineActor.Command> rest = new ArrayList<>();
    while (rest.size() < 100) {
      try {
        rest.add(engine.receiveMessage(Duration.ofMillis(10)));
      } catch (AssertionError none) {
        break;
      }
    }
    assertThat(rest).noneMatch(EngineActor.Observed.class::isInstance);
  }

  private FeedView.PollView view(String what) {
    TestProbe<FeedView> health = kit.createTestProbe();
    feed.tell(new FeedActor.GetHealth(health.getRef()));
    return health.receiveMessage().polls().stream()
        .filter(poll -> poll.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private int polled(String what) {
    return fixture.market.polls.getOrDefault(what, 0);
  }

  @Test
  void nothing_is_polled_for_engines_that_live_by_the_streams() {
    start("tick");
    book();
    fixture.pass(Duration.ofMinutes(5));
    awhile();
    assertThat(fixture.market.polls).isEmpty();
  }

  @Test
  void open_interest_waits_for_a_price_and_its_past_comes_first() {
    fixture.market.openInterestHistory =
        () ->
            answer(
                List.of(
                    new PastOpenInterest(T0 - 2 * FIVE_MINUTES, 900, 98),
                    new PastOpenInterest(T0 - FIVE_MINUTES, 950, 99)));
    fixture.market.openInterest = () -> answer(new OpenInterest(T0 - 40, 1_000));
    start("sentiment");
    await().until(() -> polled("funding") == 1);
    assertThat(polled("openInterestHistory 500")).isZero();
    book();
    assertThat(next())
        .isEqualTo(
            new Observation.OpenInterestHistory(
                T0 - FIVE_MINUTES,
                List.of(
                    new Observation.OpenInterest(T0 - 2 * FIVE_MINUTES, 900, 98),
                    new Observation.OpenInterest(T0 - FIVE_MINUTES, 950, 99))));
    assertThat(next()).isEqualTo(new Observation.OpenInterest(T0 - 40, 1_000, 100));
    assertThat(fixture.market.polls)
        .containsEntry("openInterestHistory 500", 1)
        .containsEntry("openInterest", 1);
  }

  @Test
  void what_was_paid_at_past_settlements_is_read_once_before_the_running_rate() {
    fixture.market.fundingHistory =
        () ->
            answer(
                List.of(new PastFunding(T0 - 2_000, 0.0001), new PastFunding(T0 - 1_000, -0.0002)));
    fixture.market.funding =
        () -> answer(new Funding(T0 - 5, 100, 0.0003, T0 + 900, Duration.ofHours(8)));
    start("sentiment");
    assertThat(next())
        .isEqualTo(new Observation.FundingHistory(T0 - 1_000, List.of(0.0001, -0.0002)));
    assertThat(next())
        .isEqualTo(new Observation.Funding(T0 - 5, 100, 0.0003, T0 + 900, 28_800_000));
    assertThat(polled("fundingHistory 90")).isEqualTo(1);
  }

  @Test
  void each_kind_is_read_once_a_period_of_the_venues_clock() {
    AtomicLong reading = new AtomicLong();
    fixture.market.openInterest =
        () -> answer(new OpenInterest(T0 + reading.incrementAndGet(), 1_000));
    fixture.market.funding =
        () ->
            answer(
                new Funding(
                    T0 + reading.incrementAndGet(), 100, 0.0001, T0 + 5, Duration.ofHours(8)));
    start("sentiment");
    book();
    await().until(() -> polled("openInterest") == 1 && polled("funding") == 1);
    // The next moment of a kind's own comes within its first period, then once in each.
    for (int seconds = 0; seconds < 120; seconds += 5) {
      int before = polled("openInterest");
      fixture.pass(Duration.ofSeconds(5));
      awhile();
      assertThat(polled("openInterest") - before).isBetween(0, 1);
    }
    assertThat(polled("openInterest")).isEqualTo(1 + 120 / 15);
    assertThat(polled("accountRatios 288")).isEqualTo(1 + 120 / 30);
    assertThat(polled("funding")).isEqualTo(1 + 120 / 60);
  }

  @Test
  void a_ratio_that_has_not_changed_is_told_once_and_what_was_missed_is_read_with_the_next() {
    List<LongShare> day =
        LongStream.rangeClosed(1, 3)
            .mapToObj(i -> new LongShare(T0 - (4 - i) * FIVE_MINUTES, 0.5 + i / 100.0))
            .toList();
    fixture.market.topTraders = limit -> answer(day);
    start("sentiment");
    assertThat(List.of(next(), next(), next()))
        .containsExactly(
            new Observation.TopTraders(T0 - 3 * FIVE_MINUTES, 0.51),
            new Observation.TopTraders(T0 - 2 * FIVE_MINUTES, 0.52),
            new Observation.TopTraders(T0 - FIVE_MINUTES, 0.53));
    fixture.pass(Duration.ofSeconds(30));
    await().until(() -> polled("topTraderRatios 1") == 1);
    nothingMore();
    fixture.pass(Duration.ofMinutes(14));
    fixture.market.topTraders =
        limit ->
            answer(
                List.of(
                    day.getLast(), new LongShare(T0, 0.6), new LongShare(T0 + FIVE_MINUTES, 0.7)));
    await().until(() -> polled("topTraderRatios 3") == 1);
    assertThat(List.of(next(), next()))
        .containsExactly(
            new Observation.TopTraders(T0, 0.6),
            new Observation.TopTraders(T0 + FIVE_MINUTES, 0.7));
  }

  @Test
  void accounts_and_funding_are_told_as_the_venue_gave_them() {
    fixture.market.accounts = limit -> answer(List.of(new LongShare(T0 - 7, 0.64)));
    start("sentiment");
    assertThat(next()).isEqualTo(new Observation.AccountRatio(T0 - 7, 0.64));
    await().until(() -> polled("funding") == 1);
    fixture.market.funding =
        () -> answer(new Funding(T0, 100.5, -0.0002, T0 + 900, Duration.ofHours(4)));
    fixture.pass(Duration.ofMinutes(1));
    nothingMore(); // The first question still waits for its answer: no second one beside it.
    assertThat(polled("funding")).isEqualTo(1);
    assertThat(view("funding").dataAgeMillis()).isEqualTo(-1);
  }

  @Test
  void what_fails_is_counted_tried_again_sooner_and_named_until_it_is_back() {
    fixture.market.openInterestHistory = () -> answer(List.of());
    fixture.market.openInterest = FeedPollsTest::away;
    start("sentiment");
    book();
    await().until(() -> view("open-interest").failed() == 1);
    FeedView.PollView failing = view("open-interest");
    assertThat(failing.failure()).contains("away");
    assertThat(failing.answered()).as("the empty history").isEqualTo(1);
    fixture.pass(Duration.ofMillis(1_999));
    awhile();
    assertThat(polled("openInterest")).isEqualTo(1);
    fixture.pass(Duration.ofMillis(1));
    await().until(() -> polled("openInterest") == 2);
    fixture.pass(Duration.ofMillis(3_999));
    awhile();
    assertThat(polled("openInterest")).isEqualTo(2);
    fixture.market.openInterest = () -> answer(new OpenInterest(T0 + 1, 1_000));
    fixture.pass(Duration.ofMillis(1));
    assertThat(next()).isInstanceOf(Observation.OpenInterest.class);
    assertThat(view("open-interest").failed()).isEqualTo(2);
    assertThat(view("open-interest").failure()).isEmpty();
    fixture.pass(Duration.ofSeconds(3));
    assertThat(view("open-interest").dataAgeMillis()).isEqualTo(5_999 - 1 + 3_000 + 1);
  }

  @Test
  void a_past_that_cannot_be_read_keeps_the_present_waiting_for_three_attempts_only() {
    fixture.market.openInterestHistory =
        () -> CompletableFuture.failedStage(new IllegalStateException("no past"));
    fixture.market.openInterest = () -> answer(new OpenInterest(T0 + 1, 1_000));
    start("sentiment");
    book();
    for (int attempt = 1; attempt <= 3; attempt++) {
      int count = attempt;
      await().until(() -> polled("openInterestHistory 500") == count);
      assertThat(polled("openInterest")).isZero();
      awhile();
      fixture.pass(Duration.ofSeconds(15));
    }
    assertThat(next()).isInstanceOf(Observation.OpenInterest.class);
    assertThat(polled("openInterestHistory 500")).isEqualTo(3);
  }

  @Test
  void an_engine_that_begins_anew_is_told_what_was_read() {
    AtomicLong reading = new AtomicLong();
    fixture.market.openInterest =
        () -> answer(new OpenInterest(T0 + reading.incrementAndGet(), 1_000 + reading.get()));
    fixture.market.accounts = limit -> answer(List.of(new LongShare(T0 - 7, 0.64)));
    start("sentiment");
    book();
    for (int i = 1; i <= 27; i++) {
      Observation read = next();
      while (!(read instanceof Observation.OpenInterest)) {
        read = next();
      }
      assertThat(read).isEqualTo(new Observation.OpenInterest(T0 + i, 1_000 + i, 100));
      if (i < 27) {
        fixture.pass(Duration.ofSeconds(15));
      }
    }
    Observation.Correlation correlation = new Observation.Correlation(T0, 0.4, T0 + 900_000);
    feed.tell(new FeedActor.Observed(correlation));
    TestProbe<EngineActor.Command> anew = kit.createTestProbe();
    feed.tell(new FeedActor.EngineStarted("sentiment", anew.getRef()));
    List<Observation> told =
        anew.expectMessageClass(EngineActor.Rebuild.class).history().observations();
    assertThat(told).hasSize(1 + 24 + 1);
    assertThat(told.getFirst()).isEqualTo(new Observation.AccountRatio(T0 - 7, 0.64));
    assertThat(told.get(1)).isEqualTo(new Observation.OpenInterest(T0 + 4, 1_004, 100));
    assertThat(told.get(24)).isEqualTo(new Observation.OpenInterest(T0 + 27, 1_027, 100));
    assertThat(told.getLast()).isEqualTo(correlation);
  }
}
