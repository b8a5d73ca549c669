package vortex7.backtest;

import java.time.Instant;
import java.util.PriorityQueue;

/**
 * The one clock of a run, and what is to be done at which time: in the order of time, ties by
 * symbol, then by stream, then as they were entered. Times are epoch milliseconds of the venue.
 */
final class EventClock {
  /** What happens at the same time to the same symbol happens in this order. */
  enum Stream {
    /** What arrives at the exchange. */
    VENUE,
    /** What the venue tells of our orders and money. */
    ACCOUNT,
    /** What it answers to our requests. */
    ANSWER,
    TRADES,
    CANDLES,
    BOOK,
    /** What is read beside the streams. */
    OBSERVATION,
    /** What is done because time has passed. */
    TIMER
  }

  private record Due(long millis, int symbol, Stream stream, long sequence, Runnable what)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int order = Long.compare(millis, other.millis);
      order = order != 0 ? order : Integer.compare(symbol, other.symbol);
      order = order != 0 ? order : stream.compareTo(other.stream);
      return order != 0 ? order : Long.compare(sequence, other.sequence);
    }
  }

  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private long now;
  private long sequence;

  EventClock(long startMillis) {
    now = startMillis;
  }

  long millis() {
    return now;
  }

  Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  /** The same time as a monotonic clock of our own would tell it. */
  long nanos() {
    return now * 1_000_000L;
  }

  /** When the next thing is to be done; {@link Long#MAX_VALUE} when there is none. */
  long nextMillis() {
    Due first = agenda.peek();
    return first == null ? Long.MAX_VALUE : first.millis();
  }

  /**
   * Has something done at a time, or as soon as possible when that has passed.
   *
   * @param symbol the place of its symbol among those of the run; −1 for the account's own
   */
  void at(long millis, int symbol, Stream stream, Runnable what) {
    agenda.add(new Due(Math.max(now, millis), symbol, stream, sequence++, what));
  }

  /** Time has come to {@code millis}; nothing is done by this. */
  void moveTo(long millis) {
    if (millis < now) {
      throw new IllegalArgumentException("time must not go back from " + now + ", was " + millis);
    }
    now = millis;
  }

  /** Does everything that is due by now, also what that brings about. */
  void runDue() {
    for (Due first = agenda.peek(); first != null && first.millis() <= now; first = agenda.peek()) {
      agenda.remove();
      first.what().run();
    }
  }
}
