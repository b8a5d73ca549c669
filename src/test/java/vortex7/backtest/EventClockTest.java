package vortex7.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vortex7.backtest.EventClock.Stream;
import vortex7.matching.Latency;

class EventClockTest {
  private final EventClock clock = new EventClock(1_000);
  private final List<String> done = new ArrayList<>();

  private void at(long millis, int symbol, Stream stream, String what) {
    clock.at(millis, symbol, stream, () -> done.add(what));
  }

  @Test
  void ties_go_by_symbol_then_by_stream_then_by_order_of_entry() {
    at(1_005, 1, Stream.TRADES, "second symbol's trade");
    at(1_005, 0, Stream.BOOK, "book");
    at(1_005, 0, Stream.TRADES, "trade");
    at(1_005, 0, Stream.TIMER, "timer");
    at(1_005, 0, Stream.ACCOUNT, "report");
    at(1_005, 0, Stream.ANSWER, "answer");
    at(1_005, 0, Stream.TRADES, "later trade");
    at(1_005, 0, Stream.CANDLES, "candle");
    at(1_005, -1, Stream.TIMER, "account's own");
    at(1_005, 0, Stream.VENUE, "order arrives");
    at(1_005, 0, Stream.OBSERVATION, "observation");
    at(1_004, 9, Stream.TIMER, "earlier");
    clock.moveTo(1_005);
    clock.runDue();
    assertThat(done)
        .containsExactly(
            "earlier",
            "account's own",
            "order arrives",
            "report",
            "answer",
            "trade",
            "later trade",
            "candle",
            "book",
            "observation",
            "timer",
            "second symbol's trade");
  }

  @Test
  void nothing_is_done_before_its_millisecond() {
    at(1_001, 0, Stream.TIMER, "due");
    clock.runDue();
    assertThat(done).isEmpty();
    assertThat(clock.nextMillis()).isEqualTo(1_001);
    clock.moveTo(1_001);
    clock.runDue();
    assertThat(done).containsExactly("due");
    assertThat(clock.nextMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void what_something_brings_about_at_once_is_done_in_the_same_millisecond() {
    clock.at(1_000, 0, Stream.BOOK, () -> at(1_000, 0, Stream.VENUE, "order"));
    at(1_000, 0, Stream.TIMER, "timer");
    clock.runDue();
    assertThat(done).containsExactly("order", "timer");
  }

  @Test
  void what_is_due_in_the_past_is_done_now() {
    at(1, 0, Stream.TIMER, "late");
    assertThat(clock.nextMillis()).isEqualTo(1_000);
  }

  @Test
  void time_does_not_go_back() {
    clock.moveTo(1_000);
    assertThat(clock.nanos()).isEqualTo(1_000_000_000L);
    assertThat(clock.instant().toEpochMilli()).isEqualTo(1_000);
    assertThatThrownBy(() -> clock.moveTo(999)).hasMessageContaining("from 1000, was 999");
  }

  @Test
  void a_lane_delays_by_its_latency() {
    Lane lane = lane(new Latency.Constant(7));
    lane.send(1_000, () -> done.add("a"));
    assertThat(clock.nextMillis()).isEqualTo(1_007);
  }

  @Test
  void nothing_overtakes_on_a_lane() {
    Lane lane = lane(new Latency.Uniform(0, 500));
    for (int i = 0; i < 50; i++) {
      String name = String.valueOf(i);
      lane.send(1_000 + i, () -> done.add(name));
    }
    clock.moveTo(2_000);
    clock.runDue();
    assertThat(done)
        .hasSize(50)
        .isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
  }

  private Lane lane(Latency latency) {
    return new Lane(clock, 0, Stream.BOOK, latency, new SplittableRandom(3));
  }
}
