package vortex7.matching;

/** What happens instead of a trade between two orders of one account; the taker's mode decides. */
public enum SelfTradePrevention {
  /** They trade. */
  NONE,
  EXPIRE_TAKER,
  EXPIRE_MAKER,
  EXPIRE_BOTH
}
