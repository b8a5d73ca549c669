package vortex7.live;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import vortex7.live.view.StatusView;
import vortex7.market.Symbol;
import vortex7.risk.Account;
import vortex7.risk.Account.Trip;
import vortex7.risk.AccountTold;
import vortex7.risk.AccountWallet;
import vortex7.risk.Breaker;
import vortex7.risk.DayLedger;
import vortex7.risk.EntriesHeld;

/** The account as others are told of it: subscribers, and people. */
final class AccountViews {
  private final SortedSet<Symbol> traded;
  private final EntriesHeld held;
  private final AccountWallet wallet;

  AccountViews(SortedSet<Symbol> traded, EntriesHeld held, AccountWallet wallet) {
    this.traded = traded;
    this.held = held;
    this.wallet = wallet;
  }

  AccountTold told(Account account) {
    return AccountTold.of(account, held, wallet.forSizing(), traded);
  }

  AccountSnapshot snapshot(Account account) {
    Optional<DayLedger> day = account.day();
    List<StatusView.BreakerView> breakers = new ArrayList<>();
    for (Breaker breaker : Breaker.values()) {
      breakers.add(view(breaker, Optional.ofNullable(account.breakers().get(breaker))));
    }
    held.forEach((cause, trip) -> breakers.add(view(cause, "ACCOUNT", Optional.of(trip))));
    account
        .symbols()
        .forEach(
            (code, memory) ->
                memory
                    .restriction()
                    .map(own -> new Trip(own.reason(), own.since(), Optional.empty()))
                    .ifPresent(trip -> breakers.add(view("SYMBOL", code, Optional.of(trip)))));
    return new AccountSnapshot(
        held.state(account),
        account.since().or(() -> held.since()),
        reasonsOfAll(account),
        breakers,
        wallet.balance().orElse(BigDecimal.ZERO),
        day.map(DayLedger::net).orElse(BigDecimal.ZERO),
        day.map(DayLedger::gross).orElse(BigDecimal.ZERO),
        day.map(DayLedger::fees).orElse(BigDecimal.ZERO),
        day.map(DayLedger::trades).orElse(0),
        account.lossStreak(),
        account.slots().size(),
        told(account).symbols());
  }

  private List<String> reasonsOfAll(Account account) {
    List<String> reasons = new ArrayList<>(account.reasons());
    reasons.addAll(held.reasons());
    return reasons;
  }

  static StatusView.BreakerView view(Breaker breaker, Optional<Trip> trip) {
    return view(breaker.name(), "ACCOUNT", trip);
  }

  static StatusView.BreakerView view(String name, String scope, Optional<Trip> trip) {
    return new StatusView.BreakerView(
        name,
        scope,
        trip.isPresent(),
        trip.map(Trip::since),
        trip.flatMap(Trip::until),
        trip.map(Trip::reason).orElse(""));
  }
}
