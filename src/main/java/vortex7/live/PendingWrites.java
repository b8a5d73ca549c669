package vortex7.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

  /** Takes the requests that {@code which} is true for out of the writes that still wait. */
  List<OrderRequest> takeRequests(Predicate<OrderRequest> which) {
    List<OrderRequest> taken = new ArrayList<>();
    List<Write> kept = new ArrayList<>();
    for (Write write : writes) {
      List<OrderRequest> these = write.requests().stream().filter(which).toList();
      taken.addAll(these);
      kept.add(write.without(these));
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

  /** True when {@code last} is the number of the last event before or of one of the writes. */
  boolean endsAt(long last) {
    Write first = writes.peekFirst();
    long before = first == null ? next - 1 : first.first() - 1;
    return last == before || writes.stream().anyMatch(write -> write.last() == last);
  }

  boolean isEmpty() {
    return writes.isEmpty();
  }

  /** Since when the oldest one waits, on the own clock. */
  Optional<Long> oldestSinceNanos() {
    return Optional.ofNullable(writes.peekFirst()).map(Write::sinceNanos);
  }
}
