package vortex7.matching.synthetic;

import java.util.SortedMap;

/**
 * What the other venues pay for one symbol: the same worth, less a basis that wanders about its
 * mean.
 *
 * <p>On the recording of April 2023 the perpetual traded 4.3 basis points under its index; such a
 * basis keeps for minutes.
 */
final class IndexPrice {
  static final long MILLIS = 1_000;

  private static final double MEAN = -0.00043;
  private static final double SIGMA = 0.00015;
  private static final double SECONDS = 900.0;
  private static final double KEEP = 1.0 - MILLIS / (1_000.0 * SECONDS);

  private final MarketRandom random;
  private double basis = MEAN;

  IndexPrice(MarketRandom random) {
    this.random = random;
  }

  /** A second has passed. */
  void step() {
    double kick = SIGMA * StrictMath.sqrt(1.0 - KEEP * KEEP) * random.gaussian();
    basis = MEAN + (basis - MEAN) * KEEP + kick;
  }

  /** The index while the symbol is worth {@code value} here, in the same unit. */
  double of(double value) {
    return value / (1.0 + basis);
  }

  void exportTo(SortedMap<String, Long> state, String prefix) {
    state.put(prefix + "random", random.state());
    state.put(prefix + "basis", Double.doubleToRawLongBits(basis));
  }

  void restore(StateReader state, String prefix) {
    random.resume(state.integer(prefix + "random"));
    basis = state.number(prefix + "basis");
  }
}
