package vortex7.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Money that left the account while nobody listened: it shows in a wallet below what the day's
 * books expect.
 *
 * <p>Only what is missing is booked, because the daily loss would be measured against too much
 * otherwise. What is more than expected may be fees that were paid in another asset; leaving it out
 * makes the limit smaller, never larger.
 */
final class UntoldWithdrawal {
  private UntoldWithdrawal() {}

  static AccountOutcome from(Account account, BigDecimal wallet, Instant at, AccountRules rules) {
    Optional<DayLedger> day = account.day().filter(ledger -> Breakers.belongs(ledger, at));
    if (day.isEmpty() || !account.slots().isEmpty()) {
      return AccountOutcome.of(List.of()); // A trade under way is not in the ledger yet.
    }
    BigDecimal missing = day.get().base().add(day.get().net()).subtract(wallet);
    if (missing.compareTo(rules.untoldWithdrawalMin()) < 0) {
      return AccountOutcome.of(List.of());
    }
    AccountOutcome booked =
        account.onTransfer(
            "UNTOLD@" + at + "=" + wallet.toPlainString(), missing.negate(), wallet, at, at, rules);
    List<String> alerts = new ArrayList<>();
    alerts.add(
        missing.setScale(2, RoundingMode.HALF_EVEN).toPlainString()
            + " left the account while nobody listened: today's loss is measured against "
            + day.get()
                .base()
                .subtract(missing)
                .setScale(2, RoundingMode.HALF_EVEN)
                .toPlainString());
    alerts.addAll(booked.alerts());
    return new AccountOutcome(booked.events(), Optional.empty(), alerts, List.of());
  }
}
