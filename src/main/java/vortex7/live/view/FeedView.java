package vortex7.live.view;

import java.time.Instant;
import java.util.List;

/**
 * The health and the counts of one symbol's market data since the feed started.
 *
 * @param marks marks placed so far
 * @param tradeGaps gaps in trade ids; {@code tradeGapsHealed} of them were read over REST
 * @param tradesDropped trades that found the buffer full
 * @param booksConflated books that a newer one replaced before the actor took them
 * @param bookGaps breaks in the chain of update ids; the next snapshot heals them
 * @param booksRefused crossed, empty or older than the one before
 * @param faults what was refused, held back or lost, by stream and kind; {@code /metrics} counts
 *     them too
 */
public record FeedView(
    List<StreamView> streams,
    boolean warm,
    boolean tradesWhole,
    long trades,
    long books,
    long candles,
    long marks,
    long tradeGaps,
    long tradeGapsHealed,
    long tradesDropped,
    long booksConflated,
    long bookGaps,
    long booksRefused,
    long malformed,
    long reconnects,
    List<PollView> polls,
    List<FaultView> faults) {
  public FeedView {
    streams = List.copyOf(streams);
    polls = List.copyOf(polls);
    faults = List.copyOf(faults);
  }

  /**
   * One kind of bad data.
   *
   * @param stream TRADES, BOOK, CANDLES or POLLS
   * @param kind such as CROSSED_BOOK
   * @param lastAt by the venue's clock
   */
  public record FaultView(String stream, String kind, long count, Instant lastAt) {}

  /**
   * One stream.
   *
   * @param gap whether something of it is missing, or was refused, that has not been replaced yet
   * @param ageMillis since its last frame on the own clock, −1 before the first
   */
  public record StreamView(
      String stream, boolean connected, boolean stale, boolean gap, long ageMillis) {}

  /**
   * What is read beside the streams, on the venue's clock; −1 before the first.
   *
   * @param ageMillis since its last answer
   * @param dataAgeMillis since what the newest answer is about
   * @param failure why the last read failed; empty when it did not
   */
  public record PollView(
      String what,
      long answered,
      long failed,
      long ageMillis,
      long dataAgeMillis,
      String failure) {}
}
