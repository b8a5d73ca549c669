package vortex7.matching.synthetic;

/** Which of the two kinds of book the makers keep. */
public enum BookRegime {
  /** The moods switch between the two. */
  SWITCHING,
  /** A large queue at the best price, few gaps behind it. */
  DENSE,
  /** Small queues, gaps between levels: the mid moves three times as often. */
  THIN
}
