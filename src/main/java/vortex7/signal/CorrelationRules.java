package vortex7.signal;

/**
 * When the returns of the two leading symbols have gone apart, so that all symbols trade smaller.
 *
 * @param stepMillis length of a return
 * @param returns in the correlation
 * @param everyMillis between two evaluations, on the epoch's grid; a multiple of the step
 * @param armedAbove correlation that was usual
 * @param firesBelow correlation that is a break with it
 * @param armedFor evaluations for which a correlation above {@code armedAbove} is remembered; 0:
 *     until it has fired
 * @param holdMillis how long the break counts
 */
public record CorrelationRules(
    long stepMillis,
    int returns,
    long everyMillis,
    double armedAbove,
    double firesBelow,
    int armedFor,
    long holdMillis) {

  public CorrelationRules {
    if (stepMillis < 1 || everyMillis < stepMillis || everyMillis % stepMillis != 0) {
      throw new IllegalArgumentException(
          "every-millis must be a multiple of step-millis " + stepMillis + ", was " + everyMillis);
    }
    if (returns < 2) {
      throw new IllegalArgumentException("returns must be at least 2, was " + returns);
    }
    if (armedFor < 0) {
      throw new IllegalArgumentException("armed-for must be at least 0, was " + armedFor);
    }
    if (!(firesBelow <= armedAbove)) {
      throw new IllegalArgumentException(
          "fires-below must be at most armed-above " + armedAbove + ", was " + firesBelow);
    }
  }

  public static CorrelationRules documents() {
    return armed(6);
  }

  public static CorrelationRules calibrated() {
    return armed(0);
  }

  private static CorrelationRules armed(int armedFor) {
    return new CorrelationRules(10_000, 60, 300_000, 0.8, 0.5, armedFor, 900_000);
  }
}
