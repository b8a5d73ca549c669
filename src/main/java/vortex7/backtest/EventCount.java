package vortex7.backtest;

/** How many events of the market were worked on. */
final class EventCount {
  private long count;

  void one() {
    count++;
  }

  long count() {
    return count;
  }
}
