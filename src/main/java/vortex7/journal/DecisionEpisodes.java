package vortex7.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which of one symbol's decisions are worth a row: the first of an episode of strong
 * scores, its peak, each change of the set of failing gates, at most one a second, and always one
 * that trades.
 *
 * <p>The peak is known when the episode is over, so its row comes then. Not thread-safe.
 */
public final class DecisionEpisodes {
  /**
   * When a score is strong, and how often rows may come.
   *
   * @param strongScore an episode lasts while |score| is above it
   * @param interval between two rows that do not trade
   */
  public record Rules(double strongScore, Duration interval) {
    public static Rules documents() {
      return new Rules(0.40, Duration.ofSeconds(1));
    }
  }

  private final Rules rules;
  private boolean inEpisode;
  private @Nullable SortedSet<String> failingWritten;
  private double peakScore;
  private @Nullable DecisionRow peak;
  private @Nullable DecisionRow peakOfEnded;
  private Instant lastWritten = Instant.MIN;

  public DecisionEpisodes(Rules rules) {
    this.rules = rules;
  }

  /** The rows to write now, oldest first; {@code failing} holds the names of the failing gates. */
  public List<DecisionRow> next(DecisionRow row, SortedSet<String> failing, boolean trades) {
    List<DecisionRow> rows = new ArrayList<>(2);
    double strength = Math.abs(row.score());
    boolean strong = strength > rules.strongScore();
    if (inEpisode && !strong) {
      endEpisode();
    }
    DecisionRow ended = peakOfEnded;
    if (ended != null && mayWrite(row.time())) {
      rows.add(ended);
      peakOfEnded = null;
      lastWritten = row.time();
    }
    if (strong) {
      inEpisode = true;
      if (strength > peakScore) {
        peakScore = strength;
        peak = row;
      }
    }
    boolean news = strong && !failing.equals(failingWritten);
    if (trades || (news && mayWrite(row.time()))) {
      rows.add(row);
      lastWritten = row.time();
      failingWritten = strong ? new TreeSet<>(failing) : failingWritten;
      if (row.equals(peak)) {
        peak = null; // Written already.
      }
    }
    return rows;
  }

  private void endEpisode() {
    inEpisode = false;
    if (peak != null) {
      peakOfEnded = peak;
    }
    peak = null;
    peakScore = 0;
    failingWritten = null;
  }

  private boolean mayWrite(Instant time) {
    return !time.minus(rules.interval()).isBefore(lastWritten);
  }
}
