package vortex7.cli.simbench;

import java.util.Optional;

/**
 * One measured figure beside its goal.
 *
 * @param name what was measured
 * @param unit such as {@code orders/s} or {@code ms}
 * @param goal that the specification names; none for what is only told
 */
public record Figure(String name, double value, String unit, Optional<Goal> goal) {
  /** A bound that {@code value} may not miss. */
  public record Goal(double bound, boolean atLeast) {
    boolean metBy(double value) {
      return atLeast ? value >= bound : value <= bound;
    }
  }

  static Figure told(String name, double value, String unit) {
    return new Figure(name, value, unit, Optional.empty());
  }

  static Figure atLeast(String name, double value, String unit, double bound) {
    return new Figure(name, value, unit, Optional.of(new Goal(bound, true)));
  }

  static Figure atMost(String name, double value, String unit, double bound) {
    return new Figure(name, value, unit, Optional.of(new Goal(bound, false)));
  }

  /** Empty without a goal. */
  public Optional<Boolean> met() {
    return goal.map(wanted -> wanted.metBy(value));
  }
}
