package vortex7.signal;

import vortex7.indicator.TimeBuckets;
import vortex7.market.BookSnapshot;
import vortex7.market.Side;

/**
 * Follows additions to the visible book until they have lived long enough or are gone again; never
 * allocates after construction.
 *
 * <p>An addition of at least the mean level quantity that goes again within its life without trades
 * covering it is a spoof. One whose level leaves the visible ones meanwhile counts neither way. The
 * verdict on one that went waits {@link OrderFlowRules.SpoofRules#tradeLagMillis}, because the
 * venue tells trades later than books.
 */
final class SpoofWatch {
  private static final int PENDING_MAX = 512;
  private static final long BUCKET_MILLIS = 100;
  private static final long STANDS = Long.MIN_VALUE;

  private final OrderFlowRules.SpoofRules rules;
  private final TimeBuckets additions;
  private final TimeBuckets spoofs;
  private final BookSnapshot previous = new BookSnapshot();
  private final boolean[] ask = new boolean[PENDING_MAX];
  private final double[] price = new double[PENDING_MAX];
  private final double[] added = new double[PENDING_MAX];
  private final double[] before = new double[PENDING_MAX];
  private final double[] traded = new double[PENDING_MAX];
  private final long[] since = new long[PENDING_MAX];
  private final long[] seenAt = new long[PENDING_MAX];
  private final long[] goneAt = new long[PENDING_MAX];
  private int size;
  private boolean hasPrevious;

  SpoofWatch(OrderFlowRules.SpoofRules rules) {
    this.rules = rules;
    int buckets = (int) (rules.ratioMillis() / BUCKET_MILLIS);
    additions = new TimeBuckets(BUCKET_MILLIS, buckets);
    spoofs = new TimeBuckets(BUCKET_MILLIS, buckets);
  }

  /** A trade at a price takes from the side that its aggressor did not choose. */
  void onTrade(double at, double quantity, boolean buyerIsMaker, long timeMillis) {
    for (int i = 0; i < size; i++) {
      if (price[i] == at && ask[i] != buyerIsMaker && timeMillis >= since[i]) {
        traded[i] += quantity;
      }
    }
  }

  void onBook(BookSnapshot book, double meanLevel) {
    judgePending(book);
    if (hasPrevious && meanLevel > 0) {
      findAdditions(book, false, meanLevel);
      findAdditions(book, true, meanLevel);
    }
    previous.copyFrom(book);
    hasPrevious = true;
    additions.advance(book.eventTime);
    spoofs.advance(book.eventTime);
  }

  private void judgePending(BookSnapshot book) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (stays(i, book)) {
        move(i, kept++);
      }
    }
    size = kept;
  }

  /** Whether the addition is still open after this book. */
  private boolean stays(int i, BookSnapshot book) {
    long now = book.eventTime;
    if (goneAt[i] != STANDS) {
      if (now - goneAt[i] < rules.tradeLagMillis()) {
        return true;
      }
      boolean covered = traded[i] >= rules.tradedShare() * rules.goneShare() * added[i];
      count(now, !covered);
      return false;
    }
    if (!Levels.visible(book, ask[i], price[i])) {
      return false;
    }
    double left = Levels.quantityAt(book, ask[i], price[i]) - before[i];
    boolean gone = left <= (1 - rules.goneShare()) * added[i];
    if (gone && now - seenAt[i] <= rules.lifeMillis()) {
      goneAt[i] = now;
      return true;
    }
    if (now - seenAt[i] >= rules.lifeMillis()) {
      count(now, false);
      return false;
    }
    return true;
  }

  private void count(long now, boolean spoof) {
    additions.add(now, 1);
    if (spoof) {
      spoofs.add(now, 1);
    }
  }

  private void move(int from, int to) {
    if (from != to) {
      ask[to] = ask[from];
      price[to] = price[from];
      added[to] = added[from];
      before[to] = before[from];
      traded[to] = traded[from];
      since[to] = since[from];
      seenAt[to] = seenAt[from];
      goneAt[to] = goneAt[from];
    }
  }

  private void findAdditions(BookSnapshot book, boolean asks, double meanLevel) {
    double[] prices = asks ? book.askPrice : book.bidPrice;
    double[] quantities = asks ? book.askQuantity : book.bidQuantity;
    int levels = asks ? book.asks : book.bids;
    for (int i = 0; i < levels; i++) {
      // A level that only came into view says nothing about when it was added.
      if (quantities[i] >= meanLevel && Levels.visible(previous, asks, prices[i])) {
        double old = Levels.quantityAt(previous, asks, prices[i]);
        if (quantities[i] - old >= meanLevel && size < PENDING_MAX) {
          open(asks, prices[i], quantities[i] - old, old, book.eventTime);
        }
      }
    }
  }

  private void open(boolean asks, double at, double quantity, double old, long now) {
    ask[size] = asks;
    price[size] = at;
    added[size] = quantity;
    before[size] = old;
    traded[size] = 0;
    since[size] = previous.eventTime;
    seenAt[size] = now;
    goneAt[size++] = STANDS;
  }

  /** Whether something was added at that price too short a time ago to be believed. */
  boolean pendingAt(Side side, double at) {
    boolean asks = side == Side.SELL;
    for (int i = 0; i < size; i++) {
      if (price[i] == at && ask[i] == asks && goneAt[i] == STANDS) {
        return true;
      }
    }
    return false;
  }

  /** Spoofs / additions of the last seconds, in [0, 1]; 0 without additions. */
  double ratio() {
    double all = additions.total();
    return all > 0 ? spoofs.total() / all : 0;
  }

  /** Books or trades were lost: what is open cannot be judged any more. */
  void forgetOpen() {
    size = 0;
    hasPrevious = false;
  }
}
