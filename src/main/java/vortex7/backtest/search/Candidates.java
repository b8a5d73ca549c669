package vortex7.backtest.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What is to be tried: values of some keys each. */
public final class Candidates {
  private static final int MOST = 10_000;

  /** Draws that may hit what was drawn before, for each one that is wanted. */
  private static final int PATIENCE = 20;

  private Candidates() {}

  /**
   * Every combination of the listed values, the last key changing fastest.
   *
   * @throws IllegalArgumentException when there are too many, or a range has no steps
   */
  public static List<SortedMap<String, String>> grid(List<Dimension> dimensions) {
    List<SortedMap<String, String>> all = new ArrayList<>();
    all.add(new TreeMap<>());
    for (Dimension dimension : dimensions) {
      if (dimension.values().isEmpty()) {
        throw new IllegalArgumentException(
            dimension.key() + ": a range without a step is for --random");
      }
      if ((long) all.size() * dimension.values().size() > MOST) {
        throw new IllegalArgumentException(
            "more than " + MOST + " combinations: use --random N, or fewer values");
      }
      List<SortedMap<String, String>> longer = new ArrayList<>();
      for (SortedMap<String, String> begun : all) {
        for (String value : dimension.values()) {
          SortedMap<String, String> next = new TreeMap<>(begun);
          next.put(dimension.key(), value);
          longer.add(next);
        }
      }
      all = longer;
    }
    return all;
  }

  /** Up to {@code count} different draws; fewer when there are not so many. */
  public static List<SortedMap<String, String>> random(
      List<Dimension> dimensions, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Set<SortedMap<String, String>> all = new LinkedHashSet<>();
    for (int i = 0; i < (long) count * PATIENCE && all.size() < count; i++) {
      SortedMap<String, String> drawn = new TreeMap<>();
      dimensions.forEach(each -> drawn.put(each.key(), each.draw(random)));
      all.add(drawn);
    }
    return List.copyOf(all);
  }
}
