package vortex7.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.risk.Account.Slot;
import vortex7.risk.AccountEvent.SlotConfirmed;
import vortex7.risk.AccountEvent.SlotGranted;

/** Who gets a slot, and what becomes of one that a position says it uses. */
final class Slots {
  private Slots() {}

  static AccountOutcome wanted(
      Account account,
      Symbol symbol,
      String ref,
      long lastKnownNumber,
      BigDecimal margin,
      BigDecimal risk,
      BigDecimal balance,
      Instant now,
      AccountRules rules) {
    if (account.slot(symbol).filter(held -> held.ref().equals(ref)).isPresent()) {
      return AccountOutcome.of(List.of());
    }
    Optional<String> refusal = Gates.whyNoSlot(account, symbol, margin, balance, now, rules);
    if (refusal.isPresent()) {
      return AccountOutcome.refused(refusal.get());
    }
    long number = Math.max(account.memory(symbol).lastNumber(), lastKnownNumber) + 1;
    return AccountOutcome.of(List.of(new SlotGranted(symbol, number, ref, margin, risk, now)));
  }

  static AccountOutcome confirmed(
      Account account,
      Symbol symbol,
      long number,
      String ref,
      BigDecimal margin,
      BigDecimal risk,
      Instant now) {
    Optional<Slot> slot = account.slot(symbol);
    if (slot.isPresent() && slot.get().number() == number) {
      return AccountOutcome.of(
          slot.get().confirmed() ? List.of() : List.of(new SlotConfirmed(symbol, number, now)));
    }
    // The one that was counted last may have opened again by a fill that came late.
    if (slot.isEmpty() && number >= account.memory(symbol).lastClosed()) {
      return new AccountOutcome(
          List.of(
              new SlotGranted(symbol, number, ref, margin, risk, now),
              new SlotConfirmed(symbol, number, now)),
          Optional.empty(),
          List.of("slot of " + symbol + " " + number + " was taken over from its position"),
          List.of());
    }
    return AccountOutcome.refused(
        symbol
            + " "
            + number
            + " has no slot; "
            + slot.map(held -> held.number() + " has it").orElse("it was closed already"));
  }
}
