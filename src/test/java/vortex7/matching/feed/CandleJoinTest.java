package vortex7.matching.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

class CandleJoinTest {
  @Test
  void only_whole_aligned_runs_are_joined() {
    List<Candle> minutes = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      long open = i * 60_000L;
      minutes.add(new Candle(Timeframe.M1, open, i, i + 2.0, i - 0.5, i + 1.0, 10.0 * i, true));
    }
    assertThat(CandleJoin.join(minutes, Timeframe.M3))
        .containsExactly(new Candle(Timeframe.M3, 180_000, 3.0, 7.0, 2.5, 6.0, 120.0, true));
    assertThat(CandleJoin.join(minutes, Timeframe.M1)).isEqualTo(minutes);
    assertThat(CandleJoin.join(minutes, Timeframe.M15)).isEmpty();
  }
}
