package vortex7.risk;

import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;

/**
 * What a position was told that forbids an entry. One that was granted a moment ago is on its way
 * while the account stops or the symbol is blocked; the withdrawal of resting entries went before
 * it.
 */
public final class EntryPermit {
  private final Symbol symbol;
  private TradingState state = TradingState.ACTIVE;
  private Optional<String> account = Optional.of("the account has not answered");
  private List<String> blocked = List.of("the symbol's tree has not told its state");

  public EntryPermit(Symbol symbol) {
    this.symbol = symbol;
  }

  public void account(AccountTold told) {
    state = told.state();
    Optional<AccountTold.SymbolState> own = told.of(symbol);
    if (told.state() != TradingState.ACTIVE) {
      account = Optional.of("the account is " + told.state());
    } else {
      account =
          own.filter(state -> state.state() != TradingState.ACTIVE)
              .map(state -> symbol + " is " + state.state());
    }
  }

  public void blocked(List<String> reasons) {
    blocked = List.copyOf(reasons);
  }

  /** The account's state as it was told last. */
  public String state() {
    return state.name();
  }

  /** Why no entry may leave; empty when one may. */
  public Optional<String> refusal() {
    return account.or(
        () -> blocked.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", blocked)));
  }
}
