package vortex7.indicator;

import java.util.Arrays;

/**
 * Sums of a series in consecutive time buckets of equal width on the epoch's grid, the newest
 * {@code count} of them; adding is O(1) amortised and never allocates.
 *
 * <p>A value that comes late still lands in its own bucket while that one is kept, and is dropped
 * after that.
 */
public final class TimeBuckets {
  private static final long NOTHING = Long.MIN_VALUE;

  private final long widthMillis;
  private final double[] sums;
  private long newest = NOTHING;
  private double total;

  public TimeBuckets(long widthMillis, int count) {
    if (widthMillis < 1 || count < 1) {
      throw new IllegalArgumentException(
          "width and count must be at least 1, were " + widthMillis + " and " + count);
    }
    this.widthMillis = widthMillis;
    sums = new double[count];
  }

  public void add(long timeMillis, double value) {
    long bucket = Math.floorDiv(timeMillis, widthMillis);
    moveTo(bucket);
    if (newest - bucket < sums.length) {
      sums[index(bucket)] += value;
      total += value;
    }
  }

  /** Makes the bucket of {@code nowMillis} the newest one, unless a newer one is there. */
  public void advance(long nowMillis) {
    moveTo(Math.floorDiv(nowMillis, widthMillis));
  }

  private void moveTo(long bucket) {
    if (newest == NOTHING) {
      newest = bucket;
      return;
    }
    if (bucket <= newest) {
      return;
    }
    long from = Math.max(newest + 1, bucket - sums.length + 1);
    boolean turned = false;
    for (long fresh = from; fresh <= bucket; fresh++) {
      int at = index(fresh);
      total -= sums[at];
      sums[at] = 0;
      turned |= at == 0;
    }
    newest = bucket;
    if (turned) {
      resum();
    }
  }

  /** Once a turn of the ring, so that rounding errors do not pile up. */
  private void resum() {
    total = 0;
    for (double sum : sums) {
      total += sum;
    }
  }

  private int index(long bucket) {
    return (int) Math.floorMod(bucket, (long) sums.length);
  }

  public void clear() {
    Arrays.fill(sums, 0);
    newest = NOTHING;
    total = 0;
  }

  /** Of all kept buckets, the unfinished newest included. */
  public double total() {
    return total;
  }

  /** The sum of the bucket {@code back} places before the newest; 0 is the unfinished one. */
  public double back(int back) {
    return newest == NOTHING ? 0 : sums[index(newest - back)];
  }

  /**
   * The least-squares slope, per second, of the last {@code n} finished buckets' sums over time;
   * empty buckets count as 0.
   *
   * @param n at least 2 and less than the number of buckets
   */
  public double slope(int n) {
    if (n < 2 || n >= sums.length) {
      throw new IllegalArgumentException("n must be in [2, " + sums.length + "), was " + n);
    }
    double mid = (n - 1) / 2.0;
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < n; i++) {
      double x = i - mid;
      covariance += x * back(n - i);
      variance += x * x;
    }
    return covariance / variance / (widthMillis / 1_000.0);
  }
}
