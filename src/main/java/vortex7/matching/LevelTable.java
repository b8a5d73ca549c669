package vortex7.matching;

import java.util.Arrays;

/**
 * Displayed quantities of one side of a {@link ReplayBook} by price, over primitives, the best
 * last; no allocation in the steady state.
 */
final class LevelTable {
  private final boolean bids;
  private long[] keys = new long[64];
  private long[] steps = new long[64];
  private int count;

  /** Where the newest change was: those of one message lie side by side. */
  private int last;

  LevelTable(boolean bids) {
    this.bids = bids;
  }

  int count() {
    return count;
  }

  /** Price of the {@code depth}-th best level, 0 being the best; 0 beyond the last. */
  long ticksAt(int depth) {
    return depth < count ? Math.abs(keys[count - 1 - depth]) : 0;
  }

  long stepsAt(int depth) {
    return depth < count ? steps[count - 1 - depth] : 0;
  }

  long get(long ticks) {
    int index = PriceKeys.search(keys, count, PriceKeys.key(bids, ticks));
    return index < 0 ? 0 : steps[index];
  }

  /** Sets a level; 0 removes it. */
  void set(long ticks, long quantity) {
    long key = PriceKeys.key(bids, ticks);
    int index = PriceKeys.searchNear(keys, count, key, last);
    last = index >= 0 ? index : -1 - index;
    if (index >= 0) {
      if (quantity > 0) {
        steps[index] = quantity;
      } else {
        count--;
        System.arraycopy(keys, index + 1, keys, index, count - index);
        System.arraycopy(steps, index + 1, steps, index, count - index);
      }
    } else if (quantity > 0) {
      insert(-1 - index, key, quantity);
    }
  }

  /** True when the price is no worse than the worst level, so that its quantity is known. */
  boolean sees(long ticks) {
    return count > 0 && PriceKeys.key(bids, ticks) >= keys[0];
  }

  /** Replaces all levels by the first {@code n} entries, best first. */
  void replace(int n, long[] ticks, long[] quantities) {
    if (n > keys.length) {
      keys = new long[n];
      steps = new long[n];
    }
    count = 0;
    for (int i = n - 1; i >= 0; i--) {
      long key = PriceKeys.key(bids, ticks[i]);
      if (count > 0 && key <= keys[count - 1]) {
        throw new IllegalArgumentException(
            "levels must come best first, price " + ticks[i] + " does not");
      }
      if (quantities[i] > 0) {
        keys[count] = key;
        steps[count++] = quantities[i];
      }
    }
  }

  private void insert(int where, long key, long quantity) {
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, count * 2);
      steps = Arrays.copyOf(steps, count * 2);
    }
    System.arraycopy(keys, where, keys, where + 1, count - where);
    System.arraycopy(steps, where, steps, where + 1, count - where);
    keys[where] = key;
    steps[where] = quantity;
    count++;
  }
}
