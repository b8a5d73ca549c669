package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class StepGateTest {
  @Test
  void time_waits_for_the_slowest_consumer_but_not_for_ever() {
    AtomicInteger woken = new AtomicInteger();
    StepGate gate = new StepGate(250, woken::incrementAndGet);
    assertThat(gate.opens(100, 0)).as("nobody to wait for").isTrue();
    LongConsumer fast = gate.register();
    LongConsumer slow = gate.register();
    fast.accept(200);
    assertThat(gate.opens(100, 0)).isFalse();
    slow.accept(99);
    assertThat(gate.opens(100, 249)).isFalse();
    assertThat(gate.opens(100, 250)).isTrue();
    slow.accept(100);
    slow.accept(40);
    assertThat(gate.opens(100, 0)).as("progress never falls").isTrue();
    assertThat(woken).hasValue(4);
  }
}
