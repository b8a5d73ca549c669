package vortex7.venue.binance;

import vortex7.market.BookSnapshot;

/**
 * Puts the levels of a decoded book best first; never allocates.
 *
 * <p>Live data are in that order already; the venue's published sample lists bids ascending.
 */
final class BookOrder {
  private BookOrder() {}

  /** False, with the book in no order, when a price or a quantity cannot be. */
  static boolean arrange(BookSnapshot book) {
    return arrange(book.bidPrice, book.bidQuantity, book.bids, -1)
        && arrange(book.askPrice, book.askQuantity, book.asks, 1);
  }

  private static boolean arrange(double[] price, double[] quantity, int count, int direction) {
    boolean ordered = true;
    for (int i = 0; i < count; i++) {
      double p = price[i];
      double q = quantity[i];
      if (!(p > 0 && p < Double.POSITIVE_INFINITY) || !(q >= 0 && q < Double.POSITIVE_INFINITY)) {
        return false;
      }
      ordered &= i == 0 || (p - price[i - 1]) * direction > 0;
    }
    if (!ordered) {
      sort(price, quantity, count, direction);
    }
    return true;
  }

  private static void sort(double[] price, double[] quantity, int count, int direction) {
    for (int i = 1; i < count; i++) {
      double p = price[i];
      double q = quantity[i];
      int at = i;
      while (at > 0 && (price[at - 1] - p) * direction > 0) {
        price[at] = price[at - 1];
        quantity[at] = quantity[at - 1];
        at--;
      }
      price[at] = p;
      quantity[at] = q;
    }
  }
}
