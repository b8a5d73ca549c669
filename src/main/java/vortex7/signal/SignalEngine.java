package vortex7.signal;

import java.util.OptionalLong;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;

/**
 * One engine of one symbol: it is told what the market does, in order, and answers marks with its
 * reading as of then.
 *
 * <p>What reaches an engine has passed the {@link Feed}: no bad prices, no time going backwards
 * within a stream, gaps announced. An engine overrides what it listens to; the rest leaves it
 * unmoved. The verbs over primitives do not allocate in the steady state. Not thread-safe.
 */
public sealed interface SignalEngine
    permits OrderFlowEngine, TickEngine, TechnicalEngine, SentimentEngine, RegimeEngine {
  EngineId id();

  default void onTrade(
      long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {}

  /** The engine copies what it needs; the caller may reuse the snapshot afterwards. */
  default void onBook(BookSnapshot book) {}

  /** Closed candles move the state; forming ones are previews and leave no trace. */
  default void onCandle(Candle candle) {}

  /** Something beside the streams was read. */
  default void onObservation(Observation observation) {}

  /** Data of the stream was lost: readings are GAP until {@link #onHealed} or {@link #onAnew}. */
  default void onGap(FeedStream stream) {}

  /** The gap is closed: everything that was lost has been told meanwhile. */
  default void onHealed(FeedStream stream) {}

  /** What was lost stays lost: windows over that stream start anew. */
  default void onAnew(FeedStream stream) {}

  /** The stream is silent by the shell's clock: readings are STALE until {@link #onFresh}. */
  default void onStale(FeedStream stream) {}

  default void onFresh(FeedStream stream) {}

  /**
   * For how many milliseconds after {@code markTime} the engine still lacks history, 0 when it does
   * not; empty where that is no matter of time alone.
   */
  default OptionalLong warmInMillis(long markTime) {
    return OptionalLong.empty();
  }

  /** The reading as of {@code markTime}, epoch milliseconds of the venue. */
  Reading reading(long markTime);
}
