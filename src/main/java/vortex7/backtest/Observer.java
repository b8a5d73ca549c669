package vortex7.backtest;

import java.math.BigDecimal;
import java.util.function.Consumer;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.FundingView;
import vortex7.matching.Market;
import vortex7.matching.MarketSource;
import vortex7.matching.PositionView;
import vortex7.matching.Positioning;
import vortex7.signal.Observation;

/**
 * Reads beside one symbol's streams what the venue's statistics would tell, at the periods at which
 * it is asked for; what a recording does not know is not told. Times are epoch milliseconds of the
 * venue.
 */
final class Observer {
  private static final long OPEN_INTEREST_MILLIS = 15_000;
  private static final long FUNDING_MILLIS = 60_000;

  /** The venue reckons its ratios anew only so often, whenever it is asked. */
  private static final long RATIO_MILLIS = 300_000;

  private final Exchange exchange;
  private final MarketSource source;
  private final Symbol symbol;
  private final Consumer<Observation> told;
  private boolean first = true;

  Observer(Exchange exchange, MarketSource source, Symbol symbol, Consumer<Observation> told) {
    this.exchange = exchange;
    this.source = source;
    this.symbol = symbol;
    this.told = told;
  }

  /** The next time after {@code millis} at which something is to be read. */
  static long next(long millis) {
    return (Math.floorDiv(millis, OPEN_INTEREST_MILLIS) + 1) * OPEN_INTEREST_MILLIS;
  }

  /** Reads what is due at {@code millis}; the first time all that is known. */
  void onTime(long millis) {
    Market market = exchange.market(symbol);
    if (market.lastPrice() == 0) {
      return; // Nothing has traded yet: there is no price to value it by.
    }
    source
        .positioning(symbol)
        .ifPresent(
            crowd -> {
              openInterest(market, crowd, millis);
              if (first || Math.floorMod(millis, RATIO_MILLIS) == 0) {
                told.accept(new Observation.AccountRatio(millis, crowd.longAccounts()));
                told.accept(new Observation.TopTraders(millis, crowd.topLongPositions()));
              }
              if (first || Math.floorMod(millis, FUNDING_MILLIS) == 0) {
                funding(millis);
              }
              first = false;
            });
  }

  private void funding(long millis) {
    FundingView funding = exchange.funding(symbol);
    told.accept(
        new Observation.Funding(
            millis,
            funding.markPrice().doubleValue(),
            funding.rate().doubleValue(),
            funding.nextMillis(),
            funding.intervalMillis()));
  }

  /** The crowd is on the other side of every client: each contract counts once, by its long. */
  private void openInterest(Market market, Positioning crowd, long millis) {
    BigDecimal open = market.quantity(crowd.openInterestSteps());
    for (String account : exchange.accounts()) {
      PositionView position = exchange.position(account, symbol);
      open = open.add(position.amount().max(BigDecimal.ZERO));
    }
    told.accept(
        new Observation.OpenInterest(
            millis, open.doubleValue(), market.priceAsDouble(market.lastPrice())));
  }
}
