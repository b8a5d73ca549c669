package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.MarketSource;
import vortex7.matching.PositionView;
import vortex7.venue.simulated.VenueHistory.Crowd;

/**
 * Who holds what of each symbol: the crowd as the market source reckons it, and the clients as the
 * exchange knows them. The crowd is on the other side of every client, so each contract counts once
 * with its long side.
 */
final class CrowdBook {
  private static final int SHARE_SCALE = 4;

  private final Exchange exchange;
  private final MarketSource source;

  CrowdBook(Exchange exchange, MarketSource source) {
    this.exchange = exchange;
    this.source = source;
  }

  /** In base units; empty in a recording, where nobody knows. */
  Optional<BigDecimal> openInterest(Symbol symbol) {
    return source.positioning(symbol).map(crowd -> open(symbol, crowd.openInterestSteps()));
  }

  private BigDecimal open(Symbol symbol, long crowdSteps) {
    BigDecimal sum = exchange.market(symbol).quantity(crowdSteps);
    for (String account : exchange.accounts()) {
      for (PositionView position : exchange.positions(account)) {
        if (position.symbol().equals(symbol) && position.amount().signum() > 0) {
          sum = sum.add(position.amount());
        }
      }
    }
    return sum;
  }

  /** Who holds what now; empty in a recording. */
  Optional<Crowd> of(Symbol symbol) {
    return source
        .positioning(symbol)
        .map(
            crowd ->
                new Crowd(
                    open(symbol, crowd.openInterestSteps()),
                    share(crowd.longAccounts()),
                    share(crowd.topLongAccounts()),
                    share(crowd.topLongPositions())));
  }

  private static BigDecimal share(double of) {
    return BigDecimal.valueOf(of).setScale(SHARE_SCALE, RoundingMode.HALF_UP);
  }
}
