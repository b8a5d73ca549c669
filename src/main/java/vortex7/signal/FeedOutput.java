package vortex7.signal;

import vortex7.market.BookSnapshot;
import vortex7.market.Candle;

/** Where a {@link Feed} sends what the engines shall see, in the order in which they shall. */
public interface FeedOutput {
  void onTrade(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis);

  /** The snapshot belongs to the feed's caller: copy what must outlive the call. */
  void onBook(BookSnapshot book);

  void onCandle(Candle candle);

  void onObservation(Observation observation);

  void onGap(FeedStream stream);

  void onHealed(FeedStream stream);

  void onAnew(FeedStream stream);

  /** An event was refused (TRADE_GAP: held back); to be reported, it is counted already. */
  void onFault(FeedStream stream, DataFault fault);

  /** An observation was refused; likewise. */
  default void onFault(Observation observation, DataFault fault) {}

  /** Every engine shall answer now. */
  void onMark(Mark mark);

  /** Trades of these ids, both included, are to be read and handed to {@link Feed#onMissed}. */
  void onTradesMissing(long fromId, long toId);
}
