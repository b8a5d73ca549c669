package vortex7.risk;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * The account's limits. Shares are fractions: 0.025 is 2.5 %.
 *
 * @param openPositionsMax slots granted at a time, pending entries included
 * @param marginAllMax share of the balance that all slots may bind
 * @param noFillCooldown no entry in a symbol for so long after its NO_FILL
 * @param closeCooldown the same after its last close
 * @param slotAskAfter a slot that was not confirmed for so long is asked for
 * @param dailyLossMax of the day's balance; beyond it the day is over
 * @param untoldWithdrawalMin quote units; so much less in the wallet at a start than the books
 *     expect is booked as a transfer
 * @param lossStreakEvery the cooldown trips at every multiple of so many losses in a row
 * @param lossStreakCooldown how long it holds
 * @param cautiousTrades so many trades after it are sized cautiously
 */
public record AccountRules(
    int openPositionsMax,
    BigDecimal marginAllMax,
    Duration noFillCooldown,
    Duration closeCooldown,
    Duration slotAskAfter,
    BigDecimal dailyLossMax,
    BigDecimal untoldWithdrawalMin,
    int lossStreakEvery,
    Duration lossStreakCooldown,
    int cautiousTrades) {

  public AccountRules {
    if (openPositionsMax < 1) {
      throw new IllegalArgumentException(
          "openPositionsMax must be at least 1, was " + openPositionsMax);
    }
    if (lossStreakEvery < 1) {
      throw new IllegalArgumentException(
          "lossStreakEvery must be at least 1, was " + lossStreakEvery);
    }
    if (dailyLossMax.signum() <= 0) {
      throw new IllegalArgumentException("dailyLossMax must be above 0, was " + dailyLossMax);
    }
  }

  /** The defaults of the profile {@code documents}. */
  public static AccountRules documents() {
    return new AccountRules(
        2,
        new BigDecimal("0.90"),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        new BigDecimal("0.025"),
        BigDecimal.ONE,
        3,
        Duration.ofMinutes(10),
        10);
  }
}
