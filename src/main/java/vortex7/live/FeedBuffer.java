package vortex7.live;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.port.MarketListener;
import vortex7.signal.FeedStream;

/**
 * What a symbol's connection threads leave for its feed: hot path, conflated and bounded, one lock
 * held for a few dozen nanoseconds, no allocation for a trade in the steady state.
 *
 * <p>Of books the newest stays, of forming candles the newest of each timeframe; trades have a
 * bound, past which a trade is dropped and counted (its missing id is the gap that the feed sees).
 * The order between trades, books and candles is the order of their arrival.
 */
final class FeedBuffer implements MarketListener {
  private static final int WIDTH = 5;
  private static final int INITIAL_TRADES = 256;

  /** Events that may wait before unreadable frames are only counted. */
  private static final int EVENTS_MAX = 4_096;

  /** What is not a trade, with the number of trades of this buffer that came before it. */
  sealed interface Event {
    int afterTrades();

    record Book(int afterTrades, BookSnapshot book, boolean conflated, long receivedNanos)
        implements Event {}

    record CandleCame(int afterTrades, Candle candle, long receivedNanos) implements Event {}

    record Connected(int afterTrades, FeedStream stream) implements Event {}

    record Disconnected(int afterTrades, FeedStream stream, String reason) implements Event {}

    record Malformed(int afterTrades, FeedStream stream, String reason) implements Event {}
  }

  private final int bound;
  private final Runnable wake;
  private long[] trades = new long[INITIAL_TRADES * WIDTH];
  private int size;
  private ArrayDeque<Event> events = new ArrayDeque<>();
  private boolean woken;
  private long dropped;
  private long conflated;
  private Drained spare = new Drained();

  /**
   * Creates an empty buffer.
   *
   * @param bound trades that may wait
   * @param wake called on a connection's thread when the buffer was empty and is not any more
   */
  FeedBuffer(int bound, Runnable wake) {
    this.bound = bound;
    this.wake = wake;
  }

  @Override
  public void onTrade(
      long id,
      double price,
      double quantity,
      boolean buyerIsMaker,
      long timeMillis,
      long receivedNanos) {
    boolean first;
    synchronized (this) {
      if (size >= bound) {
        dropped++;
        return;
      }
      int at = size * WIDTH;
      if (at == trades.length) {
        trades = Arrays.copyOf(trades, (int) Math.min(2L * at, (long) bound * WIDTH));
      }
      trades[at] = id << 1 | (buyerIsMaker ? 1 : 0);
      trades[at + 1] = Double.doubleToRawLongBits(price);
      trades[at + 2] = Double.doubleToRawLongBits(quantity);
      trades[at + 3] = timeMillis;
      trades[at + 4] = receivedNanos;
      size++;
      first = !woken;
      woken = true;
    }
    if (first) {
      wake.run();
    }
  }

  @Override
  public void onBook(BookSnapshot book, long receivedNanos) {
    boolean first;
    synchronized (this) {
      BookSnapshot copy = null;
      Iterator<Event> waiting = events.iterator();
      boolean replaces = false;
      while (waiting.hasNext()) {
        if (waiting.next() instanceof Event.Book older) {
          waiting.remove();
          copy = older.book();
          replaces = true;
          conflated++;
          break;
        }
      }
      if (copy == null) {
        copy = new BookSnapshot();
      }
      copy.copyFrom(book);
      first = add(new Event.Book(size, copy, replaces, receivedNanos));
    }
    if (first) {
      wake.run();
    }
  }

  @Override
  public void onCandle(Candle candle, long receivedNanos) {
    boolean first;
    synchronized (this) {
      events.removeIf(event -> event instanceof Event.CandleCame older && replaced(older, candle));
      first = add(new Event.CandleCame(size, candle, receivedNanos));
    }
    if (first) {
      wake.run();
    }
  }

  private static boolean replaced(Event.CandleCame older, Candle candle) {
    return !older.candle().closed()
        && older.candle().timeframe() == candle.timeframe()
        && older.candle().openTime() == candle.openTime();
  }

  @Override
  public void onConnected(Stream stream) {
    addAndWake(stream, (after, of) -> new Event.Connected(after, of));
  }

  @Override
  public void onDisconnected(Stream stream, String reason) {
    addAndWake(stream, (after, of) -> new Event.Disconnected(after, of, reason));
  }

  @Override
  public void onMalformed(Stream stream, String reason) {
    addAndWake(stream, (after, of) -> new Event.Malformed(after, of, reason));
  }

  private interface EventMaker {
    Event make(int afterTrades, FeedStream stream);
  }

  private void addAndWake(Stream stream, EventMaker maker) {
    FeedStream of =
        switch (stream) {
          case BOOK -> FeedStream.BOOK;
          case TRADES -> FeedStream.TRADES;
          case CANDLES -> FeedStream.CANDLES;
        };
    boolean first;
    synchronized (this) {
      Event event = maker.make(size, of);
      if (event instanceof Event.Malformed && events.size() >= EVENTS_MAX) {
        return;
      }
      first = add(event);
    }
    if (first) {
      wake.run();
    }
  }

  private boolean add(Event event) {
    events.add(event);
    boolean first = !woken;
    woken = true;
    return first;
  }

  /**
   * Takes everything out, and lets the next arrival wake the feed again. What is returned is valid
   * until the next call.
   */
  synchronized Drained drain() {
    Drained out = spare;
    long[] emptied = out.trades;
    ArrayDeque<Event> emptiedEvents = out.events;
    emptiedEvents.clear();
    out.trades = trades;
    out.size = size;
    out.events = events;
    trades = emptied;
    size = 0;
    events = emptiedEvents;
    woken = false;
    return out;
  }

  /** Trades that found the buffer full. */
  synchronized long dropped() {
    return dropped;
  }

  /** Books that a newer one replaced. */
  synchronized long conflated() {
    return conflated;
  }

  /** One drain: trades by index, and the events between them. */
  static final class Drained {
    private long[] trades = new long[INITIAL_TRADES * WIDTH];
    private int size;
    private ArrayDeque<Event> events = new ArrayDeque<>();

    int size() {
      return size;
    }

    ArrayDeque<Event> events() {
      return events;
    }

    long id(int index) {
      return trades[index * WIDTH] >> 1;
    }

    boolean buyerIsMaker(int index) {
      return (trades[index * WIDTH] & 1) != 0;
    }

    double price(int index) {
      return Double.longBitsToDouble(trades[index * WIDTH + 1]);
    }

    double quantity(int index) {
      return Double.longBitsToDouble(trades[index * WIDTH + 2]);
    }

    long timeMillis(int index) {
      return trades[index * WIDTH + 3];
    }

    long receivedNanos(int index) {
      return trades[index * WIDTH + 4];
    }
  }
}
