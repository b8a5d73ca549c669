package vortex7.risk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often the same has happened in a row within a window of the own clock. */
public final class AlikeRun {
  private final long windowNanos;
  private final Deque<Long> times = new ArrayDeque<>();
  private String kind = "";

  public AlikeRun(Duration window) {
    this.windowNanos = window.toNanos();
  }

  /** Counts it in; something else begins a new row. */
  public int add(String what, long nowNanos) {
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

  public void end() {
    times.clear();
  }
}
