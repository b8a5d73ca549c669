package vortex7.venue.binance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RateGovernorTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:30Z");

  private final RateGovernor governor = new RateGovernor(BinanceLimits.documents(), Instant.EPOCH);

  @Test
  void polls_stop_at_their_share_while_queries_entries_cancels_and_stops_go_on() {
    governor.correct(NOW, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
    fillWeight(1_200);
    assertThat(governor.admit(Lane.POLL, 1, 0, NOW))
        .contains("request weight in 1 min: 1200 + 1 > 50 % of 2400");
    assertThat(governor.admit(Lane.QUERY, 1, 0, NOW)).isEmpty();
    fillWeight(1_440);
    assertThat(governor.admit(Lane.QUERY, 1, 0, NOW)).isPresent();
    assertThat(governor.admit(Lane.ENTRY, 1, 0, NOW)).isEmpty();
    fillWeight(1_680);
    assertThat(governor.admit(Lane.ENTRY, 1, 0, NOW)).isPresent();
    assertThat(governor.admit(Lane.CANCEL, 1, 0, NOW)).isEmpty();
    fillWeight(5_000);
    assertThat(governor.admit(Lane.CANCEL, 1, 0, NOW)).isPresent();
    assertThat(governor.admit(Lane.PROTECTIVE, 1, 1, NOW)).isEmpty();
  }

  @Test
  void entries_count_against_both_order_budgets() {
    for (int i = 0; i < 210; i++) {
      assertThat(governor.admit(Lane.ENTRY, 0, 1, NOW)).isEmpty();
    }
    assertThat(governor.admit(Lane.ENTRY, 0, 1, NOW))
        .contains("orders in 10 s: 210 + 1 > 70 % of 300");
    assertThat(governor.admit(Lane.ENTRY, 0, 1, NOW.plusSeconds(10))).isEmpty();
    governor.correct(
        NOW.plusSeconds(10), OptionalInt.empty(), OptionalInt.empty(), OptionalInt.of(840));
    assertThat(governor.admit(Lane.ENTRY, 0, 1, NOW.plusSeconds(11)))
        .contains("orders in 1 min: 840 + 1 > 70 % of 1200");
  }

  @Test
  void a_window_begins_anew_with_the_venues_minute() {
    fillWeight(2_400);
    assertThat(governor.admit(Lane.POLL, 1, 0, NOW.plusSeconds(29))).isPresent();
    assertThat(governor.admit(Lane.POLL, 1, 0, NOW.plusSeconds(30))).isEmpty();
  }

  @Test
  void a_late_header_of_the_minute_before_corrects_nothing() {
    Instant later = NOW.plusSeconds(60);
    assertThat(governor.admit(Lane.POLL, 1, 0, later)).isEmpty();
    governor.correct(NOW, OptionalInt.of(2_400), OptionalInt.empty(), OptionalInt.empty());
    assertThat(governor.admit(Lane.POLL, 1, 0, later)).isEmpty();
  }

  @Test
  void after_being_told_to_wait_nothing_goes_out_not_even_a_stop() {
    governor.block(NOW.plusSeconds(20), "the venue (-1003)");
    assertThat(governor.admit(Lane.PROTECTIVE, 0, 1, NOW.plusSeconds(19)))
        .contains("told to wait until 2026-11-20T12:00:50Z by the venue (-1003)");
    assertThat(governor.admit(Lane.PROTECTIVE, 0, 1, NOW.plusSeconds(20))).isEmpty();
  }

  @Test
  void a_shorter_wait_does_not_end_a_longer_one() {
    governor.block(NOW.plusSeconds(120), "418");
    governor.block(NOW.plusSeconds(1), "429");
    assertThat(governor.blockedUntil()).isEqualTo(NOW.plusSeconds(120));
  }

  private void fillWeight(int used) {
    assertThat(governor.admit(Lane.PROTECTIVE, 0, 0, NOW)).isEmpty();
    governor.correct(NOW, OptionalInt.of(used), OptionalInt.empty(), OptionalInt.empty());
  }
}
