package vortex7.venue.simulated;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.Candle;
import vortex7.matching.Kline;
import vortex7.matching.PastBar;

/**
 * One candle as the klines call and the streams show it; longer ones add up. Times are epoch ms,
 * volumes base and quote units.
 *
 * @param firstTradeId −1 without trades of its own; likewise {@code lastTradeId}
 */
record CandleRow(
    long openTime,
    long closeTime,
    double open,
    double high,
    double low,
    double close,
    double volume,
    double quoteVolume,
    long firstTradeId,
    long lastTradeId,
    long trades,
    double takerBuyVolume,
    double takerBuyQuoteVolume) {
  private static final long NO_TRADE = -1;

  static CandleRow of(Kline kline) {
    Candle candle = kline.candle();
    return new CandleRow(
        candle.openTime(),
        candle.closeTime(),
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume(),
        kline.quoteVolume(),
        kline.firstTradeId(),
        kline.lastTradeId(),
        kline.trades(),
        kline.takerBuyVolume(),
        kline.takerBuyQuoteVolume());
  }

  /** Of a sampled price: nothing was traded, the count is that of the samples. */
  static CandleRow of(PriceBars.Bar bar) {
    return new CandleRow(
        bar.openTime(),
        bar.openTime() + PriceBars.MINUTE_MILLIS - 1,
        bar.open().doubleValue(),
        bar.high().doubleValue(),
        bar.low().doubleValue(),
        bar.close().doubleValue(),
        0,
        0,
        NO_TRADE,
        NO_TRADE,
        bar.samples(),
        0,
        0);
  }

  /** Of the distant past: nobody counted its trades. */
  static CandleRow of(PastBar bar) {
    return new CandleRow(
        bar.openTime(),
        bar.closeTime(),
        bar.open(),
        bar.high(),
        bar.low(),
        bar.close(),
        bar.volume(),
        bar.volume() * (bar.high() + bar.low() + bar.close()) / 3,
        NO_TRADE,
        NO_TRADE,
        0,
        0,
        0);
  }

  CandleRow within(long start, long end) {
    return new CandleRow(
        start,
        end - 1,
        open,
        high,
        low,
        close,
        volume,
        quoteVolume,
        firstTradeId,
        lastTradeId,
        trades,
        takerBuyVolume,
        takerBuyQuoteVolume);
  }

  CandleRow plus(CandleRow later) {
    return new CandleRow(
        openTime,
        closeTime,
        open,
        Math.max(high, later.high),
        Math.min(low, later.low),
        later.close,
        volume + later.volume,
        quoteVolume + later.quoteVolume,
        firstTradeId < 0 ? later.firstTradeId : firstTradeId,
        Math.max(lastTradeId, later.lastTradeId),
        trades + later.trades,
        takerBuyVolume + later.takerBuyVolume,
        takerBuyQuoteVolume + later.takerBuyQuoteVolume);
  }

  /** Parts of an interval put together, oldest first; the last may still be growing. */
  static List<CandleRow> joined(List<CandleRow> parts, CandleInterval interval) {
    List<CandleRow> joined = new ArrayList<>();
    for (CandleRow part : parts) {
      long start = interval.startOf(part.openTime);
      if (!joined.isEmpty() && joined.getLast().openTime == start) {
        joined.set(joined.size() - 1, joined.getLast().plus(part));
      } else {
        joined.add(part.within(start, interval.endOf(start)));
      }
    }
    return joined;
  }
}
