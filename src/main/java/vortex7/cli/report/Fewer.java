package vortex7.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A long course in as many points as a screen can show, with its highs and lows kept. */
final class Fewer {
  private static final int POINTS_MAX = 4_000;

  private Fewer() {}

  /** All of few points; of many, the lowest and the highest of each stretch, and both ends. */
  static <T> List<T> of(List<T> points, ToDoubleFunction<T> value) {
    if (points.size() <= POINTS_MAX) {
      return points;
    }
    int stretches = POINTS_MAX / 2;
    List<T> fewer = new ArrayList<>(POINTS_MAX + 2);
    fewer.add(points.getFirst());
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) points.size() * i / stretches);
      int to = (int) ((long) points.size() * (i + 1) / stretches);
      int low = from;
      int high = from;
      for (int k = from + 1; k < to; k++) {
        low = value.applyAsDouble(points.get(k)) < value.applyAsDouble(points.get(low)) ? k : low;
        high =
            value.applyAsDouble(points.get(k)) > value.applyAsDouble(points.get(high)) ? k : high;
      }
      fewer.add(points.get(Math.min(low, high)));
      if (low != high) {
        fewer.add(points.get(Math.max(low, high)));
      }
    }
    fewer.add(points.getLast());
    return fewer;
  }
}
