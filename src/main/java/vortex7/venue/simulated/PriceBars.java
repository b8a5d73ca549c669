package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Minutes of a price that is not traded but sampled: mark, index, premium. They begin when the
 * venue does; what was before nobody sampled.
 */
final class PriceBars {
  static final long MINUTE_MILLIS = 60_000;

  /**
   * One minute, or several joined.
   *
   * @param samples taken in it
   */
  record Bar(
      long openTime,
      BigDecimal open,
      BigDecimal high,
      BigDecimal low,
      BigDecimal close,
      int samples) {
    Bar plus(BigDecimal price) {
      return new Bar(openTime, open, high.max(price), low.min(price), price, samples + 1);
    }
  }

  private final int kept;
  private final Deque<Bar> closed = new ArrayDeque<>();
  private @Nullable Bar forming;

  PriceBars(int kept) {
    this.kept = kept;
  }

  /** A sample; times never fall. */
  void add(BigDecimal price, long timeMillis) {
    long open = Math.floorDiv(timeMillis, MINUTE_MILLIS) * MINUTE_MILLIS;
    Bar running = forming;
    if (running != null && running.openTime() == open) {
      forming = running.plus(price);
      return;
    }
    if (running != null) {
      closed.addLast(running);
      if (closed.size() > kept) {
        closed.removeFirst();
      }
    }
    forming = new Bar(open, price, price, price, price, 1);
  }

  /** Oldest first, the forming one last. */
  List<Bar> all() {
    List<Bar> all = new ArrayList<>(closed);
    Bar running = forming;
    if (running != null) {
      all.add(running);
    }
    return all;
  }
}
