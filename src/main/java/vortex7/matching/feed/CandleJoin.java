package vortex7.matching.feed;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/** Joins closed one-minute candles, oldest first and without gaps, to longer timeframes. */
public final class CandleJoin {
  private CandleJoin() {}

  /** The closed candles of {@code timeframe} that whole runs of {@code minutes} make up. */
  public static List<Candle> join(List<Candle> minutes, Timeframe timeframe) {
    int span = (int) (timeframe.millis() / Timeframe.M1.millis());
    List<Candle> joined = new ArrayList<>(minutes.size() / span + 1);
    for (int i = 0; i + span <= minutes.size(); i++) {
      Candle first = minutes.get(i);
      if (timeframe.openOf(first.openTime()) == first.openTime()) {
        joined.add(one(minutes.subList(i, i + span), timeframe));
      }
    }
    return joined;
  }

  private static Candle one(List<Candle> minutes, Timeframe timeframe) {
    Candle first = minutes.getFirst();
    Candle last = minutes.getLast();
    double high = first.high();
    double low = first.low();
    double volume = 0.0;
    for (Candle minute : minutes) {
      high = Math.max(high, minute.high());
      low = Math.min(low, minute.low());
      volume += minute.volume();
    }
    return new Candle(
        timeframe, first.openTime(), first.open(), high, low, last.close(), volume, true);
  }
}
