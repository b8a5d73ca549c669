package vortex7.matching;

import java.util.TreeMap;
import vortex7.market.Symbol;

/** What ends by the clock: orders with a date, and the dead man's switches. Times are epoch ms. */
final class Timers {
  private final Clearing clearing;
  private final boolean algosToo;
  private final TreeMap<DatedOrder, ClientOrder> dated = new TreeMap<>();
  private final TreeMap<Countdown, Account> countdowns = new TreeMap<>();
  private long nextDue = Long.MAX_VALUE;

  private record DatedOrder(long dueMillis, long orderId) implements Comparable<DatedOrder> {
    static DatedOrder of(ClientOrder order) {
      return new DatedOrder(order.terms.goodTillMillis(), order.id);
    }

    @Override
    public int compareTo(DatedOrder other) {
      int byTime = Long.compare(dueMillis, other.dueMillis);
      return byTime != 0 ? byTime : Long.compare(orderId, other.orderId);
    }
  }

  private record Countdown(long dueMillis, String account, Symbol symbol)
      implements Comparable<Countdown> {
    @Override
    public int compareTo(Countdown other) {
      int byTime = Long.compare(dueMillis, other.dueMillis);
      int byAccount = byTime != 0 ? byTime : account.compareTo(other.account);
      return byAccount != 0 ? byAccount : symbol.compareTo(other.symbol);
    }
  }

  Timers(Clearing clearing, boolean algosToo) {
    this.clearing = clearing;
    this.algosToo = algosToo;
  }

  long nextDue() {
    return nextDue;
  }

  void watch(ClientOrder order) {
    if (order.timeInForce == TimeInForce.GTD) {
      dated.put(DatedOrder.of(order), order);
      lookAhead();
    }
  }

  void forget(ClientOrder order) {
    if (order.timeInForce == TimeInForce.GTD) {
      dated.remove(DatedOrder.of(order));
      lookAhead();
    }
  }

  /** Starts a symbol's switch, or stops it with 0. A new one replaces the old. */
  void countDown(Account account, Symbol symbol, long dueMillis) {
    Long old = account.countdowns.remove(symbol);
    if (old != null) {
      countdowns.remove(new Countdown(old, account.id, symbol));
    }
    if (dueMillis > 0) {
      account.countdowns.put(symbol, dueMillis);
      countdowns.put(new Countdown(dueMillis, account.id, symbol), account);
    }
    lookAhead();
  }

  /** Takes up again the switches of an account that was restored. */
  void resume(Account account) {
    account.countdowns.forEach(
        (symbol, due) -> countdowns.put(new Countdown(due, account.id, symbol), account));
    lookAhead();
  }

  void run(long now) {
    while (!dated.isEmpty() && dated.firstKey().dueMillis() <= now) {
      ClientOrder order = dated.firstEntry().getValue();
      order.market.withdraw(order);
      clearing.expire(order, OrderStatus.EXPIRED, ExpiryReason.NONE);
    }
    while (!countdowns.isEmpty() && countdowns.firstKey().dueMillis() <= now) {
      Countdown due = countdowns.firstKey();
      Account account = countdowns.firstEntry().getValue();
      countDown(account, due.symbol(), 0);
      clearing.cancelAll(account, due.symbol());
      if (algosToo) {
        clearing.conditionals().cancelAll(account, due.symbol());
      }
    }
    lookAhead();
  }

  private void lookAhead() {
    nextDue =
        Math.min(
            dated.isEmpty() ? Long.MAX_VALUE : dated.firstKey().dueMillis(),
            countdowns.isEmpty() ? Long.MAX_VALUE : countdowns.firstKey().dueMillis());
  }
}
