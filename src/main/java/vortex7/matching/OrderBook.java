package vortex7.matching;

/**
 * Price-time priority limit order book; agents (owner ≥ 0) act on it by these primitives, without
 * allocation in the steady state.
 */
public class OrderBook extends Market {

  /** Who is told of agents' fills (one listener; the last set). */
  public void listenAgents(AgentListener listener) {
    throw new UnsupportedOperationException("lands next");
  }

  /**
   * Places an agent's order: fills what crosses, rests the rest; returns its id, 0 if nothing
   * rests.
   */
  public long placeLimit(int owner, boolean buy, long priceTicks, long quantitySteps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** As placeLimit, but does nothing and returns 0 when it would take. */
  public long placePostOnly(int owner, boolean buy, long priceTicks, long quantitySteps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Takes up to quantitySteps; returns what was filled. */
  public long placeMarket(int owner, boolean buy, long quantitySteps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Takes up to quantitySteps no worse than the limit; returns what was filled. */
  public long placeImmediate(int owner, boolean buy, long limitTicks, long quantitySteps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Cancels; false if it does not rest any more. */
  public boolean cancel(long orderId) {
    throw new UnsupportedOperationException("lands next");
  }

  /**
   * Makes it smaller by bySteps, keeping its place (cancels at or below 0); false if it does not
   * rest.
   */
  public boolean reduce(long orderId, long bySteps) {
    throw new UnsupportedOperationException("lands next");
  }

  /** Steps left of a resting order, 0 if it does not rest. */
  public long remaining(long orderId) {
    throw new UnsupportedOperationException("lands next");
  }
}
