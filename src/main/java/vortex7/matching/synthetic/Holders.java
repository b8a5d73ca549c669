package vortex7.matching.synthetic;

import java.util.SortedMap;

/**
 * Those who are long, or those who are short: how many they are, how many of them are large, and
 * what they hold; a hot-path mutator over primitives that never allocates.
 */
final class Holders {
  private final LiquidationLadder ladder = new LiquidationLadder();
  private double accounts;
  private double topAccounts;
  private double topCoins;

  LiquidationLadder ladder() {
    return ladder;
  }

  double accounts() {
    return accounts;
  }

  double topAccounts() {
    return topAccounts;
  }

  double topCoins() {
    return topCoins;
  }

  /** One account, or a few that trade as one, opens. */
  void open(double height, double below, double coins, double count, boolean top) {
    ladder.add(height, below, coins);
    accounts += count;
    if (top) {
      topAccounts += count;
      topCoins += coins;
    }
  }

  /** As many contracts are closed, of the large ones if {@code top}, else of all alike. */
  void close(double coins, boolean top) {
    double before = ladder.total();
    ladder.close(coins);
    accounts *= kept(coins, before);
    double ofTop = top ? coins : coins * topCoins / Math.max(before, topCoins);
    topAccounts *= kept(ofTop, topCoins);
    topCoins *= kept(ofTop, topCoins);
  }

  /** {@code coins} of {@code before} were liquidated and are out of the ladder. */
  void liquidated(double coins, double before) {
    accounts *= kept(coins, before);
  }

  private static double kept(double coins, double of) {
    return of <= 0.0 ? 1.0 : Math.max(0.0, 1.0 - coins / of);
  }

  void exportTo(SortedMap<String, Long> state, String prefix) {
    ladder.exportTo(state, prefix);
    state.put(prefix + "accounts", Double.doubleToRawLongBits(accounts));
    state.put(prefix + "topAccounts", Double.doubleToRawLongBits(topAccounts));
    state.put(prefix + "topCoins", Double.doubleToRawLongBits(topCoins));
  }

  void restore(StateReader state, String prefix) {
    ladder.restore(state, prefix);
    accounts = state.number(prefix + "accounts");
    topAccounts = state.number(prefix + "topAccounts");
    topCoins = state.number(prefix + "topCoins");
  }
}
