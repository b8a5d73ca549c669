package vortex7.matching;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.TreeMap;

/** Fills orders by a script, at its times; a restart forgets the scripts, not the orders. */
final class ScriptedFills {
  private final Clearing clearing;
  private final TreeMap<Due, Play> plays = new TreeMap<>();

  private record Due(long millis, long orderId) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(millis, other.millis);
      return byTime != 0 ? byTime : Long.compare(orderId, other.orderId);
    }
  }

  /** An order, its script, and how many shares of it are done. */
  private record Play(ClientOrder order, FillScript script, long wholeSteps, int done) {
    /** Steps of all shares up to and with the next one. */
    long sumSteps() {
      BigDecimal sum =
          script.shares().subList(0, done + 1).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      return sum.multiply(BigDecimal.valueOf(wholeSteps))
          .setScale(0, RoundingMode.HALF_UP)
          .longValueExact();
    }
  }

  ScriptedFills(Clearing clearing) {
    this.clearing = clearing;
  }

  long nextDue() {
    return plays.isEmpty() ? Long.MAX_VALUE : plays.firstKey().millis();
  }

  /** An order that was taken in and has not met the market. */
  void begin(ClientOrder order, FillScript script) {
    Play play = new Play(order, script, order.remaining(), 0);
    if (takes(order)) {
      advance(play, clearing.now());
    } else {
      plays.put(new Due(clearing.now() + script.pauseMillis(), order.id), play);
    }
  }

  void run(long now) {
    while (nextDue() <= now) {
      advance(plays.pollFirstEntry().getValue(), now);
    }
  }

  private void advance(Play play, long now) {
    ClientOrder order = play.order();
    long steps = Math.min(play.sumSteps() - order.executed(), order.remaining());
    if (!order.open() || (steps > 0 && !fill(order, steps))) {
      return;
    }
    Play next = new Play(order, play.script(), play.wholeSteps(), play.done() + 1);
    if (order.open() && next.done() < play.script().shares().size()) {
      plays.put(new Due(now + play.script().pauseMillis(), order.id), next);
      if (play.script().pauseMillis() == 0) {
        run(now);
      }
    } else if (order.open() && immediate(order)) {
      boolean market = order.type == OrderType.MARKET;
      clearing.expire(
          order,
          OrderStatus.EXPIRED,
          market ? ExpiryReason.MARKET_NOT_FILLED : ExpiryReason.IOC_NOT_FILLED);
    }
  }

  private static boolean immediate(ClientOrder order) {
    return order.type == OrderType.MARKET || order.timeInForce == TimeInForce.IOC;
  }

  private static long limit(ClientOrder order) {
    return order.type == OrderType.MARKET ? order.market.takeBound(order.side) : order.priceTicks();
  }

  private static boolean takes(ClientOrder order) {
    return immediate(order) || order.market.wouldTake(order.buy(), limit(order));
  }

  /** False when the order has ended, or there is no price for it. */
  private boolean fill(ClientOrder order, long wanted) {
    Market market = order.market;
    if (clearing.clippedToPosition(order) && !order.open()) {
      return false;
    }
    long steps = Math.min(wanted, order.remaining());
    boolean taker = market.wouldTake(order.buy(), limit(order));
    long ticks = taker ? (order.buy() ? market.bestAsk() : market.bestBid()) : order.priceTicks();
    if (ticks == 0) {
      clearing.expire(order, OrderStatus.EXPIRED, ExpiryReason.MARKET_NOT_FILLED);
      return false;
    }
    // It rests only if it was amended meanwhile.
    if (steps == order.remaining()) {
      market.withdraw(order);
    } else {
      market.shrink(order, order.remaining() - steps);
    }
    clearing.fill(order, ticks, steps, !taker, market.nextTradeId());
    return true;
  }
}
