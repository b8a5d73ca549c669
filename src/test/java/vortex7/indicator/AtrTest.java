package vortex7.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.num.DoubleNumFactory;
import vortex7.SharedData;

class AtrTest {
  private static final int CANDLES = 10_000;

  /** ta4j seeds with the first range, Wilder with the mean of the first n: (13/14)^k apart. */
  private static final int SEED_FORGOTTEN = 600;

  @Test
  void the_mean_of_the_first_ranges_seeds_it_and_the_recurrence_goes_on_from_there() {
    Atr atr = Atr.over(3).plus(10, 8, 9).plus(11, 9, 10).plus(13, 10, 12);
    assertThat(atr.warm()).isTrue();
    assertThat(atr.value()).isCloseTo((2 + 2 + 3) / 3.0, within(1e-12));
    assertThat(atr.plus(12.5, 12, 12.2).value())
        .isCloseTo(7 / 3.0 * 2 / 3 + 0.5 / 3, within(1e-12));
  }

  @Test
  void a_jump_between_candles_counts_as_range() {
    Atr up = Atr.over(2).plus(10, 9, 10).plus(15, 14, 15);
    assertThat(up.value()).isCloseTo((1 + 5) / 2.0, within(1e-12));
    Atr down = Atr.over(2).plus(10, 9, 10).plus(6, 5, 5);
    assertThat(down.value()).isCloseTo((1 + 5) / 2.0, within(1e-12));
  }

  @Test
  void it_is_not_warm_before_its_period() {
    Atr atr = Atr.over(14);
    for (int i = 0; i < 13; i++) {
      atr = atr.plus(2, 1, 1.5);
    }
    assertThat(atr.warm()).isFalse();
    assertThat(atr.plus(2, 1, 1.5).warm()).isTrue();
  }

  @Test
  void a_preview_of_the_forming_candle_leaves_no_trace() {
    Atr closed = Atr.over(2).plus(2, 1, 1.5).plus(3, 2, 2.5);
    double before = closed.value();
    assertThat(closed.plus(9, 1, 5).value()).isGreaterThan(before);
    assertThat(closed.value()).isEqualTo(before);
  }

  @Test
  void bad_values_and_periods_are_refused_with_the_value() {
    assertThatThrownBy(() -> Atr.over(0)).hasMessage("period must be at least 1, was 0");
    assertThatThrownBy(() -> Atr.over(1).plus(Double.NaN, 1, 1)).hasMessageContaining("NaN");
  }

  @Test
  void it_agrees_with_an_independent_library_on_ten_thousand_real_candles() throws IOException {
    BarSeries series =
        new BaseBarSeriesBuilder().withNumFactory(DoubleNumFactory.getInstance()).build();
    Atr ours = Atr.over(14);
    double[] values = new double[CANDLES];
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.file("klines/BTCUSDT-1m.csv.gz"))),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (int i = 0; i < CANDLES; i++) {
        String[] cells = lines.readLine().split(",", -1);
        double high = Double.parseDouble(cells[2]);
        double low = Double.parseDouble(cells[3]);
        double close = Double.parseDouble(cells[4]);
        ours = ours.plus(high, low, close);
        values[i] = ours.value();
        series
            .barBuilder()
            .timePeriod(Duration.ofMinutes(1))
            .endTime(Instant.ofEpochMilli(Long.parseLong(cells[0])).plusSeconds(60))
            .openPrice(Double.parseDouble(cells[1]))
            .highPrice(high)
            .lowPrice(low)
            .closePrice(close)
            .volume(Double.parseDouble(cells[5]))
            .add();
      }
    }
    ATRIndicator theirs = new ATRIndicator(series, 14);
    for (int i = SEED_FORGOTTEN; i < CANDLES; i++) {
      double expected = theirs.getValue(i).doubleValue();
      assertThat(values[i]).as("candle %d", i).isCloseTo(expected, within(expected * 1e-9));
    }
  }
}
