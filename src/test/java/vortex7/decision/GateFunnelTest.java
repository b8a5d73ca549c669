package vortex7.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import vortex7.decision.GateFunnel.Count;
import vortex7.decision.GateFunnel.Tally;
import vortex7.signal.Validity;

class GateFunnelTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final GateFunnel funnel = new GateFunnel();
  private final DecisionEngine engine =
      new DecisionEngine(TestInstrument.btc(), DecisionRules.documents());

  private void add(Instant at, Situation situation) {
    situation.time = at.toEpochMilli();
    funnel.add(engine.decide(situation.panel(), EntryContext.clear(FeeRates.documents())));
  }

  private static Situation five(Consumer<Situation> change) {
    Situation situation = Situation.five();
    change.accept(situation);
    return situation;
  }

  private static Count of(List<Tally> tallies, Strategy strategy, Gate gate) {
    return tallies.stream()
        .filter(tally -> tally.strategy() == strategy)
        .flatMap(tally -> tally.counts().stream())
        .filter(count -> count.gate() == gate)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_strategy_is_counted_by_its_own_gates_alone_and_in_sequence() {
    add(NOON, Situation.five());
    add(NOON.plusSeconds(10), Situation.reversion());
    add(NOON.plusSeconds(20), five(situation -> situation.streak = 2));
    List<Tally> total = funnel.total();
    assertThat(total).extracting(Tally::strategy).containsExactly(Strategy.values());
    assertThat(total).extracting(Tally::marks).containsOnly(3L);
    assertThat(of(total, Strategy.A, Gate.A_STREAK)).isEqualTo(new Count(Gate.A_STREAK, 1, 1, 0));
    assertThat(of(total, Strategy.A, Gate.A_VOLUME_SPIKE))
        .as("the third mark has a spike, but no streak before it")
        .isEqualTo(new Count(Gate.A_VOLUME_SPIKE, 2, 1, 0));
    assertThat(of(total, Strategy.A, Gate.STABLE)).isEqualTo(new Count(Gate.STABLE, 3, 1, 0));
    assertThat(of(total, Strategy.B, Gate.B_RSI)).isEqualTo(new Count(Gate.B_RSI, 1, 1, 0));
    assertThat(of(total, Strategy.B, Gate.STABLE)).isEqualTo(new Count(Gate.STABLE, 3, 1, 0));
    assertThat(of(total, Strategy.C, Gate.STRATEGY)).isEqualTo(new Count(Gate.STRATEGY, 0, 0, 0));
  }

  @Test
  void conditions_of_one_strategy_do_not_belong_to_another() {
    add(NOON, Situation.five());
    for (Tally tally : funnel.total()) {
      assertThat(tally.counts())
          .extracting(Count::gate)
          .isSorted()
          .contains(Gate.READINGS, Gate.SCORE, Gate.STRATEGY, Gate.STABLE)
          .containsAll(Gate.DISTANCES)
          .allMatch(gate -> gate.conditionOf().orElse(tally.strategy()) == tally.strategy());
    }
  }

  @Test
  void an_absent_engine_lets_everything_through_and_is_counted() {
    add(
        NOON,
        five(
            situation -> {
              situation.technicalValidity = Validity.ABSENT;
              situation.sentimentValidity = Validity.ABSENT;
            }));
    assertThat(of(funnel.total(), Strategy.A, Gate.A_LEVEL))
        .isEqualTo(new Count(Gate.A_LEVEL, 1, 1, 1));
    assertThat(of(funnel.total(), Strategy.B, Gate.B_RSI))
        .isEqualTo(new Count(Gate.B_RSI, 1, 1, 1));
    assertThat(of(funnel.total(), Strategy.B, Gate.STRATEGY).passedInSequence()).isZero();
  }

  @Test
  void a_period_counts_the_minutes_that_begin_in_it() {
    add(NOON, Situation.five());
    add(NOON.plusSeconds(59), Situation.five());
    add(NOON.plusSeconds(60), Situation.five());
    add(NOON.plusSeconds(59), Situation.five());
    assertThat(funnel.between(NOON, NOON.plusSeconds(60)))
        .extracting(Tally::marks)
        .containsOnly(2L);
    assertThat(funnel.between(NOON.plusSeconds(60), NOON.plusSeconds(61)))
        .as("one came late")
        .extracting(Tally::marks)
        .containsOnly(2L);
    assertThat(funnel.between(NOON.plusMillis(1), NOON.plusSeconds(60)))
        .extracting(Tally::marks)
        .containsOnly(0L);
    assertThat(of(funnel.between(NOON, NOON.plusSeconds(120)), Strategy.A, Gate.A_VELOCITY))
        .isEqualTo(new Count(Gate.A_VELOCITY, 4, 4, 0));
  }

  @Test
  void minutes_older_than_a_day_are_forgotten_and_the_total_is_not() {
    assertThat(funnel.keptFrom()).isEmpty();
    add(NOON, Situation.five());
    add(NOON.plusSeconds(60), Situation.five());
    assertThat(funnel.keptFrom()).contains(NOON);
    Instant later = NOON.plus(GateFunnel.KEPT);
    add(later.minusSeconds(1), Situation.five());
    assertThat(funnel.keptFrom()).contains(NOON);
    add(later, Situation.five());
    assertThat(funnel.keptFrom()).contains(NOON.plusSeconds(60));
    assertThat(funnel.between(NOON, later.plusSeconds(60)))
        .extracting(Tally::marks)
        .containsOnly(3L);
    assertThat(funnel.total()).extracting(Tally::marks).containsOnly(4L);
  }
}
