package vortex7.risk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Where the account stands, as far as a trade's size depends on it.
 *
 * @param lossStreak losses in a row
 * @param cautious a loss streak tripped within the last trades
 * @param dayShare the day's net result over the day's balance, a fraction
 * @param marginInUse bound by granted slots, quote units
 * @param recentNets results of the newest closed trades, at most as many as Kelly looks at
 * @param closedTrades in all
 * @param riskPerTrade what a person set; empty for the configured one
 */
public record Standing(
    int lossStreak,
    boolean cautious,
    BigDecimal dayShare,
    BigDecimal marginInUse,
    List<BigDecimal> recentNets,
    long closedTrades,
    Optional<BigDecimal> riskPerTrade) {
  public Standing {
    recentNets = List.copyOf(recentNets);
  }
}
