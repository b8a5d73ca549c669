package vortex7.signal;

import java.util.List;
import vortex7.market.BookSnapshot;
import vortex7.market.Candle;
import vortex7.market.Trade;

/**
 * The head of one symbol's pipeline, the same live and in a replay: keeps bad data out, closes gaps
 * in the trades, and sets the marks; does not allocate in the steady state.
 *
 * <p>Lost trades are asked for and everything newer is held back until they come through {@link
 * #onMissed} or event time has moved on by {@link FeedRules#gapMillis}; then the windows start
 * anew. A mark is set at each accepted book and at once at a big trade. Not thread-safe.
 */
public final class Feed {
  private final FeedRules rules;
  private final FeedOutput output;
  private final DataGuard guard = new DataGuard();
  private final HeldTrades held;
  private boolean holding;
  private boolean bookBroken;
  private long givenUpAt;
  private long now = Long.MIN_VALUE;
  private long marks;

  public Feed(FeedRules rules, FeedOutput output) {
    this.rules = rules;
    this.output = output;
    held = new HeldTrades(rules.heldTradesMax());
  }

  public void onTrade(
      long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    if (holding) {
      hold(id, price, quantity, buyerIsMaker, timeMillis);
      onTime(timeMillis);
    } else {
      pass(id, price, quantity, buyerIsMaker, timeMillis, true);
    }
  }

  /** Takes a snapshot, which the caller may reuse afterwards. */
  public void onBook(BookSnapshot book) {
    DataFault fault = guard.judgeBook(book);
    if (fault == DataFault.NONE) {
      onTime(book.eventTime);
      if (bookBroken) {
        bookBroken = false;
        output.onHealed(FeedStream.BOOK);
      }
      output.onBook(book);
      mark(book.eventTime);
      return;
    }
    output.onFault(FeedStream.BOOK, fault);
    boolean older = fault == DataFault.DUPLICATE || fault == DataFault.TIME_BACKWARDS;
    if (!older && !bookBroken) {
      bookBroken = true;
      output.onGap(FeedStream.BOOK);
    }
  }

  /** The shell dropped older snapshots for a newer one: that is no gap. */
  public void onBooksConflated() {
    guard.forgetBookIds();
  }

  public void onCandle(Candle candle) {
    DataFault fault = guard.judgeCandle(candle);
    if (fault == DataFault.NONE) {
      output.onCandle(candle);
    } else {
      output.onFault(FeedStream.CANDLES, fault);
    }
  }

  /** Takes what was read beside the streams. */
  public void onObservation(Observation observation) {
    DataFault fault = guard.judgeObservation(observation);
    if (fault == DataFault.NONE) {
      output.onObservation(observation);
    } else {
      output.onFault(observation, fault);
    }
  }

  /**
   * Takes trades that were missing, oldest first; what is not missing (any more) is ignored. They
   * set no marks: their moment has passed.
   */
  public void onMissed(List<Trade> trades) {
    for (Trade trade : trades) {
      if (holding && trade.id() == guard.expectedTradeId(trade.id())) {
        pass(
            trade.id(),
            trade.price(),
            trade.quantity(),
            trade.buyerIsMaker(),
            trade.timeMillis(),
            false);
      }
    }
    if (holding && held.firstId() == guard.expectedTradeId(held.firstId())) {
      holding = false;
      release();
      if (!holding) {
        output.onHealed(FeedStream.TRADES);
      }
    }
  }

  /** Event time has reached {@code nowMillis}: gives lost trades up when they are overdue. */
  public void onTime(long nowMillis) {
    if (holding && nowMillis >= givenUpAt) {
      startAnew();
    }
  }

  public DataGuard guard() {
    return guard;
  }

  /** The number of the last mark; 0 before the first. */
  public long marks() {
    return marks;
  }

  private void pass(
      long id,
      double price,
      double quantity,
      boolean buyerIsMaker,
      long timeMillis,
      boolean mayMark) {
    DataFault fault = guard.judgeTrade(id, price, quantity, timeMillis);
    if (fault == DataFault.NONE) {
      output.onTrade(id, price, quantity, buyerIsMaker, timeMillis);
      if (mayMark && price * quantity > rules.bigTradeNotional()) {
        mark(timeMillis);
      }
      return;
    }
    output.onFault(FeedStream.TRADES, fault);
    if (fault == DataFault.TRADE_GAP) {
      beginHolding(id, price, quantity, buyerIsMaker, timeMillis);
    }
  }

  private void beginHolding(
      long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    holding = true;
    givenUpAt = timeMillis + rules.gapMillis();
    held.clear();
    held.add(id, price, quantity, buyerIsMaker, timeMillis);
    output.onGap(FeedStream.TRADES);
    output.onTradesMissing(guard.expectedTradeId(id), id - 1);
  }

  private void hold(long id, double price, double quantity, boolean buyerIsMaker, long timeMillis) {
    if (held.full()) {
      startAnew();
      pass(id, price, quantity, buyerIsMaker, timeMillis, true);
    } else {
      held.add(id, price, quantity, buyerIsMaker, timeMillis);
    }
  }

  private void startAnew() {
    holding = false;
    guard.forgetTradeIds();
    output.onAnew(FeedStream.TRADES);
    release();
  }

  /** Lets held trades go on; a further gap among them holds the rest back again. */
  private void release() {
    HeldTrades released = held.taken();
    for (int i = 0; i < released.size(); i++) {
      if (holding) {
        hold(
            released.id(i),
            released.price(i),
            released.quantity(i),
            released.buyerIsMaker(i),
            released.time(i));
      } else {
        pass(
            released.id(i),
            released.price(i),
            released.quantity(i),
            released.buyerIsMaker(i),
            released.time(i),
            false);
      }
    }
  }

  /** Trades are told later than they happen; a mark never lies before the one before it. */
  private void mark(long eventTime) {
    now = Math.max(now, eventTime);
    output.onMark(new Mark(++marks, now));
  }
}
