package vortex7.matching;

import org.jspecify.annotations.Nullable;

/** An order in a queue of an {@link OrderBook}; pooled, so that resting allocates nothing. */
final class RestingOrder {
  final int slot;

  /** Counts the lives of this object, so that an id of an earlier life finds nothing. */
  int generation;

  boolean buy;

  /** The agent; −1 for a client's order. */
  int owner;

  long remaining;
  @Nullable ClientOrder client;
  @Nullable Level level;
  @Nullable RestingOrder previous;
  @Nullable RestingOrder next;

  RestingOrder(int slot) {
    this.slot = slot;
  }

  long id() {
    return (long) generation << 32 | slot;
  }
}
