package vortex7.backtest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import vortex7.decision.Decision;
import vortex7.decision.DecisionHash;

/**
 * Whether a run knows its future: the same run is made with the data cut off at some moments, and
 * must decide up to there, bit for bit, what it decided with all of them.
 */
public final class LookAhead {
  /** Cuts fall into this part of the run: before it little is decided, after it little is cut. */
  private static final double EARLIEST = 0.2;

  private static final double LATEST = 0.9;

  /** So much before a cut, everything that leads to a decision has arrived, whatever its delay. */
  private static final long TAIL_MILLIS = 5_000;

  private static final int HASH_DIGITS = 16;

  private LookAhead() {}

  /** Makes the run. */
  @FunctionalInterface
  public interface Runner {
    /**
     * Runs once.
     *
     * @param cutMillis after which there are no data; all of them when empty
     * @param watcher is given every decision in its order
     */
    void run(OptionalLong cutMillis, Consumer<Decision> watcher);
  }

  /**
   * What one cut showed.
   *
   * @param decisions that were compared
   * @param difference what is not the same, if anything
   */
  public record Cut(long timeMillis, long decisions, Optional<String> difference) {}

  /**
   * What all of them showed.
   *
   * @param decisions of the whole run
   */
  public record Verdict(long decisions, List<Cut> cuts) {
    public Verdict {
      cuts = List.copyOf(cuts);
    }

    public boolean sound() {
      return cuts.stream().allMatch(cut -> cut.difference().isEmpty());
    }
  }

  /**
   * Runs {@code cuts} + 1 times.
   *
   * @param seed of the moments
   * @throws IllegalStateException when the whole run decides nothing that could be compared
   */
  public static Verdict check(Runner runner, int cuts, long seed) {
    Trace whole = new Trace();
    runner.run(OptionalLong.empty(), whole);
    if (whole.size < 2 || whole.times[whole.size - 1] == whole.times[0]) {
      throw new IllegalStateException(
          "the run made " + whole.size + " decisions: there is nothing to cut");
    }
    SplittableRandom random = new SplittableRandom(seed);
    long first = whole.times[0];
    long span = whole.times[whole.size - 1] - first;
    List<Cut> all = new ArrayList<>();
    for (int i = 0; i < cuts; i++) {
      double at = EARLIEST + (LATEST - EARLIEST) * random.nextDouble();
      all.add(cut(runner, whole, first + (long) (span * at)));
    }
    return new Verdict(whole.size, all);
  }

  private static Cut cut(Runner runner, Trace whole, long timeMillis) {
    Follower follower = new Follower(whole);
    runner.run(OptionalLong.of(timeMillis), follower);
    Optional<String> difference = follower.difference;
    long due = whole.upTo(timeMillis - TAIL_MILLIS);
    if (difference.isEmpty() && follower.seen < due) {
      difference =
          Optional.of(
              "only %d decisions, with all data %d were made by then"
                  .formatted(follower.seen, due));
    }
    return new Cut(timeMillis, follower.seen, difference);
  }

  private static long fingerprint(Decision decision) {
    return Long.parseUnsignedLong(DecisionHash.of(decision).substring(0, HASH_DIGITS), HASH_DIGITS);
  }

  /** The decisions of the whole run, in a few bytes each. */
  private static final class Trace implements Consumer<Decision> {
    private long[] prints = new long[1_024];
    private long[] times = new long[1_024];
    private int size;

    @Override
    public void accept(Decision decision) {
      if (size == prints.length) {
        prints = Arrays.copyOf(prints, 2 * size);
        times = Arrays.copyOf(times, 2 * size);
      }
      prints[size] = fingerprint(decision);
      times[size++] = decision.mark().eventTime();
    }

    long upTo(long timeMillis) {
      int count = 0;
      while (count < size && times[count] <= timeMillis) {
        count++;
      }
      return count;
    }
  }

  /** Compares while the cut run goes on. */
  private static final class Follower implements Consumer<Decision> {
    private final Trace whole;
    private int seen;
    private Optional<String> difference = Optional.empty();

    private Follower(Trace whole) {
      this.whole = whole;
    }

    @Override
    public void accept(Decision decision) {
      int place = seen++;
      if (difference.isEmpty()
          && (place >= whole.size || whole.prints[place] != fingerprint(decision))) {
        difference = Optional.of("decision " + seen + ", " + decision.ref() + ", is another one");
      }
    }
  }
}
