package vortex7.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vortex7.risk.Account;
import vortex7.risk.AccountOutcome;
import vortex7.risk.AccountRules;

/** The quote asset's wallet as the venue tells it, and which of its changes are to be booked. */
final class AccountWallet {
  private static final AccountOutcome NOTHING =
      new AccountOutcome(List.of(), Optional.empty(), List.of(), List.of());

  /** Reasons of the venue for which a balance changes other than by trading. */
  private static final Set<String> TRANSFERS =
      Set.of(
          "DEPOSIT",
          "WITHDRAW",
          "WITHDRAW_REJECT",
          "ADMIN_DEPOSIT",
          "ADMIN_WITHDRAW",
          "ASSET_TRANSFER",
          "COIN_SWAP_DEPOSIT",
          "COIN_SWAP_WITHDRAW");

  private final AccountRules rules;
  private final Optional<BigDecimal> cap;
  private Optional<BigDecimal> balance = Optional.empty();

  /** When the wallet was compared with the books after the start: it held what came before. */
  private Optional<Instant> compared = Optional.empty();

  /**
   * @param cap the most that sizing may start from, quote units; empty: the whole wallet
   */
  AccountWallet(AccountRules rules, Optional<BigDecimal> cap) {
    this.rules = rules;
    this.cap = cap;
  }

  /** Quote units; empty until it is known. */
  Optional<BigDecimal> balance() {
    return balance;
  }

  /** The same up to the cap. */
  Optional<BigDecimal> forSizing() {
    return balance.map(whole -> cap.map(whole::min).orElse(whole));
  }

  /** Takes in what the venue told; answers what is to be booked, often nothing. */
  AccountOutcome told(Account account, AccountActor.BalanceTold told) {
    balance = Optional.of(told.wallet());
    boolean read = told.reason().equals(AccountActor.READ);
    if (read && compared.isEmpty() && account.slots().isEmpty()) {
      compared = Optional.of(told.at());
      return account.onWalletRead(told.wallet(), told.at(), rules);
    }
    boolean known = compared.filter(at -> !told.at().isAfter(at)).isPresent();
    boolean transfer = TRANSFERS.contains(told.reason()) && told.change().signum() != 0;
    if (known || !transfer || account.day().isEmpty()) {
      return NOTHING;
    }
    // The wallet tells two transfers of the same millisecond apart.
    String reference = told.reason() + "@" + told.at() + "=" + told.wallet().toPlainString();
    return account.onTransfer(reference, told.change(), told.at());
  }
}
