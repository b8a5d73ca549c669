package vortex7.cli;

import vortex7.live.Metrics;
import vortex7.port.MarketData;
import vortex7.port.OrderGateway;

/**
 * Where a command that measures the daemon stands between its parts; each is given what the daemon
 * would use, and answers what it is to use instead. The daemon that trades has none.
 */
interface Taps {
  Taps NONE = new Taps() {};

  /** Told once the journal's database is open. */
  default void storage(Storage opened) {}

  default VenueLink venue(VenueLink own) {
    return own;
  }

  default MarketData marketData(MarketData own) {
    return own;
  }

  default OrderGateway orders(OrderGateway own) {
    return own;
  }

  default Metrics metrics(Metrics own) {
    return own;
  }
}
