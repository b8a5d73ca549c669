package vortex7.matching.synthetic;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The mood that all symbols share, how long it lasts, which way it trends, and the factor that
 * moves all fundamentals together.
 */
final class MoodProcess {
  private static final List<Mood> MOODS = List.of(Mood.values());

  /** Chance of each mood to be the next, in the order of {@link Mood}. */
  private static final double[] NEXT = {0.22, 0.28, 0.22, 0.18, 0.10};

  private final MarketRandom random;
  private final long openingEndsMillis;
  private final double openingBursts;
  private Mood mood = Mood.TRENDING;
  private int trendSign;
  private long untilMillis;
  private int legSign = 1;
  private long legUntilMillis;

  /**
   * @param openingEndsMillis until then the market is lively
   * @param openingBursts bursts while it is, relative to the ordinary
   */
  MoodProcess(MarketRandom random, long openingEndsMillis, double openingBursts) {
    this.random = random;
    this.openingEndsMillis = openingEndsMillis;
    this.openingBursts = openingBursts;
    this.trendSign = random.chance(0.5) ? 1 : -1;
    this.untilMillis = openingEndsMillis;
  }

  /** Time has come to {@code nowMillis}; true when the mood has just changed. */
  boolean advance(long nowMillis) {
    if (nowMillis < untilMillis) {
      return false;
    }
    Mood before = mood;
    do {
      mood = draw();
    } while (mood == before);
    trendSign = random.chance(0.5) ? 1 : -1;
    untilMillis = nowMillis + 30_000 + (long) random.exponential(mood.seconds * 1000.0);
    return true;
  }

  Mood mood() {
    return mood;
  }

  /** +1 or −1: where a trending mood leads. */
  int trendSign() {
    return trendSign;
  }

  /** A burst that begins within the next {@code millis}, if one does. */
  @Nullable BurstPlan burst(long nowMillis, long millis) {
    double factor = opening(nowMillis) ? openingBursts : 1.0;
    if (!random.chance(mood.burstsPerMinute * factor * (double) millis / 60_000.0)) {
      return null;
    }
    boolean led = nowMillis < legUntilMillis || mood.trend > 0.0;
    int along = nowMillis < legUntilMillis ? legSign : trendSign;
    int sign = random.chance(led ? 0.75 : 0.5) ? along : -along;
    BurstPlan plan = BurstPlan.draw(random, sign, mood, !opening(nowMillis));
    legSign = plan.legSign();
    legUntilMillis = nowMillis + plan.legMillis();
    return plan;
  }

  /** Whether the lively time at the beginning still lasts. */
  boolean opening(long nowMillis) {
    return nowMillis < openingEndsMillis;
  }

  /** The next common shock, standard normal. */
  double shock() {
    return random.gaussian();
  }

  void exportTo(SortedMap<String, Long> state) {
    state.put("mood", (long) MOODS.indexOf(mood));
    state.put("mood.random", random.state());
    state.put("mood.trendSign", (long) trendSign);
    state.put("mood.until", untilMillis);
  }

  void restore(StateReader state) {
    mood = MOODS.get(Math.toIntExact(state.integer("mood")));
    random.resume(state.integer("mood.random"));
    trendSign = Math.toIntExact(state.integer("mood.trendSign"));
    untilMillis = state.integer("mood.until");
  }

  private Mood draw() {
    double left = random.uniform();
    for (int i = 0; i < NEXT.length; i++) {
      left -= NEXT[i];
      if (left < 0.0) {
        return MOODS.get(i);
      }
    }
    return Mood.CHOPPY;
  }
}
