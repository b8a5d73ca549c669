package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.math.RoundingMode;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.Kline;

/**
 * One symbol's last 24 hours: the last 1440 minutes and the one that runs, as far as there are
 * candles of them. Prices in quote units.
 *
 * @param openMillis open time of the first minute
 * @param firstTradeId −1 without trades; likewise {@code lastTradeId}
 */
record DayFigures(
    double open,
    double high,
    double low,
    double close,
    double volume,
    double quoteVolume,
    long openMillis,
    long firstTradeId,
    long lastTradeId,
    long trades) {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final int DAY_MINUTES = 1_440;

  /** Percent that the price has changed, with three decimals as the venue has them. */
  private static final int PERCENT_SCALE = 3;

  static DayFigures of(SymbolFeed feed, long now) {
    long from = Timeframe.M1.openOf(now) - DAY_MILLIS;
    DayFigures day = new DayFigures(0, 0, 0, 0, 0, 0, from, -1, -1, 0);
    boolean any = false;
    for (Kline kline : feed.candles().candles(Timeframe.M1, DAY_MINUTES + 1)) {
      if (kline.candle().openTime() >= from) {
        day = day.plus(kline, !any);
        any = true;
      }
    }
    return day;
  }

  private DayFigures plus(Kline kline, boolean first) {
    Candle candle = kline.candle();
    return new DayFigures(
        first ? candle.open() : open,
        first ? candle.high() : Math.max(high, candle.high()),
        first ? candle.low() : Math.min(low, candle.low()),
        candle.close(),
        volume + candle.volume(),
        quoteVolume + kline.quoteVolume(),
        openMillis,
        firstTradeId < 0 ? kline.firstTradeId() : firstTradeId,
        Math.max(lastTradeId, kline.lastTradeId()),
        trades + kline.trades());
  }

  double averagePrice() {
    return volume > 0 ? quoteVolume / volume : close;
  }

  /** By how many percent {@code last} is above the opening price. */
  static BigDecimal percent(BigDecimal open, BigDecimal last) {
    return open.signum() == 0
        ? BigDecimal.ZERO.setScale(PERCENT_SCALE)
        : last.subtract(open).movePointRight(2).divide(open, PERCENT_SCALE, RoundingMode.HALF_UP);
  }
}
