package vortex7.indicator;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DecimalNumFactory;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/**
 * P3: EMA 9 and 21, RSI 14, MACD 12/26/9, Bollinger 20 and ATR 14 at each closed candle, here and
 * in ta4j: once over candles that it has already, once as a daemon gets them, one by one in a
 * series of the newest 500. Times are those of one candle; the values are compared before anything
 * is timed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IndicatorSetBenchmark {
  private static final int CANDLES = 4_000;
  private static final int VALUES = 9;
  private static final int KEPT = 500;
  private static final double TOLERANCE = 1e-9;

  private final double[] open = new double[CANDLES];
  private final double[] high = new double[CANDLES];
  private final double[] low = new double[CANDLES];
  private final double[] close = new double[CANDLES];
  private final double[] values = new double[VALUES];
  private BarSeries doubles = series(DoubleNumFactory.getInstance());
  private BarSeries decimals = series(DecimalNumFactory.getInstance());

  private static BarSeries series(NumFactory numbers) {
    return new BaseBarSeriesBuilder().withNumFactory(numbers).build();
  }

  @Setup(Level.Trial)
  public void makeCandlesAndCompare() {
    SplittableRandom random = new SplittableRandom(1);
    doubles = series(DoubleNumFactory.getInstance());
    decimals = series(DecimalNumFactory.getInstance());
    double price = 60_000;
    for (int i = 0; i < CANDLES; i++) {
      open[i] = price;
      // Whole cents, as venues tell them.
      price = Math.round(100 * price * (1 + random.nextDouble(-0.001, 0.001))) / 100.0;
      high[i] = Math.max(open[i], price) + random.nextInt(2_000) / 100.0;
      low[i] = Math.min(open[i], price) - random.nextInt(2_000) / 100.0;
      close[i] = price;
      add(doubles, i);
      add(decimals, i);
    }
    candleHere();
    double[] ours = values.clone();
    compare(ours, ta4j(doubles));
    compare(ours, ta4j(decimals));
    compare(ours, oneByOne(DoubleNumFactory.getInstance()));
    compare(ours, oneByOne(DecimalNumFactory.getInstance()));
  }

  private void add(BarSeries series, int i) {
    series
        .barBuilder()
        .timePeriod(Duration.ofMinutes(1))
        .endTime(Instant.EPOCH.plusSeconds(60L * (i + 1)))
        .openPrice(open[i])
        .highPrice(high[i])
        .lowPrice(low[i])
        .closePrice(close[i])
        .volume(1)
        .add();
  }

  private void compare(double[] ours, double[] theirs) {
    for (int i = 0; i < VALUES; i++) {
      // The MACD's parts are differences of prices: relative to them.
      double scale = i >= 3 && i <= 5 ? close[CANDLES - 1] * 1e-3 : Math.abs(theirs[i]);
      if (!(Math.abs(ours[i] - theirs[i]) <= TOLERANCE * scale)) {
        throw new IllegalStateException(
            "value " + i + " is " + ours[i] + " here and " + theirs[i] + " there");
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(CANDLES)
  public double candleHere() {
    Ema nine = new Ema(9);
    Ema twentyOne = new Ema(21);
    Rsi rsi = new Rsi(14);
    Macd macd = new Macd(12, 26, 9);
    Bollinger bands = new Bollinger(20);
    Atr atr = Atr.over(14);
    double sum = 0;
    for (int i = 0; i < CANDLES; i++) {
      nine.add(close[i]);
      twentyOne.add(close[i]);
      rsi.add(close[i]);
      macd.add(close[i]);
      bands.add(close[i]);
      atr = atr.plus(high[i], low[i], close[i]);
      values[0] = nine.value();
      values[1] = twentyOne.value();
      values[2] = rsi.value();
      values[3] = macd.line();
      values[4] = macd.signal();
      values[5] = macd.histogram();
      values[6] = bands.mean();
      values[7] = bands.deviation();
      values[8] = atr.value();
      for (double value : values) {
        sum += value;
      }
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(CANDLES)
  public double candleInTa4jDouble() {
    return ta4j(doubles)[0];
  }

  @Benchmark
  @OperationsPerInvocation(CANDLES)
  public double candleInTa4jDecimal() {
    return ta4j(decimals)[0];
  }

  @Benchmark
  @OperationsPerInvocation(CANDLES)
  public double candleOneByOneInTa4jDouble() {
    return oneByOne(DoubleNumFactory.getInstance())[0];
  }

  @Benchmark
  @OperationsPerInvocation(CANDLES)
  public double candleOneByOneInTa4jDecimal() {
    return oneByOne(DecimalNumFactory.getInstance())[0];
  }

  private double[] ta4j(BarSeries series) {
    NineValues values = new NineValues(series);
    for (int i = 0; i < CANDLES; i++) {
      values.read(i);
    }
    return values.read;
  }

  private double[] oneByOne(NumFactory numbers) {
    BarSeries series = series(numbers);
    series.setMaximumBarCount(KEPT);
    NineValues values = new NineValues(series);
    for (int i = 0; i < CANDLES; i++) {
      add(series, i);
      values.read(i);
    }
    return values.read;
  }

  /** The same nine values in ta4j. */
  private static final class NineValues {
    private final double[] read = new double[VALUES];
    private final Indicator<Num> macd;
    private final Indicator<Num> signal;
    private final Indicator<Num>[] others;

    @SuppressWarnings({"unchecked", "rawtypes"})
    NineValues(BarSeries series) {
      ClosePriceIndicator closes = new ClosePriceIndicator(series);
      macd = new MACDIndicator(closes, 12, 26);
      signal = new EMAIndicator(macd, 9);
      others =
          new Indicator[] {
            new EMAIndicator(closes, 9),
            new EMAIndicator(closes, 21),
            new RSIIndicator(closes, 14),
            new SMAIndicator(closes, 20),
            new StandardDeviationIndicator(closes, 20),
            new ATRIndicator(series, 14)
          };
    }

    void read(int i) {
      for (int j = 0; j < 3; j++) {
        read[j] = others[j].getValue(i).doubleValue();
      }
      Num line = macd.getValue(i);
      Num smoothed = signal.getValue(i);
      read[3] = line.doubleValue();
      read[4] = smoothed.doubleValue();
      read[5] = line.minus(smoothed).doubleValue();
      for (int j = 6; j < VALUES; j++) {
        read[j] = others[j - 3].getValue(i).doubleValue();
      }
    }
  }
}
