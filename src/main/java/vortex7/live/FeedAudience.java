package vortex7.live;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vortex7.live.view.FeedView;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Trade;
import vortex7.signal.DataFault;
import vortex7.signal.EngineId;
import vortex7.signal.FeedOutput;
import vortex7.signal.FeedStream;
import vortex7.signal.Mark;
import vortex7.signal.Observation;

/**
 * Tells engines, decision and position what passed the guard, in order, and keeps it in the hot
 * rings; hot path, one message for a run of trades. Lives inside its {@link FeedActor}.
 */
final class FeedAudience implements FeedOutput {
  /** What the audience cannot do by itself. */
  interface Shell {
    void readMissing(long fromId, long toId);

    void priceGap(double before, double after, long eventTimeMillis);
  }

  private final Symbol symbol;
  private final FeedLimits limits;
  private final Metrics metrics;
  private final Shell shell;
  private final InstantSource clock;
  private final SortedMap<String, Consumer<EngineActor.Command>> engines = new TreeMap<>();
  private @Nullable Consumer<DecisionActor.Command> decision;
  private @Nullable Consumer<PositionActor.Command> position;

  final TradeRing trades;
  final CandleRings candles;
  final ObservationRings observations;
  private final MarketMemory memory = new MarketMemory();
  private TradeBatch.@Nullable Builder pending;
  private final FaultCounts faults = new FaultCounts();
  private final Set<FeedStream> broken = EnumSet.noneOf(FeedStream.class);
  private final Set<FeedStream> stale = EnumSet.noneOf(FeedStream.class);
  private boolean open;
  private long frameNanos;
  private long marks;
  private long gaps;
  private long healed;

  FeedAudience(
      Symbol symbol, FeedLimits limits, Metrics metrics, InstantSource clock, Shell shell) {
    this.symbol = symbol;
    this.limits = limits;
    this.metrics = metrics;
    this.clock = clock;
    this.shell = shell;
    this.trades = new TradeRing(limits.tradeRing());
    this.candles = new CandleRings(limits.candleRing());
    this.observations = new ObservationRings(limits.polls());
  }

  /** From now on everybody is told; before, what comes only fills the rings. */
  void open() {
    open = true;
    engines.values().forEach(this::rebuild);
  }

  void engineStarted(String name, Consumer<EngineActor.Command> engine) {
    flush();
    engines.put(name, engine);
    if (open) {
      rebuild(engine);
    }
  }

  void decisionStarted(Consumer<DecisionActor.Command> started) {
    decision = started;
  }

  void positionStarted(Consumer<PositionActor.Command> started) {
    position = started;
  }

  private void rebuild(Consumer<EngineActor.Command> engine) {
    engine.accept(
        new EngineActor.Rebuild(
            new EngineActor.History(candles.all(), observations.all(), memory.past())));
    broken.forEach(
        stream -> engine.accept(new EngineActor.StreamChanged(stream, EngineActor.Change.GAP)));
    stale.forEach(
        stream -> engine.accept(new EngineActor.StreamChanged(stream, EngineActor.Change.STALE)));
  }

  /**
   * What was traded before the first trade that was told: the engines that live by trades are told
   * all of it anew.
   */
  void past(List<Trade> trades) {
    flush();
    memory.onPast(trades);
    for (EngineId id : List.of(EngineId.ORDER_FLOW, EngineId.TICK)) {
      Consumer<EngineActor.Command> engine = engines.get(id.code());
      if (open && engine != null) {
        rebuild(engine);
      }
    }
  }

  /** The frame that is worked on came in at {@code nanos}. */
  void frame(long nanos) {
    frameNanos = nanos;
  }

  /** Sends what is still collected. */
  void flush() {
    TradeBatch.Builder collected = pending;
    if (collected != null) {
      pending = null;
      tell(new EngineActor.Trades(collected.build()));
    }
  }

  void staleness(FeedStream stream, boolean isStale) {
    if (isStale ? stale.add(stream) : stale.remove(stream)) {
      change(stream, isStale ? EngineActor.Change.STALE : EngineActor.Change.FRESH);
    }
  }

  boolean isStale(FeedStream stream) {
    return stale.contains(stream);
  }

  @Override
  public void onTrade(
      long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    double before = trades.lastPrice();
    trades.add(id, price, quantity, buyerIsMaker, timeMillis);
    memory.onTrade(id, price, quantity, buyerIsMaker, timeMillis);
    if (Math.abs(price - before) > limits.priceGap() * before) {
      shell.priceGap(before, price, timeMillis);
    }
    if (open) {
      TradeBatch.Builder collected = pending;
      if (collected == null) {
        collected = TradeBatch.ofAtMost(1);
        pending = collected;
      }
      collected.add(id, price, quantity, buyerIsMaker, timeMillis);
    }
  }

  /** The snapshot is this feed's own and nobody writes to it any more: it is passed on as it is. */
  @Override
  public void onBook(BookSnapshot snapshot) {
    memory.onBook(snapshot);
    flush();
    tell(new EngineActor.Book(snapshot));
  }

  @Override
  public void onCandle(Candle candle) {
    if (candle.closed() && candles.misses(candle)) {
      count(FeedStream.CANDLES.name(), "GAP_" + FeedStream.CANDLES); // Read again in vain.
    }
    candles.add(candle);
    flush();
    tell(new EngineActor.CandleChanged(candle));
  }

  @Override
  public void onObservation(Observation observation) {
    observations.add(observation);
    flush();
    tell(new EngineActor.Observed(observation));
  }

  @Override
  public void onGap(FeedStream stream) {
    broken.add(stream);
    if (stream == FeedStream.TRADES) {
      gaps++;
    }
    metrics.feedFault(symbol, "GAP_" + stream);
    change(stream, EngineActor.Change.GAP);
  }

  @Override
  public void onHealed(FeedStream stream) {
    broken.remove(stream);
    if (stream == FeedStream.TRADES) {
      healed++;
    }
    change(stream, EngineActor.Change.HEALED);
  }

  @Override
  public void onAnew(FeedStream stream) {
    broken.remove(stream);
    change(stream, EngineActor.Change.ANEW);
  }

  @Override
  public void onFault(FeedStream stream, DataFault fault) {
    count(stream.name(), fault.name());
  }

  @Override
  public void onFault(Observation observation, DataFault fault) {
    count(FaultCounts.POLLS, fault.name());
  }

  /** A frame of the stream could not be read. */
  void malformed(FeedStream stream) {
    count(stream.name(), "MALFORMED");
  }

  private void count(String stream, String kind) {
    faults.count(stream, kind, clock.instant());
    metrics.feedFault(symbol, kind);
  }

  @Override
  public void onMark(Mark mark) {
    flush();
    marks++;
    Consumer<DecisionActor.Command> decides = decision;
    if (!open || decides == null) {
      return;
    }
    decides.accept(new DecisionActor.MarkPlaced(mark, frameNanos));
    memory.onMark(mark);
    tell(new EngineActor.Answer(mark));
    tellPrice(mark);
  }

  /** A position lives by the last trade: before the first one there is no price to tell. */
  private void tellPrice(Mark mark) {
    BookSnapshot newest = memory.book();
    Consumer<PositionActor.Command> holder = position;
    if (holder != null && newest != null && trades.total() > 0) {
      holder.accept(
          new PositionActor.Price(
              trades.lastPrice(), newest.bidPrice[0], newest.askPrice[0], mark.eventTime()));
    }
  }

  @Override
  public void onTradesMissing(long fromId, long toId) {
    shell.readMissing(fromId, toId);
  }

  private void change(FeedStream stream, EngineActor.Change change) {
    flush();
    if (change != EngineActor.Change.STALE && change != EngineActor.Change.FRESH) {
      memory.onChange(stream, change); // Silence is told by what holds now.
    }
    tell(new EngineActor.StreamChanged(stream, change));
  }

  /** Tells one engine, if it is there. */
  void tell(EngineId id, EngineActor.Command message) {
    Consumer<EngineActor.Command> engine = engines.get(id.code());
    if (open && engine != null) {
      engine.accept(message);
    }
  }

  private void tell(EngineActor.Command message) {
    if (open) {
      for (Consumer<EngineActor.Command> engine : engines.values()) {
        engine.accept(message);
      }
    }
  }

  /** The oldest trade that engines are told when they begin anew. */
  Optional<Trade> firstTrade() {
    return memory.first();
  }

  @Nullable BookSnapshot book() {
    return memory.book();
  }

  boolean isOpen() {
    return open;
  }

  boolean broken(FeedStream stream) {
    return broken.contains(stream);
  }

  boolean whole() {
    return !broken.contains(FeedStream.TRADES);
  }

  long marks() {
    return marks;
  }

  long gaps() {
    return gaps;
  }

  long healed() {
    return healed;
  }

  long refused(FeedStream stream) {
    return faults.refused(stream);
  }

  List<FeedView.FaultView> faults() {
    return faults.views();
  }
}
