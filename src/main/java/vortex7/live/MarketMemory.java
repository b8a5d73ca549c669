package vortex7.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.live.EngineActor.Past;
import vortex7.market.BookSnapshot;
import vortex7.market.Trade;
import vortex7.signal.FeedStream;
import vortex7.signal.Mark;

/**
 * What one symbol's engines were told of trades and books, in that order, as far back as their
 * windows reach under either profile: one that begins anew is told it again, and reads on as if
 * nothing had happened. Hot path, allocates an entry a book and nothing for a trade once it has
 * grown to its traffic. Not thread-safe.
 */
final class MarketMemory {
  /** The longest window over trades is the mean of five minutes; known in full a minute later. */
  private static final long TRADES_MILLIS = 360_000;

  /** The longest over books is E1's divergence: prices of a minute, and a second more. */
  private static final long BOOKS_MILLIS = 75_000;

  private static final int TRADES_MAX = 1 << 16;
  private static final int TRADES_INITIAL = 256;
  private static final int WIDTH = 4;

  /** Something beside the trades, when so many trades had been told. */
  private sealed interface Entry {
    long trades();

    long timeMillis();

    /** The same after so many more trades. */
    Entry later(long more);

    record OfBook(long trades, BookSnapshot book) implements Entry {
      @Override
      public long timeMillis() {
        return book.eventTime;
      }

      @Override
      public Entry later(long more) {
        return new OfBook(trades + more, book);
      }
    }

    record OfMark(long trades, long timeMillis) implements Entry {
      @Override
      public Entry later(long more) {
        return new OfMark(trades + more, timeMillis);
      }
    }

    record OfChange(long trades, long timeMillis, FeedStream stream, EngineActor.Change change)
        implements Entry {
      @Override
      public Entry later(long more) {
        return new OfChange(trades + more, timeMillis, stream, change);
      }
    }
  }

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private long[] packed = new long[TRADES_INITIAL * WIDTH];

  /** Trades ever told, and the number of the oldest that is kept. */
  private long told;

  private long oldest;
  private long newestMillis = Long.MIN_VALUE;
  private @Nullable BookSnapshot book;

  void onTrade(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    passTo(timeMillis);
    if (told - oldest == capacity()) {
      makeRoom();
    }
    int at = at(told++);
    packed[at] = id << 1 | (buyerIsMaker ? 1 : 0);
    packed[at + 1] = Double.doubleToRawLongBits(price);
    packed[at + 2] = Double.doubleToRawLongBits(quantity);
    packed[at + 3] = timeMillis;
  }

  /** What was traded before the first trade that was told, oldest first: as if told before it. */
  void onPast(List<Trade> past) {
    int held = (int) (told - oldest);
    int added = Math.min(past.size(), TRADES_MAX - held);
    TradeBatch later = past().trades();
    List<Entry> after = List.copyOf(entries);
    long before = oldest;
    entries.clear();
    oldest = 0;
    told = 0;
    for (Trade trade : past.subList(past.size() - added, past.size())) {
      onTrade(
          trade.id(), trade.price(), trade.quantity(), trade.buyerIsMaker(), trade.timeMillis());
    }
    for (int i = 0; i < later.size(); i++) {
      onTrade(
          later.id(i),
          later.price(i),
          later.quantity(i),
          later.buyerIsMaker(i),
          later.timeMillis(i));
    }
    long shift = told - (before + held);
    after.forEach(entry -> entries.addLast(entry.later(shift)));
  }

  /** The snapshot is nobody's any more to write to. */
  void onBook(BookSnapshot snapshot) {
    book = snapshot;
    passTo(snapshot.eventTime);
    entries.addLast(new Entry.OfBook(told, snapshot));
  }

  /** Engines judge some things when they are asked: so they are asked again. */
  void onMark(Mark mark) {
    entries.addLast(new Entry.OfMark(told, mark.eventTime()));
  }

  /** A stream has a gap, or none any more. */
  void onChange(FeedStream stream, EngineActor.Change change) {
    entries.addLast(new Entry.OfChange(told, newestMillis, stream, change));
  }

  private void passTo(long timeMillis) {
    if (timeMillis > newestMillis) {
      newestMillis = timeMillis;
      while (oldest < told && packed[at(oldest) + 3] <= timeMillis - TRADES_MILLIS) {
        oldest++;
      }
      Entry first = entries.peekFirst();
      while (first != null && first.timeMillis() <= timeMillis - BOOKS_MILLIS) {
        entries.removeFirst();
        first = entries.peekFirst();
      }
    }
  }

  private int capacity() {
    return packed.length / WIDTH;
  }

  private int at(long trade) {
    return (int) (trade % capacity()) * WIDTH;
  }

  private void makeRoom() {
    if (capacity() == TRADES_MAX) {
      oldest++;
      return;
    }
    long[] before = packed;
    int trades = before.length / WIDTH;
    packed = Arrays.copyOf(before, before.length * 2);
    for (long trade = oldest; trade < told; trade++) {
      System.arraycopy(before, (int) (trade % trades) * WIDTH, packed, at(trade), WIDTH);
    }
  }

  /** The oldest trade that is kept. */
  Optional<Trade> first() {
    return oldest == told ? Optional.empty() : Optional.of(past().trades().trade(0));
  }

  /** The newest book; empty before the first. */
  @Nullable BookSnapshot book() {
    return book;
  }

  /** All of it, oldest first. */
  Past past() {
    TradeBatch.Builder trades = TradeBatch.ofAtMost((int) (told - oldest));
    for (long trade = oldest; trade < told; trade++) {
      int at = at(trade);
      trades.add(
          packed[at] >> 1,
          Double.longBitsToDouble(packed[at + 1]),
          Double.longBitsToDouble(packed[at + 2]),
          (packed[at] & 1) != 0,
          packed[at + 3]);
    }
    List<Past.Event> events = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      int after = (int) Math.max(0, entry.trades() - oldest);
      events.add(
          switch (entry) {
            case Entry.OfBook(long ignored, BookSnapshot snapshot) ->
                new Past.Booked(after, snapshot);
            case Entry.OfMark(long ignored, long timeMillis) -> new Past.Asked(after, timeMillis);
            case Entry.OfChange(
                    long ignored,
                    long timeMillis,
                    FeedStream stream,
                    EngineActor.Change change) ->
                new Past.Changed(after, stream, change);
          });
    }
    return new Past(trades.build(), events, Optional.ofNullable(book));
  }
}
