package vortex7.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often the same has happened in a row within a window of the own clock. */
final class AlikeRun {
  private final long windowNanos;
  private final Deque<Long> times = new ArrayDeque<>();
  private String kind = "";

  AlikeRun(Duration window) {
    this.windowNanos = window.toNanos();
  }

  /** Counts it in; something else begins a new row. */
  int add(String what, long nowNanos) {
    if (!what.equals(kind)) {
      times.clear();
      kind = what;
    }
    times.addLast(nowNanos);
    while (nowNanos - times.getFirst() > windowNanos) {
      times.removeFirst();
    }
    return times.size();
  }

  void end() {
    times.clear();
  }
}
