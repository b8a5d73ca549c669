package vortex7.matching.synthetic;

import java.util.SortedMap;

/**
 * When aggressive orders come, and on which side: a self-exciting (Hawkes) process of two sides and
 * three time scales; a hot-path mutator over primitives that never allocates.
 *
 * <p>Each order raises the rate of further ones on its own side and, less, on the other; the mean
 * number of orders that one causes is {@link #BRANCHING}. Decay rates and shares are those fitted
 * to the recordings by maximum likelihood.
 */
final class TakerFlow {
  /** Orders caused by one order, directly. */
  static final double BRANCHING = 0.80;

  private static final double[] DECAY_PER_SECOND = {220.0, 8.4, 0.30};
  private static final double[] SHARE = {0.22, 0.28, 0.50};

  /** Share of the excitation that stays on the side of the order that caused it, by time scale. */
  private static final double[] SAME_SIDE = {0.72, 0.67, 0.61};

  private static final double[] KEEP_PER_MILLI = new double[DECAY_PER_SECOND.length];

  static {
    for (int i = 0; i < KEEP_PER_MILLI.length; i++) {
      KEEP_PER_MILLI[i] = StrictMath.exp(-DECAY_PER_SECOND[i] / 1000.0);
    }
  }

  private final double[] buys = new double[DECAY_PER_SECOND.length];
  private final double[] sells = new double[DECAY_PER_SECOND.length];

  /** A millisecond passes. */
  void decay() {
    for (int i = 0; i < KEEP_PER_MILLI.length; i++) {
      buys[i] *= KEEP_PER_MILLI[i];
      sells[i] *= KEEP_PER_MILLI[i];
    }
  }

  /** An order came; {@code weight} 1 excites as an ordinary one. */
  void excite(boolean buy, double weight) {
    double[] same = buy ? buys : sells;
    double[] other = buy ? sells : buys;
    for (int i = 0; i < DECAY_PER_SECOND.length; i++) {
      double jump = weight * BRANCHING * SHARE[i] * DECAY_PER_SECOND[i];
      same[i] += jump * SAME_SIDE[i];
      other[i] += jump * (1.0 - SAME_SIDE[i]);
    }
  }

  /** Rate of caused buys, orders a second. */
  double buyRate() {
    return buys[0] + buys[1] + buys[2];
  }

  /** Rate of caused sells, orders a second. */
  double sellRate() {
    return sells[0] + sells[1] + sells[2];
  }

  void exportTo(SortedMap<String, Long> state, String prefix) {
    for (int i = 0; i < buys.length; i++) {
      state.put(prefix + "buys" + i, Double.doubleToRawLongBits(buys[i]));
      state.put(prefix + "sells" + i, Double.doubleToRawLongBits(sells[i]));
    }
  }

  void restore(StateReader state, String prefix) {
    for (int i = 0; i < buys.length; i++) {
      buys[i] = state.number(prefix + "buys" + i);
      sells[i] = state.number(prefix + "sells" + i);
    }
  }
}
