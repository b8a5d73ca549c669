package vortex7.matching.replay;

import java.math.BigDecimal;
import vortex7.market.Instrument;
import vortex7.matching.ReplayBook;

/**
 * Applies one symbol's recorded events to its book, in ticks and lot steps; a mutator that does not
 * allocate in the steady state.
 *
 * <p>Differences follow the venue's rules for a local book: those older than the snapshot are
 * dropped, quantities are absolute. Where levels were never seen a stale one may cross: the newer
 * side is right, and the other gives way.
 */
final class ReplayedBook {
  private final Instrument instrument;
  private final ReplayBook book;
  private final long tick;
  private final long step;

  /** Multiplying is much quicker than dividing; what it gives is checked. */
  private final double perTick;

  private final double perStep;
  private long lastUpdateId;
  private long gaps;
  private long[] bidTicks = new long[64];
  private long[] bidSteps = new long[64];
  private long[] askTicks = new long[64];
  private long[] askSteps = new long[64];

  ReplayedBook(Instrument instrument, ReplayBook book) {
    this.instrument = instrument;
    this.book = book;
    this.tick = scaled(instrument.tickSize());
    this.step = scaled(instrument.stepSize());
    this.perTick = 1.0 / tick;
    this.perStep = 1.0 / step;
  }

  ReplayBook book() {
    return book;
  }

  /** How often a difference did not follow the one before it. */
  long gaps() {
    return gaps;
  }

  void onTrade(RecordedEvent trade) {
    book.onRecordedTrade(ticks(trade.price), steps(trade.quantity), trade.buyerIsMaker);
  }

  void onBook(RecordedEvent event) {
    if (event.kind == RecordedEvent.Kind.DIFF) {
      onDifference(event);
    } else {
      replace(event);
    }
  }

  private void onDifference(RecordedEvent event) {
    if (event.updateId < lastUpdateId) {
      return;
    }
    if (lastUpdateId != 0 && event.previousUpdateId > lastUpdateId) {
      gaps++;
    }
    lastUpdateId = event.updateId;
    long newestBid = 0;
    for (int i = 0; i < event.bids; i++) {
      long price = ticks(event.bidPrice[i]);
      book.setLevel(true, price, steps(event.bidQuantity[i]));
      newestBid = event.bidQuantity[i] > 0 ? Math.max(newestBid, price) : newestBid;
    }
    for (int i = 0; i < event.asks; i++) {
      book.setLevel(false, ticks(event.askPrice[i]), steps(event.askQuantity[i]));
    }
    uncross(newestBid);
    book.settle();
  }

  private void uncross(long newestBid) {
    while (book.bestBid() != 0 && book.bestAsk() != 0 && book.bestBid() >= book.bestAsk()) {
      if (book.bestBid() == newestBid) {
        book.setLevel(false, book.bestAsk(), 0);
      } else {
        book.setLevel(true, book.bestBid(), 0);
      }
    }
  }

  private void replace(RecordedEvent event) {
    lastUpdateId = event.updateId;
    reserve(Math.max(event.bids, event.asks));
    int bids = sorted(event.bids, event.bidPrice, event.bidQuantity, bidTicks, bidSteps, true);
    int asks = sorted(event.asks, event.askPrice, event.askQuantity, askTicks, askSteps, false);
    book.replaceTop(bids, bidTicks, bidSteps, asks, askTicks, askSteps);
  }

  /** Copies levels best first, whichever way they were listed; returns how many hold a quantity. */
  private int sorted(
      int count,
      long[] prices,
      long[] quantities,
      long[] intoTicks,
      long[] intoSteps,
      boolean bids) {
    int n = 0;
    for (int i = 0; i < count; i++) {
      long price = ticks(prices[i]);
      long quantity = steps(quantities[i]);
      if (quantity == 0) {
        continue;
      }
      int at = n++;
      while (at > 0 && (bids ? intoTicks[at - 1] < price : intoTicks[at - 1] > price)) {
        intoTicks[at] = intoTicks[at - 1];
        intoSteps[at] = intoSteps[at - 1];
        at--;
      }
      intoTicks[at] = price;
      intoSteps[at] = quantity;
    }
    return n;
  }

  private void reserve(int levels) {
    if (levels > bidTicks.length) {
      bidTicks = new long[levels];
      bidSteps = new long[levels];
      askTicks = new long[levels];
      askSteps = new long[levels];
    }
  }

  private long ticks(long price) {
    long ticks = (long) (price * perTick + 0.5);
    return ticks * tick == price ? ticks : divided(price);
  }

  private long steps(long quantity) {
    long steps = (long) (quantity * perStep + 0.5);
    return steps * step == quantity ? steps : dividedQuantity(quantity);
  }

  private long divided(long price) {
    if (price % tick != 0) {
      throw new RecordingException(
          "price %s is no multiple of %s's tick %s"
              .formatted(plain(price), instrument.symbol(), instrument.tickSize()));
    }
    return price / tick;
  }

  private long dividedQuantity(long quantity) {
    if (quantity % step != 0) {
      throw new RecordingException(
          "quantity %s is no multiple of %s's step %s"
              .formatted(plain(quantity), instrument.symbol(), instrument.stepSize()));
    }
    return quantity / step;
  }

  private static long scaled(BigDecimal value) {
    return value.multiply(BigDecimal.valueOf(RecordedEvent.SCALE)).longValueExact();
  }

  private static String plain(long scaled) {
    return BigDecimal.valueOf(scaled, 8).stripTrailingZeros().toPlainString();
  }
}
