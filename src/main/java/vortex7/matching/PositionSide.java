package vortex7.matching;

import vortex7.market.Side;

/** Which position an order works on: the only one, or in hedge mode the long or the short one. */
public enum PositionSide {
  BOTH,
  LONG,
  SHORT;

  /** True when, in hedge mode, an order of this side opens or enlarges the position. */
  boolean openedBy(Side side) {
    return this == LONG ? side == Side.BUY : side == Side.SELL;
  }
}
