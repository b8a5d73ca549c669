package vortex7.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vortex7.market.Symbol;

class ProgressTrackerTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  private static final Symbol ETH = Symbol.of("ETHUSDT");

  private final List<Long> told = new ArrayList<>();
  private final ProgressTracker tracker =
      new ProgressTracker(new TreeSet<>(List.of(BTC, ETH)), told::add);

  @Test
  void progress_is_that_of_the_slowest_symbol_and_never_falls() {
    tracker.decided(BTC, 100);
    assertThat(told).isEmpty();
    tracker.decided(ETH, 200);
    tracker.decided(BTC, 300);
    tracker.decided(BTC, 250);
    assertThat(told).containsExactly(100L, 200L);
  }

  @Test
  void an_order_on_its_way_holds_it_back_until_it_is_answered() {
    tracker.decided(ETH, 500);
    tracker.decided(BTC, 100);
    tracker.hold(BTC, "stop");
    tracker.hold(BTC, "entry");
    tracker.decided(BTC, 200);
    tracker.release(BTC, "entry");
    tracker.release(ETH, "stop");
    assertThat(told).containsExactly(100L);
    tracker.release(BTC, "stop");
    assertThat(told).containsExactly(100L, 200L);
  }

  @Test
  void an_order_that_is_never_answered_holds_it_back_for_two_seconds_of_the_market() {
    tracker.decided(ETH, 5_000);
    tracker.decided(BTC, 1_000);
    tracker.hold(BTC, "stop");
    tracker.decided(BTC, 3_000);
    assertThat(told).containsExactly(1_000L);
    tracker.decided(BTC, 3_100);
    assertThat(told).containsExactly(1_000L, 3_100L);
  }

  @Test
  void what_is_held_before_the_first_decision_counts_from_that() {
    tracker.hold(BTC, "position");
    tracker.decided(ETH, 5_000);
    tracker.decided(BTC, 1_000);
    tracker.decided(BTC, 1_100);
    assertThat(told).isEmpty();
    tracker.release(BTC, "position");
    assertThat(told).containsExactly(1_100L);
  }
}
