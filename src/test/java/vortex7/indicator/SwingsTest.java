package vortex7.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where candles turn, and the levels that their turns make. */
class SwingsTest {
  private static Swings of(int capacity, double... highs) {
    Swings swings = new Swings(capacity, 2);
    for (double high : highs) {
      swings.add(high, high - 10);
    }
    return swings;
  }

  @Test
  void a_high_above_two_candles_on_each_side_is_a_swing_when_the_second_after_it_has_closed() {
    Swings swings = of(10, 1, 2, 5, 3);
    assertThat(swings.highAt(2)).isFalse();
    swings.add(4, -6);
    assertThat(swings.highAt(2)).isTrue();
    assertThat(swings.lowAt(2)).isFalse();
    assertThat(swings.high(2)).isEqualTo(5);
  }

  @Test
  void a_low_below_two_candles_on_each_side_is_a_swing() {
    Swings swings = of(10, 5, 4, 1, 2, 3);
    assertThat(swings.lowAt(2)).isTrue();
    assertThat(swings.low(2)).isEqualTo(-9);
    assertThat(swings.highAt(2)).isFalse();
  }

  @Test
  void equal_neighbours_make_no_swing() {
    assertThat(of(10, 1, 5, 5, 2, 1).highAt(2)).isFalse();
    assertThat(of(10, 5, 2, 5, 2, 1).highAt(2)).isFalse();
  }

  @Test
  void what_is_older_than_the_window_is_forgotten_and_the_window_goes_on() {
    SplittableRandom random = new SplittableRandom(5);
    Swings swings = new Swings(50, 2);
    List<Double> highs = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      double high = random.nextDouble(100, 110);
      highs.add(high);
      swings.add(high, high - 1);
      assertThat(swings.oldest()).isEqualTo(Math.max(0, i - 49));
      for (long candle = swings.oldest() + 2; candle <= i - 2; candle++) {
        int c = (int) candle;
        boolean peak =
            highs.get(c) > highs.get(c - 1)
                && highs.get(c) > highs.get(c - 2)
                && highs.get(c) > highs.get(c + 1)
                && highs.get(c) > highs.get(c + 2);
        assertThat(swings.highAt(candle)).as("candle %d", candle).isEqualTo(peak);
      }
    }
    assertThat(swings.warm()).isTrue();
  }

  @Test
  void turns_within_the_tolerance_are_one_level_with_as_many_touches() {
    Swings swings = new Swings(200, 2);
    double[] peaks = {100.00, 100.04, 103, 100.02, 107};
    for (double peak : peaks) {
      for (double high : new double[] {90, 95, peak, 94, 91}) {
        swings.add(high, 50);
      }
    }
    KeyLevels levels = new KeyLevels(200, 5, 0.0005);
    levels.take(swings);
    assertThat(levels.size()).isEqualTo(3);
    assertThat(levels.price(0)).isBetween(100.019, 100.021);
    assertThat(levels.touches(0)).isEqualTo(3);
    assertThat(levels.price(1)).as("of equals the newest first").isEqualTo(107);
    assertThat(levels.price(levels.nearestAbove(101))).isEqualTo(103);
    assertThat(levels.price(levels.nearestBelow(101))).isBetween(100.0, 100.1);
    assertThat(levels.nearestAbove(107)).isEqualTo(-1);
    assertThat(levels.nearestBelow(100)).isEqualTo(-1);
  }

  @Test
  void only_the_strongest_levels_are_kept() {
    Swings swings = new Swings(200, 2);
    for (int i = 0; i < 30; i++) {
      double peak = 100 + i % 10;
      for (double high : new double[] {90, 95, peak, 94, 91}) {
        swings.add(high, 50);
      }
    }
    KeyLevels levels = new KeyLevels(200, 5, 0.0005);
    levels.take(swings);
    assertThat(levels.size()).isEqualTo(5);
    for (int i = 0; i < 5; i++) {
      assertThat(levels.touches(i)).isEqualTo(3);
    }
    assertThat(levels.price(0)).isEqualTo(109);
    levels.take(new Swings(200, 2));
    assertThat(levels.size()).isZero();
  }
}
