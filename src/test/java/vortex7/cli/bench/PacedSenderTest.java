package vortex7.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PacedSenderTest {
  @Test
  void it_sends_as_often_as_asked_and_never_before_its_time() {
    List<Long> sent = new ArrayList<>();
    Histogram lateness = Spans.histogram();
    long before = System.nanoTime();
    int count = new PacedSender(1_000).run(50_000_000, lateness, () -> sent.add(System.nanoTime()));
    assertThat(count).isEqualTo(50);
    assertThat(sent).hasSize(50);
    assertThat(lateness.getTotalCount()).isEqualTo(50);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(sent.get(i) - before).isGreaterThanOrEqualTo(i * 1_000_000L);
    }
  }

  @Test
  void a_pace_of_nothing_is_refused() {
    assertThatThrownBy(() -> new PacedSender(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("perSecond must be at least 1, was 0");
  }
}
