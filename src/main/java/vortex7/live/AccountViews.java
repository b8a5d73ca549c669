package vortex7.live;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.live.view.StatusView;
import vortex7.risk.Account;
import vortex7.risk.Account.Trip;
import vortex7.risk.AccountRules;
import vortex7.risk.AccountTold;
import vortex7.risk.AccountWallet;
import vortex7.risk.Breaker;
import vortex7.risk.BreakerBoard;
import vortex7.risk.DayLedger;
import vortex7.risk.EntriesHeld;
import vortex7.risk.TradingState;

/** The account as others are told of it: subscribers, and people. */
final class AccountViews {
  private final Wiring wiring;
  private final EntriesHeld held;
  private final AccountWallet wallet;
  private final AccountRules rules;

  AccountViews(Wiring wiring, EntriesHeld held, AccountWallet wallet, AccountRules rules) {
    this.wiring = wiring;
    this.held = held;
    this.wallet = wallet;
    this.rules = rules;
  }

  AccountTold told(Account account) {
    return AccountTold.of(account, held, wallet.forSizing(), wiring.symbols());
  }

  AccountSnapshot snapshot(Account account) {
    Optional<DayLedger> day = account.day();
    return new AccountSnapshot(
        held.state(account),
        account.since().or(() -> held.since()),
        reasonsOfAll(account),
        breakers(account),
        wallet.balance().orElse(BigDecimal.ZERO),
        day.map(DayLedger::net).orElse(BigDecimal.ZERO),
        day.map(DayLedger::gross).orElse(BigDecimal.ZERO),
        day.map(DayLedger::fees).orElse(BigDecimal.ZERO),
        day.map(DayLedger::trades).orElse(0),
        account.lossStreak(),
        account.slots().size(),
        account.riskPerTrade(),
        told(account).symbols());
  }

  private List<String> reasonsOfAll(Account account) {
    List<String> reasons = new ArrayList<>(account.reasons());
    reasons.addAll(held.reasons());
    return reasons;
  }

  /** The account's breakers, then whatever else holds back the account or a symbol. */
  private List<StatusView.BreakerView> breakers(Account account) {
    List<StatusView.BreakerView> breakers = new ArrayList<>();
    BreakerBoard.of(account, wallet.balance(), wiring.clock().instant(), rules, venueThreshold())
        .forEach(
            row ->
                breakers.add(
                    view(
                        row.breaker().name(),
                        "ACCOUNT",
                        row.trip().map(trip -> row.breaker().state()).orElse(TradingState.ACTIVE),
                        row.trip(),
                        row.threshold(),
                        row.value())));
    held.forEach(
        (cause, trip) ->
            breakers.add(view(cause, "ACCOUNT", TradingState.REDUCING, Optional.of(trip), "", "")));
    account
        .symbols()
        .forEach(
            (code, memory) ->
                memory.restriction().ifPresent(own -> breakers.add(ofSymbol(code, own))));
    return breakers;
  }

  private String venueThreshold() {
    return wiring.live().venueFailuresMax()
        + " failures in a row, or alike within "
        + wiring.live().venueFailuresWithin().toSeconds()
        + " s";
  }

  private static StatusView.BreakerView ofSymbol(String code, Account.Restriction own) {
    Trip trip = new Trip(own.reason(), own.since(), Optional.empty());
    return view("SYMBOL", code, own.state(), Optional.of(trip), "", "");
  }

  /** A breaker that changed, for those who follow the news. */
  static StatusView.BreakerView news(Breaker breaker, Optional<Trip> trip) {
    TradingState state = trip.isPresent() ? breaker.state() : TradingState.ACTIVE;
    return view(breaker.name(), "ACCOUNT", state, trip, "", "");
  }

  private static StatusView.BreakerView view(
      String name,
      String scope,
      TradingState state,
      Optional<Trip> trip,
      String threshold,
      String value) {
    return new StatusView.BreakerView(
        name,
        scope,
        trip.isPresent(),
        state.name(),
        trip.map(Trip::since),
        trip.flatMap(Trip::until),
        trip.map(Trip::reason).orElse(""),
        threshold,
        value);
  }
}
