package vortex7.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.risk.AccountEvent.BreakerReset;
import vortex7.risk.AccountEvent.BreakerTripped;
import vortex7.risk.AccountEvent.CommandTaken;
import vortex7.risk.AccountEvent.RiskSet;
import vortex7.risk.AccountEvent.SymbolFreed;

/** What people order the account to do; an order with a known id changes nothing again. */
final class Commands {
  private Commands() {}

  static AccountOutcome trip(
      Account account, Command command, String what, Breaker breaker, Instant now) {
    if (known(account, command)) {
      return AccountOutcome.of(List.of());
    }
    List<AccountEvent> events = new ArrayList<>();
    events.add(taken(command, what, now));
    if (account.breakers().containsKey(breaker)) {
      return AccountOutcome.of(events);
    }
    events.add(new BreakerTripped(breaker, by(command), Optional.empty(), 0, now));
    String alert =
        breaker
            + " — "
            + by(command)
            + "; no entries until a person "
            + (breaker == Breaker.PANIC ? "resumes" : "starts");
    return new AccountOutcome(events, Optional.empty(), List.of(alert), List.of());
  }

  static AccountOutcome note(Account account, Command command, String what, Instant now) {
    return AccountOutcome.of(
        known(account, command) ? List.of() : List.of(taken(command, what, now)));
  }

  static AccountOutcome start(Account account, Command command, Instant now) {
    if (known(account, command)) {
      return AccountOutcome.of(List.of());
    }
    List<String> others = new ArrayList<>();
    account
        .breakers()
        .forEach(
            (breaker, trip) -> {
              if (breaker != Breaker.MANUAL && breaker.holdsEntries()) {
                others.add(breaker + ": " + trip.reason());
              }
            });
    if (!others.isEmpty()) {
      return AccountOutcome.refused("another cause holds entries back: " + others);
    }
    List<AccountEvent> events = new ArrayList<>();
    events.add(taken(command, "start", now));
    reset(account, Breaker.MANUAL, command, now).ifPresent(events::add);
    return AccountOutcome.of(events);
  }

  static AccountOutcome resume(Account account, Command command, Instant now) {
    if (known(account, command)) {
      return AccountOutcome.of(List.of());
    }
    List<AccountEvent> events = new ArrayList<>();
    events.add(taken(command, "resume", now));
    for (Breaker breaker : account.breakers().keySet()) {
      if (breaker.state() == TradingState.HALTED) {
        events.add(new BreakerReset(breaker, by(command), now));
      }
    }
    for (Map.Entry<String, Account.SymbolMemory> symbol : account.symbols().entrySet()) {
      symbol
          .getValue()
          .restriction()
          .filter(held -> held.state() == TradingState.HALTED)
          .ifPresent(
              held -> events.add(new SymbolFreed(Symbol.of(symbol.getKey()), by(command), now)));
    }
    return AccountOutcome.of(events);
  }

  static AccountOutcome reset(Account account, Command command, Breaker breaker, Instant now) {
    if (known(account, command)) {
      return AccountOutcome.of(List.of());
    }
    Optional<Account.Trip> trip = Optional.ofNullable(account.breakers().get(breaker));
    if (trip.isEmpty()) {
      return AccountOutcome.refused(breaker + " is not tripped");
    }
    if (breaker.end() != Breaker.End.RESET) {
      return AccountOutcome.refused(
          breaker + " is not reset, it ends " + end(breaker, trip.get().until()));
    }
    return AccountOutcome.of(
        List.of(
            taken(command, "reset " + breaker, now), new BreakerReset(breaker, by(command), now)));
  }

  private static String end(Breaker breaker, Optional<Instant> until) {
    String when = until.map(Instant::toString).orElse("its expiry");
    return switch (breaker.end()) {
      case TIME -> "at " + when;
      case ANSWER -> "by the venue's first answer after " + when;
      case START -> "by start";
      case RESUME -> "by resume";
      case RESET -> "by a reset";
    };
  }

  static AccountOutcome setRisk(Account account, Command command, BigDecimal share, Instant now) {
    if (known(account, command)) {
      return AccountOutcome.of(List.of());
    }
    if (share.compareTo(SizingRules.RISK_MIN) < 0 || share.compareTo(SizingRules.RISK_MAX) > 0) {
      return AccountOutcome.refused(
          "risk per trade must be in ["
              + percent(SizingRules.RISK_MIN)
              + ", "
              + percent(SizingRules.RISK_MAX)
              + "] %, was "
              + percent(share)
              + " %");
    }
    return AccountOutcome.of(
        List.of(taken(command, "risk " + percent(share) + " %", now), new RiskSet(share, now)));
  }

  private static Optional<AccountEvent> reset(
      Account account, Breaker breaker, Command command, Instant now) {
    return account.breakers().containsKey(breaker)
        ? Optional.of(new BreakerReset(breaker, by(command), now))
        : Optional.empty();
  }

  private static boolean known(Account account, Command command) {
    return account.commandIds().contains(command.id());
  }

  private static CommandTaken taken(Command command, String what, Instant now) {
    return new CommandTaken(command.id(), command.who(), what, command.why(), now);
  }

  private static String by(Command command) {
    return command.who() + ": " + command.why();
  }

  private static String percent(BigDecimal share) {
    return share.movePointRight(2).stripTrailingZeros().toPlainString();
  }
}
