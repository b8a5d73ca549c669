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
  void a_symbol_that_comes_is_waited_for_and_one_that_leaves_no_more() {
    Symbol ada = Symbol.of("ADAUSDT");
    Symbol sol = Symbol.of("SOLUSDT");
    tracker.decided(BTC, 100);
    tracker.decided(ETH, 100);
    tracker.begin(sol);
    tracker.begin(ada);
    tracker.begin(ada);
    tracker.decided(BTC, 300);
    tracker.decided(ETH, 400);
    tracker.decided(ada, 200);
    assertThat(told).containsExactly(100L);
    tracker.decided(sol, 250);
    assertThat(told).containsExactly(100L, 200L);
    tracker.hold(ada, "entry");
    tracker.decided(sol, 500);
    tracker.end(ada);
    assertThat(told).containsExactly(100L, 200L, 300L);
    tracker.decided(ada, 10_000);
    tracker.hold(ada, "entry");
    tracker.decided(BTC, 600);
    assertThat(told).containsExactly(100L, 200L, 300L, 400L);
    tracker.end(ada);
    tracker.end(BTC);
    tracker.end(ETH);
    tracker.end(sol);
    assertThat(told).containsExactly(100L, 200L, 300L, 400L, 500L);
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
