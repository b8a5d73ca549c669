package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vortex7.live.view.BookView;
import vortex7.live.view.FeedView;
import vortex7.live.view.TradeView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketData;
import vortex7.signal.Feed;
import vortex7.signal.FeedStream;

/**
 * One symbol's market data: takes what the connection's thread buffered, passes it through the
 * guard, keeps the hot rings, tells the engines and places the marks.
 *
 * <p>Reads the candles before anybody is told anything; again, with what came meanwhile held back,
 * after a reconnect and when a candle is missing. Reads missing trades by id until the guard gives
 * them up.
 */
public final class FeedActor extends AbstractBehavior<FeedActor.Command> {

  /** What a feed is told. */
  public sealed interface Command {}

  /** An engine (re)started and is to be told {@link EngineActor.Rebuild}. */
  public record EngineStarted(String name, ActorRef<EngineActor.Command> engine)
      implements Command {}

  /** The decision (re)started. */
  public record DecisionStarted(ActorRef<DecisionActor.Command> decision) implements Command {}

  /** The position (re)started. */
  public record PositionStarted(ActorRef<PositionActor.Command> position) implements Command {}

  public record GetBook(ActorRef<Optional<BookView>> replyTo) implements Command {}

  public record GetCandles(Timeframe timeframe, int limit, ActorRef<List<Candle>> replyTo)
      implements Command {}

  public record GetTrades(int limit, ActorRef<List<TradeView>> replyTo) implements Command {}

  public record GetHealth(ActorRef<FeedView> replyTo) implements Command {}

  private record Drain() implements Command {}

  private record Look() implements Command {}

  private record Backfill() implements Command {}

  private record CandlesRead(List<Candle> candles) implements Command {}

  private record CandlesUnreadable(String reason) implements Command {}

  private record MissingRead(List<Trade> trades, long fromId, long toId) implements Command {}

  private record MissingUnreadable(long fromId, long toId, String reason) implements Command {}

  private record ReadMissing(long fromId, long toId) implements Command {}

  private static final Duration RETRY_MISSING = Duration.ofMillis(500);
  private static final int TRADES_A_REQUEST = 1_000;
  private static final int HELD_CANDLES_MAX = 4_096;

  public static Behavior<Command> create(
      Symbol symbol, Wiring wiring, ActorRef<SymbolActor.Command> tree) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(timers -> new FeedActor(context, timers, symbol, wiring, tree)));
  }

  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<SymbolActor.Command> tree;
  private final TimerScheduler<Command> timers;
  private final FeedBuffer buffer;
  private final FeedAudience audience;
  private final Feed feed;
  private final MarketData.Subscription subscription;
  private final StreamWatch book;
  private final StreamWatch trades;
  private final StreamWatch candles;
  private final List<Candle> held = new ArrayList<>();
  private long readNanos;
  private boolean reading;
  private boolean lost;
  private boolean toldGood;
  private long tradesSeen;
  private long booksSeen;
  private long candlesSeen;
  private long malformed;

  private FeedActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Symbol symbol,
      Wiring wiring,
      ActorRef<SymbolActor.Command> tree) {
    super(context);
    context.setLoggerName(FeedActor.class);
    this.symbol = symbol;
    this.wiring = wiring;
    this.tree = tree;
    this.timers = timers;
    FeedLimits limits = wiring.feedLimits();
    long now = wiring.nanos().getAsLong();
    book = new StreamWatch(FeedStream.BOOK, limits.bookStaleAfter(), now);
    trades = new StreamWatch(FeedStream.TRADES, limits.tradesStaleAfter(), now);
    candles = new StreamWatch(FeedStream.CANDLES, limits.candlesStaleAfter(), now);
    audience = new FeedAudience(symbol, limits, wiring.metrics(), shell());
    feed = new Feed(wiring.feedRules(), audience);
    ActorRef<Command> self = context.getSelf();
    Drain drain = new Drain();
    buffer = new FeedBuffer(limits.tradeBuffer(), () -> self.tell(drain));
    subscription = wiring.marketData().subscribe(symbol, buffer);
    timers.startTimerWithFixedDelay(new Look(), limits.staleCheckEvery());
    readCandles();
  }

  private FeedAudience.Shell shell() {
    return new FeedAudience.Shell() {
      @Override
      public void readMissing(long fromId, long toId) {
        FeedActor.this.readMissing(fromId, toId);
      }

      @Override
      public void priceGap(double before, double after, long eventTimeMillis) {
        tree.tell(new SymbolActor.PriceGap(before, after, eventTimeMillis));
      }
    };
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Command.class, this::onCommand)
        .onSignal(PreRestart.class, signal -> closed())
        .onSignal(PostStop.class, signal -> closed())
        .build();
  }

  private Behavior<Command> closed() {
    subscription.close();
    return this;
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Drain ignored -> drain();
      case Look ignored -> look();
      case EngineStarted(String name, ActorRef<EngineActor.Command> engine) ->
          audience.engineStarted(name, engine);
      case DecisionStarted(ActorRef<DecisionActor.Command> decision) ->
          audience.decisionStarted(decision);
      case PositionStarted(ActorRef<PositionActor.Command> position) ->
          audience.positionStarted(position);
      case Backfill ignored -> readCandles();
      case CandlesRead(List<Candle> read) -> onCandlesRead(read);
      case CandlesUnreadable(String reason) -> {
        getContext().getLog().warn("event=candles-unreadable symbol={} reason={}", symbol, reason);
        timers.startSingleTimer(new Backfill(), wiring.feedLimits().backfillRetryAfter());
      }
      case ReadMissing(long fromId, long toId) -> readMissing(fromId, toId);
      case MissingRead missing -> onMissingRead(missing);
      case MissingUnreadable(long fromId, long toId, String reason) -> {
        getContext().getLog().warn("event=trades-unreadable symbol={} reason={}", symbol, reason);
        retryMissing(fromId, toId);
      }
      case GetBook(ActorRef<Optional<BookView>> replyTo) ->
          replyTo.tell(FeedViews.book(symbol, Optional.ofNullable(audience.book())));
      case GetCandles(Timeframe timeframe, int limit, ActorRef<List<Candle>> replyTo) ->
          replyTo.tell(audience.candles.newest(timeframe, limit));
      case GetTrades(int limit, ActorRef<List<TradeView>> replyTo) ->
          replyTo.tell(audience.trades.newest(limit).stream().map(FeedViews::trade).toList());
      case GetHealth(ActorRef<FeedView> replyTo) -> replyTo.tell(health());
    }
    return this;
  }

  // The tick path.

  private void drain() {
    if (!audience.isOpen()) {
      return; // Everything waits in the buffer until the candles are read.
    }
    FeedBuffer.Drained drained = buffer.drain();
    int next = 0;
    Iterator<FeedBuffer.Event> events = drained.events().iterator();
    while (events.hasNext()) {
      FeedBuffer.Event event = events.next();
      next = trades(drained, next, event.afterTrades());
      onEvent(event);
    }
    trades(drained, next, drained.size());
    audience.flush();
    if (drained.size() > 0) {
      tradesSeen += drained.size();
      wiring.metrics().frames(symbol, "trades", drained.size());
    }
  }

  private int trades(FeedBuffer.Drained drained, int from, int to) {
    for (int i = from; i < to; i++) {
      fresh(trades, drained.receivedNanos(i));
      audience.frame(drained.receivedNanos(i));
      feed.onTrade(
          drained.id(i),
          drained.price(i),
          drained.quantity(i),
          drained.buyerIsMaker(i),
          drained.timeMillis(i));
    }
    return to;
  }

  private void onEvent(FeedBuffer.Event event) {
    switch (event) {
      case FeedBuffer.Event.Book(
              int after,
              BookSnapshot snapshot,
              boolean conflated,
              long receivedNanos) -> {
        booksSeen++;
        wiring.metrics().frames(symbol, "book", 1);
        fresh(book, receivedNanos);
        audience.frame(receivedNanos);
        if (conflated) {
          feed.onBooksConflated();
        }
        feed.onBook(snapshot);
      }
      case FeedBuffer.Event.CandleCame(int after, Candle candle, long receivedNanos) -> {
        candlesSeen++;
        wiring.metrics().frames(symbol, "candles", 1);
        fresh(candles, receivedNanos);
        onCandle(candle);
      }
      case FeedBuffer.Event.Connected(int after, FeedStream stream) -> {
        if (watch(stream).connected() && stream == FeedStream.CANDLES) {
          readCandles();
        }
        getContext().getLog().info("event=connected symbol={} stream={}", symbol, stream);
      }
      case FeedBuffer.Event.Disconnected(int after, FeedStream stream, String reason) -> {
        watch(stream).disconnected(wiring.nanos().getAsLong());
        getContext()
            .getLog()
            .warn("event=disconnected symbol={} stream={} reason={}", symbol, stream, reason);
      }
      case FeedBuffer.Event.Malformed(int after, FeedStream stream, String reason) -> {
        malformed++;
        wiring.metrics().feedFault(symbol, "MALFORMED");
        if (Long.bitCount(malformed) == 1) { // 1, 2, 4, 8 …: a flood of them is few lines.
          getContext()
              .getLog()
              .warn(
                  "event=malformed symbol={} stream={} count={} reason={}",
                  symbol,
                  stream,
                  malformed,
                  reason);
        }
      }
    }
  }

  private void fresh(StreamWatch watch, long receivedNanos) {
    if (watch.frame(receivedNanos)) {
      audience.staleness(watch.stream, false);
    }
  }

  // Candles.

  private void onCandle(Candle candle) {
    if (!reading && audience.candles.misses(candle) && mayReadAgain()) {
      readCandles();
    }
    if (!reading) {
      feed.onCandle(candle);
    } else if (held.size() < HELD_CANDLES_MAX) {
      held.add(candle);
    }
  }

  /** A venue without older candles has none a moment later either: each read costs weight. */
  private boolean mayReadAgain() {
    Duration since = Duration.ofNanos(wiring.nanos().getAsLong() - readNanos);
    return since.compareTo(wiring.feedLimits().backfillRetryAfter()) >= 0;
  }

  private void readCandles() {
    reading = true;
    readNanos = wiring.nanos().getAsLong();
    List<CompletableFuture<List<Candle>>> reads = new ArrayList<>();
    for (Timeframe timeframe : Timeframe.values()) {
      reads.add(
          wiring
              .marketData()
              .candles(symbol, timeframe, wiring.feedLimits().candleRing())
              .toCompletableFuture());
    }
    getContext()
        .pipeToSelf(
            CompletableFuture.allOf(reads.toArray(CompletableFuture[]::new))
                .thenApply(unused -> reads.stream().flatMap(read -> read.join().stream()).toList()),
            (read, fault) ->
                read == null ? new CandlesUnreadable(text(fault)) : new CandlesRead(read));
  }

  private void onCandlesRead(List<Candle> read) {
    audience.frame(wiring.nanos().getAsLong());
    read.forEach(this::passNew);
    held.forEach(this::passNew);
    held.clear();
    reading = false;
    if (!audience.isOpen()) {
      audience.open();
      getContext().getLog().info("event=feed-warm symbol={} candles={}", symbol, read.size());
      drain();
    }
  }

  private void passNew(Candle candle) {
    boolean news =
        audience
            .candles
            .newestClosed(candle.timeframe())
            .map(last -> candle.openTime() > last.openTime())
            .orElse(true);
    if (news) {
      feed.onCandle(candle);
    }
  }

  // Missing trades.

  private void readMissing(long fromId, long toId) {
    int limit = (int) Math.min(TRADES_A_REQUEST, toId - fromId + 1);
    getContext()
        .pipeToSelf(
            wiring.marketData().trades(symbol, fromId, limit),
            (read, fault) ->
                read == null
                    ? new MissingUnreadable(fromId, toId, text(fault))
                    : new MissingRead(read, fromId, toId));
  }

  private void onMissingRead(MissingRead missing) {
    audience.frame(wiring.nanos().getAsLong());
    feed.onMissed(missing.trades());
    audience.flush();
    long nextId =
        missing.trades().isEmpty()
            ? missing.fromId()
            : missing.trades().get(missing.trades().size() - 1).id() + 1;
    if (nextId > missing.toId() || audience.whole()) {
      return;
    }
    if (missing.trades().isEmpty()) {
      retryMissing(missing.fromId(), missing.toId());
    } else {
      readMissing(nextId, missing.toId());
    }
  }

  /** Until the guard gives them up: then the trades are whole again, in their way. */
  private void retryMissing(long fromId, long toId) {
    if (!audience.whole()) {
      timers.startSingleTimer(new ReadMissing(fromId, toId), RETRY_MISSING);
    }
  }

  // Silence.

  private void look() {
    long now = wiring.nanos().getAsLong();
    for (StreamWatch watch : List.of(book, trades, candles)) {
      if (watch.becomesStale(now)) {
        audience.staleness(watch.stream, true);
        if (watch.seen()) {
          getContext().getLog().warn("event=stale symbol={} stream={}", symbol, watch.stream);
        } else {
          getContext().getLog().info("event=awaited symbol={} stream={}", symbol, watch.stream);
        }
      }
    }
    Optional<String> emergency = emergency(now);
    if (emergency.isPresent() && !lost) {
      lost = true;
      tree.tell(new SymbolActor.MarketLost(emergency.get()));
    } else if (emergency.isEmpty() && (lost || (!toldGood && book.seen()))) {
      toldGood = true; // Once in any case: an earlier life of the feed may have told it lost.
      lost = false;
      tree.tell(new SymbolActor.MarketBack());
    }
  }

  private Optional<String> emergency(long now) {
    FeedLimits limits = wiring.feedLimits();
    if (book.silentNanos(now) > limits.emergencySilence().toNanos()) {
      return Optional.of("book silent for more than " + limits.emergencySilence());
    }
    for (StreamWatch watch : List.of(book, trades, candles)) {
      if (watch.cutForLongerThan(limits.emergencySilence(), limits.startPatience(), now)) {
        return Optional.of(watch.stream + " socket cut for more than " + limits.emergencySilence());
      }
    }
    return Optional.empty();
  }

  // For people.

  private StreamWatch watch(FeedStream stream) {
    return switch (stream) {
      case BOOK -> book;
      case TRADES -> trades;
      case CANDLES -> candles;
    };
  }

  private FeedView health() {
    return FeedViews.health(
        List.of(book, trades, candles),
        wiring.nanos().getAsLong(),
        audience,
        new FeedViews.Counts(
            tradesSeen, booksSeen, candlesSeen, buffer.dropped(), buffer.conflated(), malformed),
        feed.guard());
  }

  private static String text(@Nullable Throwable fault) {
    return fault == null ? "no answer" : String.valueOf(fault.getMessage());
  }
}
