package vortex7.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import vortex7.position.OrderRequest;
import vortex7.position.PositionEvent;

/**
 * Events on their way into the journal, with what may only happen once they are there. Confined to
 * its actor.
 */
final class PendingWrites {
  /**
   * Events that were handed to the journal together.
   *
   * @param first sequence number of the first event
   * @param requests orders that leave once the events are persisted
   * @param sinceNanos when they were handed over, on the own clock
   */
  record Write(
      long first,
      List<PositionEvent> events,
      List<OrderRequest> requests,
      long frameNanos,
      long decidedNanos,
      long sinceNanos) {
    long last() {
      return first + events.size() - 1;
    }

    Write without(List<OrderRequest> sent) {
      List<OrderRequest> left = new ArrayList<>(requests);
      left.removeAll(sent);
      return new Write(first, events, List.copyOf(left), frameNanos, decidedNanos, sinceNanos);
    }
  }

  private final Deque<Write> writes = new ArrayDeque<>();
  private long next = 1;

  /** Begins anew after event number {@code last}. */
  void begin(long last) {
    writes.clear();
    next = last + 1;
  }

  void add(
      List<PositionEvent> events,
      List<OrderRequest> requests,
      long frameNanos,
      long decidedNanos,
      long nowNanos) {
    Write write =
        new Write(
            next, List.copyOf(events), List.copyOf(requests), frameNanos, decidedNanos, nowNanos);
    next += events.size();
    writes.addLast(write);
  }

  /** What is persisted now that event number {@code last} is; oldest first. */
  List<Write> persistedUpTo(long last) {
    List<Write> done = new ArrayList<>();
    while (!writes.isEmpty() && writes.peekFirst().last() <= last) {
      done.add(writes.removeFirst());
    }
    return done;
  }

  /** Takes all requests out of the writes that still wait, oldest first. */
  List<OrderRequest> takeRequests() {
    List<OrderRequest> taken = new ArrayList<>();
    List<Write> kept = new ArrayList<>();
    for (Write write : writes) {
      taken.addAll(write.requests());
      kept.add(write.without(write.requests()));
    }
    writes.clear();
    writes.addAll(kept);
    return taken;
  }

  /** All that waits as one append; there must be something. */
  PositionJournal.Append append() {
    List<PositionEvent> events = new ArrayList<>();
    writes.forEach(write -> events.addAll(write.events()));
    return new PositionJournal.Append(writes.getFirst().first(), events);
  }

  List<Write> waiting() {
    return List.copyOf(writes);
  }

  boolean isEmpty() {
    return writes.isEmpty();
  }

  /** Since when the oldest one waits, on the own clock. */
  Optional<Long> oldestSinceNanos() {
    return Optional.ofNullable(writes.peekFirst()).map(Write::sinceNanos);
  }
}
