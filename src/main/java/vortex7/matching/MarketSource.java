package vortex7.matching;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/**
 * Where an exchange's market comes from: agents that trade, or a recording. Deterministic: the same
 * source, advanced by the same steps with the same client commands between, does the same.
 *
 * <p>Order of calls: {@link #attach} once; then {@link #restore} if a run is continued; then {@link
 * #advance} with times that never fall.
 */
public interface MarketSource {
  /**
   * Adds this source's markets to the exchange, with {@link Exchange#addOrderBook} or {@link
   * Exchange#addReplayBook}, and keeps them to act on: agents through {@link OrderBook}'s primitive
   * methods, recordings through {@link ReplayBook}'s. Sets the exchange's time to {@link
   * #startMillis()} and fills the books as they stand then.
   */
  void attach(Exchange exchange);

  /** The venue's time at which it begins, epoch ms. */
  long startMillis();

  /**
   * Lets everything happen that is due up to and including {@code toMillis}, each at its own time:
   * before each event the exchange's time is set by {@link Exchange#advanceTo}, and to {@code
   * toMillis} at the end.
   */
  void advance(long toMillis);

  /**
   * The earliest time after {@code millis} at which it may do something, so that whoever advances
   * it in steps leaves out none of its moments. {@link Long#MAX_VALUE} when it has ended.
   */
  default long nextAfter(long millis) {
    return millis + 1;
  }

  /** Up to {@code limit} closed candles that ended before {@link #startMillis()}, oldest first. */
  List<Candle> history(Symbol symbol, Timeframe timeframe, int limit);

  /**
   * What lies before {@link #history}: {@code count} bars of {@code stepMillis}, oldest first, the
   * last of which ends at {@code endMillis} and {@code endPrice}; none of a recording.
   */
  default List<PastBar> distantPast(
      Symbol symbol, long stepMillis, long endMillis, double endPrice, int count) {
    return List.of();
  }

  /**
   * Who holds the symbol's open contracts now, clients left out; empty where nobody knows, as in a
   * recording.
   */
  default Optional<Positioning> positioning(Symbol symbol) {
    return Optional.empty();
  }

  /**
   * Who held the symbol's open contracts every five minutes before this market first began, clients
   * left out, oldest first; none where nobody knows, as in a recording. The last {@code limit}.
   */
  default List<PastPositioning> positioningPast(Symbol symbol, int limit) {
    return List.of();
  }

  /** Whether {@link #gap} and {@link #dryUp} do anything: a recording is as it was. */
  default boolean movable() {
    return false;
  }

  /** The price jumps by a fraction of itself and stays there: nobody trades in between. */
  default void gap(Symbol symbol, double fraction) {
    throw new UnsupportedOperationException("this market cannot be moved");
  }

  /** All but clients take back what they quote on a side, and do nothing until that time. */
  default void dryUp(Symbol symbol, boolean bids, boolean asks, long untilMillis) {
    throw new UnsupportedOperationException("this market cannot be moved");
  }

  /** True when a recording has nothing left; a synthetic market never is. */
  boolean exhausted();

  /** What a restart needs beside the exchange's own state (random state, moods), by name. */
  SortedMap<String, Long> exportState();

  /** Continues from what {@link #exportState} gave: the books stand where they stood then. */
  void restore(SortedMap<String, Long> state);
}
