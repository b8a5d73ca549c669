package vortex7.matching;

/**
 * The kinds of order that the venue's interface names; which of them work is {@link Exchange}'s.
 */
public enum OrderType {
  LIMIT,
  MARKET,
  STOP,
  STOP_MARKET,
  TAKE_PROFIT,
  TAKE_PROFIT_MARKET,
  TRAILING_STOP_MARKET
}
