package vortex7.backtest;

import java.util.ArrayList;
import java.util.List;

/**
 * Some of the things that came, evenly spaced and never more than a bound, however many come: when
 * there would be too many, every second one goes and only every second one is taken from then on.
 */
final class Thinned<T> {
  private final int most;
  private final List<T> kept = new ArrayList<>();
  private long stride = 1;
  private long seen;

  /**
   * @param most at least 2
   */
  Thinned(int most) {
    this.most = most;
  }

  void add(T next) {
    if (seen++ % stride != 0) {
      return;
    }
    if (kept.size() == most) {
      List<T> all = List.copyOf(kept);
      kept.clear();
      for (int i = 0; i < all.size(); i += 2) {
        kept.add(all.get(i));
      }
      stride *= 2;
      if ((seen - 1) % stride != 0) {
        return;
      }
    }
    kept.add(next);
  }

  List<T> all() {
    return List.copyOf(kept);
  }
}
