package vortex7.risk;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.PeakMoved;

/** How far the wallet is under its peak, and the breaker that trips on it. */
final class Drawdown {
  private static final int SCALE = 8;

  private Drawdown() {}

  /**
   * The wallet is told: a higher one is the new peak, one that is too low trips. The first day's
   * balance is the first peak.
   */
  static AccountOutcome onWallet(
      Account account, BigDecimal wallet, Instant at, Instant now, AccountRules rules) {
    if (account.day().isEmpty()) {
      return AccountOutcome.of(List.of());
    }
    Optional<Peak> peak = account.peak();
    if (peak.isEmpty() || wallet.compareTo(peak.get().balance()) > 0) {
      return AccountOutcome.of(List.of(new PeakMoved(wallet, "the highest so far", at)));
    }
    BigDecimal limit = limit(peak.get(), rules);
    boolean holds = peak.get().balance().signum() <= 0 || wallet.compareTo(limit) > 0;
    if (holds || account.breakers().containsKey(Breaker.DRAWDOWN)) {
      return AccountOutcome.of(List.of());
    }
    String reason =
        "the balance "
            + Words.cents(wallet)
            + " is "
            + Words.percent(rules.drawdownMax())
            + " or more under its peak "
            + Words.cents(peak.get().balance());
    return new AccountOutcome(
        List.of(new BreakerTripped(Breaker.DRAWDOWN, reason, Optional.empty(), 0, now)),
        Optional.empty(),
        List.of("DRAWDOWN — " + reason + "; HALTED until a person resets it"),
        List.of());
  }

  /** At or below it the breaker trips. */
  static BigDecimal limit(Peak peak, AccountRules rules) {
    return peak.balance().multiply(BigDecimal.ONE.subtract(rules.drawdownMax()));
  }

  /**
   * The peak after a transfer that left {@code wallet}: money that comes or goes is neither a gain
   * nor a loss, so the wallet stays as far under its peak as it was.
   */
  static Optional<AccountEvent> onTransfer(
      Account account, BigDecimal amount, BigDecimal wallet, Instant at) {
    return account
        .peak()
        .filter(peak -> at.isAfter(peak.at()))
        .map(
            peak ->
                new PeakMoved(
                    moved(peak.balance(), wallet.subtract(amount), wallet),
                    "a transfer of " + amount.toPlainString(),
                    at));
  }

  private static BigDecimal moved(BigDecimal peak, BigDecimal before, BigDecimal after) {
    return before.signum() <= 0 || after.signum() <= 0
        ? after.max(BigDecimal.ZERO)
        : peak.multiply(after)
            .divide(before, MathContext.DECIMAL128)
            .setScale(SCALE, RoundingMode.HALF_EVEN);
  }
}
