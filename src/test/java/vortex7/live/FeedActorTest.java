package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vortex7.live.LiveFixture.BTC;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.live.view.FeedView;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketListener.Stream;
import vortex7.signal.FeedStream;

class FeedActorTest {
  private static final long T0 = LiveFixture.NOON.toEpochMilli();

  @TempDir Path data;
  private final ActorTestKit kit = ActorTestKit.create("feed", LiveFixture.akka());
  private final TestProbe<EngineActor.Command> engine = kit.createTestProbe();
  private final TestProbe<DecisionActor.Command> decision = kit.createTestProbe();
  private final TestProbe<SymbolActor.Command> tree = kit.createTestProbe();
  private LiveFixture fixture;

  @BeforeEach
  void wire() {
    fixture = new LiveFixture(data);
  }

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private ActorRef<FeedActor.Command> start() {
    ActorRef<FeedActor.Command> feed =
        kit.spawn(FeedActor.create(BTC, fixture.wiring, tree.getRef()));
    feed.tell(new FeedActor.DecisionStarted(decision.getRef()));
    feed.tell(new FeedActor.EngineStarted("tick", engine.getRef()));
    return feed;
  }

  private ActorRef<FeedActor.Command> warm() {
    ActorRef<FeedActor.Command> feed = start();
    engine.expectMessageClass(EngineActor.Rebuild.class);
    for (Stream stream : Stream.values()) {
      fixture.market.listener().onConnected(stream);
    }
    return feed;
  }

  private void trade(long id, double price, double quantity) {
    fixture.market.listener().onTrade(id, price, quantity, false, T0 + id, fixture.nanos.get());
  }

  private void book(long id) {
    book(id, 99.9, 100.1);
  }

  private void book(long id, double bid, double ask) {
    fixture.market.listener().onBook(LiveFixture.book(id, bid, ask, T0 + id), fixture.nanos.get());
  }

  private FeedView health(ActorRef<FeedActor.Command> feed) {
    TestProbe<FeedView> answer = kit.createTestProbe();
    feed.tell(new FeedActor.GetHealth(answer.getRef()));
    return answer.receiveMessage();
  }

  @Test
  void nobody_is_told_anything_before_the_candles_are_read() {
    CompletableFuture<List<Candle>> minutes = new CompletableFuture<>();
    fixture.market.candles =
        timeframe ->
            timeframe == Timeframe.M1
                ? minutes
                : CompletableFuture.completedStage(ScriptedMarket.history(timeframe, 5, T0));
    start();
    await().until(() -> fixture.market.candleReads == 4);
    trade(1, 100, 1);
    book(1);
    engine.expectNoMessage(Duration.ofMillis(100));
    decision.expectNoMessage(Duration.ZERO);

    minutes.complete(ScriptedMarket.history(Timeframe.M1, 7, T0));
    EngineActor.Rebuild rebuild = engine.expectMessageClass(EngineActor.Rebuild.class);
    assertThat(rebuild.history().candles()).hasSize(8 + 3 * 6);
    assertThat(engine.expectMessageClass(EngineActor.Trades.class).trades().size()).isEqualTo(1);
    engine.expectMessageClass(EngineActor.Book.class);
    assertThat(engine.expectMessageClass(EngineActor.Answer.class).mark().number()).isEqualTo(1);
  }

  @Test
  void candles_that_cannot_be_read_are_tried_again() {
    fixture =
        new LiveFixture(data, LiveRules.documents(), limitsWithRetryAfter(Duration.ofMillis(20)));
    fixture.market.candles =
        timeframe -> CompletableFuture.failedStage(new IllegalStateException("away"));
    start();
    await().until(() -> fixture.market.candleReads >= 12);
    engine.expectNoMessage(Duration.ZERO);
    fixture.market.candles =
        timeframe -> CompletableFuture.completedStage(ScriptedMarket.history(timeframe, 2, T0));
    assertThat(engine.expectMessageClass(EngineActor.Rebuild.class).history().candles())
        .hasSize(12);
  }

  @Test
  void candles_that_the_venue_lacks_are_asked_for_again_only_after_a_pause() {
    fixture.market.candles =
        timeframe -> CompletableFuture.completedStage(ScriptedMarket.history(timeframe, 2, T0));
    Candle afterAGap =
        ScriptedMarket.history(Timeframe.M15, 0, T0 + 3 * Timeframe.M15.millis()).get(0);
    start();
    await().until(() -> fixture.market.candleReads == Timeframe.values().length);
    engine.expectMessageClass(EngineActor.Rebuild.class);
    for (int i = 0; i < 5; i++) {
      fixture.market.listener().onCandle(afterAGap, 0);
    }
    engine.receiveMessage();
    assertThat(fixture.market.candleReads).isEqualTo(Timeframe.values().length);
    fixture.pass(FeedLimits.documents().backfillRetryAfter());
    fixture.market.listener().onCandle(afterAGap, 0);
    await().until(() -> fixture.market.candleReads == 2 * Timeframe.values().length);
  }

  private static FeedLimits limitsWithRetryAfter(Duration pause) {
    FeedLimits limits = FeedLimits.documents();
    return new FeedLimits(
        limits.bookStaleAfter(),
        limits.tradesStaleAfter(),
        limits.candlesStaleAfter(),
        limits.tradeRing(),
        limits.candleRing(),
        limits.tradeBuffer(),
        limits.staleCheckEvery(),
        pause,
        limits.emergencySilence(),
        limits.startPatience(),
        limits.priceGap(),
        limits.polls());
  }

  @Test
  void five_hundred_closed_candles_of_each_timeframe_are_read_beside_the_forming_one() {
    start();
    await().until(() -> fixture.market.candleLimits.size() == Timeframe.values().length);
    assertThat(fixture.market.candleLimits).containsOnly(501);
  }

  @Test
  void a_closed_candle_whose_predecessors_stay_missing_is_passed_on_and_counted() {
    List<String> faults = new CopyOnWriteArrayList<>();
    fixture = new LiveFixture(data, LiveFixture.faultsTo(faults));
    fixture.market.candles =
        timeframe -> CompletableFuture.completedStage(ScriptedMarket.history(timeframe, 2, T0));
    start();
    engine.expectMessageClass(EngineActor.Rebuild.class);
    long last = Timeframe.M1.openOf(T0) - 60_000;
    fixture.market.listener().onCandle(minute(last + 60_000, true), 0);
    fixture.market.listener().onCandle(minute(last + 180_000, true), 0);
    fixture.market.listener().onCandle(minute(last + 240_000, true), 0);
    for (long later : List.of(60_000L, 180_000L, 240_000L)) {
      assertThat(engine.expectMessageClass(EngineActor.CandleChanged.class).candle().openTime())
          .isEqualTo(last + later);
    }
    assertThat(faults).containsExactly("GAP_CANDLES");
  }

  @Test
  void a_candle_of_another_interval_never_reaches_an_engine() {
    List<String> faults = new CopyOnWriteArrayList<>();
    fixture = new LiveFixture(data, LiveFixture.faultsTo(faults));
    warm();
    fixture.market.listener().onCandle(minute(Timeframe.M1.openOf(T0) + 30_000, true), 0);
    fixture.market.listener().onCandle(minute(Timeframe.M1.openOf(T0), true), 0);
    assertThat(engine.expectMessageClass(EngineActor.CandleChanged.class).candle().openTime())
        .isEqualTo(Timeframe.M1.openOf(T0));
    assertThat(faults).containsExactly("WRONG_INTERVAL");
  }

  @Test
  void a_mark_follows_the_book_that_caused_it_and_carries_its_frame_time() {
    warm();
    fixture.nanos.set(7_000_000_000L);
    trade(1, 100, 1);
    book(5);
    engine.expectMessageClass(EngineActor.Trades.class);
    assertThat(engine.expectMessageClass(EngineActor.Book.class).book().updateId).isEqualTo(5);
    EngineActor.Answer answer = engine.expectMessageClass(EngineActor.Answer.class);
    assertThat(answer.mark().eventTime()).isEqualTo(T0 + 5);
    DecisionActor.MarkPlaced placed = decision.expectMessageClass(DecisionActor.MarkPlaced.class);
    assertThat(placed.mark()).isEqualTo(answer.mark());
    assertThat(placed.frameNanos()).isEqualTo(7_000_000_000L);
  }

  @Test
  void a_big_trade_places_a_mark_at_once() {
    warm();
    trade(1, 100, 1);
    assertThat(engine.expectMessageClass(EngineActor.Trades.class).trades().size()).isEqualTo(1);
    trade(2, 100, 501);
    assertThat(engine.expectMessageClass(EngineActor.Trades.class).trades().id(0)).isEqualTo(2);
    engine.expectMessageClass(EngineActor.Answer.class);
    decision.expectMessageClass(DecisionActor.MarkPlaced.class);
  }

  @Test
  void missing_trades_are_read_by_id_and_fed_in_order() {
    CompletableFuture<List<Trade>> read = new CompletableFuture<>();
    fixture.market.missing = from -> read;
    ActorRef<FeedActor.Command> feed = warm();
    trade(1, 100, 1);
    engine.expectMessageClass(EngineActor.Trades.class);
    trade(4, 100, 1);
    engine.expectMessage(new EngineActor.StreamChanged(FeedStream.TRADES, EngineActor.Change.GAP));
    await().untilAsserted(() -> assertThat(fixture.market.tradeRequests).containsExactly("2+2"));

    read.complete(List.of(new Trade(2, 100, 1, false, T0 + 2), new Trade(3, 100, 1, true, T0 + 3)));
    TradeBatch whole = engine.expectMessageClass(EngineActor.Trades.class).trades();
    assertThat(whole.size()).isEqualTo(3);
    assertThat(List.of(whole.id(0), whole.id(1), whole.id(2))).containsExactly(2L, 3L, 4L);
    engine.expectMessage(
        new EngineActor.StreamChanged(FeedStream.TRADES, EngineActor.Change.HEALED));
    FeedView health = health(feed);
    assertThat(health.tradeGaps()).isEqualTo(1);
    assertThat(health.tradeGapsHealed()).isEqualTo(1);
    assertThat(health.tradesWhole()).isTrue();
  }

  @Test
  void trades_that_stay_missing_for_five_seconds_start_the_windows_anew() {
    ActorRef<FeedActor.Command> feed = warm();
    trade(1, 100, 1);
    engine.expectMessageClass(EngineActor.Trades.class);
    trade(4, 100, 1);
    engine.expectMessage(new EngineActor.StreamChanged(FeedStream.TRADES, EngineActor.Change.GAP));
    assertThat(health(feed).tradesWhole()).isFalse();
    fixture.market.listener().onBook(LiveFixture.book(9, 99, 101, T0 + 5_004), fixture.nanos.get());
    engine.expectMessage(new EngineActor.StreamChanged(FeedStream.TRADES, EngineActor.Change.ANEW));
    assertThat(engine.expectMessageClass(EngineActor.Trades.class).trades().id(0)).isEqualTo(4);
    assertThat(health(feed).tradesWhole()).isTrue();
  }

  @Test
  void a_crossed_book_never_reaches_an_engine() {
    ActorRef<FeedActor.Command> feed = warm();
    book(1);
    engine.expectMessageClass(EngineActor.Book.class);
    engine.expectMessageClass(EngineActor.Answer.class);
    book(2, 100.2, 100.1);
    engine.expectMessage(new EngineActor.StreamChanged(FeedStream.BOOK, EngineActor.Change.GAP));
    assertThat(health(feed).booksRefused()).isEqualTo(1);
    engine.expectNoMessage(Duration.ofMillis(50));
  }

  private SymbolActor.MarketLost lost() {
    return (SymbolActor.MarketLost)
        tree.fishForMessage(
                Duration.ofSeconds(3),
                message ->
                    message instanceof SymbolActor.MarketLost
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .get(0);
  }

  @Test
  void a_feed_that_begins_anew_tells_once_that_the_market_is_there() {
    warm();
    tree.expectNoMessage(Duration.ofMillis(100));
    book(1);
    tree.expectMessageClass(SymbolActor.MarketBack.class);
    book(2);
    tree.expectNoMessage(Duration.ofMillis(200));
  }

  @Test
  void a_silent_book_is_stale_after_a_second_and_an_emergency_after_five() {
    warm();
    book(1);
    engine.expectMessageClass(EngineActor.Book.class);
    engine.expectMessageClass(EngineActor.Answer.class);
    fixture.pass(Duration.ofMillis(1_001));
    engine.expectMessage(new EngineActor.StreamChanged(FeedStream.BOOK, EngineActor.Change.STALE));
    tree.expectMessageClass(SymbolActor.MarketBack.class);
    tree.expectNoMessage(Duration.ofMillis(150));
    fixture.pass(Duration.ofMillis(4_000));
    assertThat(lost().reason()).contains("book");
    book(2);
    engine.expectMessage(new EngineActor.StreamChanged(FeedStream.BOOK, EngineActor.Change.FRESH));
    tree.expectMessageClass(SymbolActor.MarketBack.class);
  }

  @Test
  void a_cut_socket_is_an_emergency_after_five_seconds_and_a_silent_one_of_trades_is_none() {
    warm();
    fixture.market.listener().onDisconnected(Stream.TRADES, "reset");
    await().pollDelay(Duration.ofMillis(120)).until(() -> true);
    for (int i = 1; i <= 6; i++) {
      fixture.pass(Duration.ofMillis(900));
      book(i);
      await().pollDelay(Duration.ofMillis(30)).until(() -> true);
    }
    assertThat(lost().reason()).contains("TRADES socket cut");
    fixture.market.listener().onConnected(Stream.TRADES);
    tree.expectMessageClass(SymbolActor.MarketBack.class);
  }

  @Test
  void candles_missed_while_disconnected_are_told_in_order_before_what_came_meanwhile() {
    fixture.market.candles =
        timeframe -> CompletableFuture.completedStage(ScriptedMarket.history(timeframe, 3, T0));
    warm();
    long open = Timeframe.M1.openOf(T0);
    CompletableFuture<List<Candle>> second = new CompletableFuture<>();
    fixture.market.candles =
        timeframe ->
            timeframe == Timeframe.M1
                ? second
                : CompletableFuture.<List<Candle>>completedStage(List.of());
    Candle missed = minute(open, true);
    Candle came = minute(open + 60_000, true);
    fixture.market.listener().onDisconnected(Stream.CANDLES, "reset");
    fixture.market.listener().onConnected(Stream.CANDLES);
    fixture.market.listener().onCandle(came, fixture.nanos.get());
    engine.expectNoMessage(Duration.ofMillis(50));
    second.complete(List.of(missed));
    assertThat(engine.expectMessageClass(EngineActor.CandleChanged.class).candle())
        .isEqualTo(missed);
    assertThat(engine.expectMessageClass(EngineActor.CandleChanged.class).candle()).isEqualTo(came);
  }

  private static Candle minute(long open, boolean closed) {
    return new Candle(Timeframe.M1, open, 100, 101, 99, 100, 1, closed);
  }

  @Test
  void an_engine_that_restarts_gets_the_rings_and_what_is_wrong_with_the_streams() {
    ActorRef<FeedActor.Command> feed = warm();
    for (long id = 1; id <= 3; id++) {
      trade(id, 100, 1);
    }
    book(1);
    engine.fishForMessage(
        Duration.ofSeconds(3),
        message ->
            message instanceof EngineActor.Answer
                ? akka.actor.testkit.typed.javadsl.FishingOutcomes.complete()
                : akka.actor.testkit.typed.javadsl.FishingOutcomes.continueAndIgnore());
    fixture.pass(Duration.ofMillis(1_001));
    engine.expectMessage(new EngineActor.StreamChanged(FeedStream.BOOK, EngineActor.Change.STALE));
    feed.tell(new FeedActor.EngineStarted("tick", engine.getRef()));
    EngineActor.History history = engine.expectMessageClass(EngineActor.Rebuild.class).history();
    assertThat(history.market().trades().size()).isEqualTo(3);
    assertThat(history.market().book()).isPresent();
    assertThat(history.market().events())
        .extracting(EngineActor.Past.Event::afterTrades)
        .containsExactly(3, 3); // The book, and its mark.
    engine.expectMessage(new EngineActor.StreamChanged(FeedStream.BOOK, EngineActor.Change.STALE));
  }

  @Test
  void a_step_of_more_than_a_percent_between_two_trades_is_told() {
    warm();
    trade(1, 100, 1);
    trade(2, 101, 1);
    trade(3, 102.02, 1);
    SymbolActor.PriceGap gap = tree.expectMessageClass(SymbolActor.PriceGap.class);
    assertThat(gap.before()).isEqualTo(101);
    assertThat(gap.after()).isEqualTo(102.02);
  }

  @Test
  void hot_state_is_there_to_be_read() {
    fixture.market.candles =
        timeframe -> CompletableFuture.completedStage(ScriptedMarket.history(timeframe, 4, T0));
    ActorRef<FeedActor.Command> feed = warm();
    for (long id = 1; id <= 5; id++) {
      trade(id, 100 + id / 10.0, 1);
    }
    book(1);
    TestProbe<Object> people = kit.createTestProbe();
    feed.tell(new FeedActor.GetTrades(2, people.getRef().narrow()));
    assertThat((List<?>) people.receiveMessage()).hasSize(2);
    feed.tell(new FeedActor.GetCandles(Timeframe.M5, 3, people.getRef().narrow()));
    assertThat((List<?>) people.receiveMessage()).hasSize(3);
    feed.tell(new FeedActor.GetBook(people.getRef().narrow()));
    assertThat(people.receiveMessage().toString()).contains("BTCUSDT").contains("99.9");
  }

  @Test
  void a_socket_that_opens_slowly_at_the_start_is_no_cut() {
    start();
    engine.expectMessageClass(EngineActor.Rebuild.class);
    fixture.market.listener().onDisconnected(Stream.BOOK, "not there yet");
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    fixture.pass(Duration.ofSeconds(14));
    tree.expectNoMessage(Duration.ofMillis(250));
    fixture.pass(Duration.ofSeconds(2));
    assertThat(lost().reason()).contains("BOOK socket cut");
  }

  @Test
  void a_position_is_told_the_price_of_each_mark_once_there_is_a_trade() {
    ActorRef<FeedActor.Command> feed = warm();
    TestProbe<PositionActor.Command> position = kit.createTestProbe();
    feed.tell(new FeedActor.PositionStarted(position.getRef()));
    book(1);
    decision.expectMessageClass(DecisionActor.MarkPlaced.class);
    position.expectNoMessage(Duration.ofMillis(50));
    trade(1, 100, 1);
    book(2);
    PositionActor.Price price = position.expectMessageClass(PositionActor.Price.class);
    assertThat(price.last()).isEqualTo(100);
    assertThat(price.bid()).isEqualTo(99.9);
    assertThat(price.ask()).isEqualTo(100.1);
  }
}
