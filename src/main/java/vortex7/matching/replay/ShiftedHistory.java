package vortex7.matching.replay;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * Candles of another time made the past of a recording: moved to end where it begins, and scaled to
 * its first price.
 */
final class ShiftedHistory {
  private ShiftedHistory() {}

  /**
   * @param minutes closed one-minute candles, oldest first, each a minute after the one before
   * @param startMillis the recording's start; the last candle ends with the minute before
   * @param firstPrice the recording's first price, which the last candle closes at
   * @param tick prices are rounded to multiples of it
   */
  static List<Candle> fit(List<Candle> minutes, long startMillis, double firstPrice, double tick) {
    if (minutes.isEmpty()) {
      return List.of();
    }
    Candle last = minutes.getLast();
    long shift = Timeframe.M1.openOf(startMillis) - (last.openTime() + Timeframe.M1.millis());
    double scale = firstPrice / last.close();
    List<Candle> fitted = new ArrayList<>(minutes.size());
    for (int i = 0; i < minutes.size(); i++) {
      Candle minute = minutes.get(i);
      if (i > 0 && minute.openTime() - minutes.get(i - 1).openTime() != Timeframe.M1.millis()) {
        throw new RecordingException(
            "the history must have a candle each minute, candle "
                + (i + 1)
                + " does not follow the one before");
      }
      fitted.add(
          new Candle(
              Timeframe.M1,
              minute.openTime() + shift,
              rounded(minute.open() * scale, tick),
              rounded(minute.high() * scale, tick),
              rounded(minute.low() * scale, tick),
              rounded(minute.close() * scale, tick),
              minute.volume() / scale,
              true));
    }
    return List.copyOf(fitted);
  }

  private static double rounded(double price, double tick) {
    double perUnit = Math.rint(1.0 / tick);
    return perUnit >= 1.0 ? Math.rint(price * perUnit) / perUnit : Math.rint(price / tick) * tick;
  }
}
