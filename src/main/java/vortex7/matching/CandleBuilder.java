package vortex7.matching;

import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/** Turns one market's trades into candles of every timeframe. */
public class CandleBuilder {
  /** Keeps the newest {@code kept} closed candles a timeframe; units come from the market. */
  public CandleBuilder(Market market, int kept, Listener listener) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Told of each candle that closed, in order. */
  @FunctionalInterface
  public interface Listener {
    void onClosed(Kline kline);
  }

  /** Puts older closed candles before the first trade, oldest first. */
  public void prepend(List<Candle> history) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Adds a trade. */
  public void onTrade(
      long tradeId, long priceTicks, long quantitySteps, boolean buyerIsMaker, long timeMillis) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Closes what ended before {@code timeMillis}, also without trades. */
  public void advanceTo(long timeMillis) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Up to {@code limit} newest candles, oldest first, the forming one last. */
  public List<Kline> candles(Timeframe timeframe, int limit) {
    throw new UnsupportedOperationException("lands next");
  }
}
