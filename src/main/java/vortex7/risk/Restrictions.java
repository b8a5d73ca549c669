package vortex7.risk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.risk.Account.Restriction;
import vortex7.risk.AccountEvent.SymbolFreed;
import vortex7.risk.AccountEvent.SymbolRestricted;

/** What holds entries back, of the whole account and of single symbols, since when and why. */
final class Restrictions {
  private Restrictions() {}

  static AccountOutcome restricted(
      Account account, Symbol symbol, TradingState state, String reason, Instant now) {
    boolean already = own(account, symbol).compareTo(state) >= 0;
    return AccountOutcome.of(
        already ? List.of() : List.of(new SymbolRestricted(symbol, state, reason, now)));
  }

  static AccountOutcome recovered(Account account, Symbol symbol, String reason, Instant now) {
    return AccountOutcome.of(
        own(account, symbol) == TradingState.REDUCING
            ? List.of(new SymbolFreed(symbol, reason, now))
            : List.of());
  }

  /** The symbol's own state, whatever the account's is. */
  static TradingState own(Account account, Symbol symbol) {
    return account.memory(symbol).restriction().map(Restriction::state).orElse(TradingState.ACTIVE);
  }

  static TradingState state(Account account) {
    TradingState state = TradingState.ACTIVE;
    for (Breaker breaker : account.breakers().keySet()) {
      state = state.stricter(breaker.state());
    }
    return state;
  }

  /** A sentence for each breaker that holds entries back. */
  static List<String> causes(Account account) {
    List<String> causes = new ArrayList<>();
    account
        .breakers()
        .forEach(
            (breaker, trip) -> {
              if (breaker.holdsEntries()) {
                causes.add(breaker + ": " + trip.reason());
              }
            });
    return causes;
  }

  static List<String> reasons(Account account) {
    List<String> reasons = causes(account);
    account
        .symbols()
        .forEach(
            (symbol, memory) ->
                memory
                    .restriction()
                    .ifPresent(
                        held -> reasons.add(symbol + " " + held.state() + ": " + held.reason())));
    return reasons;
  }

  static Optional<Instant> since(Account account) {
    TradingState state = state(account);
    return account.breakers().entrySet().stream()
        .filter(held -> held.getKey().holdsEntries() && held.getKey().state() == state)
        .map(held -> held.getValue().since())
        .min(Instant::compareTo);
  }

  /** The earlier of its own and the account's, where both are as strict. */
  static Optional<Instant> since(Account account, Symbol symbol) {
    TradingState state = account.tradingState(symbol);
    Optional<Instant> own =
        account
            .memory(symbol)
            .restriction()
            .filter(held -> held.state() == state)
            .map(Restriction::since);
    Optional<Instant> whole = state(account) == state ? since(account) : Optional.empty();
    return whole.filter(at -> own.isEmpty() || at.isBefore(own.get())).or(() -> own);
  }
}
