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
 * @param hourlyLosses so many losses within {@code hourlyLossesWithin} begin a cooldown
 * @param hourlyLossCooldown how long that one holds
 * @param tradesPerHour so many trades, by their first fills, end a clock hour
 * @param drawdownMax so far under its peak, a fraction, the balance halts everything
 * @param feeShareMax of the day's gross profit; people are told of fees beyond it
 * @param balanceFallMax a larger fall of the balance, a fraction, within {@code balanceFallWithin}
 *     that nobody booked is an emergency
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
    int cautiousTrades,
    int hourlyLosses,
    Duration hourlyLossesWithin,
    Duration hourlyLossCooldown,
    int tradesPerHour,
    BigDecimal drawdownMax,
    BigDecimal feeShareMax,
    BigDecimal balanceFallMax,
    Duration balanceFallWithin) {

  /** So many losses are remembered by their times. */
  static final int LOSSES_KEPT = 50;

  public AccountRules {
    requireIn("openPositionsMax", openPositionsMax, Integer.MAX_VALUE);
    requireIn("lossStreakEvery", lossStreakEvery, Integer.MAX_VALUE);
    requireIn("hourlyLosses", hourlyLosses, LOSSES_KEPT);
    requireIn("tradesPerHour", tradesPerHour, Integer.MAX_VALUE);
    requirePositive("dailyLossMax", dailyLossMax);
    requirePositive("drawdownMax", drawdownMax);
    requirePositive("feeShareMax", feeShareMax);
    requirePositive("balanceFallMax", balanceFallMax);
    requirePositive("hourlyLossesWithin", hourlyLossesWithin);
    requirePositive("balanceFallWithin", balanceFallWithin);
  }

  private static void requireIn(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          name
              + " must be at least 1"
              + (most == Integer.MAX_VALUE ? "" : " and at most " + most)
              + ", was "
              + value);
    }
  }

  private static void requirePositive(String name, BigDecimal value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(name + " must be above 0, was " + value);
    }
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be above 0, was " + value);
    }
  }

  /** The defaults of both profiles. */
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
        10,
        5,
        Duration.ofHours(1),
        Duration.ofMinutes(30),
        25,
        new BigDecimal("0.10"),
        new BigDecimal("0.40"),
        new BigDecimal("0.03"),
        Duration.ofSeconds(60));
  }
}
