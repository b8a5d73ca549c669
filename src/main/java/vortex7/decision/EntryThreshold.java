package vortex7.decision;

/**
 * What the engines together must say before a strategy may enter.
 *
 * @param scoreMin |score| must exceed it
 * @param choppyGain what is added to it while E5 reads CHOPPY
 * @param agreeingMin engines that must agree; all of them when fewer are present
 */
public record EntryThreshold(double scoreMin, double choppyGain, int agreeingMin) {
  public EntryThreshold {
    if (!(scoreMin >= 0 && scoreMin < 1)) {
      throw new IllegalArgumentException("score-min must lie in [0, 1), was " + scoreMin);
    }
    if (!(choppyGain >= 0 && choppyGain < 1)) {
      throw new IllegalArgumentException("choppy-gain must lie in [0, 1), was " + choppyGain);
    }
    if (agreeingMin < 1 || agreeingMin > 4) {
      throw new IllegalArgumentException("agreeing-min must be 1 to 4, was " + agreeingMin);
    }
  }

  public static EntryThreshold documents() {
    return new EntryThreshold(0.55, 0.10, 3);
  }

  /** What |score| must exceed. */
  double score(boolean choppy) {
    return choppy ? scoreMin + choppyGain : scoreMin;
  }

  /** How many must agree when so many have a vote. */
  int agreeing(int voting) {
    return Math.max(1, Math.min(agreeingMin, voting));
  }
}
