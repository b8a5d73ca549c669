package vortex7.signal;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * E3, E4 and E5: what a closed minute costs with the longer candles that close with it, a look at
 * the forming candle, and a mark, which is a book and a reading. Candles and readings are made
 * anew, as in life, and are among the bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SlowEnginesBenchmark {
  private static final long START = 1_700_000_100_000L;
  private static final double PRICE = 60_000;
  private static final long MARK = 100;

  private final TechnicalEngine technical = new TechnicalEngine(TechnicalRules.documents());
  private final SentimentEngine sentiment = new SentimentEngine(SentimentRules.documents());
  private final RegimeEngine regime = new RegimeEngine(RegimeRules.documents());
  private MarketTape tape = new MarketTape(SyntheticStream.TICK);
  private int book;
  private long minutes;
  private long marks;
  private long polls;

  @Setup(Level.Trial)
  public void warmThem() {
    tape = MarketTape.synthetic(1, START, 2_000);
    for (Candle candle : SyntheticStream.history(1, START, PRICE, 0.0008)) {
      technical.onCandle(candle);
      sentiment.onCandle(candle);
      regime.onCandle(candle);
    }
    for (int i = 0; i < 2_000; i++) {
      openInterestThroughE4();
    }
  }

  private BookSnapshot nextBook() {
    book = book + 1 == tape.books().size() ? 0 : book + 1;
    return tape.books().get(book);
  }

  /** A course that goes up and down, so that all votes change now and then. */
  private Candle candle(Timeframe timeframe, long minute, boolean closed) {
    double close = PRICE + 40 * ((minute * 7) % 23 - 11);
    long open = timeframe.openOf(START + minute * 60_000);
    return new Candle(timeframe, open, PRICE, close + 500, close - 500, close, 5, closed);
  }

  private void closeMinute(SignalEngine engine) {
    minutes++;
    engine.onCandle(candle(Timeframe.M1, minutes, true));
    if (minutes % 3 == 0) {
      engine.onCandle(candle(Timeframe.M3, minutes, true));
    }
    if (minutes % 5 == 0) {
      engine.onCandle(candle(Timeframe.M5, minutes, true));
    }
  }

  @Benchmark
  public void closedMinuteThroughE3() {
    closeMinute(technical);
  }

  @Benchmark
  public TechnicalReading lookOfE3() {
    marks++;
    technical.onCandle(candle(Timeframe.M1, minutes + 1 + marks % 2, false));
    return technical.reading(START + marks * 1_000);
  }

  @Benchmark
  public SentimentReading markOfE4() {
    sentiment.onBook(nextBook());
    return sentiment.reading(START + polls * 15_000 + marks++ % 100);
  }

  @Benchmark
  public void openInterestThroughE4() {
    polls++;
    double price = PRICE * (1 + 0.02 * ((polls * 13) % 31 - 15) / 15.0);
    sentiment.onObservation(
        new Observation.OpenInterest(
            START + polls * 15_000, 100_000 + (polls * 997) % 5_000, price));
  }

  @Benchmark
  public void closedMinuteThroughE5() {
    closeMinute(regime);
  }

  @Benchmark
  public RegimeReading markOfE5() {
    regime.onBook(nextBook());
    return regime.reading(START + marks++ * MARK);
  }
}
