package vortex7.backtest;

import java.util.SplittableRandom;
import vortex7.backtest.EventClock.Stream;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.MarketSource;

/**
 * One symbol of a backtest: its market as it is published, and what becomes of it here.
 *
 * @param place among the symbols: events of the same time go by it
 * @param reports on which the venue tells of orders
 */
record Played(
    int place,
    MarketFeed feed,
    SymbolRun symbol,
    Lane reports,
    Observer observer,
    PriceTrack prices) {

  /** What all symbols of a backtest share. */
  record Venue(
      Exchange exchange,
      MarketSource source,
      EventClock clock,
      BacktestRules rules,
      EventCount events) {

    private Lane lane(int place, Stream stream, SplittableRandom random) {
      return new Lane(clock, place, stream, rules.delays().marketData(), random.split());
    }
  }

  /**
   * @param decides false when what is decided is given: then it is not shown its market
   */
  static Played of(
      Venue venue, int place, SymbolRun run, boolean decides, SplittableRandom random) {
    Symbol symbol = run.symbol();
    EventCount events = venue.events();
    Lane trades = venue.lane(place, Stream.TRADES, random);
    Lane candles = venue.lane(place, Stream.CANDLES, random);
    Lane books = venue.lane(place, Stream.BOOK, random);
    Lane reports =
        new Lane(
            venue.clock(),
            place,
            Stream.ACCOUNT,
            venue.rules().delays().acknowledgement(),
            random.split());
    MarketFeed feed =
        new MarketFeed(
            venue.exchange().market(symbol),
            venue.source(),
            venue.rules().pace().candlesAtStart(),
            decides ? new Shown(run, trades, candles, books, events) : MarketFeed.Sink.NONE);
    Observer observer =
        new Observer(
            venue.exchange(),
            venue.source(),
            symbol,
            run::microPrice,
            observation -> {
              if (decides) {
                events.one();
                run.onObservation(observation);
              }
            });
    return new Played(place, feed, run, reports, observer, new PriceTrack(Backtest.SECOND_MILLIS));
  }

  /** Shows what is published to whoever decides, each stream after its own delay. */
  private record Shown(SymbolRun run, Lane trades, Lane candles, Lane books, EventCount events)
      implements MarketFeed.Sink {
    @Override
    public void trade(
        long id, double price, double quantity, boolean buyerIsMaker, long time, long published) {
      trades.send(
          published,
          () -> {
            events.one();
            run.onTrade(id, price, quantity, buyerIsMaker, time);
          });
    }

    @Override
    public void candle(Candle candle, long published) {
      candles.send(
          published,
          () -> {
            events.one();
            run.onCandle(candle);
          });
    }

    @Override
    public void book(BookSnapshot book, long published) {
      books.send(
          published,
          () -> {
            events.one();
            run.onBook(book);
          });
    }
  }
}
