package vortex7.venue.simulated.fault;

import java.util.SplittableRandom;

/**
 * A fault that fires now.
 *
 * @param draw a number drawn for it, for whatever else of it is left to chance
 */
public record Firing<E extends Effect>(Fault fault, E effect, long draw) {
  /** True in half of the cases. */
  public boolean coin() {
    return (draw & 1) == 0;
  }

  /** A whole number from 0 to below {@code bound}. */
  public long below(long bound) {
    return bound <= 0 ? 0 : new SplittableRandom(draw).nextLong(bound);
  }
}
