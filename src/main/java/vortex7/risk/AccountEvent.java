package vortex7.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.position.ExitReason;

/** What happened to the account: facts that are journaled and folded by {@link Account#apply}. */
public sealed interface AccountEvent {
  Instant at();

  /** The journal's first event. */
  record JournalCreated(String epoch, Instant at) implements AccountEvent {}

  /** A UTC day began with this wallet balance, quote units. */
  record DayBegan(LocalDate day, BigDecimal balance, Instant at) implements AccountEvent {}

  /** Money came in (positive) or went out, other than by trading. */
  record TransferBooked(String reference, BigDecimal amount, Instant at) implements AccountEvent {}

  /** The symbol may open position {@code number}; persisted before anybody learns of it. */
  record SlotGranted(
      Symbol symbol, long number, String ref, BigDecimal margin, BigDecimal risk, Instant at)
      implements AccountEvent {}

  /** The position says that it uses the slot. */
  record SlotConfirmed(Symbol symbol, long number, Instant at) implements AccountEvent {}

  record SlotReleased(Symbol symbol, long number, String cause, Instant at)
      implements AccountEvent {}

  /** A trade had its first fill. */
  record TradeBegan(Symbol symbol, long number, Instant at) implements AccountEvent {}

  /** An entry ended without a fill; its slot is free. */
  record NoFillCounted(Symbol symbol, long number, Instant at) implements AccountEvent {}

  /** A closed trade entered the day's ledger; its slot is free. {@code at} is its last exit. */
  record TradeCounted(
      Symbol symbol,
      long number,
      ExitReason exitReason,
      BigDecimal gross,
      BigDecimal fees,
      BigDecimal funding,
      BigDecimal net,
      int makerFills,
      int takerFills,
      Instant at)
      implements AccountEvent {}

  /**
   * A breaker holds entries back, or holds them back anew. {@code until} is empty when only a
   * person ends it; {@code cautiousTrades} are sized cautiously from now on, 0 for breakers without
   * that effect.
   */
  record BreakerTripped(
      Breaker breaker, String reason, Optional<Instant> until, int cautiousTrades, Instant at)
      implements AccountEvent {}

  record BreakerReset(Breaker breaker, String reason, Instant at) implements AccountEvent {}

  /** The drawdown is measured from this wallet balance, which stood {@code at}. */
  record PeakMoved(BigDecimal balance, String cause, Instant at) implements AccountEvent {}

  /** One symbol alone is held back; {@code state} is REDUCING or HALTED. */
  record SymbolRestricted(Symbol symbol, TradingState state, String reason, Instant at)
      implements AccountEvent {}

  record SymbolFreed(Symbol symbol, String reason, Instant at) implements AccountEvent {}

  /** A person's command was obeyed. */
  record CommandTaken(String commandId, String who, String what, String why, Instant at)
      implements AccountEvent {}

  /** A person set the middle tier's share of the balance. */
  record RiskSet(BigDecimal riskPerTrade, Instant at) implements AccountEvent {}

  /** Who trades in the place {@code TOP_ALT} from now on; nobody while {@code symbol} is empty. */
  record TopAltChosen(Optional<Symbol> symbol, LocalDate day, String reason, Instant at)
      implements AccountEvent {}

  /** People were told that the Kelly fraction is not above 0. */
  record KellyAlerted(BigDecimal fraction, Instant at) implements AccountEvent {}
}
