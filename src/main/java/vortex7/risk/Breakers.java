package vortex7.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent.BreakerReset;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.DayBegan;
import vortex7.risk.AccountEvent.SlotReleased;
import vortex7.risk.AccountEvent.TradeCounted;

/** What a result trips, and what the passing of time resets. */
final class Breakers {
  private Breakers() {}

  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  static boolean belongs(DayLedger ledger, Instant at) {
    return ledger.day().equals(day(at));
  }

  /** A loss lengthens the streak, a win ends it, nothing gained and nothing lost leaves it. */
  static int streakAfter(int streak, BigDecimal net) {
    return switch (net.signum()) {
      case -1 -> streak + 1;
      case 1 -> 0;
      default -> streak;
    };
  }

  static AccountOutcome onTradeClosed(
      Account account, TradeSummary trade, Instant now, AccountRules rules) {
    if (trade.positionNumber() <= account.memory(trade.symbol()).lastClosed()) {
      return again(account, trade, now);
    }
    List<AccountEvent> events = new ArrayList<>();
    List<String> alerts = new ArrayList<>();
    dayOf(account, trade.exitTime(), now).ifPresent(events::add);
    TradeCounted counted =
        new TradeCounted(
            trade.symbol(),
            trade.positionNumber(),
            trade.exitReason(),
            trade.pnlGross(),
            trade.feeTotal(),
            trade.funding(),
            trade.pnlNet(),
            trade.makerFills(),
            trade.takerFills() + trade.takerExits(),
            trade.exitTime());
    events.add(counted);
    Account after = account.applyAll(events);
    dailyLoss(after, now, rules, alerts).ifPresent(events::add);
    if (trade.exitReason() != ExitReason.FRAGMENT && trade.pnlNet().signum() < 0) {
      lossStreak(after, now, rules, alerts).ifPresent(events::add);
    }
    return new AccountOutcome(events, Optional.empty(), alerts, List.of());
  }

  /** It was counted: told twice, or opened again by a late fill and ended once more. */
  private static AccountOutcome again(Account account, TradeSummary trade, Instant now) {
    if (!account.holds(trade.symbol(), trade.positionNumber())) {
      return AccountOutcome.of(List.of());
    }
    String what = trade.symbol() + " " + trade.positionNumber() + " ended again";
    return new AccountOutcome(
        List.of(new SlotReleased(trade.symbol(), trade.positionNumber(), "ended again", now)),
        Optional.empty(),
        List.of(
            what
                + ", net "
                + cents(trade.pnlNet())
                + " in all; the day's ledger holds what it was when it ended first"),
        List.of());
  }

  /** What comes first after midnight may come before the tick that begins the day by the wallet. */
  static Optional<AccountEvent> dayOf(Account account, Instant exit, Instant now) {
    return account
        .day()
        .filter(ledger -> ledger.day().isBefore(day(exit)))
        .map(ledger -> new DayBegan(day(exit), ledger.base().add(ledger.net()), now));
  }

  private static Optional<AccountEvent> dailyLoss(
      Account account, Instant now, AccountRules rules, List<String> alerts) {
    Optional<DayLedger> day = account.day().filter(ledger -> belongs(ledger, now));
    if (day.isEmpty() || account.breakers().containsKey(Breaker.DAILY_LOSS)) {
      return Optional.empty();
    }
    BigDecimal limit = day.get().base().multiply(rules.dailyLossMax());
    BigDecimal loss = day.get().net().negate();
    if (loss.compareTo(limit) <= 0) {
      return Optional.empty();
    }
    String reason =
        "the day's net loss "
            + cents(loss)
            + " > "
            + cents(limit)
            + " ("
            + percent(rules.dailyLossMax())
            + " of "
            + cents(day.get().base())
            + ")";
    alerts.add("DAILY_LOSS — " + reason + "; no entries until 00:00 UTC");
    Instant midnight = day.get().day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Optional.of(
        new BreakerTripped(Breaker.DAILY_LOSS, reason, Optional.of(midnight), 0, now));
  }

  private static Optional<AccountEvent> lossStreak(
      Account account, Instant now, AccountRules rules, List<String> alerts) {
    int streak = account.lossStreak();
    if (streak == 0 || streak % rules.lossStreakEvery() != 0) {
      return Optional.empty();
    }
    String reason = streak + " losses in a row";
    alerts.add(
        "LOSS_STREAK — "
            + reason
            + "; no entries for "
            + rules.lossStreakCooldown().toMinutes()
            + " min");
    return Optional.of(
        new BreakerTripped(
            Breaker.LOSS_STREAK,
            reason,
            Optional.of(now.plus(rules.lossStreakCooldown())),
            rules.cautiousTrades(),
            now));
  }

  static AccountOutcome onTime(
      Account account, Instant now, Optional<BigDecimal> wallet, AccountRules rules) {
    List<AccountEvent> events = new ArrayList<>();
    for (Map.Entry<Breaker, Account.Trip> held : account.breakers().entrySet()) {
      Optional<Instant> until = held.getValue().until();
      if (until.isPresent() && !now.isBefore(until.get())) {
        events.add(new BreakerReset(held.getKey(), "its time is over", now));
      }
    }
    boolean newDay = account.day().map(ledger -> ledger.day().isBefore(day(now))).orElse(true);
    if (newDay && wallet.isPresent()) {
      events.add(new DayBegan(day(now), wallet.get(), now));
    }
    List<Account.Slot> asks =
        account.slots().values().stream()
            .filter(slot -> !slot.confirmed())
            .filter(slot -> !now.isBefore(slot.grantedAt().plus(rules.slotAskAfter())))
            .toList();
    return new AccountOutcome(events, Optional.empty(), List.of(), asks);
  }

  private static String cents(BigDecimal money) {
    return money.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }
}
