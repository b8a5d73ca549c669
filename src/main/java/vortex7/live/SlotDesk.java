package vortex7.live;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.risk.Account;
import vortex7.risk.AccountOutcome;
import vortex7.risk.AccountRules;
import vortex7.risk.AccountWallet;
import vortex7.risk.EntriesHeld;

/** Who gets a slot: asks the account, after what is no fact of the journal. */
final class SlotDesk {
  private final Wiring wiring;
  private final EntriesHeld held;
  private final AccountWallet wallet;
  private final AccountRules rules;

  SlotDesk(Wiring wiring, EntriesHeld held, AccountWallet wallet, AccountRules rules) {
    this.wiring = wiring;
    this.held = held;
    this.wallet = wallet;
    this.rules = rules;
  }

  AccountOutcome wanted(Account account, AccountActor.Reserve wanted) {
    if (!held.none()) {
      return refused("ENTRIES_OFF: " + held.reasons());
    }
    if (!trades(account, wanted.symbol())) {
      return refused("NOT_TRADED: " + wanted.symbol() + " has no place any more");
    }
    Optional<String> shut = wiring.journal().shut();
    if (shut.isPresent()) {
      return refused("ENTRIES_OFF: " + shut.get());
    }
    Optional<BigDecimal> balance = wallet.forSizing();
    if (balance.isEmpty() || account.epoch().isEmpty()) {
      return refused("NO_BALANCE: the wallet balance is not known yet");
    }
    return account.onSlotWanted(
        wanted.symbol(),
        wanted.ref(),
        wanted.lastKnownNumber(),
        wanted.margin(),
        wanted.risk(),
        balance.get(),
        wiring.clock().instant(),
        rules);
  }

  /** Of the configured list, or in the place {@code TOP_ALT} by what is journaled. */
  private boolean trades(Account account, Symbol symbol) {
    return wiring.traded().listed().contains(symbol)
        || (wiring.traded().topAlt().isPresent()
            && account.topAlt().filter(alt -> alt.is(symbol)).isPresent());
  }

  private static AccountOutcome refused(String reason) {
    return new AccountOutcome(List.of(), Optional.of(reason), List.of(), List.of());
  }

  /** Tells of the slot that is journaled now. */
  static void grant(Account account, AccountActor.Reserve wanted) {
    account
        .slot(wanted.symbol())
        .ifPresent(
            slot ->
                wanted
                    .replyTo()
                    .tell(
                        new AccountActor.Granted(
                            slot.symbol(),
                            slot.ref(),
                            slot.number(),
                            account.epoch().orElseThrow())));
  }
}
