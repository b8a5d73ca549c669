package vortex7.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelTest {
  private static final List<EngineId> ENGINES =
      List.of(EngineId.ORDER_FLOW, EngineId.TICK, EngineId.REGIME);

  private final Panel panel = new Panel(ENGINES);

  private static Mark mark(long number) {
    return new Mark(number, number * 100);
  }

  private List<PanelReading> tell(long number, EngineId engine) {
    return panel.onReading(mark(number), Reading.neutral(engine, Validity.VALID));
  }

  @Test
  void a_mark_is_complete_when_the_last_engine_has_answered() {
    assertThat(tell(1, EngineId.TICK)).isEmpty();
    assertThat(tell(1, EngineId.REGIME)).isEmpty();
    assertThat(panel.waitingFor()).isEqualTo(1);
    List<PanelReading> complete = tell(1, EngineId.ORDER_FLOW);
    assertThat(complete).hasSize(1);
    assertThat(complete.getFirst().mark()).isEqualTo(mark(1));
    assertThat(complete.getFirst().validity(EngineId.TICK)).isEqualTo(Validity.VALID);
    assertThat(complete.getFirst().present(EngineId.SENTIMENT)).isFalse();
    assertThat(panel.waitingFor()).isZero();
  }

  @Test
  void an_engine_that_is_not_there_reads_absent_and_is_not_waited_for() {
    Panel two = new Panel(List.of(EngineId.ORDER_FLOW, EngineId.TICK));
    two.onReading(mark(1), Reading.neutral(EngineId.TICK, Validity.VALID));
    List<PanelReading> complete =
        two.onReading(mark(1), Reading.neutral(EngineId.ORDER_FLOW, Validity.VALID));
    assertThat(complete.getFirst().validity(EngineId.REGIME)).isEqualTo(Validity.ABSENT);
    assertThatThrownBy(
            () -> two.onReading(mark(2), Reading.neutral(EngineId.REGIME, Validity.VALID)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_late_is_missing_and_ignored_when_it_comes_after_all() {
    panel.onMark(mark(1));
    tell(1, EngineId.TICK);
    List<PanelReading> complete = panel.giveUp(1);
    assertThat(complete).hasSize(1);
    assertThat(complete.getFirst().validity(EngineId.ORDER_FLOW)).isEqualTo(Validity.MISSING);
    assertThat(complete.getFirst().validity(EngineId.TICK)).isEqualTo(Validity.VALID);
    assertThat(tell(1, EngineId.ORDER_FLOW)).isEmpty();
    assertThat(panel.late()).isEqualTo(1);
  }

  @Test
  void a_complete_mark_waits_for_the_incomplete_one_before_it() {
    tell(1, EngineId.TICK);
    for (EngineId engine : ENGINES) {
      assertThat(tell(2, engine)).isEmpty();
    }
    assertThat(panel.giveUp(1)).extracting(done -> done.mark().number()).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void marks_come_out_once_and_in_order_whatever_the_order_of_the_readings(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Long> out = new ArrayList<>();
    long[] next = {1, 1, 1}; // Each engine answers in order, at its own pace.
    while (out.size() < 500) {
      int who = random.nextInt(3);
      tell(next[who]++, ENGINES.get(who)).forEach(done -> out.add(done.mark().number()));
      if (random.nextInt(50) == 0 && panel.waitingFor() > 0) {
        panel.giveUp(panel.waitingFor()).forEach(done -> out.add(done.mark().number()));
      }
    }
    for (int i = 0; i < out.size(); i++) {
      assertThat(out.get(i)).isEqualTo(i + 1L);
    }
  }
}
