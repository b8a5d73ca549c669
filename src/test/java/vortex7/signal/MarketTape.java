package vortex7.signal;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.BookSnapshot;
import vortex7.market.Trade;

/** A stretch of one symbol's market in memory, for benchmarks that shall time nothing else. */
public final class MarketTape implements SyntheticStream.Sink {
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
    trades.add(new Trade(id, price, quantity, maker, time));
  }

  @Override
  public void onBook(BookSnapshot book) {
    BookSnapshot copy = new BookSnapshot();
    copy.copyFrom(book);
    books.add(copy);
  }

  public double tick() {
    return tick;
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
