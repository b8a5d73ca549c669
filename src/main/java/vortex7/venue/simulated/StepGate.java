package vortex7.venue.simulated;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Holds virtual time back at maximal speed until its consumers have worked through what they were
 * sent. Each consumer reports on a sink of its own; any thread may.
 */
final class StepGate {
  private final CopyOnWriteArrayList<AtomicLong> consumers = new CopyOnWriteArrayList<>();
  private final long timeoutNanos;
  private final Runnable wake;

  /**
   * @param timeoutNanos real time after which a silent consumer is no longer waited for in a step
   * @param wake called when a consumer reports
   */
  StepGate(long timeoutNanos, Runnable wake) {
    this.timeoutNanos = timeoutNanos;
    this.wake = wake;
  }

  /**
   * A new consumer, waited for from now on: it is to report the newest event time it decided on.
   */
  LongConsumer register() {
    AtomicLong progress = new AtomicLong(Long.MIN_VALUE);
    consumers.add(progress);
    return eventTime -> {
      progress.accumulateAndGet(eventTime, Math::max);
      wake.run();
    };
  }

  boolean hasConsumers() {
    return !consumers.isEmpty();
  }

  /**
   * Whether time may move on.
   *
   * @param sentMillis the newest event time that was sent
   * @param waitedNanos real time since the last step
   */
  boolean opens(long sentMillis, long waitedNanos) {
    if (waitedNanos >= timeoutNanos) {
      return true;
    }
    for (AtomicLong progress : consumers) {
      if (progress.get() < sentMillis) {
        return false;
      }
    }
    return true;
  }
}
