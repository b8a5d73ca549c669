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

  /** Share of what moods, bursts and forced orders move that stays: they go too far. */
  private static final double STAYS = 0.3;

  /** The rest is given back over so many minutes. */
  private static final double GIVES_BACK_MINUTES = 15.0;

  /** Shares of the weather that all symbols have in common, and of the symbol's own. */
  private static final double COMMON_WEATHER = 0.8;

  private static final double OWN_WEATHER = 0.6;

  /** Orders come with volatility, by this power of it. */
  private static final double STIR = 0.9;

  private final SyntheticSymbol market;
  private final MarketRandom random;
  private final Weather ownWeather;
  private double value;
  private double anchor;

  /** What it comes to once everything that went too far has been given back. */
  private double worth;

  private double logVolatility;
  private double volatility = 1.0;

  /** Whether the lively beginning is over, in which nothing is given back. */
  private boolean begun;

  private double weather = 1.0;
  private double stir = 1.0;

  Fundamental(SyntheticSymbol market, MarketRandom random, Weather ownWeather, double valueTicks) {
    this.market = market;
    this.random = random;
    this.ownWeather = ownWeather;
    this.value = valueTicks;
    this.anchor = valueTicks;
    this.worth = valueTicks;
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
    double drift = driftTicks + ordinaryMinuteTicks() * mood.trend * trendSign / STEPS_PER_MINUTE;
    double news = ordinaryMinuteTicks() * volatility * diffusion;
    anchor += (value - anchor) * STEP_MILLIS / (1000.0 * ANCHOR_SECONDS);
    double pull = mood.reversion * STEP_MILLIS / 1000.0 * (anchor - value);
    double back = begun ? (worth - value) / (GIVES_BACK_MINUTES * STEPS_PER_MINUTE) : 0.0;
    value += news + drift + pull + back;
    worth = begun ? worth + news + STAYS * drift : value;
  }

  /** A symbol's weather of the logarithms of the common one and of its own. */
  static double logVolatility(double common, double own) {
    return COMMON_WEATHER * common + OWN_WEATHER * own;
  }

  /**
   * {@link Weather#STEP_MILLIS} have passed.
   *
   * @param common logarithm of the volatility that all symbols share
   * @param hour that of the time of day
   * @param minutes how long that is
   */
  void weather(double common, double hour, double minutes) {
    begun = true;
    double level = logVolatility(common, ownWeather.step(minutes));
    weather = StrictMath.exp(level + hour);
    stir = StrictMath.exp(STIR * level);
  }

  /** How many orders come relative to the ordinary, the time of day left out. */
  double stir() {
    return stir;
  }

  /** Moves it by {@code ticks}, as what an order tells does. */
  void move(double ticks) {
    value += ticks;
    worth += ticks;
  }

  /** Moves it by {@code ticks}, as those do who must trade whatever it is worth. */
  void push(double ticks) {
    value += ticks;
    worth += STAYS * ticks;
  }

  /** Moves it for good: what draws it back moves as well. */
  void jump(double ticks) {
    value += ticks;
    anchor += ticks;
    worth += ticks;
  }

  double value() {
    return value;
  }

  /** Volatility relative to the ordinary. */
  double volatility() {
    return volatility * weather;
  }

  /** Standard deviation of a minute that is ordinary in this weather, ticks. */
  double ordinaryMinuteTicks() {
    return value * market.minuteVolatility() * weather;
  }

  /** Standard deviation of a second now, ticks. */
  double secondTicks() {
    return ordinaryMinuteTicks() * volatility / StrictMath.sqrt(60.0);
  }

  void exportTo(SortedMap<String, Long> state, String prefix) {
    state.put(prefix + "value", Double.doubleToRawLongBits(value));
    state.put(prefix + "anchor", Double.doubleToRawLongBits(anchor));
    state.put(prefix + "worth", Double.doubleToRawLongBits(worth));
    state.put(prefix + "begun", begun ? 1L : 0L);
    state.put(prefix + "logVolatility", Double.doubleToRawLongBits(logVolatility));
    state.put(prefix + "volatility", Double.doubleToRawLongBits(volatility));
    ownWeather.exportTo(state, prefix + "weather.");
  }

  void restore(StateReader state, String prefix) {
    value = state.number(prefix + "value");
    anchor = state.number(prefix + "anchor");
    worth = state.has(prefix + "worth") ? state.number(prefix + "worth") : value;
    begun = state.has(prefix + "begun") && state.integer(prefix + "begun") != 0;
    logVolatility = state.number(prefix + "logVolatility");
    volatility = state.number(prefix + "volatility");
    if (state.has(prefix + "weather.random")) {
      ownWeather.restore(state, prefix + "weather.");
    }
  }
}
