package vortex7.matching.synthetic;

/**
 * The burst of one-sided aggression that one symbol is in: a thrust of seconds in which takers of
 * one side sweep the book, often a pullback, then a leg of minutes that carries the move on or
 * takes it back; a hot-path mutator over primitives that never allocates.
 */
final class Burst {
  private enum Phase {
    IDLE,
    AWAITED,
    THRUST,
    PULLBACK
  }

  private static final BurstPlan NONE = new BurstPlan(1, 0.0, 0, 0.0, 0, 1, 0.0, 0);

  /** No burst begins so soon after the end of one. */
  private static final long REST_MILLIS = 6_000;

  private BurstPlan plan = NONE;
  private Phase phase = Phase.IDLE;
  private long untilMillis;
  private long restsUntilMillis;
  private int legSign;
  private double legSpeed;
  private long legUntilMillis;

  /** Begins {@code next} at {@code atMillis}, unless one runs or has just run. */
  void plan(BurstPlan next, long atMillis) {
    if (phase == Phase.IDLE && atMillis >= restsUntilMillis) {
      plan = next;
      phase = Phase.AWAITED;
      untilMillis = atMillis;
    }
  }

  /** Time has come to {@code nowMillis}. */
  void advance(long nowMillis) {
    if (legSign != 0 && nowMillis >= legUntilMillis) {
      legSign = 0;
    }
    if (phase == Phase.IDLE || nowMillis < untilMillis) {
      return;
    }
    switch (phase) {
      case AWAITED -> {
        phase = Phase.THRUST;
        untilMillis = nowMillis + plan.thrustMillis();
      }
      case THRUST -> {
        phase = Phase.PULLBACK;
        untilMillis = nowMillis + (plan.pullback() > 0.0 ? plan.pullbackMillis() : 0);
      }
      default -> {
        phase = Phase.IDLE;
        restsUntilMillis = nowMillis + REST_MILLIS;
        legSign = plan.legSign();
        legSpeed = plan.legSpeed();
        legUntilMillis = nowMillis + plan.legMillis();
      }
    }
  }

  /** How far the fundamental goes in {@code millis}, in deviations of an ordinary minute. */
  double drift(long millis) {
    double fast =
        switch (phase) {
          case IDLE, AWAITED -> 0.0;
          case THRUST -> plan.sign() * plan.thrust() / (double) plan.thrustMillis();
          case PULLBACK ->
              -plan.sign() * plan.thrust() * plan.pullback() / (double) plan.pullbackMillis();
        };
    return (fast + legSign * legSpeed / 60_000.0) * (double) millis;
  }

  /** +1 or −1 while takers thrust, else 0. */
  int thrust() {
    return phase == Phase.THRUST ? plan.sign() : 0;
  }

  /** +1 or −1, the direction that is being taken back, during a pullback; else 0. */
  int pullback() {
    return phase == Phase.PULLBACK ? plan.sign() : 0;
  }
}
