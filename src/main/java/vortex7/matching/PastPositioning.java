package vortex7.matching;

/**
 * How a symbol's open contracts stood at a moment before its market began.
 *
 * @param timeMillis epoch ms of the venue, a whole multiple of the steps that were asked for
 * @param price of that moment, quote units
 */
public record PastPositioning(long timeMillis, double price, Positioning positioning) {
  public PastPositioning {
    if (!(price > 0)) {
      throw new IllegalArgumentException("price must be above 0, was " + price);
    }
  }
}
