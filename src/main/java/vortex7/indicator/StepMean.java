package vortex7.indicator;

/**
 * The mean of a series over its recent past, one value a step of the epoch's grid, however often it
 * is told; adding is O(1) amortised and never allocates.
 */
public final class StepMean {
  private static final long NOTHING = Long.MIN_VALUE;

  private final long stepMillis;
  private final int steps;
  private final TimeBuckets sums;
  private final TimeBuckets counts;
  private long newest = NOTHING;

  public StepMean(long stepMillis, int steps) {
    this.stepMillis = stepMillis;
    this.steps = steps;
    sums = new TimeBuckets(stepMillis, steps);
    counts = new TimeBuckets(stepMillis, steps);
  }

  /** The first value of a step stands for it; one of a step that is past the span is left out. */
  public void add(long timeMillis, double value) {
    Checks.finite("value", value);
    long step = Math.floorDiv(timeMillis, stepMillis);
    if (newest == NOTHING || step > newest || isOpen(newest - step)) {
      newest = Math.max(newest, step);
      sums.add(timeMillis, value);
      counts.add(timeMillis, 1);
    }
  }

  private boolean isOpen(long back) {
    return back < steps && counts.back((int) back) == 0;
  }

  /** Steps that have a value. */
  public int size() {
    return (int) Math.round(counts.total());
  }

  /** NaN while empty. */
  public double mean() {
    return counts.total() > 0 ? sums.total() / counts.total() : Double.NaN;
  }
}
