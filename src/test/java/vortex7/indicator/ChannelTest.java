package vortex7.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTest {
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 7", "4, 20", "5, 33"})
  void it_spans_the_extremes_of_the_last_candles(long seed, int period) {
    SplittableRandom random = new SplittableRandom(seed);
    Channel channel = new Channel(period);
    List<Double> highs = new ArrayList<>();
    List<Double> lows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      double low = random.nextInt(50); // Few values, so that many are equal.
      highs.add(low + random.nextInt(5));
      lows.add(low);
      channel.add(highs.getLast(), low);
      int from = Math.max(0, highs.size() - period);
      assertThat(channel.high())
          .isEqualTo(
              highs.subList(from, highs.size()).stream().mapToDouble(x -> x).max().orElse(0));
      assertThat(channel.low())
          .isEqualTo(lows.subList(from, lows.size()).stream().mapToDouble(x -> x).min().orElse(0));
      assertThat(channel.warm()).isEqualTo(i + 1 >= period);
    }
  }

  @Test
  void it_knows_nothing_before_the_first_candle_and_refuses_what_is_no_price() {
    Channel channel = new Channel(20);
    assertThat(channel.high()).isNaN();
    assertThat(channel.low()).isNaN();
    assertThat(channel.warm()).isFalse();
    assertThatThrownBy(() -> channel.add(Double.NaN, 1)).hasMessageStartingWith("high");
    assertThatThrownBy(() -> channel.add(1, Double.NEGATIVE_INFINITY))
        .hasMessageStartingWith("low");
    assertThatThrownBy(() -> new Channel(0)).hasMessage("period must be at least 1, was 0");
  }
}
