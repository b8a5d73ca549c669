package vortex7.market;

/**
 * An aggregated trade as the venue publishes it. {@code id} is the aggregate's id (consecutive per
 * symbol), price in quote and quantity in base units, {@code timeMillis} the venue's time of its
 * first fill; {@code buyerIsMaker} means that the aggressor sold.
 */
public record Trade(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {

  public Side aggressor() {
    return buyerIsMaker ? Side.SELL : Side.BUY;
  }
}
