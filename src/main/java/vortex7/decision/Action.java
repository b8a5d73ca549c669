package vortex7.decision;

import java.util.Optional;
import vortex7.market.Side;

/** What a decision says to do. */
public enum Action {
  LONG,
  SHORT,
  NO_TRADE;

  /** The side of the entry; empty when nothing is to be done. */
  public Optional<Side> side() {
    return switch (this) {
      case LONG -> Optional.of(Side.BUY);
      case SHORT -> Optional.of(Side.SELL);
      case NO_TRADE -> Optional.empty();
    };
  }
}
