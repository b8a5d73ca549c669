package vortex7.signal;

import vortex7.market.BookSnapshot;

/** Books for tests: one tick is 0.1, the best bid 100.0, the best ask 100.1, every level 1. */
public final class Books {
  public static final double TICK = 0.1;

  private Books() {}

  /** A full book of equal levels. */
  public static BookSnapshot flat(long time) {
    return of(time, 1, 1);
  }

  /** A full book whose levels all hold these quantities. */
  public static BookSnapshot of(long time, double bidQuantity, double askQuantity) {
    BookSnapshot book = new BookSnapshot();
    book.eventTime = time;
    book.transactionTime = time;
    for (int i = 0; i < BookSnapshot.DEPTH; i++) {
      book.addBid(price(1_000 - i), bidQuantity);
      book.addAsk(price(1_001 + i), askQuantity);
    }
    return book;
  }

  /** A price that many ticks above 0, written as its decimal is parsed. */
  public static double price(int ticks) {
    return ticks / 10.0;
  }

  public static BookSnapshot withBid(BookSnapshot book, int level, double quantity) {
    book.bidQuantity[level] = quantity;
    return book;
  }

  public static BookSnapshot withAsk(BookSnapshot book, int level, double quantity) {
    book.askQuantity[level] = quantity;
    return book;
  }

  /** The same book without one ask level; the side is then not full. */
  public static BookSnapshot withoutAsk(BookSnapshot book, int level) {
    for (int i = level; i + 1 < book.asks; i++) {
      book.askPrice[i] = book.askPrice[i + 1];
      book.askQuantity[i] = book.askQuantity[i + 1];
    }
    book.asks--;
    return book;
  }
}
