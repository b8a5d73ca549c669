package vortex7.backtest;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.FundingView;
import vortex7.matching.Market;
import vortex7.matching.MarketSource;
import vortex7.matching.PastPositioning;
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

  /** Rows of five minutes that are read of what was before, as live. */
  private static final int OPEN_INTEREST_PAST = 500;

  private static final int RATIO_PAST = 288;

  private final Exchange exchange;
  private final MarketSource source;
  private final Symbol symbol;
  private final DoubleSupplier microPrice;
  private final Consumer<Observation> told;
  private boolean fundingKnown;

  /**
   * @param microPrice of the newest book that reached us; NaN before the first
   */
  Observer(
      Exchange exchange,
      MarketSource source,
      Symbol symbol,
      DoubleSupplier microPrice,
      Consumer<Observation> told) {
    this.exchange = exchange;
    this.source = source;
    this.symbol = symbol;
    this.microPrice = microPrice;
    this.told = told;
  }

  /** The next time after {@code millis} at which something is to be read. */
  static long next(long millis) {
    return (Math.floorDiv(millis, OPEN_INTEREST_MILLIS) + 1) * OPEN_INTEREST_MILLIS;
  }

  /** Reads what was before {@code millis}, where anybody knows it. */
  void past(long millis) {
    List<PastPositioning> past =
        source.positioningPast(symbol, OPEN_INTEREST_PAST).stream()
            .filter(row -> row.timeMillis() < millis)
            .toList();
    if (past.isEmpty()) {
      return;
    }
    Market market = exchange.market(symbol);
    told.accept(
        new Observation.OpenInterestHistory(
            past.getLast().timeMillis(),
            past.stream()
                .map(
                    row ->
                        new Observation.OpenInterest(
                            row.timeMillis(),
                            market.quantityAsDouble(row.positioning().openInterestSteps()),
                            row.price()))
                .toList()));
    for (PastPositioning row : past.subList(Math.max(0, past.size() - RATIO_PAST), past.size())) {
      Positioning crowd = row.positioning();
      told.accept(new Observation.AccountRatio(row.timeMillis(), crowd.longAccounts()));
      told.accept(new Observation.TopTraders(row.timeMillis(), crowd.topLongPositions()));
    }
  }

  /** Reads what is due at {@code millis}. */
  void onTime(long millis) {
    source
        .positioning(symbol)
        .ifPresent(
            crowd -> {
              openInterest(crowd, millis);
              if (Math.floorMod(millis, RATIO_MILLIS) == 0) {
                told.accept(new Observation.AccountRatio(millis, crowd.longAccounts()));
                told.accept(new Observation.TopTraders(millis, crowd.topLongPositions()));
              }
              if (!fundingKnown || Math.floorMod(millis, FUNDING_MILLIS) == 0) {
                fundingKnown = true;
                funding(millis);
              }
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
  private void openInterest(Positioning crowd, long millis) {
    double price = microPrice.getAsDouble();
    if (Double.isNaN(price)) {
      return; // Open interest is nothing without the price of its moment.
    }
    Market market = exchange.market(symbol);
    BigDecimal open = market.quantity(crowd.openInterestSteps());
    for (String account : exchange.accounts()) {
      PositionView position = exchange.position(account, symbol);
      open = open.add(position.amount().max(BigDecimal.ZERO));
    }
    told.accept(new Observation.OpenInterest(millis, open.doubleValue(), price));
  }
}
