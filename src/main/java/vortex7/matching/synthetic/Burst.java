package vortex7.matching.synthetic;

/**
 * Bursts of one-sided aggression in one symbol: a thrust of seconds in which takers of one side
 * sweep the book, often a pullback, then a drift of minutes that carries the move on or takes it
 * back; a hot-path mutator over primitives that never allocates.
 */
final class Burst {
  private enum Phase {
    IDLE,
    THRUST,
    PULLBACK
  }

  private final MarketRandom random;
  private Phase phase = Phase.IDLE;
  private int direction;
  private long untilMillis;
  private double driftTicksPerMilli;
  private double thrustTicks;
  private long quietUntilMillis;
  private int legDirection;
  private long legUntilMillis;
  private double legTicksPerMilli;

  Burst(MarketRandom random) {
    this.random = random;
  }

  /** Begins a thrust now, unless one runs or has just run; true if it did. */
  boolean start(long nowMillis, int sign, double minuteTicks) {
    if (phase != Phase.IDLE || nowMillis < quietUntilMillis) {
      return false;
    }
    long length = 1_800 + random.below(2_400);
    phase = Phase.THRUST;
    direction = sign;
    untilMillis = nowMillis + length;
    thrustTicks = minuteTicks * random.uniform(0.55, 1.15);
    driftTicksPerMilli = thrustTicks / length;
    return true;
  }

  /** Time has come to {@code nowMillis}. */
  void advance(long nowMillis, double continuation, double minuteTicks) {
    if (legDirection != 0 && nowMillis >= legUntilMillis) {
      legDirection = 0;
    }
    if (phase == Phase.IDLE || nowMillis < untilMillis) {
      return;
    }
    if (phase == Phase.THRUST && random.chance(0.75)) {
      long length = 1_500 + random.below(3_500);
      phase = Phase.PULLBACK;
      untilMillis = nowMillis + length;
      driftTicksPerMilli = thrustTicks * random.uniform(0.20, 0.45) / length;
    } else {
      end(nowMillis, continuation, minuteTicks);
    }
  }

  /** How far the fundamental goes in {@code millis}, ticks. */
  double driftTicks(long millis) {
    double thrust =
        switch (phase) {
          case IDLE -> 0.0;
          case THRUST -> direction * driftTicksPerMilli;
          case PULLBACK -> -direction * driftTicksPerMilli;
        };
    return (thrust + legDirection * legTicksPerMilli) * millis;
  }

  /** +1 or −1 while takers thrust, else 0. */
  int thrust() {
    return phase == Phase.THRUST ? direction : 0;
  }

  /** +1 or −1, the direction that is being taken back, during a pullback; else 0. */
  int pullback() {
    return phase == Phase.PULLBACK ? direction : 0;
  }

  /** +1 or −1 while a leg of minutes runs, else 0. */
  int leg() {
    return legDirection;
  }

  private void end(long nowMillis, double continuation, double minuteTicks) {
    phase = Phase.IDLE;
    quietUntilMillis = nowMillis + 6_000 + random.below(8_000);
    double minutes = random.uniform(1.2, 4.0);
    legDirection = random.chance(continuation) ? direction : -direction;
    legUntilMillis = nowMillis + (long) (minutes * 60_000.0);
    legTicksPerMilli = minuteTicks * random.uniform(0.5, 1.5) / 60_000.0;
  }
}
