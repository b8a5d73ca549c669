package vortex7.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be ended in the reverse order; a part that fails to end stops no other. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private record Part(String name, AutoCloseable ending) {}

  private final Deque<Part> started = new ArrayDeque<>();
  private boolean closed;

  /** Takes note of a part that runs now; ends it at once when everything else has ended. */
  synchronized void add(String name, AutoCloseable ending) {
    if (closed) {
      end(new Part(name, ending));
    } else {
      started.push(new Part(name, ending));
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      end(started.pop());
    }
  }

  private static void end(Part part) {
    long before = System.nanoTime();
    try {
      part.ending().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("event=part_not_ended part={}", part.name(), e);
    }
    LOG.info(
        "event=ended part={} millis={}", part.name(), (System.nanoTime() - before) / 1_000_000);
  }
}
