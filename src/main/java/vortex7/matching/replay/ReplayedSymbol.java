package vortex7.matching.replay;

import java.util.List;
import vortex7.market.Candle;
import vortex7.market.Instrument;

/**
 * A symbol of a replay.
 *
 * @param history one-minute candles to be made its past, oldest first; none if empty
 */
public record ReplayedSymbol(Instrument instrument, List<Candle> history) {
  public ReplayedSymbol {
    history = List.copyOf(history);
  }
}
