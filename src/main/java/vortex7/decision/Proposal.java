package vortex7.decision;

/**
 * What a strategy wants before the rules about distances have their say. Distances in ticks.
 *
 * @param entry in ticks from 0
 * @param stop distance behind the entry
 */
record Proposal(long entry, double stop, Aim aim) {

  /** Where the target lies. */
  sealed interface Aim permits Distance, Places {}

  /** So far ahead, at least. */
  record Distance(double ticks) implements Aim {}

  /** At the nearer of two places that is far enough ahead; NaN for one that does not exist. */
  record Places(double one, double other) implements Aim {

    /** The nearer one that is at least so far ahead; NaN when neither is. */
    double from(double least) {
      double first = one >= least ? one : Double.NaN;
      double second = other >= least ? other : Double.NaN;
      return Double.isNaN(first) || second < first ? second : first;
    }

    /** The farther one; NaN when neither exists. */
    double farthest() {
      return Double.isNaN(one) || other > one ? other : one;
    }
  }
}
