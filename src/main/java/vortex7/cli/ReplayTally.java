package vortex7.cli;

/** How many of one kind of thing a replay compared, and how many were equal. */
final class ReplayTally {
  private long compared;
  private long equal;

  void add(boolean same) {
    compared++;
    equal += same ? 1 : 0;
  }

  long compared() {
    return compared;
  }

  long equal() {
    return equal;
  }

  /** In percent; 100 when nothing was compared. */
  double percent() {
    return compared == 0 ? 100 : 100.0 * equal / compared;
  }

  void add(ReplayTally other) {
    compared += other.compared;
    equal += other.equal;
  }
}
