package vortex7.matching.replay;

import java.util.Arrays;

/**
 * One event of a recording; a reusable buffer of primitives. Prices and quantities are decimals
 * scaled by {@link #SCALE}, times epoch milliseconds of the venue's matching engine.
 */
public final class RecordedEvent {
  /** Prices and quantities times this are whole: eight decimals. */
  public static final long SCALE = 100_000_000L;

  /** What an event is. */
  public enum Kind {
    /** A fill, or an aggregate of fills. */
    TRADE,
    /** Levels that changed. */
    DIFF,
    /** All levels that the recorder saw. */
    SNAPSHOT,
    /** The best levels; there may be more behind them. */
    TOP,
    MARK_PRICE
  }

  public Kind kind = Kind.TRADE;

  /** As the venue writes it, in upper case. */
  public String symbol = "";

  public long timeMillis;

  /** Where it was read: the name of the file, empty if none, and its line. */
  public String source = "";

  public long line;

  /** Of a trade; the mark price of a MARK_PRICE. */
  public long price;

  public long quantity;
  public boolean buyerIsMaker;

  /**
   * Last update id of a book event, and of the one before a diff; of a trade its id. 0 when it has
   * none.
   */
  public long updateId;

  public long previousUpdateId;

  public int bids;
  public int asks;
  public long[] bidPrice = new long[64];
  public long[] bidQuantity = new long[64];
  public long[] askPrice = new long[64];
  public long[] askQuantity = new long[64];

  /** As it is before a message is read into it; what it was read from stays. */
  public void clear() {
    timeMillis = 0;
    price = 0;
    quantity = 0;
    updateId = 0;
    previousUpdateId = 0;
    bids = 0;
    asks = 0;
  }

  /** Makes room for so many levels; what they hold is lost. */
  public void reserve(int bidLevels, int askLevels) {
    if (bidLevels > bidPrice.length) {
      bidPrice = new long[2 * bidLevels];
      bidQuantity = new long[2 * bidLevels];
    }
    if (askLevels > askPrice.length) {
      askPrice = new long[2 * askLevels];
      askQuantity = new long[2 * askLevels];
    }
  }

  public void addBid(long levelPrice, long levelQuantity) {
    if (bids == bidPrice.length) {
      bidPrice = Arrays.copyOf(bidPrice, 2 * bids);
      bidQuantity = Arrays.copyOf(bidQuantity, 2 * bids);
    }
    bidPrice[bids] = levelPrice;
    bidQuantity[bids++] = levelQuantity;
  }

  public void addAsk(long levelPrice, long levelQuantity) {
    if (asks == askPrice.length) {
      askPrice = Arrays.copyOf(askPrice, 2 * asks);
      askQuantity = Arrays.copyOf(askQuantity, 2 * asks);
    }
    askPrice[asks] = levelPrice;
    askQuantity[asks++] = levelQuantity;
  }

  /** The beginning of a message about it: its file and line. */
  String where() {
    return source.isEmpty() ? "" : source + ":" + line + ": ";
  }

  /** A copy that does not change with this one. */
  public RecordedEvent copy() {
    RecordedEvent copy = new RecordedEvent();
    copy.kind = kind;
    copy.symbol = symbol;
    copy.timeMillis = timeMillis;
    copy.source = source;
    copy.line = line;
    copy.price = price;
    copy.quantity = quantity;
    copy.buyerIsMaker = buyerIsMaker;
    copy.updateId = updateId;
    copy.previousUpdateId = previousUpdateId;
    copy.bids = bids;
    copy.asks = asks;
    copy.bidPrice = bidPrice.clone();
    copy.bidQuantity = bidQuantity.clone();
    copy.askPrice = askPrice.clone();
    copy.askQuantity = askQuantity.clone();
    return copy;
  }
}
