package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;
import static vortex7.live.LiveFixture.BTC;
import static vortex7.signal.DataFault.ABSURD_CANDLE;
import static vortex7.signal.DataFault.ABSURD_SHARE;
import static vortex7.signal.DataFault.BOOK_GAP;
import static vortex7.signal.DataFault.CROSSED_BOOK;
import static vortex7.signal.DataFault.DISORDERED_BOOK;
import static vortex7.signal.DataFault.DUPLICATE;
import static vortex7.signal.DataFault.EMPTY_BOOK;
import static vortex7.signal.DataFault.NOT_FINITE;
import static vortex7.signal.DataFault.NOT_POSITIVE;
import static vortex7.signal.DataFault.TIME_BACKWARDS;
import static vortex7.signal.DataFault.TRADE_GAP;
import static vortex7.signal.DataFault.WRONG_INTERVAL;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.testkit.PersistenceTestKitPlugin;
import akka.persistence.testkit.PersistenceTestKitSnapshotPlugin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import vortex7.SharedData;
import vortex7.decision.PipelineRules;
import vortex7.live.view.EngineView;
import vortex7.live.view.FeedView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.port.MarketListener;
import vortex7.port.MarketListener.Stream;
import vortex7.signal.DataFault;
import vortex7.signal.EngineId;
import vortex7.signal.Observation;

/**
 * Bad data of every kind, through the real feed with the five real engines behind it: none of it
 * reaches an engine, each is counted by stream and kind, and an engine's reason names it.
 */
class BadDataTest {
  private static final long T0 = LiveFixture.NOON.toEpochMilli();
  private static final long MINUTE = Timeframe.M1.openOf(T0);

  /** One event that is wrong in one way, after a good one of each stream. */
  private record Bad(String what, String stream, DataFault kind, Consumer<Stage> event) {
    @Override
    public String toString() {
      return stream + " " + kind + ": " + what;
    }
  }

  private static Bad trade(String what, DataFault kind, Consumer<Stage> event) {
    return new Bad(what, "TRADES", kind, event);
  }

  private static Bad book(String what, DataFault kind, Consumer<BookSnapshot> spoil) {
    return new Bad(what, "BOOK", kind, stage -> stage.book(2, spoil));
  }

  private static Bad candle(String what, DataFault kind, Candle candle) {
    return new Bad(what, "CANDLES", kind, stage -> stage.market.onCandle(candle, 0));
  }

  private static Bad poll(String what, DataFault kind, Observation observation) {
    return new Bad(what, "POLLS", kind, stage -> stage.observe(observation));
  }

  private static Candle minute(
      long open, double opens, double high, double low, double close, double volume) {
    return new Candle(Timeframe.M1, open, opens, high, low, close, volume, true);
  }

  static final List<Bad> KINDS =
      List.of(
          trade("no price", NOT_FINITE, at -> at.trade(2, Double.NaN, 1, 2)),
          trade("no end of it", NOT_FINITE, at -> at.trade(2, 100, Double.POSITIVE_INFINITY, 2)),
          trade("a price of 0", NOT_POSITIVE, at -> at.trade(2, 0, 1, 2)),
          trade("a price of -1", NOT_POSITIVE, at -> at.trade(2, -1, 1, 2)),
          trade("a quantity of 0", NOT_POSITIVE, at -> at.trade(2, 100, 0, 2)),
          trade("a quantity of -1", NOT_POSITIVE, at -> at.trade(2, 100, -1, 2)),
          trade("a millisecond back", TIME_BACKWARDS, at -> at.trade(2, 100, 1, 0)),
          trade("the same id", DUPLICATE, at -> at.trade(1, 100, 1, 2)),
          trade("an older id", DUPLICATE, at -> at.trade(0, 100, 1, 2)),
          trade("an id left out", TRADE_GAP, at -> at.trade(3, 100, 1, 2)),
          book("bid above ask", CROSSED_BOOK, book -> book.bidPrice[0] = 100.2),
          book("bid at ask", CROSSED_BOOK, book -> book.bidPrice[0] = 100.1),
          book("no bids", EMPTY_BOOK, book -> book.bids = 0),
          book("no asks", EMPTY_BOOK, book -> book.asks = 0),
          book("a price that is none", NOT_FINITE, book -> book.askPrice[1] = Double.NaN),
          book("a quantity that is none", NOT_FINITE, book -> book.bidQuantity[1] = Double.NaN),
          book("a price of 0", NOT_POSITIVE, book -> book.bidPrice[1] = 0),
          book("a negative price", NOT_POSITIVE, book -> book.askPrice[0] = -100.1),
          book("a level of nothing", NOT_POSITIVE, book -> book.askQuantity[1] = 0),
          book("levels out of order", DISORDERED_BOOK, book -> book.bidPrice[1] = 99.95),
          book("a level twice", DISORDERED_BOOK, book -> book.askPrice[1] = 100.1),
          book("an earlier time", TIME_BACKWARDS, book -> book.eventTime = T0),
          book("the same update", DUPLICATE, book -> book.updateId = 1),
          book("a snapshot left out", BOOK_GAP, book -> book.previousUpdateId = 17),
          candle("no high", NOT_FINITE, minute(MINUTE + 60_000, 100, Double.NaN, 99, 100, 1)),
          candle("a low of 0", NOT_POSITIVE, minute(MINUTE + 60_000, 100, 101, 0, 100, 1)),
          candle(
              "less than no volume", NOT_POSITIVE, minute(MINUTE + 60_000, 100, 101, 99, 100, -1)),
          candle(
              "half a minute late", WRONG_INTERVAL, minute(MINUTE + 90_000, 100, 101, 99, 100, 1)),
          candle("the same minute", DUPLICATE, minute(MINUTE, 100, 101, 99, 100, 1)),
          candle("an older minute", TIME_BACKWARDS, minute(MINUTE - 60_000, 100, 101, 99, 100, 1)),
          candle(
              "a high below the close",
              ABSURD_CANDLE,
              minute(MINUTE + 60_000, 100, 101, 99, 102, 1)),
          candle(
              "a low above the open",
              ABSURD_CANDLE,
              minute(MINUTE + 60_000, 100, 102, 101, 102, 1)),
          poll(
              "a share that is none", NOT_FINITE, new Observation.AccountRatio(T0 + 9, Double.NaN)),
          poll("more than all", ABSURD_SHARE, new Observation.AccountRatio(T0 + 9, 1.01)),
          poll("less than nobody", ABSURD_SHARE, new Observation.TopTraders(T0 + 9, -0.01)),
          poll(
              "less than nothing open",
              NOT_POSITIVE,
              new Observation.OpenInterest(T0 + 9, -1, 100)),
          poll("a price of 0", NOT_POSITIVE, new Observation.OpenInterest(T0 + 9, 1, 0)),
          poll(
              "funding at no price",
              NOT_FINITE,
              new Observation.Funding(T0 + 9, Double.NaN, 0.0001, T0 + 10, 28_800_000)),
          poll(
              "a history that goes back",
              TIME_BACKWARDS,
              new Observation.OpenInterestHistory(
                  T0 + 9,
                  List.of(
                      new Observation.OpenInterest(T0 - 5, 1, 100),
                      new Observation.OpenInterest(T0 - 6, 1, 100)))));

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          "bad-data",
          PersistenceTestKitPlugin.config()
              .withFallback(PersistenceTestKitSnapshotPlugin.config())
              .withFallback(LiveFixture.akka()));

  @TempDir Path data;

  @AfterAll
  static void end() {
    KIT.shutdownTestKit();
  }

  /** A warm feed with the five engines; what one of them was told, and the faults that counted. */
  private final class Stage {
    final List<String> metrics = new CopyOnWriteArrayList<>();
    final List<EngineActor.Command> told = new CopyOnWriteArrayList<>();
    final Map<EngineId, ActorRef<EngineActor.Command>> engines = new TreeMap<>();
    final ActorRef<FeedActor.Command> feed;
    final MarketListener market;
    final LiveFixture fixture;

    Stage() {
      fixture = new LiveFixture(data, LiveFixture.faultsTo(metrics));
      fixture.market.candles =
          timeframe ->
              CompletableFuture.completedStage(
                  ScriptedMarket.history(timeframe, 80, T0).stream()
                      .filter(Candle::closed)
                      .toList());
      TestProbe<DecisionActor.Command> decision = KIT.createTestProbe();
      feed =
          KIT.spawn(
              FeedActor.create(
                  BTC, fixture.wiring, KIT.<SymbolActor.Command>createTestProbe().getRef()));
      feed.tell(new FeedActor.DecisionStarted(decision.getRef()));
      EngineActor.all(PipelineRules.documents(), ScriptedMarket.instrument(BTC), decision.getRef())
          .forEach(
              (name, engine) -> {
                ActorRef<EngineActor.Command> ref =
                    KIT.spawn(
                        name.equals("tick")
                            ? Behaviors.intercept(() -> new Overhearing(told), engine)
                            : engine);
                for (EngineId id : EngineId.values()) {
                  if (id.code().equals(name)) {
                    engines.put(id, ref);
                  }
                }
                feed.tell(new FeedActor.EngineStarted(name, ref));
              });
      TestProbe<FeedView> answer = KIT.createTestProbe();
      do {
        feed.tell(new FeedActor.GetHealth(answer.getRef()));
      } while (!answer.receiveMessage().warm());
      market = fixture.market.listener();
    }

    /** A good event of each stream. */
    Stage begun() {
      trade(1, 100, 1, 1);
      book(1, book -> {});
      market.onCandle(minute(MINUTE, 100, 101, 99, 100, 1), 0);
      observe(new Observation.AccountRatio(T0, 0.6));
      health();
      views();
      told.clear();
      return this;
    }

    void trade(long id, double price, double quantity, long time) {
      market.onTrade(id, price, quantity, false, T0 + time, 0);
    }

    void book(long id, Consumer<BookSnapshot> spoil) {
      BookSnapshot book = LiveFixture.book(id, 99.9, 100.1, T0 + id);
      book.addBid(99.8, 1);
      book.addAsk(100.2, 1);
      spoil.accept(book);
      market.onBook(book, 0);
    }

    void observe(Observation observation) {
      feed.tell(new FeedActor.Observed(observation));
    }

    /** After all that was played. */
    FeedView health() {
      TestProbe<FeedView> answer = KIT.createTestProbe();
      feed.tell(new FeedActor.GetHealth(answer.getRef()));
      answer.receiveMessage();
      feed.tell(new FeedActor.GetHealth(answer.getRef())); // What woke the feed was ahead of it.
      return answer.receiveMessage();
    }

    /** The engines as people see them, after all that the feed has told them. */
    List<EngineView> views() {
      FeedView health = health();
      List<EngineView> views = new ArrayList<>();
      engines
          .values()
          .forEach(
              engine -> {
                TestProbe<Optional<EngineView>> answer = KIT.createTestProbe();
                engine.tell(new EngineActor.GetView(answer.getRef()));
                views.add(answer.receiveMessage().orElseThrow());
              });
      return EngineQuestions.faulty(views, health);
    }

    EngineView view(EngineId engine) {
      return views().get(engine.ordinal());
    }
  }

  /** Writes down what an engine is told, before it is. */
  private static final class Overhearing
      extends akka.actor.typed.BehaviorInterceptor<EngineActor.Command, EngineActor.Command> {
    private final List<EngineActor.Command> told;

    Overhearing(List<EngineActor.Command> told) {
      super(EngineActor.Command.class);
      this.told = told;
    }

    @Override
    public akka.actor.typed.Behavior<EngineActor.Command> aroundReceive(
        akka.actor.typed.TypedActorContext<EngineActor.Command> context,
        EngineActor.Command message,
        ReceiveTarget<EngineActor.Command> target) {
      told.add(message);
      return target.apply(context, message);
    }
  }

  private static boolean isData(EngineActor.Command told) {
    return told instanceof EngineActor.Trades
        || told instanceof EngineActor.Book
        || told instanceof EngineActor.CandleChanged
        || told instanceof EngineActor.Observed;
  }

  @ParameterizedTest
  @FieldSource("KINDS")
  void bad_data_reaches_no_engine_and_is_counted_by_stream_and_kind(Bad bad) {
    Stage stage = new Stage().begun();
    bad.event().accept(stage);
    FeedView health = stage.health();
    assertThat(health.faults())
        .extracting(
            FeedView.FaultView::stream,
            FeedView.FaultView::kind,
            FeedView.FaultView::count,
            FeedView.FaultView::lastAt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                bad.stream(), bad.kind().name(), 1L, LiveFixture.NOON));
    assertThat(stage.metrics).containsOnlyOnce(bad.kind().name());
    stage.views();
    assertThat(stage.told).noneMatch(BadDataTest::isData);
  }

  @Test
  void the_table_names_every_kind() {
    Set<DataFault> kinds = EnumSet.of(DataFault.NONE);
    KINDS.forEach(bad -> kinds.add(bad.kind()));
    assertThat(kinds).containsExactlyInAnyOrder(DataFault.values());
  }

  @Test
  void a_frame_that_cannot_be_read_is_counted_for_its_stream() {
    Stage stage = new Stage().begun();
    stage.market.onMalformed(Stream.TRADES, "no number");
    stage.market.onMalformed(Stream.CANDLES, "no end");
    stage.market.onMalformed(Stream.CANDLES, "no end");
    assertThat(stage.health().faults())
        .extracting(fault -> fault.stream() + " " + fault.kind() + " " + fault.count())
        .containsExactly("CANDLES MALFORMED 2", "TRADES MALFORMED 1");
    assertThat(stage.metrics).containsExactly("MALFORMED", "MALFORMED", "MALFORMED");
  }

  @Test
  void the_reason_of_an_engine_names_what_was_wrong_with_its_data_and_others_do_not() {
    Stage stage = new Stage().begun();
    stage.book(2, book -> book.bidPrice[0] = 100.2);
    assertThat(stage.view(EngineId.ORDER_FLOW).reason())
        .as("before a mark asks the engine")
        .isEqualTo("GAP: BOOK CROSSED_BOOK");
    stage.trade(2, 100, 1, 3);
    stage.trade(3, 100, 60_000, 4); // A big trade: a mark at once.
    EngineView flow = stage.view(EngineId.ORDER_FLOW);
    assertThat(flow.direction()).isEqualTo("NEUTRAL");
    assertThat(flow.strength()).isZero();
    assertThat(flow.state()).isEqualTo("GAP");
    assertThat(flow.reason()).isEqualTo("GAP: BOOK CROSSED_BOOK");
    assertThat(flow.alive()).isTrue();
    assertThat(flow.lastFault().orElseThrow().count()).isEqualTo(1);
    assertThat(stage.view(EngineId.TICK).reason()).isEqualTo("NOT_WARM");
    assertThat(stage.view(EngineId.TICK).lastFault()).isEmpty();
    assertThat(stage.view(EngineId.REGIME).lastFault().orElseThrow().kind())
        .isEqualTo("CROSSED_BOOK");
    stage.book(3, book -> book.previousUpdateId = 1);
    assertThat(stage.view(EngineId.ORDER_FLOW).reason()).isEqualTo("NOT_WARM");
    assertThat(stage.view(EngineId.ORDER_FLOW).lastFault()).isPresent();
  }

  @Test
  void a_silent_stream_is_the_reason_of_those_that_live_by_it_and_that_it_makes_neutral() {
    Stage stage = new Stage().begun();
    stage.fixture.pass(Duration.ofMillis(1_001));
    org.awaitility.Awaitility.await()
        .until(() -> stage.view(EngineId.ORDER_FLOW).state().equals("STALE"));
    assertThat(stage.view(EngineId.ORDER_FLOW).reason()).isEqualTo("STALE");
    assertThat(stage.view(EngineId.TICK).state()).isEqualTo("WARMING");
    assertThat(stage.view(EngineId.REGIME).state())
        .as("the next book brings its spread with it")
        .isNotEqualTo("STALE");
  }

  @Test
  void trades_that_are_missing_are_the_reason_of_both_engines_that_live_by_them() {
    Stage stage = new Stage().begun();
    stage.trade(5, 100, 1, 2);
    stage.book(2, book -> {});
    assertThat(stage.view(EngineId.ORDER_FLOW).reason()).isEqualTo("GAP: TRADES TRADE_GAP");
    assertThat(stage.view(EngineId.TICK).reason()).isEqualTo("GAP: TRADES TRADE_GAP");
    assertThat(stage.view(EngineId.TECHNICAL).lastFault()).isEmpty();
  }

  // Recordings with injected faults, beside the same without.

  @Test
  void of_the_spoiled_recording_of_trades_the_price_below_zero_is_refused_and_nothing_else()
      throws IOException {
    Map<String, Long> sound = trades("trx/trade_usdm_trxusdt_20250304_positive.csv.gz");
    Map<String, Long> spoiled = trades("trx/trade_usdm_trxusdt_20250304_negative.csv.gz");
    // Both hold a trade of the venue's own, at a price of 0.
    assertThat(sound).containsExactly(Map.entry("TRADES NOT_POSITIVE", 1L));
    assertThat(spoiled).containsExactly(Map.entry("TRADES NOT_POSITIVE", 2L));
  }

  private Map<String, Long> trades(String file) throws IOException {
    Stage stage = new Stage();
    for (Map<String, String> row : rows(file)) {
      play(stage, row);
    }
    return faults(stage);
  }

  @Test
  void of_the_spoiled_recording_of_books_the_changed_update_is_a_gap_and_nothing_else()
      throws IOException {
    assertThat(books("trx/merged_usdm_trxusdt_20250414_positive.csv.gz")).isEmpty();
    assertThat(books("trx/merged_usdm_trxusdt_20250414_negative.csv.gz"))
        .containsExactly(Map.entry("BOOK BOOK_GAP", 1L));
  }

  /** Differences put together to the books that the venue would have told. */
  private Map<String, Long> books(String file) throws IOException {
    Stage stage = new Stage();
    TreeMap<Double, Double> bids = new TreeMap<>(Comparator.reverseOrder());
    TreeMap<Double, Double> asks = new TreeMap<>();
    String update = "";
    BookSnapshot next = new BookSnapshot();
    for (Map<String, String> row : rows(file)) {
      if (row.get("Stream").isEmpty()) {
        continue; // The whole book, which the differences since the day before give as well.
      }
      boolean isTrade = row.get("Stream").endsWith("@trade");
      if (!update.isEmpty() && (isTrade || !row.get("FinalUpdateId").equals(update))) {
        tell(stage, next, bids, asks);
        update = "";
      }
      if (isTrade) {
        play(stage, row);
        continue;
      }
      TreeMap<Double, Double> side = row.get("IsAsk").equals("1") ? asks : bids;
      double price = Double.parseDouble(row.get("Price"));
      double quantity = Double.parseDouble(row.get("Quantity"));
      if (quantity == 0) {
        side.remove(price);
      } else {
        side.put(price, quantity);
      }
      if (row.values().contains("DIFFERENCE_DEPTH_STREAM")) {
        update = row.get("FinalUpdateId");
        next = new BookSnapshot();
        next.updateId = Long.parseLong(update);
        next.previousUpdateId = Long.parseLong(row.get("FinalUpdateIdInLastStream"));
        next.eventTime = Long.parseLong(row.get("EventTime"));
      }
    }
    return faults(stage);
  }

  private static void tell(
      Stage stage, BookSnapshot next, TreeMap<Double, Double> bids, TreeMap<Double, Double> asks) {
    bids.entrySet().stream()
        .limit(BookSnapshot.DEPTH)
        .forEach(level -> next.addBid(level.getKey(), level.getValue()));
    asks.entrySet().stream()
        .limit(BookSnapshot.DEPTH)
        .forEach(level -> next.addAsk(level.getKey(), level.getValue()));
    stage.market.onBook(next, 0);
    stage.health(); // Else the feed would take the newest of several only.
  }

  private static void play(Stage stage, Map<String, String> row) {
    stage.market.onTrade(
        Long.parseLong(row.get("TradeId")),
        Double.parseDouble(row.get("Price")),
        Double.parseDouble(row.get("Quantity")),
        row.get("IsBuyerMarketMaker").equals("1"),
        Long.parseLong(row.get("TransactionTime")),
        0);
  }

  private static Map<String, Long> faults(Stage stage) {
    Map<String, Long> faults = new TreeMap<>();
    stage
        .health()
        .faults()
        .forEach(fault -> faults.put(fault.stream() + " " + fault.kind(), fault.count()));
    assertThat(stage.told)
        .filteredOn(EngineActor.Trades.class::isInstance)
        .allSatisfy(
            told -> {
              TradeBatch batch = ((EngineActor.Trades) told).trades();
              for (int i = 0; i < batch.size(); i++) {
                assertThat(batch.price(i)).isPositive();
              }
            });
    return faults;
  }

  /** The rows of a table with comments before it, by the names of its columns. */
  private static List<Map<String, String>> rows(String file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.file(file))),
                StandardCharsets.UTF_8))) {
      List<String> columns = List.of();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> fields = List.of(line.split(",", -1));
        if (line.startsWith("#")) {
          continue;
        }
        if (columns.isEmpty()) {
          columns = fields;
          continue;
        }
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < columns.size(); i++) {
          row.put(columns.get(i), fields.get(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
