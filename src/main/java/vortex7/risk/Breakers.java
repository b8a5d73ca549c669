package vortex7.risk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;
import vortex7.position.TradeSummary;
import vortex7.risk.AccountEvent.BreakerReset;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.DayBegan;
import vortex7.risk.AccountEvent.KellyAlerted;
import vortex7.risk.AccountEvent.SlotReleased;
import vortex7.risk.AccountEvent.TradeBegan;
import vortex7.risk.AccountEvent.TradeCounted;

/** What trades trip, and what the passing of time resets. */
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

  // ---- trades

  static AccountOutcome onTradeBegan(
      Account account, Symbol symbol, long number, Instant at, Instant now, AccountRules rules) {
    Account.SymbolMemory memory = account.memory(symbol);
    if (number <= memory.lastBegun() || number <= memory.lastClosed()) {
      return AccountOutcome.of(List.of());
    }
    List<AccountEvent> events = new ArrayList<>();
    List<String> alerts = new ArrayList<>();
    events.add(new TradeBegan(symbol, number, at));
    overtrade(account.applyAll(events), now, rules, alerts).ifPresent(events::add);
    return new AccountOutcome(events, Optional.empty(), alerts, List.of());
  }

  static AccountOutcome onTradeClosed(
      Account account, TradeSummary trade, Instant now, AccountRules rules) {
    Account.SymbolMemory memory = account.memory(trade.symbol());
    if (trade.positionNumber() <= memory.lastClosed()) {
      return again(account, trade, now);
    }
    List<AccountEvent> events = new ArrayList<>();
    List<String> alerts = new ArrayList<>();
    dayOf(account, trade.exitTime(), now).ifPresent(events::add);
    if (trade.positionNumber() > memory.lastBegun()) {
      events.add(new TradeBegan(trade.symbol(), trade.positionNumber(), trade.entryTime()));
    }
    events.add(counted(trade));
    Account after = account.applyAll(events);
    dailyLoss(after, now, rules, alerts).ifPresent(events::add);
    if (trade.exitReason() != ExitReason.FRAGMENT && trade.pnlNet().signum() < 0) {
      lossStreak(after, now, rules, alerts).ifPresent(events::add);
      hourlyLoss(after, now, rules, alerts).ifPresent(events::add);
    }
    overtrade(after, now, rules, alerts).ifPresent(events::add);
    feeAlert(after, now, rules, alerts).ifPresent(events::add);
    return new AccountOutcome(events, Optional.empty(), alerts, List.of());
  }

  private static TradeCounted counted(TradeSummary trade) {
    return new TradeCounted(
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
                + Words.cents(trade.pnlNet())
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

  // ---- what trips

  static Optional<AccountEvent> dailyLoss(
      Account account, Instant now, AccountRules rules, List<String> alerts) {
    Optional<DayLedger> day = account.day().filter(ledger -> belongs(ledger, now));
    if (day.isEmpty() || account.breakers().containsKey(Breaker.DAILY_LOSS)) {
      return Optional.empty();
    }
    BigDecimal limit = day.get().base().multiply(rules.dailyLossMax());
    BigDecimal loss = day.get().net().negate();
    if (loss.signum() <= 0 || loss.compareTo(limit) <= 0) {
      return Optional.empty();
    }
    String reason =
        "the day's net loss "
            + Words.cents(loss)
            + " > "
            + Words.cents(limit)
            + " ("
            + Words.percent(rules.dailyLossMax())
            + " of "
            + Words.cents(day.get().base())
            + ")";
    alerts.add("DAILY_LOSS — " + reason + "; no entries until 00:00 UTC");
    return Optional.of(
        new BreakerTripped(Breaker.DAILY_LOSS, reason, Optional.of(midnight(day.get())), 0, now));
  }

  private static Instant midnight(DayLedger day) {
    return day.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Optional<AccountEvent> lossStreak(
      Account account, Instant now, AccountRules rules, List<String> alerts) {
    int streak = account.lossStreak();
    if (streak == 0 || streak % rules.lossStreakEvery() != 0) {
      return Optional.empty();
    }
    return Optional.of(
        cooldown(
            Breaker.LOSS_STREAK,
            streak + " losses in a row",
            rules.lossStreakCooldown(),
            rules.cautiousTrades(),
            now,
            alerts));
  }

  /** Each loss that completes so many within the time begins the cooldown anew. */
  private static Optional<AccountEvent> hourlyLoss(
      Account account, Instant now, AccountRules rules, List<String> alerts) {
    int losses = account.lossesWithin(rules.hourlyLossesWithin());
    if (losses < rules.hourlyLosses()) {
      return Optional.empty();
    }
    String reason = losses + " losses within " + rules.hourlyLossesWithin().toMinutes() + " min";
    return Optional.of(
        cooldown(Breaker.HOURLY_LOSS, reason, rules.hourlyLossCooldown(), 0, now, alerts));
  }

  private static BreakerTripped cooldown(
      Breaker breaker,
      String reason,
      Duration lasts,
      int cautiousTrades,
      Instant now,
      List<String> alerts) {
    alerts.add(breaker + " — " + reason + "; no entries for " + lasts.toMinutes() + " min");
    return new BreakerTripped(breaker, reason, Optional.of(now.plus(lasts)), cautiousTrades, now);
  }

  private static Optional<AccountEvent> overtrade(
      Account account, Instant now, AccountRules rules, List<String> alerts) {
    Optional<HourLedger> hour = account.hour().filter(ledger -> ledger.holds(now));
    if (hour.isEmpty()
        || hour.get().begun() < rules.tradesPerHour()
        || account.breakers().containsKey(Breaker.OVERTRADE)) {
      return Optional.empty();
    }
    String reason =
        hour.get().begun()
            + " trades since "
            + hour.get().hour()
            + ", limit "
            + rules.tradesPerHour();
    alerts.add("OVERTRADE — " + reason + "; no entries until " + hour.get().end());
    return Optional.of(
        new BreakerTripped(Breaker.OVERTRADE, reason, Optional.of(hour.get().end()), 0, now));
  }

  /** Without a gross profit there is nothing to measure the fees against. */
  private static Optional<AccountEvent> feeAlert(
      Account account, Instant now, AccountRules rules, List<String> alerts) {
    Optional<DayLedger> day = account.day().filter(ledger -> belongs(ledger, now));
    if (day.isEmpty()
        || day.get().grossProfit().signum() <= 0
        || account.breakers().containsKey(Breaker.FEE_ALERT)) {
      return Optional.empty();
    }
    BigDecimal limit = day.get().grossProfit().multiply(rules.feeShareMax());
    if (day.get().fees().compareTo(limit) <= 0) {
      return Optional.empty();
    }
    String reason =
        "the day's fees "
            + Words.cents(day.get().fees())
            + " > "
            + Words.percent(rules.feeShareMax())
            + " of the gross profit "
            + Words.cents(day.get().grossProfit());
    alerts.add("FEE_ALERT — " + reason);
    return Optional.of(
        new BreakerTripped(Breaker.FEE_ALERT, reason, Optional.of(midnight(day.get())), 0, now));
  }

  // ---- time

  static AccountOutcome onTime(
      Account account, Instant now, Optional<BigDecimal> wallet, AccountRules rules) {
    List<AccountEvent> events = new ArrayList<>();
    for (Map.Entry<Breaker, Account.Trip> held : account.breakers().entrySet()) {
      Optional<Instant> until = held.getValue().until();
      boolean byTime = held.getKey().end() == Breaker.End.TIME;
      if (byTime && until.isPresent() && !now.isBefore(until.get())) {
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

  // ---- the venue and the wallet

  /** The venue fails: entries are off until it answers after {@code halfOpenAt}. */
  static AccountOutcome onVenueFailed(
      Account account, String reason, Instant halfOpenAt, Instant now) {
    Optional<Instant> until =
        Optional.ofNullable(account.breakers().get(Breaker.VENUE)).flatMap(Account.Trip::until);
    if (until.filter(known -> !halfOpenAt.isAfter(known)).isPresent()) {
      return AccountOutcome.of(List.of());
    }
    return new AccountOutcome(
        List.of(new BreakerTripped(Breaker.VENUE, reason, Optional.of(halfOpenAt), 0, now)),
        Optional.empty(),
        List.of("VENUE — " + reason + "; no entries until the venue answers after " + halfOpenAt),
        List.of());
  }

  static AccountOutcome onVenueAnswered(Account account, Instant now) {
    Optional<Instant> until =
        Optional.ofNullable(account.breakers().get(Breaker.VENUE)).flatMap(Account.Trip::until);
    return AccountOutcome.of(
        until.filter(halfOpenAt -> !now.isBefore(halfOpenAt)).isPresent()
            ? List.of(new BreakerReset(Breaker.VENUE, "the venue answers", now))
            : List.of());
  }

  /** People are told once a UTC day. */
  static AccountOutcome onKelly(Account account, BigDecimal fraction, Instant now) {
    boolean told = account.kellyAlertedAt().filter(at -> day(at).equals(day(now))).isPresent();
    return fraction.signum() > 0 || told
        ? AccountOutcome.of(List.of())
        : new AccountOutcome(
            List.of(new KellyAlerted(fraction, now)),
            Optional.empty(),
            List.of(
                "Kelly fraction is "
                    + fraction.toPlainString()
                    + ": the last trades had no edge, risk is at its floor"),
            List.of());
  }

  /** Money is missing that nobody booked; people are told also when PANIC stands already. */
  static AccountOutcome onBalanceEmergency(Account account, String reason, Instant now) {
    return new AccountOutcome(
        account.breakers().containsKey(Breaker.PANIC)
            ? List.of()
            : List.of(new BreakerTripped(Breaker.PANIC, reason, Optional.empty(), 0, now)),
        Optional.empty(),
        List.of("EMERGENCY — all positions closed, reason: " + reason),
        List.of());
  }
}
