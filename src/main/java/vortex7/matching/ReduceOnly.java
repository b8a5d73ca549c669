package vortex7.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.market.Side;

/** Keeps reduce-only orders from turning a position: they are cut to it, or expire. */
final class ReduceOnly {
  private final Clearing clearing;

  ReduceOnly(Clearing clearing) {
    this.clearing = clearing;
  }

  /**
   * Cuts a resting reduce-only order, about to fill, to what the position still has; without that,
   * two orders of one account in the way of the same taker could turn the position.
   *
   * @return true if the order was cut or expired
   */
  boolean clipped(ClientOrder order) {
    return order.reduceOnly && clip(order, order.position().reducible(order.side));
  }

  private boolean clip(ClientOrder order, long toSteps) {
    if (toSteps >= order.remaining()) {
      return false;
    }
    if (toSteps <= 0) {
      order.market.withdraw(order);
      clearing.expire(order, OrderStatus.EXPIRED, ExpiryReason.REDUCE_ONLY);
    } else {
      order.market.shrink(order, toSteps);
      order.clip(toSteps, clearing.now());
      clearing.tell(order, ExecutionType.AMENDMENT, ExpiryReason.NONE, Optional.empty());
    }
    return true;
  }

  /** They may not exceed the position together: those farthest from the price go first. */
  void enforce(Position position) {
    for (Side side : Side.values()) {
      for (ClientOrder order : of(position, side)) {
        long closer =
            position.of.reducedCloser(position.side, side, order.priceTicks(), order.priority());
        clip(order, Math.max(0, position.reducible(side) - closer));
      }
    }
  }

  private static List<ClientOrder> of(Position position, Side side) {
    List<ClientOrder> found = new ArrayList<>();
    for (ClientOrder order : position.of.open.values()) {
      if (order.reduces(position.side, side)) {
        found.add(order);
      }
    }
    return found;
  }
}
