package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DecisionEpisodesTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final SortedSet<String> NONE = new TreeSet<>();
  private static final SortedSet<String> SPREAD = new TreeSet<>(List.of("SPREAD"));

  private final DecisionEpisodes episodes =
      new DecisionEpisodes(DecisionEpisodes.Rules.documents());
  private final List<Long> written = new ArrayList<>();

  private void decide(long millis, double score, SortedSet<String> failing, boolean trades) {
    DecisionRow row =
        new DecisionRow(
            "d_" + millis, millis, NOON.plusMillis(millis), "BTCUSDT", score, "", "", "", "");
    episodes.next(row, failing, trades).forEach(chosen -> written.add(chosen.mark()));
  }

  @Test
  void a_weak_score_is_no_row() {
    decide(0, 0.40, NONE, false);
    decide(2000, -0.39, SPREAD, false);

    assertThat(written).isEmpty();
  }

  @Test
  void an_episode_has_a_row_at_its_begin_and_one_of_its_peak_when_it_is_over() {
    decide(0, 0.41, NONE, false);
    decide(2000, -0.80, NONE, false);
    decide(4000, 0.60, NONE, false);
    decide(6000, 0.10, NONE, false);
    decide(8000, 0.10, NONE, false);

    assertThat(written).containsExactly(0L, 2000L);
  }

  @Test
  void a_change_of_the_failing_gates_is_a_row() {
    decide(0, 0.50, NONE, false);
    decide(2000, 0.50, SPREAD, false);
    decide(4000, 0.50, SPREAD, false);
    decide(6000, 0.50, NONE, false);

    assertThat(written).containsExactly(0L, 2000L, 6000L);
  }

  @Test
  void there_is_at_most_one_row_a_second_and_the_change_is_not_forgotten() {
    decide(0, 0.50, NONE, false);
    decide(100, 0.50, SPREAD, false);
    decide(900, 0.50, SPREAD, false);
    decide(1000, 0.50, SPREAD, false);

    assertThat(written).containsExactly(0L, 1000L);
  }

  @Test
  void a_decision_that_trades_always_has_its_row() {
    decide(0, 0.50, NONE, true);
    decide(100, 0.50, NONE, true);
    decide(200, 0.10, NONE, true);

    assertThat(written).containsExactly(0L, 100L, 200L);
  }
}
