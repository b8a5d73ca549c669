package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.market.Candle;

class CandlePathTest {
  private static final long END = 1_763_553_600_000L;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_average_range_of_minutes_is_that_of_the_real_ones(long seed) {
    double btc = medianAtrPercent(SyntheticSymbol.bitcoin(), seed);
    double eth = medianAtrPercent(SyntheticSymbol.ether(), seed);
    assertThat(btc).isBetween(0.030, 0.085);
    assertThat(eth).isBetween(0.065, 0.180);
  }

  private static double medianAtrPercent(SyntheticSymbol market, long seed) {
    List<Candle> candles =
        new CandlePath(market, seed).endingAt(END, market.openingPrice().doubleValue(), 8_100);
    double[] atr = new double[candles.size() - 100];
    double value = 0;
    for (int i = 1; i < candles.size(); i++) {
      Candle candle = candles.get(i);
      double close = candles.get(i - 1).close();
      double range = Math.max(candle.high(), close) - Math.min(candle.low(), close);
      value = i == 1 ? range : value * 13 / 14 + range / 14;
      if (i >= 100) {
        atr[i - 100] = 100 * value / candle.close();
      }
    }
    Arrays.sort(atr);
    return atr[atr.length / 2];
  }

  @Test
  void volatility_clusters_and_symbols_move_together() {
    double[] btc = returns(SyntheticSymbol.bitcoin());
    double[] eth = returns(SyntheticSymbol.ether());
    assertThat(correlation(btc, eth)).isBetween(0.6, 0.85);
    double[] size = new double[btc.length - 1];
    double[] next = new double[btc.length - 1];
    double mean = Arrays.stream(btc).map(Math::abs).average().orElseThrow();
    for (int i = 0; i < size.length; i++) {
      size[i] = Math.abs(btc[i]) - mean;
      next[i] = Math.abs(btc[i + 1]) - mean;
    }
    assertThat(correlation(size, next)).isBetween(0.1, 0.6);
    assertThat(correlation(btc, Arrays.copyOfRange(btc, 1, btc.length))).isBetween(-0.1, 0.1);
  }

  private static double[] returns(SyntheticSymbol market) {
    List<Candle> candles =
        new CandlePath(market, 11).endingAt(END, market.openingPrice().doubleValue(), 8_100);
    return candles.stream().mapToDouble(c -> Math.log(c.close() / c.open())).toArray();
  }

  @Test
  void a_path_between_two_prices_begins_and_ends_there() {
    CandlePath path = new CandlePath(SyntheticSymbol.bitcoin(), 4);
    List<Candle> candles = path.between(END, 64_000.0, 64_321.0, 30);
    assertThat(candles).hasSize(30);
    assertThat(candles.getFirst().open()).isEqualTo(64_000.0);
    assertThat(candles.getFirst().openTime()).isEqualTo(END);
    assertThat(candles.getLast().close()).isEqualTo(64_321.0);
    assertThat(path.between(END, 64_000.0, 64_000.0, 0)).isEmpty();
  }

  private static double correlation(double[] x, double[] y) {
    double xy = 0.0;
    double xx = 0.0;
    double yy = 0.0;
    for (int i = 0; i < Math.min(x.length, y.length); i++) {
      xy += x[i] * y[i];
      xx += x[i] * x[i];
      yy += y[i] * y[i];
    }
    return xy / Math.sqrt(xx * yy);
  }
}
