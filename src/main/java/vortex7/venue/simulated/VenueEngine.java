package vortex7.venue.simulated;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.MarketSource;
import vortex7.matching.replay.RecordingException;

/**
 * The one thread on which the exchange lives: moves the market to the venue's time, runs the
 * clients' requests, writes what changed to disk, and only then sends events and answers. Requests
 * that wait together share one write.
 */
final class VenueEngine implements HttpFace.Engine, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VenueEngine.class);

  /** What is due is looked for on multiples of this, in virtual milliseconds. */
  private static final long GRID_MILLIS = 10;

  /** At maximal speed there is no client to whom less would make a difference. */
  private static final long FAST_GRID_MILLIS = 50;

  /** Virtual time that one turn catches up at most, so that requests are not kept waiting. */
  private static final long TURN_MILLIS = 1_000;

  /**
   * A market that cannot keep up slows the clock down rather than fall behind by more than this.
   */
  private static final long LAG_MILLIS = 30_000;

  /** The streams of a trading client: a recording begins when all are listened to. */
  private static final Set<StreamName.Kind> HEARD_FROM_THE_BEGINNING =
      EnumSet.of(StreamName.Kind.PARTIAL_BOOK, StreamName.Kind.AGG_TRADE, StreamName.Kind.KLINE);

  /** So long the first listener to a recording waits for the others. */
  private static final long LISTENERS_NANOS = 2_000_000_000L;

  private static final long PARK_NANOS = 2_000_000;
  private static final long KEEP_ALIVE_MILLIS = 1_000;

  /** A request's work, and who waits for it. */
  private record Task(
      Endpoint.@Nullable Handler handler,
      Endpoint.@Nullable Call call,
      CompletableFuture<String> answer,
      boolean order) {}

  /** An answer that waits for the disk. */
  private record Ready(Task task, @Nullable String json, @Nullable RuntimeException no) {
    void answer() {
      if (no != null) {
        task.answer().completeExceptionally(no);
      } else {
        task.answer().complete(json);
      }
    }
  }

  private static final Task WAKE = new Task(null, null, new CompletableFuture<>(), false);

  private final SimulatedVenueSettings settings;
  private final VirtualClock clock;
  private final Exchange exchange;
  private final MarketSource source;
  private final SortedMap<Symbol, SymbolFeed> feeds;
  private final MarketWideStreams wideStreams;
  private final StreamHub hub;
  private final VenueBooks books;
  private final FaultActs faults;
  private final StepGate gate;
  private final long gridMillis;
  private final DueQueue<Task> arriving = new DueQueue<>();
  private final DueQueue<Ready> departing = new DueQueue<>();
  private final SplittableRandom random;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> marketOver = new CompletableFuture<>();
  private final Thread thread;
  private List<Ready> ready = new ArrayList<>();
  private long time;

  /** Where a leap of the clock goes: the market runs there without waiting for real time. */
  private long leapTo = Long.MIN_VALUE;

  private long stepNanos = System.nanoTime();
  private long nextKeepAliveMillis;
  private @Nullable Task first;
  private volatile boolean running = true;
  private boolean exhausted;

  /** A recording begins when it is listened to; otherwise nobody would hear its beginning. */
  private boolean awaitsListeners;

  private long firstHeardNanos;

  VenueEngine(
      SimulatedVenueSettings settings,
      VirtualClock clock,
      Exchange exchange,
      MarketSource source,
      SortedMap<Symbol, SymbolFeed> feeds,
      StreamHub hub,
      VenueBooks books,
      FaultActs faults) {
    this.settings = settings;
    this.clock = clock;
    this.exchange = exchange;
    this.source = source;
    this.feeds = feeds;
    this.wideStreams = new MarketWideStreams(feeds, hub, books);
    this.gridMillis = settings.maxSpeed() ? FAST_GRID_MILLIS : GRID_MILLIS;
    this.hub = hub;
    this.books = books;
    this.faults = faults;
    this.random = new SplittableRandom(settings.seed());
    this.time = exchange.timeMillis();
    this.awaitsListeners = settings.market() instanceof SimulatedVenueSettings.Market.Replay;
    this.gate =
        new StepGate(
            TimeUnit.MILLISECONDS.toNanos(settings.pacing().consumerTimeoutMillis()),
            () -> tasks.offer(WAKE));
    this.thread = new Thread(this::run, "vortex7-sim-engine");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  StepGate gate() {
    return gate;
  }

  /**
   * Completes when the market has nothing left to give, exceptionally with the {@link
   * RecordingException} that cut it short; the venue stands open all the same.
   */
  CompletionStage<Void> marketOver() {
    return marketOver;
  }

  /** Completes when the engine has ended; exceptionally when a fault ended it. */
  CompletionStage<Void> ended() {
    return ended;
  }

  /** The market's time, epoch ms; asked on the engine's thread. */
  long timeMillis() {
    return time;
  }

  /** Where the running leap goes, or the last one went. */
  long leapTo() {
    return leapTo;
  }

  /** Lets so much time pass as fast as the market can; on the engine's thread. */
  void leap(long millis) {
    leapTo = Math.max(time, leapTo) + millis;
  }

  @Override
  public CompletionStage<String> answer(Endpoint.Handler handler, Endpoint.Call call) {
    return answer(handler, call, false);
  }

  @Override
  public CompletionStage<String> enter(Endpoint.Handler handler, Endpoint.Call call) {
    return answer(handler, call, true);
  }

  private CompletionStage<String> answer(
      Endpoint.Handler handler, Endpoint.Call call, boolean order) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    if (!running) {
      answer.completeExceptionally(unavailable());
      return answer;
    }
    tasks.offer(new Task(handler, call, answer, order));
    if (!running) {
      answer.completeExceptionally(unavailable()); // It may have missed the engine's last look.
    }
    return answer;
  }

  private static VenueRefusal unavailable() {
    return new VenueRefusal(503, -1001, "Service Unavailable.");
  }

  private void run() {
    try {
      while (running) {
        ready = new ArrayList<>();
        boolean moved = moveTime();
        perform();
        faults.run(time);
        finish();
        await(moved);
      }
      books.close();
      ended.complete(null);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      ended.completeExceptionally(stop);
    } catch (IOException | RuntimeException fault) {
      LOG.error("event=engine_failed", fault);
      ended.completeExceptionally(fault);
    } finally {
      running = false;
      hub.closeAll();
      for (Task waiting = next(); waiting != null; waiting = next()) {
        waiting.answer().completeExceptionally(unavailable());
      }
      arriving.drain().forEach(task -> task.answer().completeExceptionally(unavailable()));
      departing.drain().forEach(Ready::answer);
    }
  }

  /** Sleeps until a request comes, or for as long as the market can do without. */
  private void await(boolean moved) throws InterruptedException {
    if (moved && (settings.maxSpeed() || time < leapTo)) {
      return;
    }
    first = tasks.poll(PARK_NANOS, TimeUnit.NANOSECONDS);
  }

  private @Nullable Task next() {
    Task waiting = first;
    first = null;
    return waiting != null ? waiting : tasks.poll();
  }

  private void perform() {
    for (Task task = next(); task != null; task = next()) {
      long way =
          task.order() && !awaitsListeners ? settings.control().orderEntry().drawMillis(random) : 0;
      if (way > 0) {
        arriving.add(time + way, task);
      } else {
        perform(task);
      }
    }
  }

  /** Orders that have been on their way until now. */
  private void performArrived() {
    for (Task task = arriving.poll(time); task != null; task = arriving.poll(time)) {
      perform(task);
    }
  }

  /** Whether time moved. */
  private boolean moveTime() {
    if (awaitsListeners) {
      clock.set(time);
      awaitsListeners = !listened();
      return false;
    }
    if (time < leapTo) {
      boolean heard = hub.longestQueue() < settings.sockets().queuedFrames() / 2;
      if (heard) {
        advance(Math.min(leapTo, time + TURN_MILLIS));
      }
      clock.set(time);
      return heard;
    }
    if (settings.maxSpeed()) {
      if (!mayStep()) {
        return false;
      }
      stepNanos = System.nanoTime();
      long step = settings.pacing().stepMillis();
      advance((Math.floorDiv(time, step) + 1) * step);
      clock.set(time);
      return true;
    }
    long begun = time;
    long now = clock.millis();
    advance(Math.min(now, time + TURN_MILLIS));
    if (now - time > LAG_MILLIS * Math.max(1.0, clock.speed())) {
      LOG.warn("event=market_slower_than_clock lagMillis={}", now - time);
      clock.set(time);
    }
    return time > begun;
  }

  /** Whether all of the market is listened to, or what there is of listeners has waited enough. */
  private boolean listened() {
    long now = System.nanoTime();
    if (!hub.marketHeard()) {
      firstHeardNanos = now;
      return false;
    }
    boolean all =
        feeds.keySet().stream()
            .allMatch(
                symbol ->
                    HEARD_FROM_THE_BEGINNING.stream()
                        .noneMatch(kind -> hub.heard(symbol, kind).isEmpty()));
    return all || now - firstHeardNanos >= LISTENERS_NANOS;
  }

  /**
   * At maximal speed time stands still while nobody listens, and leaves nobody behind: a consumer
   * that reports its progress is waited for; others are, when their sockets' queues fill. Without a
   * market there is nothing to hurry for.
   */
  private boolean mayStep() {
    if (exhausted) {
      return System.nanoTime() - stepNanos
          >= TimeUnit.MILLISECONDS.toNanos(settings.pacing().stepMillis());
    }
    if (!gate.hasConsumers()) {
      boolean wanted = hub.marketHeard() || somethingIsOnItsWay();
      return wanted && hub.longestQueue() < settings.sockets().queuedFrames() / 2;
    }
    long sent = Long.MAX_VALUE;
    for (SymbolFeed feed : feeds.values()) {
      if (!hub.heard(feed.symbol(), StreamName.Kind.PARTIAL_BOOK).isEmpty()) {
        sent = Math.min(sent, books.delivery().newestBookMillis(feed.symbol()));
      }
    }
    return sent != Long.MAX_VALUE && gate.opens(sent, System.nanoTime() - stepNanos);
  }

  private boolean somethingIsOnItsWay() {
    return !arriving.isEmpty() || !departing.isEmpty() || books.delivery().waits();
  }

  private void advance(long target) {
    while (time < target) {
      long grid = Math.min(target, (Math.floorDiv(time, gridMillis) + 1) * gridMillis);
      long next = Math.max(time + 1, Math.min(grid, arriving.nextDue()));
      if (exhausted) {
        exchange.advanceTo(next);
      } else {
        moveMarket(next);
      }
      time = next;
      feeds.values().forEach(feed -> feed.onTime(next));
      books.onTime(next);
      wideStreams.onTime(next);
      performArrived();
    }
  }

  /**
   * A recording that is broken ends where it breaks: accounts and orders are as sound as before.
   */
  private void moveMarket(long to) {
    try {
      source.advance(to);
      if (source.exhausted()) {
        exhausted = true;
        marketOver.complete(null);
      }
    } catch (RecordingException broken) {
      LOG.error("event=recording_broken reason={}", broken.getMessage());
      exhausted = true;
      exchange.advanceTo(to);
      marketOver.completeExceptionally(broken);
    }
  }

  private void perform(Task task) {
    Endpoint.Handler handler = task.handler();
    Endpoint.Call call = task.call();
    if (handler == null || call == null) {
      return;
    }
    try {
      ready.add(new Ready(task, handler.answer(call), null));
    } catch (VenueRefusal refusal) {
      ready.add(new Ready(task, null, refusal));
    } catch (RuntimeException fault) {
      LOG.error("event=request_failed", fault);
      ready.add(new Ready(task, null, fault));
    }
  }

  private void finish() throws IOException {
    if (time >= nextKeepAliveMillis) {
      nextKeepAliveMillis = time + KEEP_ALIVE_MILLIS;
      books.expireListenKeys(time);
      books.noteTime();
    }
    try {
      books.save();
    } catch (IOException diskFault) {
      ready.forEach(waiting -> waiting.task().answer().completeExceptionally(unavailable()));
      throw diskFault;
    }
    books.send();
    for (Ready waiting : ready) {
      long way =
          waiting.task().order() && !awaitsListeners
              ? settings.control().acknowledgement().drawMillis(random)
              : 0;
      departing.add(time + way, waiting);
    }
    for (Ready next = departing.poll(time); next != null; next = departing.poll(time)) {
      next.answer();
    }
  }

  /** Ends the engine after the turn that runs; what happened is on disk. */
  @Override
  public void close() {
    running = false;
    tasks.offer(WAKE);
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
