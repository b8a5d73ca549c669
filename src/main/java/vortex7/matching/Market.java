package vortex7.matching;

import java.math.BigDecimal;
import vortex7.market.BookSnapshot;
import vortex7.market.Instrument;

/** One symbol's market. Prices in ticks, quantities in lot steps; 0 stands for "no price". */
public abstract class Market {

  /** What is traded. */
  public Instrument instrument() {
    throw new UnsupportedOperationException("lands next");
  }

  /** Best bid in ticks, 0 without bids. */
  public long bestBid() {
    throw new UnsupportedOperationException("lands next");
  }

  /** Best ask in ticks, 0 without asks. */
  public long bestAsk() {
    throw new UnsupportedOperationException("lands next");
  }

  /** Last trade's price in ticks, 0 before the first. */
  public long lastPrice() {
    throw new UnsupportedOperationException("lands next");
  }

  /** Displayed steps at a price of one side. */
  public long quantityAt(boolean bid, long priceTicks) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Counts changes of the book. */
  public long updateId() {
    throw new UnsupportedOperationException("lands next");
  }

  /** Fills the best n levels of both sides and the ids; times are the exchange's. */
  public void copyTop(BookSnapshot into, int n) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Copies up to limit best levels of a side, best first; returns how many. */
  public int copyLevels(boolean bids, int limit, long[] priceTicks, long[] quantitySteps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Ticks as a price in quote units. */
  public BigDecimal price(long ticks) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Ticks as a statistic. */
  public double priceAsDouble(long ticks) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Steps as base units. */
  public BigDecimal quantity(long steps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Steps as a statistic. */
  public double quantityAsDouble(long steps) {
    throw new UnsupportedOperationException("lands next");
  }
}
