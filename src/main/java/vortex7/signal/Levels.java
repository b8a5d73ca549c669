package vortex7.signal;

import vortex7.market.BookSnapshot;

/** Looks prices up in a snapshot, whose levels fall away from the best price; never allocates. */
final class Levels {
  private Levels() {}

  /** The quantity at exactly that price, 0 when no level has it. */
  static double quantityAt(BookSnapshot book, boolean asks, double price) {
    double[] prices = asks ? book.askPrice : book.bidPrice;
    int levels = asks ? book.asks : book.bids;
    for (int i = 0; i < levels; i++) {
      if (prices[i] == price) {
        return asks ? book.askQuantity[i] : book.bidQuantity[i];
      }
      if (asks ? prices[i] > price : prices[i] < price) {
        return 0;
      }
    }
    return 0;
  }

  /**
   * Whether a level at that price would be among the visible ones: not beyond the worst of a full
   * side.
   */
  static boolean visible(BookSnapshot book, boolean asks, double price) {
    int levels = asks ? book.asks : book.bids;
    if (levels < BookSnapshot.DEPTH) {
      return true;
    }
    return asks ? price <= book.askPrice[levels - 1] : price >= book.bidPrice[levels - 1];
  }

  /** The mean quantity of the visible levels without the best one of each side; 0 without any. */
  static double meanBehindBest(BookSnapshot book) {
    int levels = Math.max(0, book.bids - 1) + Math.max(0, book.asks - 1);
    if (levels == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 1; i < book.bids; i++) {
      sum += book.bidQuantity[i];
    }
    for (int i = 1; i < book.asks; i++) {
      sum += book.askQuantity[i];
    }
    return sum / levels;
  }
}
