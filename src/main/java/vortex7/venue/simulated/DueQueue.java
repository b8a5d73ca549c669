package vortex7.venue.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is on its way until its time comes; of equal times the first added is the first out. */
final class DueQueue<T> {
  private record Due<T>(long millis, long sequence, T what) implements Comparable<Due<T>> {
    @Override
    public int compareTo(Due<T> other) {
      int byTime = Long.compare(millis, other.millis);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private final PriorityQueue<Due<T>> queue = new PriorityQueue<>();
  private long sequence;

  void add(long dueMillis, T what) {
    queue.add(new Due<>(dueMillis, sequence++, what));
  }

  /** The next whose time has come by {@code now}; null when there is none. */
  @Nullable T poll(long now) {
    Due<T> first = queue.peek();
    if (first == null || first.millis() > now) {
      return null;
    }
    queue.remove();
    return first.what();
  }

  /** When the next is due; {@link Long#MAX_VALUE} when none is. */
  long nextDue() {
    Due<T> first = queue.peek();
    return first == null ? Long.MAX_VALUE : first.millis();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Takes all out, due or not. */
  List<T> drain() {
    List<T> all = new ArrayList<>();
    for (T next = poll(Long.MAX_VALUE); next != null; next = poll(Long.MAX_VALUE)) {
      all.add(next);
    }
    return all;
  }
}
