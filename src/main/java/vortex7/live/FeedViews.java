package vortex7.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.live.view.BookView;
import vortex7.live.view.FeedView;
import vortex7.live.view.SentimentView;
import vortex7.live.view.TradeView;
import vortex7.market.BookSnapshot;
import vortex7.market.Symbol;
import vortex7.market.Trade;
import vortex7.signal.DataFault;
import vortex7.signal.DataGuard;
import vortex7.signal.FeedStream;
import vortex7.signal.Observation;

/** What a feed shows to people. */
final class FeedViews {
  /** What the feed itself counted. */
  record Counts(
      long trades, long books, long candles, long dropped, long conflated, long malformed) {}

  private FeedViews() {}

  static Optional<BookView> book(Symbol symbol, Optional<BookSnapshot> newest) {
    return newest.map(
        book ->
            new BookView(
                symbol.code(),
                levels(book.bidPrice, book.bidQuantity, book.bids),
                levels(book.askPrice, book.askQuantity, book.asks),
                Instant.ofEpochMilli(book.eventTime),
                book.microPrice()));
  }

  private static List<BookView.Level> levels(double[] prices, double[] quantities, int count) {
    List<BookView.Level> levels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      levels.add(new BookView.Level(prices[i], quantities[i]));
    }
    return levels;
  }

  static TradeView trade(Trade trade) {
    return new TradeView(
        trade.id(),
        trade.price(),
        trade.quantity(),
        trade.aggressor(),
        Instant.ofEpochMilli(trade.timeMillis()));
  }

  static SentimentView.OpenInterestView openInterest(Observation.OpenInterest reading) {
    return new SentimentView.OpenInterestView(
        Instant.ofEpochMilli(reading.timeMillis()), reading.quantity(), reading.price());
  }

  static FeedView health(
      List<StreamWatch> watches,
      long nowNanos,
      FeedAudience audience,
      Counts counts,
      DataGuard guard,
      List<FeedView.PollView> polls) {
    List<FeedView.StreamView> streams = new ArrayList<>();
    long reconnects = 0;
    for (StreamWatch watch : watches) {
      streams.add(
          new FeedView.StreamView(
              watch.stream.name(),
              watch.isConnected(),
              watch.stale(),
              audience.broken(watch.stream),
              watch.ageMillis(nowNanos)));
      reconnects += watch.reconnects();
    }
    return new FeedView(
        streams,
        audience.isOpen(),
        audience.whole(),
        counts.trades(),
        counts.books(),
        counts.candles(),
        audience.marks(),
        audience.gaps(),
        audience.healed(),
        counts.dropped(),
        counts.conflated(),
        guard.count(DataFault.BOOK_GAP),
        audience.refused(FeedStream.BOOK),
        counts.malformed(),
        reconnects,
        polls,
        audience.faults());
  }
}
