package vortex7.venue.simulated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The candle lengths of the venue, in the UTC calendar; weeks begin on Mondays. */
enum CandleInterval {
  M1("1m", 1),
  M3("3m", 3),
  M5("5m", 5),
  M15("15m", 15),
  M30("30m", 30),
  H1("1h", 60),
  H2("2h", 120),
  H4("4h", 240),
  H6("6h", 360),
  H8("8h", 480),
  H12("12h", 720),
  D1("1d", 1_440),
  D3("3d", 4_320),
  W1("1w", 10_080),
  MONTH("1M", 0);

  private static final long MINUTE_MILLIS = 60_000;

  /** The epoch was a Thursday. */
  private static final long WEEK_SHIFT = 4 * 1_440 * MINUTE_MILLIS;

  private final String code;
  private final long millis;

  CandleInterval(String code, int minutes) {
    this.code = code;
    this.millis = minutes * MINUTE_MILLIS;
  }

  /** As the venue writes it. */
  String code() {
    return code;
  }

  static Optional<CandleInterval> ofCode(String code) {
    for (CandleInterval interval : values()) {
      if (interval.code.equals(code)) {
        return Optional.of(interval);
      }
    }
    return Optional.empty();
  }

  /** Open time of the candle that holds a moment; epoch milliseconds. */
  long startOf(long timeMillis) {
    if (this == MONTH) {
      return millis(monthOf(timeMillis));
    }
    long shift = this == W1 ? WEEK_SHIFT : 0;
    return Math.floorDiv(timeMillis - shift, millis) * millis + shift;
  }

  /** Open time of the candle after the one that opens at {@code start}. */
  long endOf(long start) {
    return this == MONTH ? millis(monthOf(start).plusMonths(1)) : start + millis;
  }

  private static LocalDate monthOf(long timeMillis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(timeMillis), ZoneOffset.UTC).withDayOfMonth(1);
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
