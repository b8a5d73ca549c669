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
    int low = 0;
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
