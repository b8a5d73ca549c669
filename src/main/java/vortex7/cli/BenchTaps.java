package vortex7.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;
import vortex7.cli.bench.OrderWire;
import vortex7.cli.bench.PlayedMarket;
import vortex7.cli.bench.Spans;
import vortex7.cli.bench.Tape;
import vortex7.live.Metrics;
import vortex7.market.Symbol;
import vortex7.port.EntryFence;
import vortex7.port.MarketData;
import vortex7.port.OrderGateway;
import vortex7.port.UserListener;
import vortex7.position.ClientOrderId;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.VenueFacts;

/**
 * Stands between the parts of the daemon that {@code bench} measures: plays its market, notes the
 * spans that it reports, and follows each entry from its frame to the wire. Adds no thread and no
 * wait to the daemon's own path.
 */
final class BenchTaps implements Taps, AutoCloseable {
  /** An entry handed to the venue's client. */
  private record Entry(int round, long frameNanos) {}

  private final Tape tape;
  private final Recorder decisions = new Recorder(3);
  private final Spans intents = new Spans();
  private final Spans handed = new Spans();
  private final Spans answered = new Spans();
  private final Map<String, Spans> writes = new ConcurrentHashMap<>();
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private volatile int round = -1;
  private @Nullable Storage storage;
  private @Nullable VenueLink link;
  private @Nullable OrderWire wire;
  private volatile @Nullable PlayedMarket market;

  BenchTaps(Tape tape) {
    this.tape = tape;
  }

  /** What follows belongs to {@code round}; to none when it is negative. */
  void round(int number) {
    round = number;
  }

  Storage storage() {
    return known(storage);
  }

  PlayedMarket market() {
    return known(market);
  }

  boolean heard() {
    PlayedMarket played = market;
    return played != null && played.heard();
  }

  private static <T> T known(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("the daemon has not been started");
    }
    return part;
  }

  /** Spans since the last call. */
  Histogram decisionsSince() {
    return decisions.getIntervalHistogram();
  }

  Spans intents() {
    return intents;
  }

  Spans handed() {
    return handed;
  }

  Spans answered() {
    return answered;
  }

  /** By kind of journal. */
  Map<String, Spans> writes() {
    return new TreeMap<>(writes);
  }

  /** Frame in to the order's last byte out of the wire, for each entry that came out. */
  Spans bytesOut() {
    Spans spans = new Spans();
    OrderWire out = known(wire);
    entries.forEach(
        (id, entry) ->
            out.cameNanos(id)
                .ifPresent(came -> spans.add(entry.round(), came - entry.frameNanos())));
    return spans;
  }

  /** Entries of the rounds whose bytes never came out of the wire. */
  long lost() {
    OrderWire out = known(wire);
    return entries.entrySet().stream()
        .filter(each -> each.getValue().round() >= 0 && out.cameNanos(each.getKey()).isEmpty())
        .count();
  }

  @Override
  public void storage(Storage opened) {
    storage = opened;
  }

  @Override
  public VenueLink venue(VenueLink own) {
    OrderWire opened = OrderWire.to(own.rest());
    wire = opened;
    VenueLink tapped =
        new VenueLink(own.simulated(), opened.address(), own.streams(), own.time(), own.progress());
    link = tapped;
    return tapped;
  }

  @Override
  public MarketData marketData(MarketData own) {
    PlayedMarket played = new PlayedMarket(own, tape, known(link).time().clock());
    market = played;
    return played;
  }

  @Override
  public OrderGateway orders(OrderGateway own) {
    return new NotingGateway(own);
  }

  @Override
  public Metrics metrics(Metrics own) {
    return new NotingMetrics(own);
  }

  @Override
  public void close() throws IOException {
    OrderWire opened = wire;
    if (opened != null) {
      opened.close();
    }
  }

  /** The entry that the executor's thread has just handed over: its metric follows at once. */
  private final ThreadLocal<Optional<ClientOrderId>> handing =
      ThreadLocal.withInitial(Optional::empty);

  /** Hands everything on and remembers which entry was handed over. */
  private final class NotingGateway implements OrderGateway {
    private final OrderGateway own;

    NotingGateway(OrderGateway own) {
      this.own = own;
    }

    @Override
    public CompletionStage<OrderReport> send(OrderRequest request, EntryFence fence) {
      if (request.id().leg() == ClientOrderId.Leg.ENTRY && request.increasesExposure()) {
        handing.set(Optional.of(request.id()));
      }
      return own.send(request, fence);
    }

    @Override
    public CompletionStage<VenueFacts> facts(Symbol symbol, Instant since) {
      return own.facts(symbol, since);
    }

    @Override
    public CompletionStage<VenueFacts> openStops(Symbol symbol) {
      return own.openStops(symbol);
    }

    @Override
    public CompletionStage<Map<Symbol, BigDecimal>> openPositions() {
      return own.openPositions();
    }

    @Override
    public CompletionStage<Balance> balance() {
      return own.balance();
    }

    @Override
    public Duration slow(Duration within) {
      return own.slow(within);
    }

    @Override
    public Duration silence() {
      return own.silence();
    }

    @Override
    public CompletionStage<Void> prepareAccount() {
      return own.prepareAccount();
    }

    @Override
    public CompletionStage<Void> prepareSymbol(Symbol symbol) {
      return own.prepareSymbol(symbol);
    }

    @Override
    public CompletionStage<Integer> setLeverage(Symbol symbol, int leverage) {
      return own.setLeverage(symbol, leverage);
    }

    @Override
    public CompletionStage<Fees> fees(Symbol symbol) {
      return own.fees(symbol);
    }

    @Override
    public Duration clockOffset() {
      return own.clockOffset();
    }

    @Override
    public MarketData.Subscription subscribe(UserListener listener) {
      return own.subscribe(listener);
    }
  }

  /** Notes the spans that are reported, and hands everything on. */
  private final class NotingMetrics extends vortex7.live.PassedMetrics {
    NotingMetrics(Metrics own) {
      super(own);
    }

    @Override
    public void tickToDecision(Symbol symbol, long nanos) {
      if (round >= 0) {
        decisions.recordValue(Math.max(0, nanos));
      }
      super.tickToDecision(symbol, nanos);
    }

    @Override
    public void tickToIntent(Symbol symbol, long nanos) {
      intents.add(round, nanos);
      super.tickToIntent(symbol, nanos);
    }

    @Override
    public void tickToOrder(Symbol symbol, long nanos) {
      long now = System.nanoTime();
      handed.add(round, nanos);
      handing.get().ifPresent(id -> entries.put(id.text(), new Entry(round, now - nanos)));
      handing.remove();
      super.tickToOrder(symbol, nanos);
    }

    @Override
    public void persisted(String kind, long nanos) {
      writes.computeIfAbsent(kind, ignored -> new Spans()).add(round, nanos);
      super.persisted(kind, nanos);
    }

    @Override
    public void orderAnswered(Symbol symbol, String outcome, long nanos) {
      answered.add(round, nanos);
      super.orderAnswered(symbol, outcome, nanos);
    }
  }
}
