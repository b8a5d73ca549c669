package vortex7.backtest;

import java.util.SplittableRandom;
import vortex7.matching.Latency;

/**
 * One ordered way between the venue and us: what is sent on it arrives after its latency, and never
 * before what was sent earlier.
 */
final class Lane {
  private final EventClock clock;
  private final int symbol;
  private final EventClock.Stream stream;
  private final Latency latency;
  private final SplittableRandom random;
  private long lastArrival = Long.MIN_VALUE;

  Lane(
      EventClock clock,
      int symbol,
      EventClock.Stream stream,
      Latency latency,
      SplittableRandom random) {
    this.clock = clock;
    this.symbol = symbol;
    this.stream = stream;
    this.latency = latency;
    this.random = random;
  }

  /** Sends at {@code sentMillis}; what is to be done is done at its arrival. */
  void send(long sentMillis, Runnable arrived) {
    long arrival = Math.max(lastArrival, sentMillis + latency.drawMillis(random));
    lastArrival = arrival;
    clock.at(arrival, symbol, stream, arrived);
  }
}
