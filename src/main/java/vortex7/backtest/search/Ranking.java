package vortex7.backtest.search;

import java.util.Comparator;
import java.util.List;
import vortex7.backtest.search.Trial.Closed;

/**
 * Orders trials by a measure.
 *
 * @param enough trades, below which few are held against a trial
 */
public record Ranking(Measure measure, int enough) {
  /** A trial and its place's reasons. */
  public record Ranked(Trial trial, int trades, double value, double score) {}

  /** Best first; of equals the one with the smaller hash, so that the order is always the same. */
  public List<Ranked> of(List<Trial> trials) {
    return of(trials, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** By the trades that were entered in {@code [from, to)}. */
  List<Ranked> of(List<Trial> trials, long fromMillis, long toMillis) {
    return trials.stream()
        .filter(trial -> trial.invalid().isEmpty())
        .map(trial -> ranked(trial, fromMillis, toMillis))
        .sorted(
            Comparator.comparingDouble(Ranked::score)
                .reversed()
                .thenComparing(ranked -> ranked.trial().hash()))
        .toList();
  }

  Ranked ranked(Trial trial, long fromMillis, long toMillis) {
    List<Closed> trades = trial.between(fromMillis, toMillis);
    int whole = (int) trades.stream().filter(trade -> !trade.fragment()).count();
    return new Ranked(
        trial,
        whole,
        measure.of(trades, trial.opening()),
        measure.score(trades, trial.opening(), enough));
  }
}
