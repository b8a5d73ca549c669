package vortex7.matching;

/** A market whose liquidity is a recording; clients' orders fill by a queue model. */
public class ReplayBook extends Market {

  /** Sets one displayed level; 0 removes it. */
  public void setLevel(boolean bid, long priceTicks, long quantitySteps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Replaces all displayed levels (best first) of both sides by the first counts entries. */
  public void replaceTop(
      int bids, long[] bidTicks, long[] bidSteps, int asks, long[] askTicks, long[] askSteps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** A recorded trade happened at the exchange's time. */
  public void onRecordedTrade(long priceTicks, long quantitySteps, boolean buyerIsMaker) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Call after a batch of setLevel: matches clients' orders that the book has moved through. */
  public void settle() {
    throw new UnsupportedOperationException("lands next");
  }
}
