package vortex7.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vortex7.market.Candle;
import vortex7.market.Timeframe;

/** The newest closed candles of each timeframe and the forming one. Not thread-safe. */
final class CandleRings {
  private final int capacity;
  private final Map<Timeframe, ArrayDeque<Candle>> closed = new EnumMap<>(Timeframe.class);
  private final Map<Timeframe, Candle> forming = new EnumMap<>(Timeframe.class);

  CandleRings(int capacity) {
    this.capacity = capacity;
    for (Timeframe timeframe : Timeframe.values()) {
      closed.put(timeframe, new ArrayDeque<>(capacity));
    }
  }

  void add(Candle candle) {
    if (!candle.closed()) {
      forming.put(candle.timeframe(), candle);
      return;
    }
    ArrayDeque<Candle> ring = ring(candle.timeframe());
    if (ring.size() == capacity) {
      ring.removeFirst();
    }
    ring.addLast(candle);
    Candle open = forming.get(candle.timeframe());
    if (open != null && open.openTime() <= candle.openTime()) {
      forming.remove(candle.timeframe());
    }
  }

  /**
   * Candles between the newest closed one and {@code candle} are not there. Where there is none at
   * all the venue had none when it was asked: asking again at each frame would not help.
   */
  boolean misses(Candle candle) {
    return newestClosed(candle.timeframe())
        .map(last -> candle.openTime() - last.openTime() > candle.timeframe().millis())
        .orElse(false);
  }

  Optional<Candle> newestClosed(Timeframe timeframe) {
    return Optional.ofNullable(ring(timeframe).peekLast());
  }

  /** The newest {@code limit} of a timeframe, oldest first, the forming one last. */
  List<Candle> newest(Timeframe timeframe, int limit) {
    List<Candle> candles = new ArrayList<>(ring(timeframe));
    Candle open = forming.get(timeframe);
    if (open != null) {
      candles.add(open);
    }
    return List.copyOf(candles.subList(Math.max(0, candles.size() - limit), candles.size()));
  }

  /** Everything, timeframe by timeframe, each oldest first. */
  List<Candle> all() {
    List<Candle> candles = new ArrayList<>();
    for (Timeframe timeframe : Timeframe.values()) {
      candles.addAll(newest(timeframe, Integer.MAX_VALUE));
    }
    return candles;
  }

  private ArrayDeque<Candle> ring(Timeframe timeframe) {
    return java.util.Objects.requireNonNull(closed.get(timeframe));
  }
}
