package vortex7.matching;

import vortex7.market.Side;

/** Which side of a symbol may not be opened for now; closing always may. */
public enum PositionControl {
  NONE,
  LONG,
  SHORT;

  boolean forbids(Side side) {
    return this == (side == Side.BUY ? LONG : SHORT);
  }
}
