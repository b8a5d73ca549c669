package vortex7.cli.bench;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/**
 * Candles around one price whose range breathes slowly about 0.2 %, so that strategy A's distances
 * are admissible for as long as a measurement runs, whatever the tape shows in its few minutes.
 *
 * @param price that each candle opens and closes at
 * @param originMillis when the range is the ordinary one, epoch ms
 */
public record CalmCandles(double price, long originMillis) {
  private static final double RANGE = 0.0022;
  private static final double BREATH = 0.3;
  private static final double PERIOD_MILLIS = 200 * 60_000.0;
  private static final double VOLUME = 100;

  /** The candle that holds {@code atMillis}. */
  public Candle at(Timeframe timeframe, long atMillis, boolean closed) {
    long open = timeframe.openOf(atMillis);
    double phase = 2 * StrictMath.PI * (double) (open - originMillis) / PERIOD_MILLIS;
    double wider = StrictMath.sqrt((double) timeframe.duration().toMinutes());
    double half = price * RANGE * (1 + BREATH * StrictMath.sin(phase)) * wider / 2;
    return new Candle(timeframe, open, price, price + half, price - half, price, VOLUME, closed);
  }

  /** The newest {@code limit}, the forming one last. */
  public List<Candle> newest(Timeframe timeframe, long nowMillis, int limit) {
    List<Candle> candles = new ArrayList<>(limit);
    for (int i = limit - 1; i >= 0; i--) {
      candles.add(at(timeframe, nowMillis - i * timeframe.millis(), i > 0));
    }
    return candles;
  }
}
