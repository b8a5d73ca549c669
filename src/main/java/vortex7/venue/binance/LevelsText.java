package vortex7.venue.binance;

/** Reads one side of a book, {@code ["price","quantity"]} pairs; never allocates. */
final class LevelsText {
  private final DecimalReader decimals = new DecimalReader();

  /** How many pairs there were, also beyond those that the arrays had room for. */
  int count;

  /** Whether every pair is one that can be and they came best first; if not, it is to be seen. */
  boolean arranged;

  /**
   * Behind the bracket that closes the side; −1 for anything but pairs of decimals.
   *
   * @param direction of the prices from best to worst: −1 for bids, 1 for asks
   */
  int read(char[] c, int at, double[] prices, double[] quantities, int direction) {
    int levels = 0;
    int p = at;
    double previous = direction < 0 ? Double.POSITIVE_INFINITY : 0;
    boolean fine = true;
    // As the venue writes it, without blanks; whatever is else goes on below.
    while (levels < prices.length && c[p] == '[' && c[p + 1] == '"') {
      int middle = decimals.read(c, p + 1);
      double price = decimals.value;
      if (middle < 0 || c[middle] != ',' || c[middle + 1] != '"') {
        break;
      }
      int end = decimals.read(c, middle + 1);
      if (end < 0 || c[end] != ']') {
        break;
      }
      boolean last = c[end + 1] == ']';
      if (!last && (c[end + 1] != ',' || c[end + 2] != '[')) {
        break;
      }
      double quantity = decimals.value;
      prices[levels] = price;
      quantities[levels] = quantity;
      fine &= (price - previous) * direction > 0 && quantity < Double.POSITIVE_INFINITY;
      fine &= quantity >= 0;
      previous = price;
      levels++;
      if (last) {
        arranged = fine && price > 0 && price < Double.POSITIVE_INFINITY;
        count = levels;
        return end + 2;
      }
      p = end + 2;
    }
    return general(c, p, prices, quantities, levels);
  }

  private int general(char[] c, int at, double[] prices, double[] quantities, int first) {
    arranged = false;
    int levels = first;
    int p = JsonScan.blank(c, at);
    if (c[p] != ']') {
      while (true) {
        if (c[p] != '[') {
          return -1;
        }
        p = decimals.read(c, JsonScan.blank(c, p + 1));
        if (p < 0) {
          return -1;
        }
        double price = decimals.value;
        p = JsonScan.blank(c, p);
        if (c[p] != ',') {
          return -1;
        }
        p = decimals.read(c, JsonScan.blank(c, p + 1));
        if (p < 0) {
          return -1;
        }
        if (levels < prices.length) {
          prices[levels] = price;
          quantities[levels] = decimals.value;
        }
        levels++;
        p = JsonScan.blank(c, p);
        if (c[p] != ']') {
          return -1;
        }
        p = JsonScan.blank(c, p + 1);
        if (c[p] == ']') {
          break;
        }
        if (c[p] != ',') {
          return -1;
        }
        p = JsonScan.blank(c, p + 1);
      }
    }
    count = levels;
    return p + 1;
  }
}
