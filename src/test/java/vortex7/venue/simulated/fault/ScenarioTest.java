package vortex7.venue.simulated.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioTest {
  @Test
  void times_count_from_the_start_of_the_venue() {
    List<Fault> faults =
        Scenario.parse(
            "[{\"at\":\"5 s\",\"kind\":\"socket-cut\"},"
                + "{\"at\":\"1 m\",\"for\":1000,\"kind\":\"timeout\",\"probability\":\"0.5\"}]");
    Fault later = faults.getLast().later(1_700_000_000_000L);
    assertThat(faults.getFirst().fromMillis()).isEqualTo(5_000);
    assertThat(later.fromMillis()).isEqualTo(1_700_000_060_000L);
    assertThat(later.untilMillis()).isEqualTo(1_700_000_061_000L);
    assertThat(later.probability()).isEqualTo(0.5);
    assertThat(faults.getFirst().later(7).untilMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void mistakes_name_field_value_and_place() {
    assertThatThrownBy(() -> Scenario.parse("[{\"kind\":\"timeout\",\"probability\":2}]"))
        .isInstanceOf(FaultRefused.class)
        .hasMessageContaining("[0].probability")
        .hasMessageContaining("was 2");
    assertThatThrownBy(() -> Scenario.parse("[{\"kind\":\"timeout\",\"after\":2}]"))
        .hasMessageContaining("[0].after");
    assertThatThrownBy(() -> Scenario.parse("[")).isInstanceOf(FaultRefused.class);
  }
}
