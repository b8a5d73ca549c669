package vortex7.signal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vortex7.indicator.PairWindow;
import vortex7.market.Symbol;

/**
 * Watches whether the two leading symbols still move together, over returns on a common grid of
 * event time, and says at each evaluation whether all symbols shall trade smaller.
 *
 * <p>The first price that a symbol tells in a step of the grid stands for that step, so prices may
 * come at any pace. An evaluation is due when both symbols have reached its step; it knows a
 * correlation only if both told a price in every step of it. Not thread-safe.
 */
public final class CorrelationWatch {
  private static final long NOTHING = Long.MIN_VALUE;

  private final CorrelationRules rules;
  private final Course first;
  private final Course second;
  private long evaluated = NOTHING;
  private long armedAt = NOTHING;
  private long riskOffUntil;
  private double newest = Double.NaN;

  /**
   * All that a watch knows, to be kept over a restart. Steps and evaluations are numbered on the
   * epoch's grid.
   *
   * @param evaluated the newest evaluation
   * @param armedAt the newest with a correlation that was usual; the least number there is: none
   * @param newest the correlation of the newest evaluation, NaN when it was not known
   * @param first prices of the first symbol, oldest first; {@code second} of the second
   */
  public record State(
      long stepMillis,
      long everyMillis,
      long evaluated,
      long armedAt,
      long riskOffUntil,
      double newest,
      List<Step> first,
      List<Step> second) {
    public State {
      first = List.copyOf(first);
      second = List.copyOf(second);
    }

    /** What the newest evaluation said; empty before the first. */
    public Optional<Observation.Correlation> evaluation() {
      return evaluated == NOTHING
          ? Optional.empty()
          : Optional.of(new Observation.Correlation(evaluated * everyMillis, newest, riskOffUntil));
    }
  }

  /** The price of one step of the grid. */
  public record Step(long number, double price) {}

  public CorrelationWatch(Symbol first, Symbol second, CorrelationRules rules) {
    if (first.equals(second)) {
      throw new IllegalArgumentException("two symbols are needed, both were " + first.code());
    }
    this.rules = rules;
    // One may be ahead of the other by as much as the correlation looks back.
    int kept = 2 * (rules.returns() + 1);
    this.first = new Course(first, kept);
    this.second = new Course(second, kept);
  }

  /**
   * A watch that goes on where another left off at {@code state}. Under another grid only what it
   * has decided counts; prices of the time between are missing, and said to be.
   */
  public static CorrelationWatch restored(
      Symbol first, Symbol second, CorrelationRules rules, State state) {
    CorrelationWatch watch = new CorrelationWatch(first, second, rules);
    watch.riskOffUntil = state.riskOffUntil();
    if (state.stepMillis() == rules.stepMillis() && state.everyMillis() == rules.everyMillis()) {
      watch.evaluated = state.evaluated();
      watch.armedAt = state.armedAt();
      watch.newest = state.newest();
      state.first().forEach(step -> watch.first.add(step.number(), step.price()));
      state.second().forEach(step -> watch.second.add(step.number(), step.price()));
    }
    return watch;
  }

  /** All that it knows now. */
  public State state() {
    return new State(
        rules.stepMillis(),
        rules.everyMillis(),
        evaluated,
        armedAt,
        riskOffUntil,
        newest,
        first.steps(),
        second.steps());
  }

  /**
   * Takes a price of one of the two.
   *
   * @return the evaluation that is due with it; of several, the newest
   * @throws IllegalArgumentException for a third symbol, or a price that is none
   */
  public Optional<Observation.Correlation> onPrice(Symbol symbol, long timeMillis, double price) {
    if (!(price > 0) || Double.isInfinite(price)) {
      throw new IllegalArgumentException("price must be above 0, was " + price);
    }
    course(symbol).add(Math.floorDiv(timeMillis, rules.stepMillis()), price);
    if (first.newest == NOTHING || second.newest == NOTHING) {
      return Optional.empty();
    }
    long steps = rules.everyMillis() / rules.stepMillis();
    long due = Math.floorDiv(Math.min(first.newest, second.newest), steps);
    if (due <= evaluated) {
      return Optional.empty();
    }
    boolean begun = evaluated != NOTHING;
    evaluated = due;
    // The first is none: the step in which the watch began may lie anywhere in its period.
    return begun ? Optional.of(evaluate(due, due * steps)) : Optional.empty();
  }

  private Course course(Symbol symbol) {
    if (symbol.equals(first.symbol)) {
      return first;
    }
    if (symbol.equals(second.symbol)) {
      return second;
    }
    throw new IllegalArgumentException(
        symbol.code() + " is neither " + first.symbol.code() + " nor " + second.symbol.code());
  }

  private Observation.Correlation evaluate(long evaluation, long step) {
    long now = step * rules.stepMillis();
    double correlation = correlation(step);
    newest = correlation;
    if (correlation < rules.firesBelow() && armed(evaluation)) {
      riskOffUntil = now + rules.holdMillis();
      if (rules.armedFor() == 0) {
        armedAt = NOTHING;
      }
    }
    if (correlation > rules.armedAbove()) {
      armedAt = evaluation;
    }
    return new Observation.Correlation(now, correlation, riskOffUntil);
  }

  private boolean armed(long evaluation) {
    return armedAt != NOTHING
        && (rules.armedFor() == 0 || evaluation - armedAt <= rules.armedFor());
  }

  private double correlation(long step) {
    PairWindow pairs = new PairWindow(rules.returns());
    for (long at = step - rules.returns() + 1; at <= step; at++) {
      double ofFirst = first.change(at);
      double ofSecond = second.change(at);
      if (Double.isNaN(ofFirst) || Double.isNaN(ofSecond)) {
        return Double.NaN;
      }
      pairs.add(ofFirst, ofSecond);
    }
    return pairs.correlation();
  }

  /** One symbol's prices by step. */
  private static final class Course {
    final Symbol symbol;
    private final long[] step;
    private final double[] price;
    private long newest = NOTHING;

    Course(Symbol symbol, int kept) {
      this.symbol = symbol;
      step = new long[kept];
      price = new double[kept];
      Arrays.fill(step, NOTHING);
    }

    void add(long at, double value) {
      if (at > newest) {
        newest = at;
        step[slot(at)] = at;
        price[slot(at)] = value;
      }
    }

    /** Those that are kept, oldest first. */
    List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      for (long at = newest - step.length + 1; newest != NOTHING && at <= newest; at++) {
        int slot = slot(at);
        if (step[slot] == at) {
          steps.add(new Step(at, price[slot]));
        }
      }
      return steps;
    }

    private int slot(long at) {
      return (int) Math.floorMod(at, (long) step.length);
    }

    /** The return that ends with that step; NaN when a price of it is not known. */
    double change(long at) {
      int now = slot(at);
      int before = slot(at - 1);
      return step[now] == at && step[before] == at - 1
          ? price[now] / price[before] - 1
          : Double.NaN;
    }
  }
}
