package vortex7.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded series, quiet and wild, through every indicator: what must hold of each value. */
class IndicatorPropertyTest {
  private static final int VALUES = 3_000;

  /** A walk with rests, jumps and changes of scale; always above 0. */
  private static double[] walk(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] prices = new double[VALUES];
    double price = StrictMath.exp(random.nextDouble(-8, 12));
    for (int i = 0; i < VALUES; i++) {
      double kick = random.nextInt(10) == 0 ? 0 : random.nextDouble(-0.002, 0.002);
      price *= 1 + kick + (random.nextInt(300) == 0 ? random.nextDouble(-0.3, 0.3) : 0);
      prices[i] = price;
    }
    return prices;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void every_value_is_finite_and_within_its_bounds(long seed) {
    double[] prices = walk(seed);
    Rsi rsi = new Rsi(14);
    Macd macd = new Macd(12, 26, 9);
    Adx adx = new Adx(14);
    Bollinger bands = new Bollinger(20);
    Ema ema = new Ema(9);
    PairWindow pairs = new PairWindow(60);
    double lowest = Double.MAX_VALUE;
    double highest = 0;
    for (int i = 0; i < VALUES; i++) {
      double price = prices[i];
      lowest = Math.min(lowest, price);
      highest = Math.max(highest, price);
      rsi.add(price);
      macd.add(price);
      adx.add(price * 1.001, price * 0.999, price);
      bands.add(price);
      ema.add(price);
      pairs.add(price, prices[Math.max(0, i - 1)]);
      assertThat(ema.value()).isBetween(lowest * (1 - 1e-12), highest * (1 + 1e-12));
      assertThat(bands.mean()).isBetween(lowest * (1 - 1e-12), highest * (1 + 1e-12));
      assertThat(bands.deviation()).isBetween(0.0, highest - lowest + 1e-9 * highest);
      if (rsi.warm()) {
        assertThat(rsi.value()).isBetween(0.0, 100.0);
      }
      if (macd.warm()) {
        assertThat(macd.histogram()).isFinite();
      }
      if (adx.warm()) {
        assertThat(adx.value()).isBetween(0.0, 100.0);
        assertThat(adx.plus()).isBetween(0.0, 100.0);
        assertThat(adx.minus()).isBetween(0.0, 100.0);
      }
      if (pairs.full() && bands.deviation() > 0) {
        assertThat(pairs.correlation()).isBetween(-1.0, 1.0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void what_is_kept_step_by_step_is_what_a_batch_gives(long seed) {
    double[] prices = walk(seed);
    Bollinger bands = new Bollinger(20);
    Ema ema = new Ema(21);
    double batchEma = 0;
    for (int i = 0; i < VALUES; i++) {
      bands.add(prices[i]);
      ema.add(prices[i]);
      batchEma =
          i < 21
              ? (batchEma * i + prices[i]) / (i + 1)
              : batchEma + (prices[i] - batchEma) * 2 / 22;
      assertThat(ema.value()).isCloseTo(batchEma, within(1e-9 * batchEma));
      int n = Math.min(20, i + 1);
      double mean = 0;
      for (int j = i - n + 1; j <= i; j++) {
        mean += prices[j] / n;
      }
      double squares = 0;
      for (int j = i - n + 1; j <= i; j++) {
        squares += (prices[j] - mean) * (prices[j] - mean);
      }
      assertThat(bands.mean()).isCloseTo(mean, within(1e-9 * mean));
      assertThat(bands.deviation()).isCloseTo(Math.sqrt(squares / n), within(1e-7 * mean));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void a_preview_leaves_no_trace(long seed) {
    double[] prices = walk(seed);
    Rsi rsi = new Rsi(14);
    Rsi asked = new Rsi(14);
    Macd macd = new Macd(12, 26, 9);
    Macd macdAsked = new Macd(12, 26, 9);
    Bollinger bands = new Bollinger(20);
    Bollinger bandsAsked = new Bollinger(20);
    for (double price : prices) {
      for (double forming = 0.5; forming < 2; forming += 0.5) {
        double previewed = asked.preview(price * forming);
        assertThat(previewed < 0 || previewed > 100).as("%s", previewed).isFalse();
        macdAsked.preview(price * forming);
        bandsAsked.previewDeviation(price * forming);
      }
      rsi.add(price);
      asked.add(price);
      macd.add(price);
      macdAsked.add(price);
      bands.add(price);
      bandsAsked.add(price);
    }
    assertThat(asked.value()).isEqualTo(rsi.value());
    assertThat(macdAsked.histogram()).isEqualTo(macd.histogram());
    assertThat(bandsAsked.deviation()).isEqualTo(bands.deviation());
  }

  @Test
  void a_market_that_stands_still_is_neutral_everywhere() {
    Rsi rsi = new Rsi(14);
    Adx adx = new Adx(14);
    Bollinger bands = new Bollinger(20);
    PairWindow pairs = new PairWindow(5);
    for (int i = 0; i < 100; i++) {
      rsi.add(7);
      adx.add(7, 7, 7);
      bands.add(7);
      pairs.add(7, i);
    }
    assertThat(rsi.value()).isEqualTo(50);
    assertThat(adx.value()).isZero();
    assertThat(bands.deviation()).isZero();
    assertThat(pairs.correlation()).isNaN();
  }

  @Test
  void a_market_that_only_rises_is_overbought_and_one_that_only_falls_oversold() {
    Rsi up = new Rsi(14);
    Rsi down = new Rsi(14);
    for (int i = 0; i < 30; i++) {
      up.add(100 + i);
      down.add(100 - i);
    }
    assertThat(up.value()).isEqualTo(100);
    assertThat(down.value()).isZero();
  }

  @Test
  void what_is_no_number_is_refused_with_its_name_and_changes_nothing() {
    Ema ema = new Ema(3);
    ema.add(5);
    assertThatThrownBy(() -> ema.add(Double.NaN)).hasMessage("value must be finite, was NaN");
    assertThat(ema.value()).isEqualTo(5);
    assertThatThrownBy(() -> new Rsi(14).add(Double.POSITIVE_INFINITY))
        .hasMessage("close must be finite, was Infinity");
    assertThatThrownBy(() -> new Vwap().add(0, 1, 1, 1, -1))
        .hasMessage("volume must be at least 0, was -1.0");
    assertThatThrownBy(() -> new Macd(26, 12, 9)).hasMessageContaining("slow must be above fast");
    assertThatThrownBy(() -> new Bollinger(1)).hasMessage("period must be at least 2, was 1");
    assertThatThrownBy(() -> new Adx(14).add(1, Double.NaN, 1)).hasMessageContaining("low");
  }
}
