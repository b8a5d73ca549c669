package vortex7.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vortex7.market.Symbol;

/**
 * What those are told who decide, size and enter by the account.
 *
 * @param epoch of the journal; empty before its first event
 * @param reasons every rule that forbids entries now, in words; empty: none
 * @param openPositions slots granted, pending entries included
 * @param balance wallet balance that sizing starts from, quote units; empty until it is known
 * @param topAlt who trades in the place {@code TOP_ALT}; empty before the first choice
 * @param holding the symbols that have a slot
 */
public record AccountTold(
    Optional<String> epoch,
    TradingState state,
    List<String> reasons,
    int openPositions,
    Optional<BigDecimal> balance,
    Standing standing,
    List<SymbolState> symbols,
    Optional<TopAlt> topAlt,
    List<Symbol> holding) {
  public AccountTold {
    reasons = List.copyOf(reasons);
    symbols = List.copyOf(symbols);
    holding = List.copyOf(holding);
  }

  /** An account without slots and without anybody in the place {@code TOP_ALT}. */
  public AccountTold(
      Optional<String> epoch,
      TradingState state,
      List<String> reasons,
      int openPositions,
      Optional<BigDecimal> balance,
      Standing standing,
      List<SymbolState> symbols) {
    this(
        epoch,
        state,
        reasons,
        openPositions,
        balance,
        standing,
        symbols,
        Optional.empty(),
        List.of());
  }

  /**
   * What there is to tell of an account.
   *
   * @param held what keeps entries off beside the journal's causes
   * @param balance wallet balance that sizing starts from, quote units; empty until it is known
   * @param traded the symbols that are told of also when nothing is remembered of them
   */
  public static AccountTold of(
      Account account, EntriesHeld held, Optional<BigDecimal> balance, Collection<Symbol> traded) {
    List<String> reasons = new ArrayList<>(account.causes());
    reasons.addAll(held.reasons());
    SortedSet<String> codes = new TreeSet<>(account.symbols().keySet());
    traded.forEach(symbol -> codes.add(symbol.code()));
    return new AccountTold(
        account.epoch(),
        held.state(account),
        reasons,
        account.slots().size(),
        balance,
        account.standing(),
        codes.stream().map(code -> symbolState(account, held, reasons, Symbol.of(code))).toList(),
        account.topAlt(),
        account.slots().keySet().stream().map(Symbol::of).toList());
  }

  private static SymbolState symbolState(
      Account account, EntriesHeld held, List<String> ofAccount, Symbol symbol) {
    Account.SymbolMemory memory = account.memory(symbol);
    List<String> reasons = new ArrayList<>(ofAccount);
    memory.restriction().ifPresent(own -> reasons.add(own.state() + ": " + own.reason()));
    return new SymbolState(
        symbol,
        account.tradingState(symbol).stricter(held.state(account)),
        account.since(symbol).or(held::since),
        reasons,
        memory.lastNoFillAt(),
        memory.lastCloseAt());
  }

  /** What is remembered of {@code symbol}; empty when it never traded. */
  public Optional<SymbolState> of(Symbol symbol) {
    return symbols.stream().filter(state -> state.symbol().equals(symbol)).findFirst();
  }

  /**
   * A symbol's own state, with the account's, and when it last came to nothing or to an end.
   *
   * @param since when that state began; empty while ACTIVE
   */
  public record SymbolState(
      Symbol symbol,
      TradingState state,
      Optional<Instant> since,
      List<String> reasons,
      Optional<Instant> lastNoFill,
      Optional<Instant> lastClose) {
    public SymbolState {
      reasons = List.copyOf(reasons);
    }
  }
}
