package vortex7.live.view;

import java.time.Instant;
import java.util.List;

/** The visible book, best level first; prices in quote, quantities in base units. */
public record BookView(
    String symbol, List<Level> bids, List<Level> asks, Instant eventTime, double microPrice) {
  public BookView {
    bids = List.copyOf(bids);
    asks = List.copyOf(asks);
  }

  /** A price level. */
  public record Level(double price, double quantity) {}
}
