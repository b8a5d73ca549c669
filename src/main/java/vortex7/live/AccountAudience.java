package vortex7.live;

import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vortex7.risk.Account;
import vortex7.risk.AccountTold;
import vortex7.risk.AccountWallet;
import vortex7.risk.DayLedger;

/** Who is told of the account, at once and after each change. Confined to its actor. */
final class AccountAudience {
  private final AccountViews views;
  private final AccountWallet wallet;
  private final Metrics metrics;
  private final Set<ActorRef<AccountTold>> listeners = new LinkedHashSet<>();
  private @Nullable AccountTold last;

  AccountAudience(AccountViews views, AccountWallet wallet, Metrics metrics) {
    this.views = views;
    this.wallet = wallet;
    this.metrics = metrics;
  }

  /** Tells it what is known; true when it did not listen before. */
  boolean joined(ActorRef<AccountTold> listener, Account account) {
    listener.tell(views.told(account));
    return listeners.add(listener);
  }

  void left(ActorRef<AccountTold> listener) {
    listeners.remove(listener);
  }

  void tellAll(Account account) {
    AccountTold told = views.told(account);
    if (!told.equals(last)) {
      last = told;
      listeners.forEach(listener -> listener.tell(told));
      wallet
          .balance()
          .ifPresent(
              balance ->
                  metrics.account(
                      balance, account.day().map(DayLedger::net).orElse(BigDecimal.ZERO)));
    }
  }
}
