package vortex7.matching.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurstPlanTest {
  private static List<BurstPlan> draw(boolean tailed) {
    MarketRandom random = MarketRandom.of(13, "bursts");
    return IntStream.range(0, 20_000)
        .mapToObj(i -> BurstPlan.draw(random, -1, Mood.RANGING, tailed))
        .toList();
  }

  @Test
  void in_the_lively_beginning_no_burst_goes_far_beyond_the_others() {
    assertThat(draw(false)).allSatisfy(plan -> assertThat(plan.thrust()).isBetween(0.7, 1.3));
  }

  @Test
  void one_in_twenty_meets_stop_orders_and_goes_two_to_six_deviations_of_a_minute() {
    List<BurstPlan> plans = draw(true);
    assertThat(plans).allSatisfy(plan -> assertThat(plan.thrust()).isBetween(0.7, 4.5 * 1.3));
    double beyond = plans.stream().filter(plan -> plan.thrust() > 1.4).count();
    assertThat(beyond / plans.size()).isCloseTo(0.05, within(0.01));
  }
}
