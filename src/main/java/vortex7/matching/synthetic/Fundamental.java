package vortex7.matching.synthetic;

import java.util.SortedMap;

/**
 * What one symbol is worth to those who know, in ticks: the quotes follow it with hysteresis; a
 * hot-path mutator over primitives that never allocates.
 *
 * <p>It diffuses in steps of {@value #STEP_MILLIS} ms, mostly with the factor common to all
 * symbols, drifts with mood and bursts, and moves with the surprise in each aggressive order.
 */
final class Fundamental {
  static final long STEP_MILLIS = 10;

  /** Share of the variance that comes from outside; the rest is the impact of orders. */
  private static final double OUTSIDE = 0.90;

  private static final double STEPS_PER_MINUTE = 60_000.0 / STEP_MILLIS;
  private static final double VOLATILITY_MINUTES = 10.0;
  private static final double VOLATILITY_SIGMA = 0.40;
  private static final double ANCHOR_SECONDS = 90.0;

  private final SyntheticSymbol market;
  private final MarketRandom random;
  private double value;
  private double anchor;
  private double logVolatility;
  private double volatility = 1.0;

  Fundamental(SyntheticSymbol market, MarketRandom random, double valueTicks) {
    this.market = market;
    this.random = random;
    this.value = valueTicks;
    this.anchor = valueTicks;
  }

  /** One step: {@code common} is a standard normal shock, {@code driftTicks} what bursts add. */
  void step(double common, Mood mood, int trendSign, double driftTicks) {
    double keep = 1.0 - 1.0 / (VOLATILITY_MINUTES * STEPS_PER_MINUTE);
    double kick = VOLATILITY_SIGMA * StrictMath.sqrt(1.0 - keep * keep);
    logVolatility = logVolatility * keep + kick * random.gaussian();
    // Volatility follows the mood within some seconds rather than at once.
    double goal = mood.volatility * StrictMath.exp(logVolatility);
    volatility += (goal - volatility) * 0.001;
    double share = market.commonShare();
    double own = StrictMath.sqrt(1.0 - share * share) * random.gaussian();
    double diffusion = StrictMath.sqrt(OUTSIDE / STEPS_PER_MINUTE) * (share * common + own);
    double trend = mood.trend * trendSign / STEPS_PER_MINUTE;
    anchor += (value - anchor) * STEP_MILLIS / (1000.0 * ANCHOR_SECONDS);
    double pull = mood.reversion * STEP_MILLIS / 1000.0 * (anchor - value);
    value += ordinaryMinuteTicks() * (volatility * diffusion + trend) + pull + driftTicks;
  }

  /** Moves it by {@code ticks}. */
  void move(double ticks) {
    value += ticks;
  }

  /** Moves it for good: what draws it back moves as well. */
  void jump(double ticks) {
    value += ticks;
    anchor += ticks;
  }

  double value() {
    return value;
  }

  /** Volatility relative to the ordinary. */
  double volatility() {
    return volatility;
  }

  /** Standard deviation of an ordinary minute, ticks. */
  double ordinaryMinuteTicks() {
    return value * market.minuteVolatility();
  }

  /** Standard deviation of a second now, ticks. */
  double secondTicks() {
    return ordinaryMinuteTicks() * volatility / StrictMath.sqrt(60.0);
  }

  void exportTo(SortedMap<String, Long> state, String prefix) {
    state.put(prefix + "value", Double.doubleToRawLongBits(value));
    state.put(prefix + "anchor", Double.doubleToRawLongBits(anchor));
    state.put(prefix + "logVolatility", Double.doubleToRawLongBits(logVolatility));
    state.put(prefix + "volatility", Double.doubleToRawLongBits(volatility));
  }

  void restore(StateReader state, String prefix) {
    value = state.number(prefix + "value");
    anchor = state.number(prefix + "anchor");
    logVolatility = state.number(prefix + "logVolatility");
    volatility = state.number(prefix + "volatility");
  }
}
