package vortex7.signal;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Trade;

/** A stretch of one symbol's market in memory, in the order in which a feed receives it. */
public final class MarketTape implements SyntheticStream.Sink {
  /** One event as it is received. */
  public sealed interface Event {}

  public record Traded(Trade trade) implements Event {}

  /** Nobody writes to the book. */
  public record Booked(BookSnapshot book) implements Event {}

  public record CandleClosed(Candle candle) implements Event {}

  private final List<Event> events = new ArrayList<>();
  private final List<Trade> trades = new ArrayList<>();
  private final List<BookSnapshot> books = new ArrayList<>();
  private final double tick;

  public MarketTape(double tick) {
    this.tick = tick;
  }

  public static MarketTape synthetic(long seed, long start, int steps) {
    MarketTape tape = new MarketTape(SyntheticStream.TICK);
    SyntheticStream stream = new SyntheticStream(seed, start, 600_000);
    for (int i = 0; i < steps; i++) {
      stream.step(tape);
    }
    return tape;
  }

  @Override
  public void onTrade(long id, double price, double quantity, boolean maker, long time) {
    Trade trade = new Trade(id, price, quantity, maker, time);
    trades.add(trade);
    events.add(new Traded(trade));
  }

  @Override
  public void onBook(BookSnapshot book) {
    BookSnapshot copy = new BookSnapshot();
    copy.copyFrom(book);
    books.add(copy);
    events.add(new Booked(copy));
  }

  public void onCandle(Candle candle) {
    events.add(new CandleClosed(candle));
  }

  public double tick() {
    return tick;
  }

  public List<Event> events() {
    return events;
  }

  public List<Trade> trades() {
    return trades;
  }

  public List<BookSnapshot> books() {
    return books;
  }

  /** From the first book to the last, and one interval more. */
  public long lengthMillis() {
    return books.getLast().eventTime - books.getFirst().eventTime + 100;
  }
}
