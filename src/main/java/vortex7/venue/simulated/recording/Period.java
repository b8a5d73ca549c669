package vortex7.venue.simulated.recording;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The days of the venue, which are UTC's, that a file is named after: epoch ms, the end left out.
 */
record Period(long fromMillis, long toMillis) {
  private static final int MONTH_LENGTH = "2026-11".length();

  /** A day such as {@code 2026-11-01}, or a month such as {@code 2026-11}; empty for no text. */
  static Optional<Period> of(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean month = text.length() == MONTH_LENGTH;
    LocalDate first = month ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
    LocalDate after = month ? first.plusMonths(1) : first.plusDays(1);
    return Optional.of(new Period(millis(first), millis(after)));
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }
}
