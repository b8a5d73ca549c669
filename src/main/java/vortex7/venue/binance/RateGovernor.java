package vortex7.venue.binance;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keeps requests within the venue's budgets: weight per address and minute, orders per account and
 * 10 s and minute; each lane may fill its share of them. Nothing waits here: what may not go now is
 * refused with the rule and the value. Thread-safe; one a node.
 *
 * <p>The windows are the venue's: they begin at full minutes and 10 s of its clock. Its headers
 * correct the counts upwards, so that other programs on the same address or account are counted.
 */
final class RateGovernor {
  private final BinanceLimits limits;
  private final Window weight;
  private final Window ordersShort;
  private final Window ordersLong;
  private Instant blockedUntil;
  private String blockedBy = "";

  RateGovernor(BinanceLimits limits, Instant blockedUntil) {
    this.limits = limits;
    this.weight = new Window("request weight in 1 min", 60_000, limits.weightPerMinute());
    this.ordersShort = new Window("orders in 10 s", 10_000, limits.ordersPerTenSeconds());
    this.ordersLong = new Window("orders in 1 min", 60_000, limits.ordersPerMinute());
    this.blockedUntil = blockedUntil;
    this.blockedBy = "an earlier run";
  }

  /** Counts the request and answers nothing, or leaves it uncounted and says why it may not go. */
  synchronized Optional<String> admit(Lane lane, int requestWeight, int orders, Instant now) {
    if (now.isBefore(blockedUntil)) {
      return Optional.of("told to wait until " + blockedUntil + " by " + blockedBy);
    }
    double share = share(lane);
    for (Window window : new Window[] {weight, ordersShort, ordersLong}) {
      int more = window == weight ? requestWeight : orders;
      if (more > 0 && window.used(now) + more > window.limit * share) {
        return Optional.of(
            "%s: %d + %d > %.0f %% of %d"
                .formatted(window.name, window.used(now), more, share * 100, window.limit));
      }
    }
    weight.add(requestWeight, now);
    ordersShort.add(orders, now);
    ordersLong.add(orders, now);
    return Optional.empty();
  }

  private double share(Lane lane) {
    return switch (lane) {
      case PROTECTIVE -> Double.POSITIVE_INFINITY;
      case CANCEL -> limits.cancelShare();
      case ENTRY -> limits.entryShare();
      case QUERY -> limits.queryShare();
      case POLL -> limits.pollShare();
    };
  }

  /** What the venue's headers say it has counted for the windows in which the request was sent. */
  synchronized void correct(
      Instant sent, OptionalInt usedWeight, OptionalInt tenSeconds, OptionalInt minute) {
    usedWeight.ifPresent(count -> weight.atLeast(count, sent));
    tenSeconds.ifPresent(count -> ordersShort.atLeast(count, sent));
    minute.ifPresent(count -> ordersLong.atLeast(count, sent));
  }

  /** The venue told us to be silent. */
  synchronized void block(Instant until, String by) {
    if (until.isAfter(blockedUntil)) {
      blockedUntil = until;
      blockedBy = by;
    }
  }

  synchronized Instant blockedUntil() {
    return blockedUntil;
  }

  private static final class Window {
    final String name;
    final long millis;
    final int limit;
    private long index;
    private int used;

    Window(String name, long millis, int limit) {
      this.name = name;
      this.millis = millis;
      this.limit = limit;
    }

    int used(Instant now) {
      enter(now);
      return used;
    }

    void add(int more, Instant now) {
      enter(now);
      used += more;
    }

    void atLeast(int count, Instant sent) {
      if (sent.toEpochMilli() / millis == index) {
        used = Math.max(used, count);
      }
    }

    private void enter(Instant now) {
      long current = now.toEpochMilli() / millis;
      if (current != index) {
        index = current;
        used = 0;
      }
    }
  }
}
