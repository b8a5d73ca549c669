package vortex7.live;

/**
 * A point in the stream of one symbol's events at which every engine answers and the decision is
 * made: at each book update, and at once at a big trade.
 *
 * @param number counted from 1 since the feed started, without holes
 * @param eventTimeMillis the venue's time of the event that caused it, epoch milliseconds
 * @param frameNanos the own monotonic clock when that event's frame came in
 */
public record Mark(
    long number, long eventTimeMillis, long frameNanos, Cause cause, FeedHealth health) {
  /** What a mark was placed for. */
  public enum Cause {
    BOOK,
    BIG_TRADE
  }
}
