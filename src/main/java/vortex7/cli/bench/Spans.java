package vortex7.cli.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Durations of one thing in nanoseconds, one histogram a round, so that rounds can be compared with
 * the rounds of another thing that they were interleaved with. Thread-safe.
 */
public final class Spans {
  private static final int DIGITS = 3;

  private final List<Histogram> rounds = new ArrayList<>();

  /** An empty histogram as they are used here. */
  public static Histogram histogram() {
    return new Histogram(DIGITS);
  }

  /** Spans of the rounds of {@code histograms}. */
  public static Spans of(List<Histogram> histograms) {
    Spans spans = new Spans();
    spans.rounds.addAll(histograms);
    return spans;
  }

  /** Counts one duration in {@code round}, from 0; a negative round counts nowhere. */
  public synchronized void add(int round, long nanos) {
    if (round >= 0) {
      round(round).recordValue(Math.max(0, nanos));
    }
  }

  /** Counts all of a histogram in {@code round}. */
  public synchronized void add(int round, Histogram all) {
    round(round).add(all);
  }

  private Histogram round(int round) {
    while (rounds.size() <= round) {
      rounds.add(histogram());
    }
    return rounds.get(round);
  }

  /** A copy of each round, oldest first. */
  public synchronized List<Histogram> rounds() {
    return rounds.stream().map(Histogram::copy).toList();
  }

  /** All rounds in one. */
  public synchronized Histogram all() {
    Histogram all = histogram();
    rounds.forEach(all::add);
    return all;
  }
}
