package vortex7.signal;

import java.util.List;

/**
 * What was read about a symbol's market beside its streams: the venue's statistics, and what other
 * symbols' markets say. Shares are fractions in [0, 1], times epoch milliseconds of the venue.
 */
public sealed interface Observation {
  /** When it was so. */
  long timeMillis();

  /** Open interest in base units, with the price of that moment. */
  record OpenInterest(long timeMillis, double quantity, double price) implements Observation {}

  /** Open interest of the past, oldest first, read once when nothing older is known. */
  record OpenInterestHistory(long timeMillis, List<OpenInterest> readings) implements Observation {
    public OpenInterestHistory {
      readings = List.copyOf(readings);
    }
  }

  /** The share of all accounts with a position that are long. */
  record AccountRatio(long timeMillis, double longShare) implements Observation {}

  /** The long share of the top traders' positions. */
  record TopTraders(long timeMillis, double longShare) implements Observation {}

  /**
   * Mark price and funding.
   *
   * @param lastRate the venue's {@code lastFundingRate}, a fraction a settlement
   * @param intervalMillis between two settlements of this symbol
   */
  record Funding(
      long timeMillis,
      double markPrice,
      double lastRate,
      long nextSettlementMillis,
      long intervalMillis)
      implements Observation {}

  /** What was paid at the last settlements of this symbol, oldest first, read once at the start. */
  record FundingHistory(long timeMillis, List<Double> rates) implements Observation {
    public FundingHistory {
      rates = List.copyOf(rates);
    }
  }

  /** The liquidation map as it was kept over a restart. */
  record LiquidationMapKept(LiquidationMap.State state) implements Observation {
    @Override
    public long timeMillis() {
      return state.timeMillis();
    }
  }

  /**
   * The watch over the correlation of the two leading symbols has evaluated it.
   *
   * @param correlation of their returns, NaN while too few are known
   * @param riskOffUntil until when all symbols trade smaller; 0 when they do not
   */
  record Correlation(long timeMillis, double correlation, long riskOffUntil)
      implements Observation {}
}
