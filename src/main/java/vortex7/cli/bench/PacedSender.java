package vortex7.cli.bench;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends at a fixed pace from the calling thread, which rests while the next time is far and then
 * spins: it is on time to the microsecond, and leaves the processor to what is measured.
 *
 * @param perSecond sends a second
 */
public record PacedSender(int perSecond) {
  /** Waking takes less than this on a machine that is fit for a measurement. */
  private static final long REST = 150_000L;

  private static final long SECOND = 1_000_000_000L;

  public PacedSender {
    if (perSecond < 1) {
      throw new IllegalArgumentException("perSecond must be at least 1, was " + perSecond);
    }
  }

  /**
   * Calls {@code send} at its pace for {@code nanos}. A call that comes late is made at once, and
   * the ones after it keep the schedule.
   *
   * @param lateness is told by how many nanoseconds each call missed the schedule
   * @return how many calls were made
   */
  public int run(long nanos, Histogram lateness, Runnable send) {
    long began = System.nanoTime();
    int count = (int) Math.max(1, nanos / (SECOND / perSecond));
    for (int i = 0; i < count; i++) {
      long due = began + i * SECOND / perSecond;
      long now = System.nanoTime();
      if (due - now > REST) {
        LockSupport.parkNanos(due - now - REST);
        now = System.nanoTime();
      }
      while (now < due) {
        Thread.onSpinWait();
        now = System.nanoTime();
      }
      lateness.recordValue(now - due);
      send.run();
    }
    return count;
  }
}
