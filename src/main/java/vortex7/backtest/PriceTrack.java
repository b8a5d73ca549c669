package vortex7.backtest;

import java.util.ArrayList;
import java.util.List;

/**
 * A price over time in few points, however long the time: bars of one width, which doubles whenever
 * there would be too many.
 */
final class PriceTrack {
  private static final int POINTS_MAX = 4_096;

  private final List<PricePoint> points = new ArrayList<>();
  private long width;

  /**
   * @param widthMillis of a bar, while there are few
   */
  PriceTrack(long widthMillis) {
    width = widthMillis;
  }

  /** The price at that time, which never falls. */
  void add(long timeMillis, double price) {
    PricePoint point = new PricePoint(start(timeMillis), price, price, price);
    if (!points.isEmpty() && points.getLast().openMillis() == point.openMillis()) {
      points.set(points.size() - 1, points.getLast().with(point));
      return;
    }
    points.add(point);
    if (points.size() > POINTS_MAX) {
      halve();
    }
  }

  private long start(long timeMillis) {
    return Math.floorDiv(timeMillis, width) * width;
  }

  private void halve() {
    width *= 2;
    List<PricePoint> narrow = List.copyOf(points);
    points.clear();
    for (PricePoint point : narrow) {
      PricePoint wide =
          new PricePoint(start(point.openMillis()), point.low(), point.high(), point.last());
      if (!points.isEmpty() && points.getLast().openMillis() == wide.openMillis()) {
        points.set(points.size() - 1, points.getLast().with(wide));
      } else {
        points.add(wide);
      }
    }
  }

  List<PricePoint> points() {
    return List.copyOf(points);
  }
}
