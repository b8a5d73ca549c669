package vortex7.port;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import vortex7.market.Candle;
import vortex7.market.Instrument;
import vortex7.market.Listing;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.market.Trade;

/** Where market data comes from. Stages fail with {@link VenueException}. */
public interface MarketData {
  CompletionStage<Map<Symbol, Instrument>> instruments();

  /**
   * Every contract that the venue lists, with the volume of its last 24 hours and its best prices;
   * names that cannot be a {@link Symbol} are left out.
   */
  CompletionStage<List<Listing>> listings();

  /** The newest {@code limit} candles, oldest first, the forming one last with closed = false. */
  CompletionStage<List<Candle>> candles(Symbol symbol, Timeframe timeframe, int limit);

  /** Aggregated trades from {@code fromId} on, oldest first, at most {@code limit} ≤ 1000. */
  CompletionStage<List<Trade>> trades(Symbol symbol, long fromId, int limit);

  /** The mark price of any symbol that the venue lists, traded by us or not, in quote units. */
  CompletionStage<BigDecimal> markPrice(Symbol symbol);

  CompletionStage<OpenInterest> openInterest(Symbol symbol);

  /** Open interest at the ends of the last {@code limit} ≤ 500 periods of 5 min, oldest first. */
  CompletionStage<List<PastOpenInterest>> openInterestHistory(Symbol symbol, int limit);

  /**
   * The share of accounts with a position that are long, at the ends of the last {@code limit} ≤
   * 500 periods of 5 min, oldest first. A venue that has not run for as long has fewer.
   */
  CompletionStage<List<LongShare>> accountRatios(Symbol symbol, int limit);

  /** The long share of the top traders' positions, likewise. */
  CompletionStage<List<LongShare>> topTraderRatios(Symbol symbol, int limit);

  CompletionStage<Funding> funding(Symbol symbol);

  /** The last {@code limit} ≤ 1000 settlements, oldest first. */
  CompletionStage<List<PastFunding>> fundingHistory(Symbol symbol, int limit);

  /** Starts the symbol's streams; they reconnect by themselves until the subscription is closed. */
  Subscription subscribe(Symbol symbol, MarketListener listener);

  /** Contracts that are open, each counted once, in base units. */
  record OpenInterest(long timeMillis, double quantity) {}

  /** The same of the past, with the price at which the venue valued it. */
  record PastOpenInterest(long timeMillis, double quantity, double price) {}

  /** A share in [0, 1]. */
  record LongShare(long timeMillis, double share) {}

  /**
   * Mark price and funding as of now.
   *
   * @param lastRate {@code lastFundingRate}, a fraction a settlement: what the next one is going to
   *     be by now
   * @param interval between two settlements of this symbol
   */
  record Funding(
      long timeMillis,
      double markPrice,
      double lastRate,
      long nextSettlementMillis,
      Duration interval) {}

  /** The rate that was paid at a settlement, a fraction. */
  record PastFunding(long timeMillis, double rate) {}

  /** Closing it ends the streams. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
