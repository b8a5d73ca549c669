package vortex7.indicator;

import java.util.Arrays;

/**
 * The distribution of a value in [0, 1] over the last day, in hundredths, hour by hour; adding is
 * O(1) and never allocates. The window slides by whole hours: it covers 23 to 24 of them.
 */
public final class DayHistogram {
  private static final int HOURS = 24;
  private static final int BINS = 101;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long NOTHING = Long.MIN_VALUE;

  private final int[] counts = new int[HOURS * BINS];
  private final int[] totals = new int[BINS];
  private long samples;
  private long newestHour = NOTHING;
  private long firstTime = NOTHING;

  public void add(long timeMillis, double value) {
    long hour = Math.floorDiv(timeMillis, HOUR_MILLIS);
    if (newestHour == NOTHING) {
      newestHour = hour;
      firstTime = timeMillis;
    } else if (hour > newestHour) {
      dropHours(hour);
    }
    int bin = (int) Math.round(Math.min(1, Math.max(0, value)) * (BINS - 1));
    counts[slot(hour) * BINS + bin]++;
    totals[bin]++;
    samples++;
  }

  private void dropHours(long hour) {
    for (long fresh = Math.max(newestHour + 1, hour - HOURS + 1); fresh <= hour; fresh++) {
      int from = slot(fresh) * BINS;
      for (int bin = 0; bin < BINS; bin++) {
        totals[bin] -= counts[from + bin];
        samples -= counts[from + bin];
      }
      Arrays.fill(counts, from, from + BINS, 0);
    }
    newestHour = hour;
  }

  private static int slot(long hour) {
    return (int) Math.floorMod(hour, (long) HOURS);
  }

  /** Milliseconds since the first value ever added; 0 before it. */
  public long known(long nowMillis) {
    return firstTime == NOTHING ? 0 : Math.max(0, nowMillis - firstTime);
  }

  /** The nearest-rank percentile to a hundredth, {@code fraction} in (0, 1]; 0 while empty. */
  public double percentile(double fraction) {
    long rank = (long) Math.ceil(fraction * samples - 1e-9);
    long seen = 0;
    for (int bin = 0; bin < BINS; bin++) {
      seen += totals[bin];
      if (seen >= rank && seen > 0) {
        return bin / (double) (BINS - 1);
      }
    }
    return 0;
  }
}
