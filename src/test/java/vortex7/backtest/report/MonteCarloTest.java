package vortex7.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MonteCarloTest {
  private static double[] same(int count, double share) {
    double[] shares = new double[count];
    java.util.Arrays.fill(shares, share);
    return shares;
  }

  @Test
  void trades_that_are_all_alike_leave_no_doubt() {
    MonteCarlo drawn = MonteCarlo.of(same(10, -0.02), 50, 1);
    double end = Math.pow(0.98, 10);
    assertThat(drawn.result().p5()).isCloseTo(end - 1, within(1e-12));
    assertThat(drawn.result().p95()).isCloseTo(end - 1, within(1e-12));
    assertThat(drawn.maxDrawdown().p50()).isCloseTo(1 - end, within(1e-12));
    assertThat(drawn.ruin())
        .containsExactly(
            new MonteCarlo.Ruin(0.10, 1),
            new MonteCarlo.Ruin(0.20, 0),
            new MonteCarlo.Ruin(0.50, 0));
    assertThat(drawn.fan()).hasSize(11);
    assertThat(drawn.fan().getFirst())
        .isEqualTo(new MonteCarlo.Step(0, new MonteCarlo.Band(1, 1, 1, 1, 1)));
    assertThat(drawn.fan().getLast().trades()).isEqualTo(10);
  }

  @Test
  void the_seed_decides() {
    double[] shares = {0.01, -0.01, 0.02, -0.015, 0.005};
    assertThat(MonteCarlo.of(shares, 200, 5)).isEqualTo(MonteCarlo.of(shares, 200, 5));
    assertThat(MonteCarlo.of(shares, 200, 5)).isNotEqualTo(MonteCarlo.of(shares, 200, 6));
  }

  @Test
  void the_bands_are_in_order_and_the_fan_stays_small() {
    double[] shares = new double[1_000];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (i % 7 - 3) / 1_000.0;
    }
    MonteCarlo drawn = MonteCarlo.of(shares, 300, 9);
    assertThat(drawn.fan()).hasSize(61);
    for (MonteCarlo.Step step : drawn.fan()) {
      MonteCarlo.Band band = step.balance();
      assertThat(new double[] {band.p5(), band.p25(), band.p50(), band.p75(), band.p95()})
          .isSorted();
    }
    // Draws with a mean of about 0 end about where they began.
    assertThat(drawn.result().p50()).isBetween(-0.1, 0.1);
    assertThat(drawn.result().p5()).isLessThan(drawn.result().p95() - 0.05);
  }

  @Test
  void a_lost_balance_stays_lost() {
    MonteCarlo drawn = MonteCarlo.of(new double[] {-1.5, 0.5}, 100, 2);
    assertThat(drawn.result().p5()).isEqualTo(-1);
    assertThat(drawn.maxDrawdown().p95()).isEqualTo(1);
  }

  @Test
  void nothing_is_drawn_from_nothing() {
    assertThatThrownBy(() -> MonteCarlo.of(new double[0], 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("had 0 and 10");
  }
}
