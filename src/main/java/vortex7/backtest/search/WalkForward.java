package vortex7.backtest.search;

import java.util.ArrayList;
import java.util.List;
import vortex7.backtest.search.Ranking.Ranked;

/**
 * What the best of each stretch was worth in the stretch after it: the only figure of a search that
 * was not chosen by looking at it.
 *
 * <p>A trial runs once, over everything; its trades belong to the stretch in which they were
 * entered. Its account goes on from one stretch to the next, as it would.
 */
public record WalkForward(List<Fold> folds) {
  public WalkForward {
    folds = List.copyOf(folds);
  }

  /**
   * One choice.
   *
   * @param chosen the best in training, and {@code tested} what it came to afterwards
   * @param testRank its place among all trials in the test, from 1
   */
  public record Fold(
      long trainFrom,
      long testFrom,
      long testTo,
      Ranked chosen,
      Ranked tested,
      int testRank,
      int trials) {}

  /**
   * Splits {@code [from, to)} into windows that move on by their test.
   *
   * @param trainShare of a window that is training, in (0, 1)
   * @return no folds when no trial ran
   */
  public static WalkForward of(
      List<Trial> trials,
      Ranking ranking,
      long fromMillis,
      long toMillis,
      int folds,
      double trainShare) {
    List<Fold> all = new ArrayList<>();
    // One training and then a test a fold: train + folds * test = everything.
    double testShare = (1 - trainShare) / (trainShare + folds * (1 - trainShare));
    double length = toMillis - fromMillis;
    double test = length * testShare;
    double train = length - folds * test;
    for (int i = 0; i < folds; i++) {
      long trainFrom = fromMillis + Math.round(i * test);
      long testFrom = fromMillis + Math.round(train + i * test);
      long testTo = fromMillis + Math.round(train + (i + 1) * test);
      List<Ranked> trained = ranking.of(trials, trainFrom, testFrom);
      if (trained.isEmpty()) {
        return new WalkForward(List.of());
      }
      Ranked chosen = trained.getFirst();
      List<Ranked> tests = ranking.of(trials, testFrom, testTo);
      int place = 0;
      while (!tests.get(place).trial().hash().equals(chosen.trial().hash())) {
        place++;
      }
      all.add(
          new Fold(trainFrom, testFrom, testTo, chosen, tests.get(place), place + 1, tests.size()));
    }
    return new WalkForward(all);
  }

  /**
   * Sum of the tests' measures over the folds that traded, divided by their number; NaN if none.
   */
  public double meanTest() {
    return folds.stream()
        .mapToDouble(fold -> fold.tested().value())
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  public double meanTrain() {
    return folds.stream()
        .mapToDouble(fold -> fold.chosen().value())
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }
}
