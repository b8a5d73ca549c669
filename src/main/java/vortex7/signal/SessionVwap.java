package vortex7.signal;

import java.util.Arrays;
import vortex7.indicator.Vwap;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * VWAP of the day that runs: the five-minute candles closed in it, and the one-minute candles of
 * the five minutes that are not. So 500 candles of each cover the day, and a restart changes
 * nothing.
 */
final class SessionVwap {
  private static final long DAY_MILLIS = 86_400_000L;

  /** More than a five-minute candle may be late in minutes. */
  private static final int MINUTES = 10;

  private final Vwap closedFives = new Vwap();
  private final long[] openTime = new long[MINUTES];
  private final double[] typical = new double[MINUTES];
  private final double[] volume = new double[MINUTES];
  private int next;
  private long fivesUntil;
  private long newestMinute = Long.MIN_VALUE;

  SessionVwap() {
    Arrays.fill(openTime, Long.MIN_VALUE);
  }

  void onClosed(Candle candle) {
    if (candle.timeframe() == Timeframe.M5) {
      closedFives.add(
          candle.openTime(), candle.high(), candle.low(), candle.close(), candle.volume());
      fivesUntil = Math.max(fivesUntil, candle.closeTime() + 1);
    } else if (candle.timeframe() == Timeframe.M1) {
      openTime[next] = candle.openTime();
      typical[next] = candle.typicalPrice();
      volume[next] = candle.volume();
      next = (next + 1) % MINUTES;
      newestMinute = Math.max(newestMinute, candle.openTime());
    }
  }

  /** With the forming minute, if it is newer than the closed ones; NaN without any volume. */
  double value(Candle forming) {
    long day = Math.floorDiv(forming.openTime(), DAY_MILLIS);
    double worth = 0;
    double all = 0;
    if (closedFives.holds(forming.openTime()) && closedFives.volume() > 0) {
      worth = closedFives.value() * closedFives.volume();
      all = closedFives.volume();
    }
    for (int i = 0; i < MINUTES; i++) {
      if (openTime[i] >= fivesUntil && Math.floorDiv(openTime[i], DAY_MILLIS) == day) {
        worth += typical[i] * volume[i];
        all += volume[i];
      }
    }
    if (forming.openTime() > newestMinute) {
      worth += forming.typicalPrice() * forming.volume();
      all += forming.volume();
    }
    return all > 0 ? worth / all : Double.NaN;
  }
}
