package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vortex7.signal.Direction;

class EpisodesTest {
  private final Episodes episodes = new Episodes(0.40, Duration.ofSeconds(1));
  private final DecisionEngine engine =
      new DecisionEngine(TestInstrument.btc(), DecisionRules.documents());
  private long number;

  private Decision decision(long time, double strength, int streak) {
    Situation situation = new Situation();
    situation.time += time;
    situation.number = ++number;
    situation.flowStrength = Math.abs(strength);
    situation.tickStrength = Math.abs(strength);
    situation.streak = streak;
    if (strength < 0) {
      situation.mirrored();
    }
    return engine.decide(situation.panel(), EntryContext.clear(FeeRates.documents()));
  }

  private List<Double> kept(long time, double strength, int streak) {
    return episodes.on(decision(time, strength, streak)).stream()
        .map(kept -> Math.round(kept.score() * 100) / 100.0)
        .toList();
  }

  @Test
  void nothing_is_kept_up_to_the_threshold() {
    assertThat(kept(0, 0.39, 3)).isEmpty();
    assertThat(kept(100, 0, 3)).isEmpty();
  }

  @Test
  void an_episode_is_kept_at_its_beginning_and_at_its_peak_when_it_ends() {
    assertThat(kept(0, 0.41, 3)).containsExactly(0.41);
    assertThat(kept(1_500, 0.50, 3)).as("same gates").isEmpty();
    assertThat(kept(1_600, 0.45, 3)).isEmpty();
    assertThat(kept(1_700, 0.20, 3)).containsExactly(0.50);
    assertThat(kept(1_800, 0.10, 3)).isEmpty();
  }

  @Test
  void a_change_of_the_failing_gates_is_kept_at_most_once_a_second() {
    assertThat(kept(0, 0.45, 3)).containsExactly(0.45);
    assertThat(kept(500, 0.46, 10)).as("within the second").isEmpty();
    assertThat(kept(1_000, 0.46, 10)).as("still different").containsExactly(0.46);
    assertThat(kept(2_500, 0.46, 10)).isEmpty();
  }

  @Test
  void a_decision_that_trades_is_kept_always() {
    assertThat(kept(0, 0.45, 3)).containsExactly(0.45);
    assertThat(kept(600, 0.60, 10)).containsExactly(0.60);
    assertThat(kept(700, 0.61, 10)).containsExactly(0.61);
  }

  @Test
  void a_change_of_sign_ends_the_episode() {
    kept(0, 0.41, 3);
    kept(1_500, 0.50, 3);
    assertThat(kept(1_600, -0.45, 3)).as("the peak; the new one waits").containsExactly(0.50);
    assertThat(kept(2_600, -0.46, 3)).containsExactly(-0.46);
  }

  @Test
  void a_peak_that_is_kept_already_is_not_kept_twice() {
    assertThat(kept(0, 0.52, 3)).containsExactly(0.52);
    kept(1_500, 0.50, 3);
    assertThat(kept(3_000, 0.20, 3)).isEmpty();
  }

  @Test
  void no_more_than_one_a_second_is_kept_unless_it_trades_whatever_comes() {
    SplittableRandom random = new SplittableRandom(5);
    List<Decision> kept = new ArrayList<>();
    List<Long> when = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Decision decision = decision(i * 100L, random.nextDouble(-0.9, 0.9), random.nextInt(3, 14));
      for (Decision each : episodes.on(decision)) {
        kept.add(each);
        when.add(decision.mark().eventTime());
      }
    }
    assertThat(kept).hasSizeGreaterThan(300);
    long last = Long.MIN_VALUE;
    for (int i = 0; i < kept.size(); i++) {
      if (!kept.get(i).trades()) {
        assertThat(when.get(i) - 1_000).isGreaterThanOrEqualTo(last);
      }
      last = when.get(i);
    }
    assertThat(kept).doesNotHaveDuplicates();
    assertThat(Direction.of(kept.getFirst().score())).isNotEqualTo(Direction.NEUTRAL);
  }
}
