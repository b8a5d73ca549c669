package vortex7.matching;

/**
 * Who holds a symbol's open contracts, as a market source reckons it for everybody but the clients.
 * Shares are of what is long and short together, 0 to 1; one less the share is short.
 *
 * @param openInterestSteps contracts that are open, each counted once, lot steps
 * @param longAccounts share of the accounts with a position that are long
 * @param topLongAccounts the same among those with large positions
 * @param topLongPositions share of the large positions' quantity that is long
 */
public record Positioning(
    long openInterestSteps, double longAccounts, double topLongAccounts, double topLongPositions) {
  public Positioning {
    if (openInterestSteps < 0) {
      throw new IllegalArgumentException(
          "openInterestSteps must be at least 0, was " + openInterestSteps);
    }
    requireShare("longAccounts", longAccounts);
    requireShare("topLongAccounts", topLongAccounts);
    requireShare("topLongPositions", topLongPositions);
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0.0 && value <= 1.0)) {
      throw new IllegalArgumentException(name + " must be 0 to 1, was " + value);
    }
  }
}
