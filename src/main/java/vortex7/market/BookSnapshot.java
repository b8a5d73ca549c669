package vortex7.market;

/**
 * The best levels of one symbol's book at one moment; a reusable buffer of primitives for the tick
 * path, filled in place and never allocating after construction.
 *
 * <p>Index 0 is the best level of its side. Prices in quote, quantities in base units; {@code
 * eventTime} in epoch milliseconds of the venue. Not thread-safe: whoever hands one over stops
 * writing to it.
 */
public final class BookSnapshot {
  /** Levels a side that the venue's partial book stream carries. */
  public static final int DEPTH = 20;

  public final double[] bidPrice = new double[DEPTH];
  public final double[] bidQuantity = new double[DEPTH];
  public final double[] askPrice = new double[DEPTH];
  public final double[] askQuantity = new double[DEPTH];
  public int bids;
  public int asks;

  /** Epoch milliseconds of the venue's event ({@code E}) and of its matching engine ({@code T}). */
  public long eventTime;

  public long transactionTime;

  /** Last update id in this snapshot ({@code u}) and of the snapshot before it ({@code pu}). */
  public long updateId;

  public long previousUpdateId;

  public void clear() {
    bids = 0;
    asks = 0;
    eventTime = 0;
    transactionTime = 0;
    updateId = 0;
    previousUpdateId = 0;
  }

  /** Appends a bid below those already there; levels past {@link #DEPTH} are ignored. */
  public void addBid(double price, double quantity) {
    if (bids < DEPTH) {
      bidPrice[bids] = price;
      bidQuantity[bids++] = quantity;
    }
  }

  /** Appends an ask above those already there; levels past {@link #DEPTH} are ignored. */
  public void addAsk(double price, double quantity) {
    if (asks < DEPTH) {
      askPrice[asks] = price;
      askQuantity[asks++] = quantity;
    }
  }

  public void copyFrom(BookSnapshot other) {
    System.arraycopy(other.bidPrice, 0, bidPrice, 0, other.bids);
    System.arraycopy(other.bidQuantity, 0, bidQuantity, 0, other.bids);
    System.arraycopy(other.askPrice, 0, askPrice, 0, other.asks);
    System.arraycopy(other.askQuantity, 0, askQuantity, 0, other.asks);
    bids = other.bids;
    asks = other.asks;
    eventTime = other.eventTime;
    transactionTime = other.transactionTime;
    updateId = other.updateId;
    previousUpdateId = other.previousUpdateId;
  }

  /** False for a book with an empty side or whose best bid is not below its best ask. */
  public boolean wellFormed() {
    return bids > 0 && asks > 0 && bidPrice[0] < askPrice[0];
  }

  /**
   * The mean of the best prices weighted by the opposite quantity, (bid·askQty +
   * ask·bidQty)/(bidQty + askQty); NaN with an empty side.
   */
  public double microPrice() {
    if (bids == 0 || asks == 0) {
      return Double.NaN;
    }
    double bidQty = bidQuantity[0];
    double askQty = askQuantity[0];
    return (bidPrice[0] * askQty + askPrice[0] * bidQty) / (bidQty + askQty);
  }
}
