package vortex7.matching.synthetic;

import java.util.Arrays;

/**
 * The resting orders of one book's agents, found by price and by the millisecond of their planned
 * cancellation; a hot-path store of primitives that never allocates after construction.
 *
 * <p>An order that was filled stays here until it is due: its cancellation then finds nothing.
 */
final class AgentOrders {
  /** What an order is there for. */
  enum Kind {
    TOUCH,
    REAR,
    WALL,
    SPOOF
  }

  static final int NONE = -1;

  /** After so many milliseconds the planned cancellations have all come round. */
  static final int WHEEL_MILLIS = 1 << 16;

  /** An order is never planned to rest longer than this. */
  static final long LONGEST_MILLIS = 65_000;

  private static final int CAPACITY = 1 << 13;

  private static final int PRICES = 1 << 15;

  private final long[] orderId = new long[CAPACITY];
  private final long[] tick = new long[CAPACITY];
  private final long[] due = new long[CAPACITY];
  private final boolean[] buy = new boolean[CAPACITY];
  private final Kind[] kind = new Kind[CAPACITY];
  private final int[] nextFree = new int[CAPACITY];
  private final int[] nextDue = new int[CAPACITY];
  private final int[] previousDue = new int[CAPACITY];
  private final int[] nextPrice = new int[CAPACITY];
  private final int[] previousPrice = new int[CAPACITY];
  private final int[] wheel = new int[WHEEL_MILLIS];
  private final int[] prices = new int[PRICES];
  private int firstFree;
  private int size;

  AgentOrders() {
    for (int slot = 0; slot < CAPACITY; slot++) {
      nextFree[slot] = slot + 1 < CAPACITY ? slot + 1 : NONE;
    }
    Arrays.fill(kind, Kind.TOUCH);
    Arrays.fill(wheel, NONE);
    Arrays.fill(prices, NONE);
  }

  boolean full() {
    return firstFree == NONE;
  }

  int size() {
    return size;
  }

  /** Keeps an order; there must be room. {@code dueMillis} is at most LONGEST_MILLIS ahead. */
  void add(long id, boolean isBuy, long priceTicks, Kind why, long dueMillis) {
    if (full()) {
      throw new IllegalStateException("agents hold at most " + CAPACITY + " orders");
    }
    int slot = firstFree;
    firstFree = nextFree[slot];
    size++;
    orderId[slot] = id;
    buy[slot] = isBuy;
    tick[slot] = priceTicks;
    kind[slot] = why;
    linkDue(slot, dueMillis);
    int price = priceBucket(isBuy, priceTicks);
    previousPrice[slot] = NONE;
    nextPrice[slot] = prices[price];
    if (prices[price] != NONE) {
      previousPrice[prices[price]] = slot;
    }
    prices[price] = slot;
  }

  void remove(int slot) {
    unlinkDue(slot);
    if (previousPrice[slot] != NONE) {
      nextPrice[previousPrice[slot]] = nextPrice[slot];
    } else {
      prices[priceBucket(buy[slot], tick[slot])] = nextPrice[slot];
    }
    if (nextPrice[slot] != NONE) {
      previousPrice[nextPrice[slot]] = previousPrice[slot];
    }
    nextFree[slot] = firstFree;
    firstFree = slot;
    size--;
  }

  void reschedule(int slot, long dueMillis) {
    unlinkDue(slot);
    linkDue(slot, dueMillis);
  }

  /** An order to be cancelled at {@code nowMillis}, or NONE. */
  int dueAt(long nowMillis) {
    return wheel[(int) (nowMillis & (WHEEL_MILLIS - 1))];
  }

  /** The next order planned for the same millisecond, or NONE. */
  int nextDue(int slot) {
    return nextDue[slot];
  }

  boolean buys(int slot) {
    return buy[slot];
  }

  /** An order of that side and price, or NONE. */
  int firstAt(boolean isBuy, long priceTicks) {
    return matching(prices[priceBucket(isBuy, priceTicks)], isBuy, priceTicks);
  }

  /** The next order of the same side and price as {@code slot}, or NONE. */
  int nextAt(int slot) {
    return matching(nextPrice[slot], buy[slot], tick[slot]);
  }

  long id(int slot) {
    return orderId[slot];
  }

  Kind kind(int slot) {
    return kind[slot];
  }

  private int matching(int from, boolean isBuy, long priceTicks) {
    int slot = from;
    while (slot != NONE && (tick[slot] != priceTicks || buy[slot] != isBuy)) {
      slot = nextPrice[slot];
    }
    return slot;
  }

  private static int priceBucket(boolean isBuy, long priceTicks) {
    return (int) ((priceTicks << 1 | (isBuy ? 1 : 0)) & (PRICES - 1));
  }

  private void linkDue(int slot, long dueMillis) {
    int bucket = (int) (dueMillis & (WHEEL_MILLIS - 1));
    due[slot] = dueMillis;
    previousDue[slot] = NONE;
    nextDue[slot] = wheel[bucket];
    if (wheel[bucket] != NONE) {
      previousDue[wheel[bucket]] = slot;
    }
    wheel[bucket] = slot;
  }

  private void unlinkDue(int slot) {
    if (previousDue[slot] != NONE) {
      nextDue[previousDue[slot]] = nextDue[slot];
    } else {
      wheel[(int) (due[slot] & (WHEEL_MILLIS - 1))] = nextDue[slot];
    }
    if (nextDue[slot] != NONE) {
      previousDue[nextDue[slot]] = previousDue[slot];
    }
  }
}
