package vortex7.decision;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vortex7.SharedData;
import vortex7.cli.bench.BareLoop;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;
import vortex7.signal.CaptureTape;
import vortex7.signal.EngineId;
import vortex7.signal.FeedRules;
import vortex7.signal.MarketTape;
import vortex7.signal.Observation;
import vortex7.signal.SyntheticStream;
import vortex7.signal.TickRules;

/**
 * P4, P13: the whole way from a market event to a decision, all five engines in one thread, and
 * beside it the bare loop over the same trades. The tape goes round; each lap its times and ids
 * move on, so that none goes back.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PipelineBenchmark {
  private static final int STEPS = 20_000;
  private static final long START = 1_700_000_100_000L;

  /** {@code synthetic}, or {@code capture}: the real one, where the recordings are. */
  @Param("synthetic")
  public String source = "synthetic";

  private MarketTape tape = new MarketTape(SyntheticStream.TICK);
  private SymbolPipeline pipeline = pipeline(START, 60_000);
  private BareLoop bare = new BareLoop();
  private long decisions;
  private int trade;
  private int book;
  private int bareTrade;
  private long tradeLap;
  private long bareLap;
  private long tradesBefore;
  private long bookLap;
  private long minute;
  private long polled;

  private SymbolPipeline pipeline(long start, double price) {
    // A big trade sets a mark: of BTC's trades few are big by its own measure, most by the other.
    PipelineRules documents = PipelineRules.documents();
    Symbol btc = TestInstrument.btc().symbol();
    PipelineRules rules =
        new PipelineRules(
            FeedRules.calibrated(btc),
            documents.orderFlow(),
            TickRules.calibrated(btc),
            documents.technical(),
            documents.sentiment(),
            documents.regime(),
            documents.decision(),
            List.of(EngineId.values()));
    SymbolPipeline fresh = new SymbolPipeline(TestInstrument.btc(), rules, decision -> decisions++);
    SyntheticStream.history(1, start, price, 0.0008).forEach(fresh::onCandle);
    fresh.onContext(EntryContext.clear(FeeRates.documents()));
    return fresh;
  }

  @Setup(Level.Trial)
  public void warmTheWindows() {
    tape =
        source.equals("capture")
            ? CaptureTape.read(
                SyntheticStream.TICK,
                List.of(
                    SharedData.file("usdm/btcusdt_20240718.gz"),
                    SharedData.file("usdm/btcusdt_20240719.gz")))
            : MarketTape.synthetic(1, START, STEPS);
    // Ids of snapshots do not chain from the tape's end to its begin.
    for (BookSnapshot each : tape.books()) {
      each.updateId = 0;
      each.previousUpdateId = 0;
    }
    long start = tape.books().getFirst().eventTime;
    pipeline = pipeline(start, tape.trades().getFirst().price());
    bare = new BareLoop();
    minute = start / 60_000;
    polled = start / 15_000;
    for (int i = 0; i < tape.events().size(); i++) {
      eventThroughAll();
      tradeInTheBareLoop();
    }
    if (decisions == 0) {
      throw new IllegalStateException("nothing was decided on " + source);
    }
  }

  private void nextTrade() {
    Trade next = tape.trades().get(trade++);
    long id = tape.trades().getFirst().id() + tradesBefore++;
    long time = next.timeMillis() + tradeLap;
    pipeline.onTrade(id, next.price(), next.quantity(), next.buyerIsMaker(), time);
    if (trade == tape.trades().size()) {
      trade = 0;
      tradeLap += tape.lengthMillis();
    }
  }

  private void nextBook() {
    BookSnapshot next = tape.books().get(book++);
    next.eventTime += bookLap;
    closeCandles(next);
    pipeline.onBook(next);
    next.eventTime -= bookLap;
    if (book == tape.books().size()) {
      book = 0;
      bookLap += tape.lengthMillis();
    }
  }

  /** Minutes, three and five of them, and a reading of open interest each fifteen seconds. */
  private void closeCandles(BookSnapshot now) {
    double price = now.microPrice();
    if (now.eventTime / 15_000 > polled) {
      polled = now.eventTime / 15_000;
      pipeline.onObservation(
          new Observation.OpenInterest(now.eventTime, 100_000 + polled % 97, price));
    }
    while (now.eventTime / 60_000 > minute) {
      close(Timeframe.M1, price);
      minute++;
      if (minute % 3 == 0) {
        close(Timeframe.M3, price);
      }
      if (minute % 5 == 0) {
        close(Timeframe.M5, price);
      }
    }
  }

  private void close(Timeframe timeframe, double price) {
    long open = timeframe.openOf(minute * 60_000);
    double range = price * 0.0005;
    pipeline.onCandle(
        new Candle(timeframe, open, price, price + range, price - range, price, 5, true));
  }

  /** As they come: the tape's own mixture of trades and books, and a decision at each mark. */
  @Benchmark
  public long eventThroughAll() {
    if (tape.trades().get(trade).timeMillis() + tradeLap
        <= tape.books().get(book).eventTime + bookLap) {
      nextTrade();
    } else {
      nextBook();
    }
    return decisions;
  }

  /** Trades alone, as a tape without books has them: marks are set by big trades only. */
  @Benchmark
  public long tradeThroughAll() {
    nextTrade();
    return decisions;
  }

  @Benchmark
  public double tradeInTheBareLoop() {
    Trade next = tape.trades().get(bareTrade++);
    long time = next.timeMillis() + bareLap;
    if (bareTrade == tape.trades().size()) {
      bareTrade = 0;
      bareLap += tape.lengthMillis();
    }
    return bare.onTrade(next.price(), next.quantity(), !next.buyerIsMaker(), time);
  }
}
