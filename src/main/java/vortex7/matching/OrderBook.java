package vortex7.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vortex7.market.BookSnapshot;
import vortex7.market.Instrument;

/**
 * Price-time priority limit order book over primitives, without allocation in the steady state;
 * agents (owner ≥ 0) act on it directly, clients through {@link Exchange}.
 *
 * <p>Each method leaves the book uncrossed and, if something traded, stops triggered. An order id
 * is never reused.
 */
public final class OrderBook extends Market {
  private static final int CLIENT = -1;

  private final BookSide bids = new BookSide(true);
  private final BookSide asks = new BookSide(false);
  private @Nullable RestingOrder[] slots = new @Nullable RestingOrder[1024];
  private int slotsUsed;
  private @Nullable RestingOrder free;
  private AgentListener agents =
      (owner, orderId, buy, maker, priceTicks, quantitySteps, remainingSteps) -> {};

  OrderBook(Instrument instrument, Clearing clearing) {
    super(instrument, clearing);
  }

  /** Who is told of agents' fills: one listener, the last set. */
  public void listenAgents(AgentListener listener) {
    agents = listener;
  }

  /**
   * Places an agent's order: fills what crosses, rests what remains.
   *
   * @return its id, 0 if nothing of it rests
   */
  public long placeLimit(int owner, boolean buy, long priceTicks, long quantitySteps) {
    requireValid(owner, priceTicks, quantitySteps);
    long left = match(buy, priceTicks, quantitySteps, owner, null);
    long id = left > 0 ? enqueue(owner, buy, priceTicks, left, null).id() : 0;
    ended(left < quantitySteps);
    return id;
  }

  /** As {@link #placeLimit}, but does nothing and returns 0 when it would take. */
  public long placePostOnly(int owner, boolean buy, long priceTicks, long quantitySteps) {
    requireValid(owner, priceTicks, quantitySteps);
    if (wouldTake(buy, priceTicks)) {
      return 0;
    }
    long id = enqueue(owner, buy, priceTicks, quantitySteps, null).id();
    ended(false);
    return id;
  }

  /**
   * Takes up to {@code quantitySteps} at any price.
   *
   * @return what was filled
   */
  public long placeMarket(int owner, boolean buy, long quantitySteps) {
    return placeImmediate(owner, buy, buy ? Long.MAX_VALUE : 1, quantitySteps);
  }

  /**
   * Takes up to {@code quantitySteps} no worse than the limit.
   *
   * @return what was filled
   */
  public long placeImmediate(int owner, boolean buy, long limitTicks, long quantitySteps) {
    requireValid(owner, limitTicks, quantitySteps);
    long filled = quantitySteps - match(buy, limitTicks, quantitySteps, owner, null);
    ended(filled > 0);
    return filled;
  }

  /** Cancels an agent's order; false if it does not rest any more. */
  public boolean cancel(long orderId) {
    RestingOrder order = agentOrder(orderId);
    if (order == null) {
      return false;
    }
    dequeue(order);
    touched();
    return true;
  }

  /**
   * Makes an agent's order smaller, keeping its place; cancels it when nothing is left.
   *
   * @return false if it does not rest any more
   */
  public boolean reduce(long orderId, long bySteps) {
    RestingOrder order = agentOrder(orderId);
    if (order == null) {
      return false;
    }
    if (bySteps <= 0) {
      throw new IllegalArgumentException("reduction must be at least 1 step, was " + bySteps);
    }
    if (bySteps >= order.remaining) {
      dequeue(order);
    } else {
      resize(order, order.remaining - bySteps);
    }
    touched();
    return true;
  }

  /** Steps left of an agent's resting order, 0 if it does not rest. */
  public long remaining(long orderId) {
    RestingOrder order = agentOrder(orderId);
    return order == null ? 0 : order.remaining;
  }

  @Override
  public long bestBid() {
    return bids.bestTicks();
  }

  @Override
  public long bestAsk() {
    return asks.bestTicks();
  }

  @Override
  public long quantityAt(boolean bid, long priceTicks) {
    Level level = (bid ? bids : asks).find(priceTicks);
    return level == null ? 0 : level.quantity;
  }

  @Override
  public int copyLevels(boolean ofBids, int limit, long[] priceTicks, long[] quantitySteps) {
    BookSide side = ofBids ? bids : asks;
    int n = Math.min(limit, side.count());
    for (int i = 0; i < n; i++) {
      Level level = side.at(i);
      if (level != null) {
        priceTicks[i] = level.ticks;
        quantitySteps[i] = level.quantity;
      }
    }
    return n;
  }

  @Override
  void addLevels(BookSnapshot into, int n) {
    for (int i = 0; i < n; i++) {
      Level bid = bids.at(i);
      if (bid != null) {
        into.addBid(priceAsDouble(bid.ticks), quantityAsDouble(bid.quantity));
      }
      Level ask = asks.at(i);
      if (ask != null) {
        into.addAsk(priceAsDouble(ask.ticks), quantityAsDouble(ask.quantity));
      }
    }
  }

  @Override
  long takeable(boolean buy, long limitTicks, long enough) {
    BookSide opposite = buy ? asks : bids;
    long sum = 0;
    for (int i = 0; sum < enough; i++) {
      Level level = opposite.at(i);
      if (level == null || !crosses(buy, level.ticks, limitTicks)) {
        break;
      }
      sum += level.quantity;
    }
    return sum;
  }

  @Override
  void take(ClientOrder order, long limitTicks) {
    match(order.buy(), limitTicks, order.remaining(), CLIENT, order);
    touched();
  }

  @Override
  void rest(ClientOrder order) {
    order.queued = enqueue(CLIENT, order.buy(), order.priceTicks(), order.remaining(), order);
    touched();
  }

  @Override
  void withdraw(ClientOrder order) {
    RestingOrder queued = order.queued;
    if (queued != null) {
      dequeue(queued);
      touched();
    }
  }

  @Override
  void shrink(ClientOrder order, long toSteps) {
    RestingOrder queued = order.queued;
    if (queued != null) {
      resize(queued, toSteps);
      touched();
    }
  }

  /** Fills against the other side; returns what is left. */
  private long match(
      boolean buy, long limitTicks, long steps, int owner, @Nullable ClientOrder taker) {
    BookSide opposite = buy ? asks : bids;
    long left = steps;
    while (left > 0) {
      Level level = opposite.best();
      if (level == null || !crosses(buy, level.ticks, limitTicks)) {
        break;
      }
      RestingOrder maker = level.first;
      if (maker == null) {
        throw new IllegalStateException("a level of the book must hold an order: " + level.ticks);
      }
      ClientOrder client = maker.client;
      if (client != null && clearing.clippedToPosition(client)) {
        continue;
      }
      if (client != null && taker != null && clearing.preventedSelfTrade(taker, client)) {
        if (taker.open()) {
          continue;
        }
        break;
      }
      long some = Math.min(left, maker.remaining);
      left -= some;
      fill(level, maker, some, owner, taker, left);
    }
    return left;
  }

  private void fill(
      Level level,
      RestingOrder maker,
      long steps,
      int takerOwner,
      @Nullable ClientOrder taker,
      long takerLeft) {
    long ticks = level.ticks;
    boolean makerBuys = maker.buy;
    int makerOwner = maker.owner;
    long makerId = maker.id();
    ClientOrder client = maker.client;
    long makerLeft = maker.remaining - steps;
    resize(maker, makerLeft);
    if (makerLeft == 0) {
      dequeue(maker);
    }
    long tradeId = publish(ticks, steps, makerBuys);
    if (client != null) {
      clearing.fill(client, ticks, steps, true, tradeId);
    } else {
      agents.onFill(makerOwner, makerId, makerBuys, true, ticks, steps, makerLeft);
    }
    if (taker != null) {
      clearing.fill(taker, ticks, steps, false, tradeId);
    } else {
      agents.onFill(takerOwner, 0, !makerBuys, false, ticks, steps, takerLeft);
    }
  }

  private RestingOrder enqueue(
      int owner, boolean buy, long priceTicks, long steps, @Nullable ClientOrder client) {
    RestingOrder order = take();
    order.owner = owner;
    order.buy = buy;
    order.remaining = steps;
    order.client = client;
    (buy ? bids : asks).findOrAdd(priceTicks).append(order);
    return order;
  }

  private void dequeue(RestingOrder order) {
    Level level = order.level;
    if (level == null) {
      throw new IllegalStateException("an order must rest to leave its queue: " + order.id());
    }
    level.remove(order);
    if (level.first == null) {
      (order.buy ? bids : asks).remove(level);
    }
    ClientOrder client = order.client;
    if (client != null) {
      client.queued = null;
      order.client = null;
    }
    order.next = free;
    free = order;
  }

  private static void resize(RestingOrder order, long toSteps) {
    Level level = order.level;
    if (level != null) {
      level.quantity -= order.remaining - toSteps;
    }
    order.remaining = toSteps;
  }

  private RestingOrder take() {
    RestingOrder order = free;
    if (order == null) {
      if (slotsUsed == slots.length) {
        slots = Arrays.copyOf(slots, slotsUsed * 2);
      }
      order = new RestingOrder(slotsUsed);
      slots[slotsUsed++] = order;
    } else {
      free = order.next;
    }
    order.next = null;
    order.generation++;
    return order;
  }

  private @Nullable RestingOrder agentOrder(long orderId) {
    int slot = (int) orderId;
    if (slot < 0 || slot >= slotsUsed) {
      return null;
    }
    RestingOrder order = slots[slot];
    boolean lives = order != null && order.level != null && order.id() == orderId;
    return lives && order.owner != CLIENT ? order : null;
  }

  private void ended(boolean traded) {
    touched();
    if (traded) {
      clearing.settle();
    }
  }

  private static boolean crosses(boolean buy, long bestTicks, long limitTicks) {
    return buy ? bestTicks <= limitTicks : bestTicks >= limitTicks;
  }

  private static void requireValid(int owner, long priceTicks, long steps) {
    if (owner < 0 || priceTicks <= 0 || steps <= 0) {
      throw new IllegalArgumentException(
          "an agent's order needs owner >= 0, price and quantity >= 1, was owner "
              + owner
              + ", price "
              + priceTicks
              + ", quantity "
              + steps);
    }
  }
}
