package vortex7.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong logins by address: so many are answered within a window, the next one is turned away
 * unread. Safe for several threads.
 */
final class LoginGuard {
  private static final int ADDRESSES_MAX = 10_000;

  private final AdminRules rules;
  private final InstantSource clock;
  private final Map<String, Deque<Instant>> wrong = new HashMap<>();

  LoginGuard(AdminRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  /** How long an address has to wait; empty when it may try. */
  synchronized Optional<Duration> wait(String address) {
    Deque<Instant> times = recent(address);
    Instant oldest = times.peekFirst();
    if (oldest == null || times.size() < rules.wrongLoginsMax()) {
      return Optional.empty();
    }
    return Optional.of(Duration.between(clock.instant(), oldest.plus(rules.loginWindow())));
  }

  /**
   * Lets an address try once, and counts it as wrong until {@link #right} takes it back: attempts
   * that are still being verified count, however many come at once.
   *
   * @return how long it has to wait instead; empty when it may try
   */
  synchronized Optional<Duration> begin(String address) {
    Optional<Duration> wait = wait(address);
    if (wait.isEmpty()) {
      if (wrong.size() >= ADDRESSES_MAX) {
        wrong.keySet().removeIf(known -> recent(known).isEmpty());
      }
      wrong.computeIfAbsent(address, unknown -> new ArrayDeque<>()).addLast(clock.instant());
    }
    return wait;
  }

  /** The attempt that {@link #begin} counted was no wrong login. */
  synchronized void right(String address) {
    recent(address).pollLast();
  }

  private Deque<Instant> recent(String address) {
    Deque<Instant> times = wrong.getOrDefault(address, new ArrayDeque<>());
    Instant begin = clock.instant().minus(rules.loginWindow());
    while (true) {
      Instant oldest = times.peekFirst();
      if (oldest == null || oldest.isAfter(begin)) {
        return times;
      }
      times.removeFirst();
    }
  }
}
