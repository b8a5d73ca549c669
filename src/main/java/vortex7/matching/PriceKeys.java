package vortex7.matching;

/** Searches a side's price keys, ascending with the best price last; no allocation. */
final class PriceKeys {
  /** Most orders come near the best price: these many are looked at one by one. */
  private static final int NEAR = 8;

  private PriceKeys() {}

  /** The key of a price: the better the price for its side, the higher. */
  static long key(boolean bids, long ticks) {
    return bids ? ticks : -ticks;
  }

  /** The index of {@code key}, or −1 − the index where it belongs. */
  static int search(long[] keys, int count, long key) {
    int high = count - 1;
    int near = Math.max(-1, high - NEAR);
    while (high > near) {
      long at = keys[high];
      if (at <= key) {
        return at == key ? high : -2 - high;
      }
      high--;
    }
    return search(keys, 0, high, key);
  }

  /**
   * The same, beginning at an index near which it probably is: the span that is searched grows from
   * there until it holds the key.
   */
  static int searchNear(long[] keys, int count, long key, int hint) {
    if (hint < 0 || hint >= count) {
      return search(keys, count, key);
    }
    int span = 1;
    int low = hint;
    int high = hint;
    if (keys[hint] < key) {
      low = hint + 1;
      high = hint + span;
      while (high < count && keys[high] < key) {
        low = high + 1;
        span <<= 1;
        high += span;
      }
      high = Math.min(high, count - 1);
    } else if (keys[hint] > key) {
      high = hint - 1;
      low = hint - span;
      while (low >= 0 && keys[low] > key) {
        high = low - 1;
        span <<= 1;
        low -= span;
      }
      low = Math.max(low, 0);
    }
    return search(keys, low, high, key);
  }

  private static int search(long[] keys, int from, int to, long key) {
    int low = from;
    int high = to;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = keys[middle];
      if (at < key) {
        low = middle + 1;
      } else if (at > key) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -1 - low;
  }
}
