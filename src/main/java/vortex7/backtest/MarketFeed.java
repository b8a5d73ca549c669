package vortex7.backtest;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Timeframe;
import vortex7.matching.CandleBuilder;
import vortex7.matching.Kline;
import vortex7.matching.Market;
import vortex7.matching.MarketSource;
import vortex7.matching.feed.AggTradeAggregator;

/**
 * One symbol's market as the venue publishes it: aggregated trades, candles of every timeframe, the
 * best 20 levels every 100 ms. Times are epoch milliseconds of the venue.
 */
final class MarketFeed {
  private static final long BOOK_MILLIS = 100;
  private static final long FORMING_MILLIS = 250;
  private static final long SECOND_MILLIS = 1_000;

  /** Where it goes, at the moment of its publication. */
  interface Sink {
    void trade(
        long id, double price, double quantity, boolean buyerIsMaker, long time, long published);

    void candle(Candle candle, long published);

    /** The snapshot is the receiver's own. */
    void book(BookSnapshot book, long published);

    /** Nobody listens. */
    Sink NONE =
        new Sink() {
          @Override
          public void trade(
              long id,
              double price,
              double quantity,
              boolean buyerIsMaker,
              long time,
              long published) {}

          @Override
          public void candle(Candle candle, long published) {}

          @Override
          public void book(BookSnapshot book, long published) {}
        };
  }

  private final Market market;
  private final Sink sink;
  private final AggTradeAggregator aggregator;
  private final CandleBuilder candles;
  private long now;
  private long nextBook;
  private long nextForming;
  private long nextSecond;
  private long publishedId = -1;
  private boolean moved;

  /** A feed whose candles begin with those of the source's past. */
  MarketFeed(Market market, MarketSource source, int candlesKept, Sink sink) {
    this.market = market;
    this.sink = sink;
    aggregator = new AggTradeAggregator(1, this::publish);
    candles = new CandleBuilder(market, candlesKept, this::closed);
    for (Timeframe timeframe : Timeframe.values()) {
      candles.prepend(source.history(market.symbol(), timeframe, candlesKept));
    }
    now = source.startMillis();
    candles.advanceTo(now);
    nextBook = next(BOOK_MILLIS);
    nextForming = next(FORMING_MILLIS);
    nextSecond = next(SECOND_MILLIS);
  }

  private long next(long every) {
    return (Math.floorDiv(now, every) + 1) * every;
  }

  /** The newest candles of all timeframes, the forming ones among them. */
  List<Candle> known(int limit) {
    List<Candle> known = new ArrayList<>();
    for (Timeframe timeframe : Timeframe.values()) {
      candles.candles(timeframe, limit).stream().map(Kline::candle).forEach(known::add);
    }
    return known;
  }

  /** When something is to be published at the latest. */
  long nextMillis() {
    return Math.min(Math.min(nextBook, nextForming), Math.min(nextSecond, aggregator.dueMillis()));
  }

  /** A fill of the market. */
  void onFill(long id, long ticks, long steps, boolean buyerIsMaker, long timeMillis) {
    now = Math.max(now, timeMillis);
    aggregator.onFill(id, ticks, steps, buyerIsMaker, timeMillis);
    candles.onTrade(id, ticks, steps, buyerIsMaker, timeMillis);
    moved = true;
  }

  /** Time has come to {@code millis}: publishes what is due. */
  void onTime(long millis) {
    now = millis;
    aggregator.onTime(millis);
    if (millis >= nextSecond) {
      nextSecond = next(SECOND_MILLIS);
      candles.advanceTo(millis);
    }
    if (millis >= nextBook) {
      nextBook = next(BOOK_MILLIS);
      book();
    }
    if (millis >= nextForming) {
      nextForming = next(FORMING_MILLIS);
      forming();
    }
  }

  private void publish(
      long id,
      long ticks,
      long steps,
      long firstTradeId,
      long lastTradeId,
      boolean buyerIsMaker,
      long timeMillis,
      long publishedMillis) {
    sink.trade(
        id,
        market.priceAsDouble(ticks),
        market.quantityAsDouble(steps),
        buyerIsMaker,
        timeMillis,
        publishedMillis);
  }

  private void closed(Kline kline) {
    sink.candle(kline.candle(), now);
  }

  /** Nothing changed: nothing is sent. */
  private void book() {
    if (market.updateId() == publishedId) {
      return;
    }
    BookSnapshot book = new BookSnapshot();
    market.copyTop(book, BookSnapshot.DEPTH);
    book.previousUpdateId = publishedId;
    book.eventTime = now;
    book.transactionTime = now;
    publishedId = book.updateId;
    sink.book(book, now);
  }

  private void forming() {
    if (moved) {
      moved = false;
      for (Timeframe timeframe : Timeframe.values()) {
        sink.candle(candles.forming(timeframe), now);
      }
    }
  }
}
