package vortex7.live;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.risk.Standing;
import vortex7.risk.TradingState;

/**
 * What subscribers of {@link AccountActor} are told.
 *
 * @param epoch of the journal; empty before its first event
 * @param reasons every rule that forbids entries now, in words; empty: none
 * @param openPositions slots granted, pending entries included
 * @param balance wallet balance that sizing starts from, quote units; empty until it is known
 */
public record AccountTold(
    Optional<String> epoch,
    TradingState state,
    List<String> reasons,
    int openPositions,
    Optional<BigDecimal> balance,
    Standing standing,
    List<SymbolState> symbols) {
  public AccountTold {
    reasons = List.copyOf(reasons);
    symbols = List.copyOf(symbols);
  }

  /** What is remembered of {@code symbol}; empty when it never traded. */
  public Optional<SymbolState> of(Symbol symbol) {
    return symbols.stream().filter(state -> state.symbol().equals(symbol)).findFirst();
  }

  /** A symbol's own state, with the account's, and when it last came to nothing or to an end. */
  public record SymbolState(
      Symbol symbol,
      TradingState state,
      List<String> reasons,
      Optional<Instant> lastNoFill,
      Optional<Instant> lastClose) {
    public SymbolState {
      reasons = List.copyOf(reasons);
    }
  }
}
