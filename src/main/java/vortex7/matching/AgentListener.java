package vortex7.matching;

/**
 * Told of every fill of an agent's order (owner ≥ 0) in an {@link OrderBook}, while the matching
 * runs: it takes notes and acts later, and must not call the book.
 */
@FunctionalInterface
public interface AgentListener {
  /**
   * @param owner the agent
   * @param orderId as given by {@link OrderBook#placeLimit}; 0 for a market order
   * @param buy the agent bought
   * @param maker the agent's order rested
   * @param remainingSteps of the order after this fill
   */
  void onFill(
      int owner,
      long orderId,
      boolean buy,
      boolean maker,
      long priceTicks,
      long quantitySteps,
      long remainingSteps);
}
