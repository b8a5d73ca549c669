package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.Market;
import vortex7.matching.MarketSource;
import vortex7.matching.PastPositioning;
import vortex7.matching.PositionView;
import vortex7.matching.Positioning;
import vortex7.venue.simulated.VenueHistory.Crowd;
import vortex7.venue.simulated.VenueHistory.Sample;

/**
 * Who holds what of each symbol: the crowd as the market source reckons it, and the clients as the
 * exchange knows them. The crowd is on the other side of every client, so each contract counts once
 * with its long side.
 */
final class CrowdBook {
  private static final int SHARE_SCALE = 4;

  /** A week: as much as is kept of what is sampled. */
  private static final int PAST_ROWS = 2_016;

  private final Exchange exchange;
  private final MarketSource source;
  private final SortedMap<Symbol, List<Sample>> pasts = new TreeMap<>();

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
        .map(crowd -> crowd(open(symbol, crowd.openInterestSteps()), crowd));
  }

  /**
   * Who held what every five minutes before the market first began, oldest first; none in a
   * recording. It is made when it is first asked for.
   */
  List<Sample> past(Symbol symbol) {
    List<Sample> known = pasts.get(symbol);
    if (known == null) {
      known =
          source.positioningPast(symbol, PAST_ROWS).stream().map(row -> row(symbol, row)).toList();
      pasts.put(symbol, known);
    }
    return known;
  }

  private Sample row(Symbol symbol, PastPositioning row) {
    Market market = exchange.market(symbol);
    BigDecimal price = BigDecimal.valueOf(row.price());
    return new Sample(
        symbol,
        row.timeMillis(),
        price,
        price,
        price,
        Optional.of(
            crowd(market.quantity(row.positioning().openInterestSteps()), row.positioning())),
        Optional.empty());
  }

  private static Crowd crowd(BigDecimal open, Positioning of) {
    return new Crowd(
        open, share(of.longAccounts()), share(of.topLongAccounts()), share(of.topLongPositions()));
  }

  private static BigDecimal share(double of) {
    return BigDecimal.valueOf(of).setScale(SHARE_SCALE, RoundingMode.HALF_UP);
  }
}
