package vortex7.signal;

import vortex7.market.BookSnapshot;
import vortex7.market.Candle;

/**
 * One engine of one symbol: it is told what the market does, in order, and answers marks with its
 * reading as of then.
 *
 * <p>What reaches an engine has passed the {@link Feed}: no bad prices, no time going backwards
 * within a stream, gaps announced. The verbs over primitives do not allocate in the steady state.
 * Not thread-safe.
 */
public sealed interface SignalEngine
    permits OrderFlowEngine, TickEngine, TechnicalEngine, SentimentEngine, RegimeEngine {
  EngineId id();

  void onTrade(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis);

  /** The engine copies what it needs; the caller may reuse the snapshot afterwards. */
  void onBook(BookSnapshot book);

  /** Closed candles move the state; forming ones are previews and leave no trace. */
  void onCandle(Candle candle);

  /** Something beside the streams was read; most engines look at the streams alone. */
  default void onObservation(Observation observation) {}

  /** Data of the stream was lost: readings are GAP until {@link #onHealed} or {@link #onAnew}. */
  void onGap(FeedStream stream);

  /** The gap is closed: everything that was lost has been told meanwhile. */
  void onHealed(FeedStream stream);

  /** What was lost stays lost: windows over that stream start anew. */
  void onAnew(FeedStream stream);

  /** The stream is silent by the shell's clock: readings are STALE until {@link #onFresh}. */
  void onStale(FeedStream stream);

  void onFresh(FeedStream stream);

  /** The reading as of {@code markTime}, epoch milliseconds of the venue. */
  Reading reading(long markTime);
}
