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
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.live.view.BookView;
import vortex7.live.view.FeedView;
import vortex7.live.view.SentimentView;
import vortex7.live.view.TradeView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.port.MarketData;
import vortex7.signal.EngineId;
import vortex7.signal.FeedStream;
import vortex7.signal.Observation;
import vortex7.signal.Observation.LiquidationMapKept;

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

  /** The micro price of the newest book; no answer before the first one. */
  public record GetPrice(ActorRef<PriceTold> replyTo) implements Command {}

  /** A price, at the time of its event. */
  public record PriceTold(Symbol symbol, long timeMillis, double price) {}

  public record GetCandles(Timeframe timeframe, int limit, ActorRef<List<Candle>> replyTo)
      implements Command {}

  public record GetTrades(int limit, ActorRef<List<TradeView>> replyTo) implements Command {}

  /** The newest readings of open interest, oldest first. */
  public record GetOpenInterest(ActorRef<List<SentimentView.OpenInterestView>> replyTo)
      implements Command {}

  public record GetHealth(ActorRef<FeedView> replyTo) implements Command {}

  private record Drain() implements Command {}

  private record Look() implements Command {}

  private record Backfill() implements Command {}

  /** Something beside the streams was learned: by another actor, for this symbol's engines. */
  public record Observed(Observation observation) implements Command {}

  record Polled(FeedPolls.Kind kind, FeedPolls.Answer answer) implements Command {}

  record PollFailed(FeedPolls.Kind kind, String reason) implements Command {}

  /** The journal was read: the liquidation map that it holds, if any. */
  record MapRead(Optional<LiquidationMapKept> map) implements Command {}

  record MapKept(LiquidationMapKept map) implements Command {}

  record CandlesRead(List<Candle> candles) implements Command {}

  record CandlesUnreadable(String reason) implements Command {}

  private record PastRead(List<Trade> trades) implements Command {}

  private record PastUnreadable(String reason) implements Command {}

  private record MissingRead(List<Trade> trades, long fromId, long toId) implements Command {}

  private record MissingUnreadable(long fromId, long toId, String reason) implements Command {}

  private record ReadMissing(long fromId, long toId) implements Command {}

  private static final Duration RETRY_MISSING = Duration.ofMillis(500);
  private static final int TRADES_A_REQUEST = 1_000;

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
  private final FeedDesk feed;
  private final MarketData.Subscription subscription;
  private final FeedWatch watch;
  private final CandleBackfill backfill;
  private final FeedPolls polls;
  private final KeptMap keptMap;
  private long tradesSeen;
  private long booksSeen;
  private long candlesSeen;
  private long malformed;
  private long observedMillis = Long.MIN_VALUE;

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
    audience = new FeedAudience(symbol, limits, wiring.metrics(), wiring.clock(), shell());
    feed = new FeedDesk(symbol, wiring.feedRules().apply(symbol), audience, wiring.inputs());
    watch = new FeedWatch(context, symbol, wiring, feed, tree);
    backfill = new CandleBackfill(context, symbol, wiring, audience, feed);
    keptMap = new KeptMap(context, symbol, wiring, audience, feed);
    polls = new FeedPolls(context, symbol, wiring, audience, feed, keptMap);
    ActorRef<Command> self = context.getSelf();
    Drain drain = new Drain();
    buffer = new FeedBuffer(limits.tradeBuffer(), () -> self.tell(drain));
    subscription = wiring.marketData().subscribe(symbol, buffer);
    timers.startTimerWithFixedDelay(new Look(), limits.staleCheckEvery());
    backfill.read();
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
      case Look ignored -> {
        watch.look();
        polls.look();
        keptMap.look();
      }
      case EngineStarted(String name, ActorRef<EngineActor.Command> engine) -> {
        feed.engineStarted(name, engine::tell);
        if (name.equals(EngineId.SENTIMENT.code())) {
          keptMap.begin();
          polls.begin();
        }
      }
      case Observed(Observation observation) -> onObserved(observation);
      case MapRead(Optional<LiquidationMapKept> map) -> keptMap.read(map);
      case MapKept(LiquidationMapKept map) -> keptMap.kept(map);
      case Polled(FeedPolls.Kind kind, FeedPolls.Answer answer) -> polls.came(kind, answer);
      case PollFailed(FeedPolls.Kind kind, String reason) -> polls.failed(kind, reason);
      case DecisionStarted(ActorRef<DecisionActor.Command> decision) ->
          feed.decisionStarted(decision::tell);
      case PositionStarted(ActorRef<PositionActor.Command> position) ->
          audience.positionStarted(position::tell);
      case Backfill ignored -> backfill.read();
      case CandlesRead(List<Candle> read) -> onCandlesRead(read);
      case CandlesUnreadable(String reason) -> {
        getContext().getLog().warn("event=candles-unreadable symbol={} reason={}", symbol, reason);
        timers.startSingleTimer(new Backfill(), wiring.feedLimits().backfillRetryAfter());
      }
      case PastRead(List<Trade> past) -> onPastRead(past);
      case PastUnreadable(String reason) ->
          getContext().getLog().warn("event=past-unreadable symbol={} reason={}", symbol, reason);
      case ReadMissing(long fromId, long toId) -> readMissing(fromId, toId);
      case MissingRead missing -> onMissingRead(missing);
      case MissingUnreadable(long fromId, long toId, String reason) -> {
        getContext().getLog().warn("event=trades-unreadable symbol={} reason={}", symbol, reason);
        retryMissing(fromId, toId);
      }
      case GetBook(ActorRef<Optional<BookView>> replyTo) ->
          replyTo.tell(FeedViews.book(symbol, Optional.ofNullable(audience.book())));
      case GetPrice(ActorRef<PriceTold> replyTo) -> {
        BookSnapshot book = audience.book();
        if (book != null) {
          replyTo.tell(new PriceTold(symbol, book.eventTime, book.microPrice()));
        }
      }
      case GetCandles(Timeframe timeframe, int limit, ActorRef<List<Candle>> replyTo) ->
          replyTo.tell(audience.candles.newest(timeframe, limit));
      case GetTrades(int limit, ActorRef<List<TradeView>> replyTo) ->
          replyTo.tell(audience.trades.newest(limit).stream().map(FeedViews::trade).toList());
      case GetOpenInterest(ActorRef<List<SentimentView.OpenInterestView>> replyTo) ->
          replyTo.tell(
              audience.observations.openInterest().stream().map(FeedViews::openInterest).toList());
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
      if (tradesSeen == 0) {
        readPast();
      }
      tradesSeen += drained.size();
      wiring.metrics().frames(symbol, "trades", drained.size());
    }
  }

  private int trades(FeedBuffer.Drained drained, int from, int to) {
    for (int i = from; i < to; i++) {
      watch.frame(FeedStream.TRADES, drained.receivedNanos(i));
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
        watch.frame(FeedStream.BOOK, receivedNanos);
        audience.frame(receivedNanos);
        feed.onBook(snapshot, conflated);
      }
      case FeedBuffer.Event.CandleCame(int after, Candle candle, long receivedNanos) -> {
        candlesSeen++;
        wiring.metrics().frames(symbol, "candles", 1);
        watch.frame(FeedStream.CANDLES, receivedNanos);
        backfill.onCandle(candle);
      }
      case FeedBuffer.Event.Connected(int after, FeedStream stream) -> {
        feed.onConnection(stream, true, "");
        if (watch.connected(stream) && stream == FeedStream.CANDLES) {
          backfill.read();
        }
        getContext().getLog().info("event=connected symbol={} stream={}", symbol, stream);
      }
      case FeedBuffer.Event.Disconnected(int after, FeedStream stream, String reason) -> {
        feed.onConnection(stream, false, reason);
        watch.disconnected(stream);
        getContext()
            .getLog()
            .warn("event=disconnected symbol={} stream={} reason={}", symbol, stream, reason);
      }
      case FeedBuffer.Event.Malformed(int after, FeedStream stream, String reason) -> {
        malformed++;
        feed.onMalformed(stream, reason);
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

  /** Who tells of the whole market repeats itself for those that began anew. */
  private void onObserved(Observation observation) {
    if (observation.timeMillis() <= observedMillis) {
      return;
    }
    observedMillis = observation.timeMillis();
    audience.frame(wiring.nanos().getAsLong());
    feed.onObservation(observation);
  }

  private void onCandlesRead(List<Candle> read) {
    backfill.came(read);
    if (!audience.isOpen()) {
      feed.open();
      getContext().getLog().info("event=feed-warm symbol={} candles={}", symbol, read.size());
      drain();
    }
  }

  // What was traded before the first trade that came.

  private void readPast() {
    audience
        .firstTrade()
        .ifPresent(
            first ->
                getContext()
                    .pipeToSelf(
                        TradeBackfill.before(wiring.marketData(), symbol, first),
                        (read, fault) ->
                            read == null ? new PastUnreadable(text(fault)) : new PastRead(read)));
  }

  private void onPastRead(List<Trade> past) {
    if (!past.isEmpty()) {
      feed.onPast(past);
      getContext().getLog().info("event=past-read symbol={} trades={}", symbol, past.size());
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

  // For people.

  private FeedView health() {
    return FeedViews.health(
        watch.streams(),
        wiring.nanos().getAsLong(),
        audience,
        new FeedViews.Counts(
            tradesSeen, booksSeen, candlesSeen, buffer.dropped(), buffer.conflated(), malformed),
        feed.guard(),
        polls.views());
  }

  static String text(@Nullable Throwable fault) {
    return fault == null ? "no answer" : String.valueOf(fault.getMessage());
  }
}
