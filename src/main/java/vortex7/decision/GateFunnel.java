package vortex7.decision;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts for each strategy how many marks each gate let through, alone and after all gates before
 * it: over the whole run, and by the minute for the last day.
 *
 * <p>A strategy is counted by its own measure, whether it was selected or not; conditions of the
 * others do not belong to it. Minutes are of the marks' time. Its memory is bounded by the minutes
 * kept. Not thread-safe.
 */
public final class GateFunnel {
  /** For how long single minutes are kept. */
  public static final Duration KEPT = Duration.ofHours(24);

  private final Deque<Minute> minutes = new ArrayDeque<>();
  private final Cells total = new Cells();

  /** What one gate of one strategy did. */
  private static final class Cell {
    long alone;
    long inSequence;
    long absent;

    void add(Cell other) {
      alone += other.alone;
      inSequence += other.inSequence;
      absent += other.absent;
    }
  }

  /** Marks, and a cell for each strategy and gate that was asked of it. */
  private static final class Cells {
    private final Map<Strategy, Map<Gate, Cell>> cells = new EnumMap<>(Strategy.class);
    private long marks;

    Cell of(Strategy strategy, Gate gate) {
      return cells
          .computeIfAbsent(strategy, unused -> new EnumMap<>(Gate.class))
          .computeIfAbsent(gate, unused -> new Cell());
    }

    void add(Cells other) {
      marks += other.marks;
      other.cells.forEach(
          (strategy, gates) -> gates.forEach((gate, cell) -> of(strategy, gate).add(cell)));
    }
  }

  private record Minute(Instant start, Cells cells) {}

  /**
   * What one gate did.
   *
   * @param passedAlone marks that it let through; an absent gate lets everything through
   * @param passedInSequence those that all gates before it let through too
   * @param absent marks for which its engine was not there
   */
  public record Count(Gate gate, long passedAlone, long passedInSequence, long absent) {}

  /**
   * What the gates of one strategy did in a period.
   *
   * @param counts in the order in which the gates are asked
   */
  public record Tally(Strategy strategy, long marks, List<Count> counts) {
    public Tally {
      counts = List.copyOf(counts);
    }
  }

  public void add(Decision decision) {
    Cells minute = minute(decision.time());
    minute.marks++;
    total.marks++;
    for (StrategyVerdict strategy : decision.strategies()) {
      add(minute, strategy, decision.gates());
    }
  }

  private Cells minute(Instant time) {
    Instant start = time.truncatedTo(ChronoUnit.MINUTES);
    Minute last = minutes.peekLast();
    if (last != null && !start.isAfter(last.start())) {
      return last.cells(); // A mark never goes back by more than its feed's jitter.
    }
    Minute next = new Minute(start, new Cells());
    minutes.addLast(next);
    while (!minutes.getFirst().start().plus(KEPT).isAfter(start)) {
      minutes.removeFirst();
    }
    return next.cells();
  }

  /** Both lists are in the order of {@link Gate}: the strategy's own verdict stands for ours. */
  private void add(Cells minute, StrategyVerdict strategy, List<GateVerdict> all) {
    int own = 0;
    boolean open = true;
    for (GateVerdict common : all) {
      GateVerdict verdict = common;
      if (own < strategy.gates().size() && strategy.gates().get(own).gate() == common.gate()) {
        verdict = strategy.gates().get(own++);
      } else if (common.gate().condition()) {
        continue; // Another strategy's.
      }
      open &= verdict.open();
      count(minute.of(strategy.strategy(), verdict.gate()), verdict, open);
      count(total.of(strategy.strategy(), verdict.gate()), verdict, open);
    }
  }

  private static void count(Cell cell, GateVerdict verdict, boolean open) {
    cell.absent += verdict.outcome() == GateVerdict.Outcome.ABSENT ? 1 : 0;
    cell.alone += verdict.open() ? 1 : 0;
    cell.inSequence += open ? 1 : 0;
  }

  /** Since the first decision, in the order of {@link Strategy}. */
  public List<Tally> total() {
    return tallies(total);
  }

  /** The beginning of the oldest minute that is still known by itself. */
  public Optional<Instant> keptFrom() {
    return minutes.isEmpty() ? Optional.empty() : Optional.of(minutes.getFirst().start());
  }

  /** Of the kept minutes that begin in {@code [from, to)}. */
  public List<Tally> between(Instant from, Instant to) {
    Cells cells = new Cells();
    for (Minute minute : minutes) {
      if (!minute.start().isBefore(from) && minute.start().isBefore(to)) {
        cells.add(minute.cells());
      }
    }
    return tallies(cells);
  }

  private static List<Tally> tallies(Cells cells) {
    List<Tally> tallies = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      List<Count> counts = new ArrayList<>();
      for (Gate gate : Gate.values()) {
        if (gate.conditionOf().orElse(strategy) == strategy) {
          Cell cell = cells.of(strategy, gate);
          counts.add(new Count(gate, cell.alone, cell.inSequence, cell.absent));
        }
      }
      tallies.add(new Tally(strategy, cells.marks, counts));
    }
    return tallies;
  }
}
