package vortex7.risk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The quote asset's wallet as the venue tells it, and which of its changes are to be booked. */
public final class AccountWallet {
  /** The reason of a balance that was asked for. */
  public static final String READ = "READ";

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

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final AccountRules rules;
  private final Optional<BigDecimal> cap;
  private Optional<BigDecimal> balance = Optional.empty();

  /** When the balance was that, by the venue's clock. */
  private Optional<Instant> toldAt = Optional.empty();

  /** When the balance was read, while nobody has looked how far it is under its peak. */
  private Optional<Instant> unjudged = Optional.empty();

  /** When the wallet was compared with the books after the start: it held what came before. */
  private Optional<Instant> compared = Optional.empty();

  /**
   * @param cap the most that sizing may start from, quote units; empty: the whole wallet
   */
  public AccountWallet(AccountRules rules, Optional<BigDecimal> cap) {
    this.rules = rules;
    this.cap = cap;
  }

  /** Quote units; empty until it is known. */
  public Optional<BigDecimal> balance() {
    return balance;
  }

  /** The same up to the cap. */
  public Optional<BigDecimal> forSizing() {
    return balance.map(whole -> cap.map(whole::min).orElse(whole));
  }

  /**
   * Takes in what the venue told; answers what is to be booked, often nothing.
   *
   * @param wallet after the change, quote units
   * @param change other than results and fees, quote units
   * @param reason the venue's word for the change, or {@link #READ}
   */
  public AccountOutcome told(
      Account account, BigDecimal wallet, BigDecimal change, String reason, Instant at) {
    boolean newest = toldAt.filter(at::isBefore).isEmpty();
    if (newest) {
      balance = Optional.of(wallet);
      toldAt = Optional.of(at);
    }
    AccountOutcome booked = booked(account, wallet, change, reason, at);
    if (reason.equals(READ)) {
      unjudged = newest ? Optional.of(at) : unjudged;
      return booked;
    }
    unjudged = newest ? Optional.empty() : unjudged;
    return newest ? booked.then(account, after -> after.onWallet(wallet, at, at, rules)) : booked;
  }

  /**
   * Time passed: a balance that was asked for is judged when the news that may explain it, such as
   * a withdrawal, has had time to come.
   */
  public AccountOutcome onTime(Account account, Instant now) {
    Optional<Instant> due = unjudged.filter(at -> !now.isBefore(at.plus(PATIENCE)));
    if (due.isEmpty() || balance.isEmpty()) {
      return NOTHING;
    }
    unjudged = Optional.empty();
    return account.onWallet(balance.get(), due.get(), now, rules);
  }

  private AccountOutcome booked(
      Account account, BigDecimal wallet, BigDecimal change, String reason, Instant at) {
    if (reason.equals(READ) && compared.isEmpty() && account.slots().isEmpty()) {
      compared = Optional.of(at);
      return account.onWalletRead(wallet, at, rules);
    }
    boolean known = compared.filter(then -> !at.isAfter(then)).isPresent();
    boolean transfer = TRANSFERS.contains(reason) && change.signum() != 0;
    if (known || !transfer || account.day().isEmpty()) {
      return NOTHING;
    }
    // The wallet tells two transfers of the same millisecond apart.
    String reference = reason + "@" + at + "=" + wallet.toPlainString();
    return account.onTransfer(reference, change, wallet, at, at, rules);
  }
}
