package vortex7.signal;

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
import vortex7.market.BookSnapshot;
import vortex7.market.Trade;

/**
 * E1 and E2 for each market event: a trade through both, a book through E1, and the readings of a
 * mark. The recording is made beforehand, so that only the engines are timed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EnginesBenchmark {
  private static final int STEPS = 20_000;
  private static final long START = 1_700_000_000_000L;

  /** {@code synthetic}, or {@code capture}: the real one, where the recordings are. */
  @Param("synthetic")
  public String source = "synthetic";

  private MarketTape tape = new MarketTape(SyntheticStream.TICK);
  private OrderFlowEngine orderFlow =
      new OrderFlowEngine(OrderFlowRules.documents(), SyntheticStream.TICK);
  private final TickEngine tick = new TickEngine(TickRules.documents());
  private int trade;
  private int book;
  private long tradeLap;

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
    orderFlow = new OrderFlowEngine(OrderFlowRules.documents(), tape.tick());
    for (int i = 0; i < tape.events().size(); i++) {
      eventAsItComes();
    }
  }

  /** The tape goes round; each lap its times move on by its length, so that none goes back. */
  private void nextTrade() {
    Trade next = tape.trades().get(trade++);
    long time = next.timeMillis() + tradeLap;
    double quantity = next.quantity();
    orderFlow.onTrade(next.id(), next.price(), quantity, next.buyerIsMaker(), time);
    tick.onTrade(next.id(), next.price(), quantity, next.buyerIsMaker(), time);
    if (trade == tape.trades().size()) {
      trade = 0;
      tradeLap += tape.lengthMillis();
    }
  }

  private BookSnapshot nextBook() {
    BookSnapshot next = tape.books().get(book++);
    orderFlow.onBook(next);
    if (book == tape.books().size()) {
      book = 0;
      for (BookSnapshot each : tape.books()) {
        each.eventTime += tape.lengthMillis();
      }
    }
    return next;
  }

  @Benchmark
  public void tradeThroughE1AndE2() {
    nextTrade();
  }

  @Benchmark
  public BookSnapshot bookThroughE1() {
    return nextBook();
  }

  @Benchmark
  public double readingsOfAMark() {
    long now = tape.books().get(book).eventTime;
    return orderFlow.reading(now).strength() + tick.reading(now).strength();
  }

  /** As they come: the tape's own mixture of trades and books, and the readings of each mark. */
  @Benchmark
  public double eventAsItComes() {
    long tradeTime = tape.trades().get(trade).timeMillis() + tradeLap;
    if (tradeTime <= tape.books().get(book).eventTime) {
      nextTrade();
      return 0;
    }
    long now = nextBook().eventTime;
    return orderFlow.reading(now).strength() + tick.reading(now).strength();
  }
}
