package vortex7.cli.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vortex7.market.BookSnapshot;
import vortex7.market.Instrument;
import vortex7.venue.binance.FrameDecoder;

/**
 * A {@link Tape} once as frames and once as the columns that they decode to, with times: a book
 * each 100 ms, and the trades before it at those milliseconds that lie between.
 */
final class MarketColumns {
  static final long BEGIN = 1_767_225_600_000L;
  private static final long BOOK_MILLIS = 100;

  final Instrument instrument;
  final String[] tradeFrames;
  final String[] bookFrames;
  final byte[][] tradeBytes;
  final byte[][] bookBytes;

  /** Of each event, in order, whether it is a trade. */
  final boolean[] isTrade;

  final double[] price;
  final double[] quantity;
  final boolean[] buyerIsMaker;
  final long[] time;
  final BookSnapshot[] books;

  /** How much later each lap begins than the one before. */
  final long lapMillis;

  private long now = BEGIN;

  MarketColumns(Tape tape) {
    instrument = tape.instrument();
    FrameWriter writer = new FrameWriter(tape, () -> Instant.ofEpochMilli(now));
    FrameDecoder decoder = new FrameDecoder();
    int events = tape.events().size();
    List<String> trades = new ArrayList<>();
    List<String> bookTexts = new ArrayList<>();
    List<BookSnapshot> snapshots = new ArrayList<>();
    isTrade = new boolean[events];
    price = new double[events];
    quantity = new double[events];
    buyerIsMaker = new boolean[events];
    time = new long[events];
    for (int i = 0; i < events; i++) {
      isTrade[i] = tape.events().get(i) instanceof Tape.AggTrade;
      now += isTrade[i] ? 0 : BOOK_MILLIS;
      String frame = writer.next();
      FrameDecoder.Frame kind = decoder.decode(frame);
      if (isTrade[i] ? kind != FrameDecoder.Frame.TRADE : kind != FrameDecoder.Frame.BOOK) {
        throw new IllegalStateException("not decoded: " + frame);
      }
      if (isTrade[i]) {
        int at = trades.size();
        price[at] = decoder.price();
        quantity[at] = decoder.quantity();
        buyerIsMaker[at] = decoder.buyerIsMaker();
        time[at] = decoder.tradeTime();
        trades.add(frame);
      } else {
        BookSnapshot copy = new BookSnapshot();
        copy.copyFrom(decoder.snapshot());
        copy.updateId = 0; // Ids do not chain from a lap's end to the next one's begin.
        copy.previousUpdateId = 0;
        snapshots.add(copy);
        bookTexts.add(frame);
      }
    }
    tradeFrames = trades.toArray(String[]::new);
    bookFrames = bookTexts.toArray(String[]::new);
    tradeBytes = bytes(trades);
    bookBytes = bytes(bookTexts);
    books = snapshots.toArray(BookSnapshot[]::new);
    lapMillis = now - BEGIN + BOOK_MILLIS;
    if (trades.isEmpty() || books.length == 0) {
      throw new IllegalArgumentException("a tape must hold trades and books");
    }
  }

  private static byte[][] bytes(List<String> frames) {
    return frames.stream()
        .map(frame -> frame.getBytes(StandardCharsets.US_ASCII))
        .toArray(byte[][]::new);
  }

  int trades() {
    return tradeFrames.length;
  }

  int events() {
    return isTrade.length;
  }

  /** Each book as it is told in the lap that begins so much later. */
  void shiftBooks(long millis) {
    Arrays.stream(books).forEach(book -> book.eventTime += millis);
  }
}
