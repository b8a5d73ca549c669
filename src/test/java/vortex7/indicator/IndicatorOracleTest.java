package vortex7.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.adx.MinusDIIndicator;
import org.ta4j.core.indicators.adx.PlusDIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.statistics.CorrelationCoefficientIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.statistics.VarianceIndicator;
import org.ta4j.core.num.Num;

/**
 * Ten thousand real candles through ours and through ta4j. Where the two agree on a formula and not
 * on its beginning, the comparison starts when the beginning is forgotten:
 *
 * <ul>
 *   <li>EMA, MACD: ta4j seeds with the first value, ours with the mean of the first n.
 *   <li>RSI, ADX, DI: ta4j's Wilder averages begin with the first value, ours with the mean of n.
 *   <li>Bollinger's deviation is the population's; ta4j's variance is as well.
 * </ul>
 */
class IndicatorOracleTest {
  /** (13/14)^k and (1 − 2/27)^k are below 1e-18 then. */
  private static final int BEGINNING_FORGOTTEN = 600;

  private static RealCandles candles = new RealCandles();
  private static ClosePriceIndicator closes = new ClosePriceIndicator(candles.series);

  @BeforeAll
  static void read() throws IOException {
    candles = RealCandles.of("BTCUSDT");
    closes = new ClosePriceIndicator(candles.series);
  }

  /** {@code scale}: what a difference is relative to, where values cross zero. */
  private static void same(int i, double ours, Indicator<Num> theirs, double scale) {
    double expected = theirs.getValue(i).doubleValue();
    assertThat(ours)
        .as("candle %d", i)
        .isCloseTo(expected, within(1e-9 * Math.max(scale, Math.abs(expected))));
  }

  @Test
  void exponential_averages_agree() {
    Ema nine = new Ema(9);
    Ema twentyOne = new Ema(21);
    EMAIndicator theirNine = new EMAIndicator(closes, 9);
    EMAIndicator theirTwentyOne = new EMAIndicator(closes, 21);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      double preview = nine.preview(candles.close[i]);
      nine.add(candles.close[i]);
      twentyOne.add(candles.close[i]);
      assertThat(nine.value()).isEqualTo(preview);
      if (i >= BEGINNING_FORGOTTEN) {
        same(i, nine.value(), theirNine, 0);
        same(i, twentyOne.value(), theirTwentyOne, 0);
      }
    }
  }

  @Test
  void simple_averages_agree_from_the_first_full_window() {
    SlidingMean ours = new SlidingMean(50);
    SMAIndicator theirs = new SMAIndicator(closes, 50);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      ours.add(candles.close[i]);
      if (i >= 50) {
        same(i, ours.mean(), theirs, 0);
      }
    }
  }

  @Test
  void relative_strength_agrees() {
    Rsi ours = new Rsi(14);
    RSIIndicator theirs = new RSIIndicator(closes, 14);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      double preview = ours.preview(candles.close[i]);
      ours.add(candles.close[i]);
      if (i >= BEGINNING_FORGOTTEN) {
        assertThat(ours.value()).isEqualTo(preview);
        same(i, ours.value(), theirs, 0);
      }
    }
  }

  @Test
  void convergence_and_divergence_agree() {
    Macd ours = new Macd(12, 26, 9);
    MACDIndicator line = new MACDIndicator(closes, 12, 26);
    EMAIndicator signal = new EMAIndicator(line, 9);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      double preview = ours.preview(candles.close[i]);
      ours.add(candles.close[i]);
      if (i >= BEGINNING_FORGOTTEN) {
        // Lines are differences of prices: their rounding errors are a price's.
        double price = candles.close[i] * 1e-3;
        same(i, ours.line(), line, price);
        same(i, ours.signal(), signal, price);
        assertThat(ours.histogram()).isEqualTo(preview);
        assertThat(ours.histogram()).isEqualTo(ours.line() - ours.signal());
      }
    }
  }

  @Test
  void bands_agree_from_the_first_full_window() {
    Bollinger ours = new Bollinger(20);
    SMAIndicator mean = new SMAIndicator(closes, 20);
    StandardDeviationIndicator deviation = new StandardDeviationIndicator(closes, 20);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      double previewMean = i == 0 ? candles.close[0] : ours.previewMean(candles.close[i]);
      double previewDeviation = i == 0 ? 0 : ours.previewDeviation(candles.close[i]);
      ours.add(candles.close[i]);
      assertThat(ours.mean()).isCloseTo(previewMean, within(1e-9 * previewMean));
      assertThat(ours.deviation()).isCloseTo(previewDeviation, within(1e-9 * candles.close[i]));
      if (i >= 20) {
        same(i, ours.mean(), mean, 0);
        same(i, ours.deviation(), deviation, 0);
      }
    }
  }

  @Test
  void directional_movement_agrees() {
    Adx ours = new Adx(14);
    ADXIndicator index = new ADXIndicator(candles.series, 14);
    PlusDIIndicator plus = new PlusDIIndicator(candles.series, 14);
    MinusDIIndicator minus = new MinusDIIndicator(candles.series, 14);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      ours.add(candles.high[i], candles.low[i], candles.close[i]);
      if (i >= 2 * BEGINNING_FORGOTTEN) {
        same(i, ours.plus(), plus, 0);
        same(i, ours.minus(), minus, 0);
        same(i, ours.value(), index, 0);
      }
    }
  }

  @Test
  void channels_agree_from_the_first_candle() {
    Channel ours = new Channel(20);
    HighestValueIndicator highest =
        new HighestValueIndicator(new HighPriceIndicator(candles.series), 20);
    LowestValueIndicator lowest =
        new LowestValueIndicator(new LowPriceIndicator(candles.series), 20);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      ours.add(candles.high[i], candles.low[i]);
      assertThat(ours.high()).isEqualTo(highest.getValue(i).doubleValue());
      assertThat(ours.low()).isEqualTo(lowest.getValue(i).doubleValue());
    }
  }

  @Test
  void correlation_agrees() {
    PairWindow ours = new PairWindow(60);
    CorrelationCoefficientIndicator theirs =
        new CorrelationCoefficientIndicator(closes, new HighPriceIndicator(candles.series), 60);
    VarianceIndicator moves = new VarianceIndicator(closes, 60);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      ours.add(candles.close[i], candles.high[i]);
      if (i >= 60 && moves.getValue(i).doubleValue() > 1) {
        same(i, ours.correlation(), theirs, 1);
      }
    }
  }

  @Test
  void the_volume_weighted_average_is_the_sum_over_the_day() {
    Vwap ours = new Vwap();
    long day = Long.MIN_VALUE;
    double worth = 0;
    double volume = 0;
    for (int i = 0; i < RealCandles.COUNT; i++) {
      long today = candles.openTime[i] / 86_400_000L;
      if (today != day) {
        day = today;
        worth = 0;
        volume = 0;
      }
      double preview =
          ours.preview(candles.high[i], candles.low[i], candles.close[i], candles.volume[i]);
      boolean sameSession = ours.holds(candles.openTime[i]);
      ours.add(
          candles.openTime[i],
          candles.high[i],
          candles.low[i],
          candles.close[i],
          candles.volume[i]);
      worth += (candles.high[i] + candles.low[i] + candles.close[i]) / 3 * candles.volume[i];
      volume += candles.volume[i];
      assertThat(ours.value()).isCloseTo(worth / volume, within(1e-9 * ours.value()));
      if (sameSession) {
        assertThat(ours.value()).isEqualTo(preview);
      }
    }
  }
}
