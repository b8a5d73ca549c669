package vortex7.risk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How many trades began in a clock hour, in UTC.
 *
 * @param hour its beginning
 * @param begun first fills in it
 */
public record HourLedger(Instant hour, int begun) {

  static Instant hourOf(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }

  static HourLedger first(Instant at) {
    return new HourLedger(hourOf(at), 1);
  }

  /** A first fill of an earlier hour, told late, changes nothing. */
  HourLedger with(Instant at) {
    int order = hourOf(at).compareTo(hour);
    if (order == 0) {
      return new HourLedger(hour, begun + 1);
    }
    return order > 0 ? first(at) : this;
  }

  boolean holds(Instant at) {
    return hourOf(at).equals(hour);
  }

  Instant end() {
    return hour.plus(1, ChronoUnit.HOURS);
  }
}
