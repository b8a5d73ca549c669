package vortex7.matching.synthetic;

import java.util.SortedMap;

/**
 * Calm and stormy hours: how volatile a market is relative to the ordinary, on which moods and
 * moments come on top; a hot-path mutator over primitives that never allocates.
 *
 * <p>The logarithm is a sum of mean-reverting parts of a quarter of an hour, an hour and a half and
 * ten hours, as the volatility of real one-minute candles keeps (autocorrelation of their absolute
 * returns 0.28 after 1 minute and still 0.19 after 10).
 */
final class Weather {
  /** A trading market's weather goes on in such steps. */
  static final long STEP_MILLIS = 1_000;

  private static final double[] PART_MINUTES = {15.0, 90.0, 600.0};
  private static final double[] PART_SIGMA = {0.30, 0.30, 0.35};

  private final MarketRandom random;
  private final int shortest;
  private final double[] parts = new double[PART_MINUTES.length];

  private Weather(MarketRandom random, int shortest) {
    this.random = random;
    this.shortest = shortest;
  }

  /** At a moment like any other. */
  static Weather any(MarketRandom random) {
    Weather weather = new Weather(random, 0);
    for (int i = 0; i < PART_MINUTES.length; i++) {
      weather.parts[i] = PART_SIGMA[i] * random.gaussian();
    }
    return weather;
  }

  /** At an ordinary moment, and without the shortest part, in whose place a market has moods. */
  static Weather ordinary(MarketRandom random) {
    return new Weather(random, 1);
  }

  /** So many minutes pass: the logarithm of volatility relative to the ordinary after them. */
  double step(double minutes) {
    for (int i = shortest; i < parts.length; i++) {
      double keep = StrictMath.exp(-minutes / PART_MINUTES[i]);
      double kick = StrictMath.sqrt(1.0 - keep * keep) * PART_SIGMA[i];
      parts[i] = parts[i] * keep + kick * random.gaussian();
    }
    return level();
  }

  /** The logarithm of volatility relative to the ordinary. */
  double level() {
    double sum = 0.0;
    for (int i = shortest; i < parts.length; i++) {
      sum += parts[i];
    }
    return sum;
  }

  void exportTo(SortedMap<String, Long> state, String prefix) {
    state.put(prefix + "random", random.state());
    for (int i = shortest; i < parts.length; i++) {
      state.put(prefix + "part" + i, Double.doubleToRawLongBits(parts[i]));
    }
  }

  void restore(StateReader state, String prefix) {
    random.resume(state.integer(prefix + "random"));
    for (int i = shortest; i < parts.length; i++) {
      parts[i] = state.number(prefix + "part" + i);
    }
  }
}
