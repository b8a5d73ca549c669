package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vortex7.decision.MinuteSurvey.Left;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

class MinuteSurveyTest {
  private static final long START = 1_700_006_400_000L;

  /** A random walk whose minutes span about that fraction of price. */
  private static List<Candle> walk(int minutes, double range) {
    SplittableRandom random = new SplittableRandom(3);
    List<Candle> candles = new ArrayList<>();
    double price = 60_000;
    for (int i = 0; i < minutes; i++) {
      double open = price;
      price *= 1 + random.nextDouble(-1, 1) * range * 0.7;
      double high = Math.max(open, price) * (1 + random.nextDouble() * range * 0.3);
      double low = Math.min(open, price) * (1 - random.nextDouble() * range * 0.3);
      candles.add(new Candle(Timeframe.M1, START + i * 60_000L, open, high, low, price, 1, true));
    }
    return candles;
  }

  private static List<Left> of(List<Candle> candles) {
    return MinuteSurvey.of(candles, PipelineRules.documents(), FeeRates.documents());
  }

  @Test
  void a_market_of_ordinary_range_leaves_a_many_minutes_and_b_few() {
    List<Left> left = of(walk(MinuteSurvey.WARM_UP + 3_000, 0.0008));
    assertThat(left).extracting(Left::strategy).containsExactly(Strategy.A, Strategy.B);
    assertThat(left).extracting(Left::judged).containsOnly(3_000L);
    assertThat(left.get(0).share()).isBetween(0.2, 0.95);
    assertThat(left.get(1).share()).isLessThan(0.05);
    assertThat(left.get(1).stopper()).contains(Gate.B_RSI);
  }

  @Test
  void a_market_too_wild_for_the_stop_leaves_a_nothing_and_names_the_gate() {
    Left a = of(walk(MinuteSurvey.WARM_UP + 1_000, 0.012)).getFirst();
    assertThat(a.admissible()).isZero();
    assertThat(a.share()).isZero();
    assertThat(a.stopper().orElseThrow()).isIn(Gate.STOP_DISTANCE, Gate.A_PHASE, Gate.TRADEABLE);
  }

  @Test
  void what_only_warms_the_engines_is_not_judged() {
    assertThat(of(walk(MinuteSurvey.WARM_UP, 0.001))).isEmpty();
    assertThat(of(walk(MinuteSurvey.WARM_UP + 1, 0.001)).getFirst().judged()).isEqualTo(1);
  }
}
