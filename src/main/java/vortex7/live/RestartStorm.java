package vortex7.live;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the starts of one symbol's actors on the own clock: too many restarts within the bound are
 * a storm. Lives inside its {@link RestartWatch}.
 */
final class RestartStorm {
  private final LiveRules rules;
  private final SortedMap<String, Integer> starts = new TreeMap<>();
  private final ArrayDeque<Long> restarts = new ArrayDeque<>();
  private long calmSinceNanos;

  RestartStorm(LiveRules rules, long nowNanos) {
    this.rules = rules;
    this.calmSinceNanos = nowNanos;
  }

  /** True when {@code name} did not start for the first time. */
  boolean restarted(String name, long nowNanos) {
    boolean again = starts.merge(name, 1, Integer::sum) > 1;
    if (again) {
      calmSinceNanos = nowNanos;
      restarts.addLast(nowNanos);
      Long oldest = restarts.peekFirst();
      while (oldest != null && nowNanos - oldest > rules.restartsWithin().toNanos()) {
        restarts.removeFirst();
        oldest = restarts.peekFirst();
      }
    }
    return again;
  }

  /** The rule and the value, when there is a storm; {@code name} restarted last. */
  Optional<String> storm(String name) {
    return restarts.size() < rules.restartsMax()
        ? Optional.empty()
        : Optional.of(
            restarts.size()
                + " restarts within "
                + rules.restartsWithin()
                + ", limit "
                + rules.restartsMax()
                + ", the last of "
                + name);
  }

  /** Nothing restarted for as long as a storm is counted. */
  boolean calm(long nowNanos) {
    return nowNanos - calmSinceNanos > rules.restartsWithin().toNanos();
  }
}
