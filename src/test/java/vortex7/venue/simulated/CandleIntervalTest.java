package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandleIntervalTest {
  private static final long MOMENT = Instant.parse("2024-02-29T23:59:59.999Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "1m, 2024-02-29T23:59:00Z, 2024-03-01T00:00:00Z",
    "4h, 2024-02-29T20:00:00Z, 2024-03-01T00:00:00Z",
    "3d, 2024-02-29T00:00:00Z, 2024-03-03T00:00:00Z",
    "1w, 2024-02-26T00:00:00Z, 2024-03-04T00:00:00Z",
    "1M, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
  })
  void a_candle_begins_and_ends_by_the_calendar(String code, Instant start, Instant end) {
    CandleInterval interval = CandleInterval.ofCode(code).orElseThrow();
    assertThat(interval.startOf(MOMENT)).isEqualTo(start.toEpochMilli());
    assertThat(interval.endOf(interval.startOf(MOMENT))).isEqualTo(end.toEpochMilli());
  }

  @Test
  void the_venue_has_fifteen_and_no_others() {
    assertThat(CandleInterval.values()).hasSize(15);
    assertThat(CandleInterval.ofCode("1s")).isEmpty();
    assertThat(CandleInterval.ofCode("")).isEmpty();
  }
}
