package vortex7.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Symbol;

/** The account's conditions for a new position: computed and shown, never journaled. */
final class Gates {
  private Gates() {}

  static Optional<String> whyNoSlot(
      Account account,
      Symbol symbol,
      BigDecimal margin,
      BigDecimal balance,
      Instant now,
      AccountRules rules) {
    if (account.tradingState(symbol) != TradingState.ACTIVE) {
      return Optional.of(
          "TRADING_STATE: "
              + symbol
              + " is "
              + account.tradingState(symbol)
              + " "
              + account.reasons());
    }
    if (account.day().isEmpty()) {
      return Optional.of("NO_BALANCE: the day's balance is not known yet");
    }
    Optional<Account.Slot> held = account.slot(symbol);
    if (held.isPresent()) {
      return Optional.of("ONE_PER_SYMBOL: " + symbol + " holds position " + held.get().number());
    }
    if (account.slots().size() >= rules.openPositionsMax()) {
      return Optional.of(
          "MAX_POSITIONS: " + account.slots().size() + " open of " + rules.openPositionsMax());
    }
    Account.SymbolMemory memory = account.memory(symbol);
    return cooling("NO_FILL_COOLDOWN", memory.lastNoFillAt(), rules.noFillCooldown(), now)
        .or(() -> cooling("CLOSE_COOLDOWN", memory.lastCloseAt(), rules.closeCooldown(), now))
        .or(() -> hourTaken(account, now, rules))
        .or(() -> marginTaken(account, margin, balance, rules));
  }

  private static Optional<String> cooling(
      String rule, Optional<Instant> since, Duration cooldown, Instant now) {
    return since
        .map(at -> Duration.between(now, at.plus(cooldown)))
        .filter(left -> left.isPositive())
        .map(left -> rule + ": " + left.toMillis() + " ms of " + cooldown.toSeconds() + " s left");
  }

  /** An entry that is granted and has not filled may still begin a trade of this hour. */
  private static Optional<String> hourTaken(Account account, Instant now, AccountRules rules) {
    int begun = account.hour().filter(hour -> hour.holds(now)).map(HourLedger::begun).orElse(0);
    long pending =
        account.slots().values().stream()
            .filter(slot -> slot.number() > account.memory(slot.symbol()).lastBegun())
            .count();
    return begun + pending < rules.tradesPerHour()
        ? Optional.empty()
        : Optional.of(
            "OVERTRADE: "
                + begun
                + " trades of this hour and "
                + pending
                + " pending, limit "
                + rules.tradesPerHour());
  }

  private static Optional<String> marginTaken(
      Account account, BigDecimal margin, BigDecimal balance, AccountRules rules) {
    BigDecimal most = balance.multiply(rules.marginAllMax());
    BigDecimal wanted = account.marginInUse().add(margin);
    return wanted.compareTo(most) <= 0
        ? Optional.empty()
        : Optional.of(
            "MARGIN: " + cents(wanted, RoundingMode.UP) + " > " + cents(most, RoundingMode.DOWN));
  }

  private static String cents(BigDecimal money, RoundingMode mode) {
    return money.setScale(2, mode).toPlainString();
  }
}
