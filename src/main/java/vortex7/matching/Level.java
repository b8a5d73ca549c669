package vortex7.matching;

import org.jspecify.annotations.Nullable;

/** The queue at one price of an {@link OrderBook}, first come first; pooled. */
final class Level {
  long ticks;
  long quantity;
  @Nullable RestingOrder first;
  @Nullable RestingOrder last;

  /** The next free level while in the pool. */
  @Nullable Level nextFree;

  void append(RestingOrder order) {
    order.level = this;
    order.next = null;
    order.previous = last;
    if (last == null) {
      first = order;
    } else {
      last.next = order;
    }
    last = order;
    quantity += order.remaining;
  }

  /** Unlinks the order; what remains of it leaves the level's quantity. */
  void remove(RestingOrder order) {
    RestingOrder before = order.previous;
    RestingOrder after = order.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    order.previous = null;
    order.next = null;
    order.level = null;
    quantity -= order.remaining;
  }
}
