package vortex7.matching;

import java.util.ArrayList;
import java.util.List;
import vortex7.market.BookSnapshot;
import vortex7.market.Instrument;

/**
 * A market whose liquidity is a recording, over primitives and without allocation while no client's
 * order fills; clients' orders do not appear in it and fill by a queue model.
 *
 * <p>A client's order queues behind what was displayed at its price when it came. Trades at the
 * price move it forward and fill it from what they leave; trades through the price, and a book that
 * moved through it, fill it. Where the recording does not show the price, what is ahead is unknown
 * and taken as endless until it is displayed. Clients' taking orders walk the displayed levels and
 * use them up until the recording sets them again; such fills are not public trades.
 */
public final class ReplayBook extends Market {
  private final QueueModel model;
  private final LevelTable bids = new LevelTable(true);
  private final LevelTable asks = new LevelTable(false);

  /** Clients' resting orders, in price-time priority. */
  private final List<ClientOrder> restingBids = new ArrayList<>();

  private final List<ClientOrder> restingAsks = new ArrayList<>();

  ReplayBook(Instrument instrument, QueueModel model, Clearing clearing) {
    super(instrument, clearing);
    this.model = model;
  }

  /**
   * Sets one displayed level; 0 removes it. Call {@link #settle} after the last of a batch, when
   * the book is whole again.
   */
  public void setLevel(boolean bid, long priceTicks, long quantitySteps) {
    LevelTable table = bid ? bids : asks;
    List<ClientOrder> resting = resting(bid);
    if (!resting.isEmpty()) {
      long before = table.get(priceTicks);
      for (int i = 0; i < resting.size(); i++) {
        ClientOrder order = resting.get(i);
        if (order.priceTicks() == priceTicks) {
          order.queueAhead = aheadAfter(order.queueAhead, before, quantitySteps);
        }
      }
    }
    table.set(priceTicks, quantitySteps);
    touched();
  }

  /**
   * Replaces all displayed levels by the first {@code bidCount} and {@code askCount} entries, best
   * first, and settles.
   */
  public void replaceTop(
      int bidCount,
      long[] bidTicks,
      long[] bidSteps,
      int askCount,
      long[] askTicks,
      long[] askSteps) {
    replace(bids, restingBids, bidCount, bidTicks, bidSteps);
    replace(asks, restingAsks, askCount, askTicks, askSteps);
    touched();
    settle();
  }

  private void replace(
      LevelTable table, List<ClientOrder> resting, int n, long[] ticks, long[] steps) {
    for (int i = 0; i < resting.size(); i++) {
      resting.get(i).displayedBefore = table.get(resting.get(i).priceTicks());
    }
    table.replace(n, ticks, steps);
    for (int i = 0; i < resting.size(); i++) {
      ClientOrder order = resting.get(i);
      if (table.sees(order.priceTicks())) {
        order.queueAhead =
            aheadAfter(order.queueAhead, order.displayedBefore, table.get(order.priceTicks()));
      }
    }
  }

  /** Matches clients' orders that the displayed book has moved through. */
  public void settle() {
    boolean filled = fillCrossed(restingBids, asks);
    filled |= fillCrossed(restingAsks, bids);
    if (filled) {
      clearing.settle();
    }
  }

  /** A recorded trade, now: published, and clients' orders at its price or better filled. */
  public void onRecordedTrade(long priceTicks, long quantitySteps, boolean buyerIsMaker) {
    publish(priceTicks, quantitySteps, buyerIsMaker);
    useUp(buyerIsMaker ? bids : asks, buyerIsMaker, priceTicks, quantitySteps);
    List<ClientOrder> resting = resting(buyerIsMaker);
    if (!resting.isEmpty()) {
      fillByTrade(resting, priceTicks, quantitySteps, buyerIsMaker);
    }
    clearing.settle();
  }

  /**
   * Takes the trade out of the display, which a recorded book shows only later: levels it went
   * through are gone, or a stop that it triggers would fill at prices that no longer stand.
   */
  private void useUp(LevelTable displayed, boolean ofBids, long tradeTicks, long tradeSteps) {
    long best = displayed.ticksAt(0);
    while (best > 0 && (ofBids ? best > tradeTicks : best < tradeTicks)) {
      displayed.set(best, 0);
      best = displayed.ticksAt(0);
    }
    if (best == tradeTicks) {
      displayed.set(best, Math.max(0, displayed.stepsAt(0) - tradeSteps));
    }
    touched();
  }

  private void fillByTrade(
      List<ClientOrder> resting, long tradeTicks, long tradeSteps, boolean buys) {
    long used = 0;
    int i = 0;
    while (i < resting.size()) {
      ClientOrder order = resting.get(i);
      boolean through = buys ? order.priceTicks() > tradeTicks : order.priceTicks() < tradeTicks;
      if (!through && order.priceTicks() != tradeTicks) {
        break;
      }
      if (clearing.clippedToPosition(order)) {
        continue;
      }
      long fill = order.remaining();
      if (!through) {
        long reaching = Math.max(0, tradeSteps - order.queueAhead);
        order.queueAhead = Math.max(0, order.queueAhead - tradeSteps);
        fill = Math.min(fill, Math.max(0, reaching - used));
        used += fill;
      }
      if (!fillResting(order, order.priceTicks(), fill)) {
        i++;
      }
    }
  }

  private boolean fillCrossed(List<ClientOrder> resting, LevelTable opposite) {
    boolean any = false;
    while (!resting.isEmpty() && opposite.count() > 0) {
      ClientOrder order = resting.getFirst();
      long best = opposite.ticksAt(0);
      if (order.buy() ? best > order.priceTicks() : best < order.priceTicks()) {
        break;
      }
      any = true;
      if (clearing.clippedToPosition(order)) {
        continue;
      }
      long displayed = opposite.stepsAt(0);
      long fill = Math.min(order.remaining(), displayed);
      opposite.set(best, displayed - fill);
      touched();
      fillResting(order, order.priceTicks(), fill);
    }
    return any;
  }

  /** Fills and, when done, takes the order out; true if it was taken out. */
  private boolean fillResting(ClientOrder order, long ticks, long steps) {
    if (steps == 0) {
      return false;
    }
    boolean done = steps == order.remaining();
    if (done) {
      resting(order.buy()).remove(order);
    }
    clearing.fill(order, ticks, steps, true, nextTradeId());
    return done;
  }

  /** The queue ahead after the displayed quantity changed other than by a trade. */
  private long aheadAfter(long ahead, long before, long after) {
    long left = ahead;
    if (model == QueueModel.PROPORTIONAL && after < before && ahead <= before) {
      left -= (before - after) * ahead / before;
    }
    return Math.min(left, after);
  }

  @Override
  public long bestBid() {
    return bids.ticksAt(0);
  }

  @Override
  public long bestAsk() {
    return asks.ticksAt(0);
  }

  @Override
  public long quantityAt(boolean bid, long priceTicks) {
    return (bid ? bids : asks).get(priceTicks);
  }

  @Override
  public int copyLevels(boolean ofBids, int limit, long[] priceTicks, long[] quantitySteps) {
    LevelTable table = ofBids ? bids : asks;
    int n = Math.min(limit, table.count());
    for (int i = 0; i < n; i++) {
      priceTicks[i] = table.ticksAt(i);
      quantitySteps[i] = table.stepsAt(i);
    }
    return n;
  }

  @Override
  void addLevels(BookSnapshot into, int n) {
    for (int i = 0; i < n && i < bids.count(); i++) {
      into.addBid(priceAsDouble(bids.ticksAt(i)), quantityAsDouble(bids.stepsAt(i)));
    }
    for (int i = 0; i < n && i < asks.count(); i++) {
      into.addAsk(priceAsDouble(asks.ticksAt(i)), quantityAsDouble(asks.stepsAt(i)));
    }
  }

  @Override
  long takeable(boolean buy, long limitTicks, long enough) {
    LevelTable opposite = buy ? asks : bids;
    long sum = 0;
    for (int i = 0; sum < enough && i < opposite.count(); i++) {
      long ticks = opposite.ticksAt(i);
      if (buy ? ticks > limitTicks : ticks < limitTicks) {
        break;
      }
      sum += opposite.stepsAt(i);
    }
    return sum;
  }

  @Override
  void take(ClientOrder order, long limitTicks) {
    LevelTable opposite = order.buy() ? asks : bids;
    while (order.remaining() > 0 && wouldTake(order.buy(), limitTicks)) {
      long ticks = opposite.ticksAt(0);
      long displayed = opposite.stepsAt(0);
      long fill = Math.min(order.remaining(), displayed);
      opposite.set(ticks, displayed - fill);
      clearing.fill(order, ticks, fill, false, nextTradeId());
    }
    touched();
  }

  @Override
  void rest(ClientOrder order) {
    LevelTable own = order.buy() ? bids : asks;
    order.queueAhead = own.sees(order.priceTicks()) ? own.get(order.priceTicks()) : Long.MAX_VALUE;
    List<ClientOrder> resting = resting(order.buy());
    long key = PriceKeys.key(order.buy(), order.priceTicks());
    int where = resting.size();
    while (where > 0 && PriceKeys.key(order.buy(), resting.get(where - 1).priceTicks()) < key) {
      where--;
    }
    resting.add(where, order);
  }

  @Override
  void withdraw(ClientOrder order) {
    resting(order.buy()).remove(order);
  }

  @Override
  void shrink(ClientOrder order, long toSteps) {
    // Nothing is displayed of it: its remaining quantity is the order's own.
  }

  private List<ClientOrder> resting(boolean buys) {
    return buys ? restingBids : restingAsks;
  }
}
