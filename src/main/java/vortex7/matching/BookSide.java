package vortex7.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One side of an {@link OrderBook}: its levels in a sorted array, the best last, so that what
 * happens near the best price moves little; no allocation in the steady state.
 */
final class BookSide {
  private final boolean bids;
  private long[] keys = new long[256];
  private @Nullable Level[] levels = new @Nullable Level[256];
  private int count;
  private @Nullable Level free;

  BookSide(boolean bids) {
    this.bids = bids;
  }

  int count() {
    return count;
  }

  @Nullable Level best() {
    return count == 0 ? null : levels[count - 1];
  }

  /** The price of the best level, 0 without any. */
  long bestTicks() {
    return count == 0 ? 0 : Math.abs(keys[count - 1]);
  }

  /** The {@code depth}-th best level, 0 being the best; null beyond the last. */
  @Nullable Level at(int depth) {
    return depth < count ? levels[count - 1 - depth] : null;
  }

  @Nullable Level find(long ticks) {
    int index = PriceKeys.search(keys, count, PriceKeys.key(bids, ticks));
    return index < 0 ? null : levels[index];
  }

  Level findOrAdd(long ticks) {
    long key = PriceKeys.key(bids, ticks);
    int index = PriceKeys.search(keys, count, key);
    if (index >= 0) {
      Level found = levels[index];
      if (found != null) {
        return found;
      }
    }
    int where = index >= 0 ? index : -1 - index;
    if (count == keys.length) {
      keys = Arrays.copyOf(keys, count * 2);
      levels = Arrays.copyOf(levels, count * 2);
    }
    System.arraycopy(keys, where, keys, where + 1, count - where);
    System.arraycopy(levels, where, levels, where + 1, count - where);
    Level level = take();
    level.ticks = ticks;
    keys[where] = key;
    levels[where] = level;
    count++;
    return level;
  }

  /** Removes an empty level. */
  void remove(Level level) {
    int index = PriceKeys.search(keys, count, PriceKeys.key(bids, level.ticks));
    count--;
    System.arraycopy(keys, index + 1, keys, index, count - index);
    System.arraycopy(levels, index + 1, levels, index, count - index);
    levels[count] = null;
    level.nextFree = free;
    free = level;
  }

  private Level take() {
    Level level = free;
    if (level == null) {
      return new Level();
    }
    free = level.nextFree;
    level.nextFree = null;
    level.quantity = 0;
    return level;
  }
}
