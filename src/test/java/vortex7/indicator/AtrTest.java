package vortex7.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.ta4j.core.indicators.ATRIndicator;

class AtrTest {
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
    RealCandles candles = RealCandles.of("BTCUSDT");
    ATRIndicator theirs = new ATRIndicator(candles.series, 14);
    Atr ours = Atr.over(14);
    for (int i = 0; i < RealCandles.COUNT; i++) {
      ours = ours.plus(candles.high[i], candles.low[i], candles.close[i]);
      if (i >= SEED_FORGOTTEN) {
        double expected = theirs.getValue(i).doubleValue();
        assertThat(ours.value()).as("candle %d", i).isCloseTo(expected, within(expected * 1e-9));
      }
    }
  }
}
