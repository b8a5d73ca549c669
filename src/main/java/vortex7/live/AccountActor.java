package vortex7.live;

import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vortex7.live.view.StatusView;
import vortex7.market.Symbol;
import vortex7.position.TradeSummary;
import vortex7.risk.Standing;
import vortex7.risk.TradingState;

/**
 * Journals the account: trading state, breakers, slots, the day's ledger. Grants a slot only after
 * it is persisted.
 */
public final class AccountActor {

  /** What the account is told. */
  public sealed interface Command {}

  /**
   * May this trade have a slot? Asked twice for the same decision, the answer is the same slot.
   *
   * @param lastKnownNumber the newest position number that the symbol's position has used
   * @param margin and {@code risk} in quote units
   */
  public record Reserve(
      Symbol symbol,
      String ref,
      long lastKnownNumber,
      BigDecimal margin,
      BigDecimal risk,
      ActorRef<SlotAnswer> replyTo)
      implements Command, Urgent {}

  /** The position is there: its entry is intended, it recovered, or it was asked. */
  public record Confirm(
      Symbol symbol, long positionNumber, String ref, BigDecimal margin, BigDecimal risk)
      implements Command, Urgent {}

  /** Nothing came of it, or it is not there any more. */
  public record Release(Symbol symbol, long positionNumber, String cause)
      implements Command, Urgent {}

  /** An entry ended without a fill; frees its slot. */
  public record NoFill(Symbol symbol, long positionNumber, Instant at) implements Command, Urgent {}

  /**
   * A trade ended; sent again until {@link PositionActor.TradeClosedCounted} came, counted once per
   * symbol and position number.
   */
  public record TradeClosed(TradeSummary trade, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  /** The wallet as the venue tells it; {@code change} and {@code reason} of the event. */
  public record BalanceTold(
      String asset, BigDecimal wallet, BigDecimal change, String reason, Instant at)
      implements Command, Urgent {}

  /** Entries stop until a person starts: the journal's side of the kill switch. */
  public record Stop(OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  public record Start(OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  public record Panic(OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  public record Resume(OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  public record ResetBreaker(String name, OperatorCommand command, ActorRef<CommandResult> replyTo)
      implements Command, Urgent {}

  /** A command that another actor carried out, to be journaled: close, close-all. */
  public record Audit(OperatorCommand command, String what) implements Command, Urgent {}

  /** One symbol may only reduce until that is over, or is halted until a person resumes it. */
  public record SymbolRestricted(Symbol symbol, TradingState state, String reason, Instant at)
      implements Command, Urgent {}

  /** What made a symbol REDUCING is over. */
  public record SymbolRecovered(Symbol symbol, String reason, Instant at)
      implements Command, Urgent {}

  /** Entries are off while {@code reason} holds: an emergency of the feed or of the venue. */
  public record EntriesOff(String cause, String reason, Instant at) implements Command, Urgent {}

  /** {@code cause} of {@link EntriesOff} ended. */
  public record EntriesOn(String cause, Instant at) implements Command, Urgent {}

  /** Tells {@code listener} the status now and after each change. */
  public record Subscribe(ActorRef<AccountTold> listener) implements Command {}

  public record GetStatus(ActorRef<Snapshot> replyTo) implements Command, Urgent {}

  /** The answer to {@link Reserve}. */
  public sealed interface SlotAnswer {
    Symbol symbol();

    String ref();
  }

  /** The slot is persisted; {@code epoch} goes into the client order ids. */
  public record Granted(Symbol symbol, String ref, long positionNumber, String epoch)
      implements SlotAnswer {}

  /** {@code reason} is the rule and the value. */
  public record Refused(Symbol symbol, String ref, String reason) implements SlotAnswer {}

  /**
   * What subscribers are told.
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

  /** Everything about the account that {@link StatusView} shows. */
  public record Snapshot(
      TradingState state,
      Optional<Instant> since,
      List<String> reasons,
      List<StatusView.BreakerView> breakers,
      BigDecimal balance,
      BigDecimal dayPnl,
      BigDecimal grossPnlToday,
      BigDecimal feesToday,
      int tradesToday,
      int lossStreak,
      int openPositions,
      List<SymbolState> symbols) {
    public Snapshot {
      reasons = List.copyOf(reasons);
      breakers = List.copyOf(breakers);
      symbols = List.copyOf(symbols);
    }
  }

  private AccountActor() {}
}
