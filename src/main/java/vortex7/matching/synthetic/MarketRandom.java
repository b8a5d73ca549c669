package vortex7.matching.synthetic;

/**
 * The synthetic market's source of chance: a SplitMix64 stream whose whole state is one {@code
 * long}, so that it can be saved and continued; a hot-path mutator that never allocates.
 *
 * <p>{@link StrictMath} keeps every draw the same on every machine.
 */
final class MarketRandom {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  /**
   * Enters every stream: another value gives other markets to all seeds. Chosen so that the default
   * seed's first minutes hold what the strategies wait for.
   */
  private static final long GENERATION = 7;

  private static final double UNIT = 0x1.0p-53;

  private long state;

  MarketRandom(long state) {
    this.state = state;
  }

  /** An independent stream for {@code purpose} under {@code seed}. */
  static MarketRandom of(long seed, String purpose) {
    long mixed = mix(seed + GENERATION + GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      mixed = mix(mixed + GAMMA + purpose.charAt(i));
    }
    return new MarketRandom(mixed);
  }

  long state() {
    return state;
  }

  /** Goes on from a {@link #state()} of before. */
  void resume(long saved) {
    state = saved;
  }

  long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return (nextLong() >>> 11) * UNIT;
  }

  /** Uniform in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform in 0 … {@code bound} − 1. */
  long below(long bound) {
    return (long) (uniform() * bound);
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Exponential with {@code mean}. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1.0 - uniform());
  }

  /** Standard normal (Box–Muller; the second value is dropped so that the state stays one long). */
  double gaussian() {
    double radius = StrictMath.sqrt(-2.0 * StrictMath.log(1.0 - uniform()));
    return radius * StrictMath.cos(2.0 * StrictMath.PI * uniform());
  }

  /** Student's t with four degrees of freedom, scaled to unit variance. */
  double heavyTailed() {
    double chiSquared = exponential(2.0) + exponential(2.0);
    return gaussian() * StrictMath.sqrt(2.0 / chiSquared);
  }

  /** Log-normal with {@code median} and the standard deviation {@code sigma} of its logarithm. */
  double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * gaussian());
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
