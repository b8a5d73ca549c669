package vortex7.indicator;

import java.util.Arrays;

/**
 * Count, volume and buy volume of trades over several sliding windows at once, ending now; adding
 * and moving on are O(1) amortised and do not allocate once the ring has grown to its traffic.
 *
 * <p>A window of {@code span} milliseconds holds what lies in (now − span, now]. Trades come in the
 * order of their times; one that is older than now counts from its own time. The ring holds at most
 * {@code bound} trades: beyond that the oldest leave early. Sums are taken anew now and then, so
 * that rounding errors do not pile up.
 */
public final class TradeFlow {
  private static final int INITIAL = 1_024;
  private static final int EVICTIONS_BETWEEN_RESUMS = 1 << 16;

  private final long[] spans;
  private final int bound;
  private final long[] tail;
  private final double[] volume;
  private final double[] buys;
  private long[] time = new long[INITIAL];

  /** Quantities, positive for buys and negative for sells. */
  private double[] signed = new double[INITIAL];

  private long head;
  private long now = Long.MIN_VALUE;
  private int evictions;

  /**
   * @param bound the most trades held, a power of two of at least 1 024
   * @param spansMillis the windows, addressed by their index here
   */
  public TradeFlow(int bound, long... spansMillis) {
    if (bound < INITIAL || Integer.bitCount(bound) != 1) {
      throw new IllegalArgumentException(
          "bound must be a power of two of at least 1024, was " + bound);
    }
    if (spansMillis.length == 0) {
      throw new IllegalArgumentException("at least one window is needed");
    }
    this.bound = bound;
    spans = spansMillis.clone();
    tail = new long[spans.length];
    volume = new double[spans.length];
    buys = new double[spans.length];
  }

  public void add(long timeMillis, double quantity, boolean buy) {
    makeRoom();
    int at = (int) head & (time.length - 1);
    time[at] = timeMillis;
    signed[at] = buy ? quantity : -quantity;
    head++;
    for (int i = 0; i < spans.length; i++) {
      volume[i] += quantity;
      if (buy) {
        buys[i] += quantity;
      }
    }
    advance(timeMillis);
  }

  /** Moves the windows' end on; a time before the present end changes nothing. */
  public void advance(long nowMillis) {
    if (nowMillis > now) {
      now = nowMillis;
    }
    for (int i = 0; i < spans.length; i++) {
      long from = now - spans[i];
      while (tail[i] < head && time[(int) tail[i] & (time.length - 1)] <= from) {
        evict(i);
      }
    }
    if (evictions >= EVICTIONS_BETWEEN_RESUMS) {
      resum();
    }
  }

  private void evict(int window) {
    double quantity = signed[(int) tail[window] & (time.length - 1)];
    volume[window] -= Math.abs(quantity);
    if (quantity > 0) {
      buys[window] -= quantity;
    }
    tail[window]++;
    evictions++;
    if (tail[window] == head) {
      volume[window] = 0;
      buys[window] = 0;
    }
  }

  private void resum() {
    evictions = 0;
    for (int i = 0; i < spans.length; i++) {
      double all = 0;
      double bought = 0;
      for (long at = tail[i]; at < head; at++) {
        double quantity = signed[(int) at & (time.length - 1)];
        all += Math.abs(quantity);
        bought += Math.max(0, quantity);
      }
      volume[i] = all;
      buys[i] = bought;
    }
  }

  private void makeRoom() {
    long oldest = oldestTail();
    if (head - oldest < time.length) {
      return;
    }
    if (time.length < bound) {
      grow(oldest);
    } else {
      for (int i = 0; i < spans.length; i++) {
        if (tail[i] == oldest) {
          evict(i);
        }
      }
    }
  }

  private long oldestTail() {
    long oldest = tail[0];
    for (int i = 1; i < tail.length; i++) {
      oldest = Math.min(oldest, tail[i]);
    }
    return oldest;
  }

  private void grow(long oldest) {
    int capacity = time.length * 2;
    long[] times = new long[capacity];
    double[] quantities = new double[capacity];
    for (long at = oldest; at < head; at++) {
      times[(int) at & (capacity - 1)] = time[(int) at & (time.length - 1)];
      quantities[(int) at & (capacity - 1)] = signed[(int) at & (time.length - 1)];
    }
    time = times;
    signed = quantities;
  }

  public void clear() {
    Arrays.fill(tail, head);
    Arrays.fill(volume, 0);
    Arrays.fill(buys, 0);
    evictions = 0;
  }

  /** Trades in the window of that index. */
  public int count(int window) {
    return (int) (head - tail[window]);
  }

  public double volume(int window) {
    return Math.max(0, volume[window]);
  }

  public double buyVolume(int window) {
    return Math.max(0, Math.min(buys[window], volume[window]));
  }

  /** Buy volume − sell volume. */
  public double delta(int window) {
    return 2 * buys[window] - volume[window];
  }
}
