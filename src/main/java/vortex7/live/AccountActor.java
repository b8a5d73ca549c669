package vortex7.live;

import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import vortex7.live.view.StatusView;
import vortex7.market.Symbol;

/**
 * Journals the account: trading state, breakers, slots, the day's ledger. Grants a slot only after
 * it is persisted.
 */
public final class AccountActor {

  /** What the account is told. */
  public sealed interface Command {}

  /**
   * May this trade have a slot? Asked twice for the same symbol and position number, the answer is
   * the same slot.
   *
   * @param margin and {@code risk} in quote units
   */
  public record Reserve(
      Symbol symbol,
      long positionNumber,
      BigDecimal margin,
      BigDecimal risk,
      ActorRef<SlotAnswer> replyTo)
      implements Command, Urgent {}

  /** The position is there: its recovery, or its answer to {@link PositionActor.SlotAsked}. */
  public record Confirm(Symbol symbol, long positionNumber) implements Command, Urgent {}

  /** Nothing came of it: refused, or no fill; {@code reason} in words. */
  public record Release(Symbol symbol, long positionNumber, String reason, boolean noFill)
      implements Command, Urgent {}

  /** The first fill of an entry, which counts as a trade of the clock hour. */
  public record FirstFill(Symbol symbol, long positionNumber, Instant at)
      implements Command, Urgent {}

  /**
   * A trade ended; sent again until acknowledged, counted once per symbol and position number.
   * Money in quote units.
   *
   * @param fragment counts in PnL and fees, not in streaks
   */
  public record TradeClosed(
      Symbol symbol,
      long positionNumber,
      String ref,
      char strategy,
      String exitReason,
      boolean fragment,
      BigDecimal grossPnl,
      BigDecimal fees,
      BigDecimal funding,
      BigDecimal netPnl,
      Instant closedAt,
      ActorRef<PositionActor.Command> replyTo)
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

  /** One symbol may only reduce, or is halted, until a person resumes it. */
  public record SymbolRestricted(Symbol symbol, Restriction restriction, String reason, Instant at)
      implements Command, Urgent {}

  /** Entries are off while {@code reason} holds: an emergency of the feed or of the venue. */
  public record EntriesOff(String cause, String reason, Instant at) implements Command, Urgent {}

  /** {@code cause} of {@link EntriesOff} ended. */
  public record EntriesOn(String cause, Instant at) implements Command, Urgent {}

  /** Tells {@code listener} the status now and after each change. */
  public record Subscribe(ActorRef<AccountTold> listener) implements Command {}

  public record GetStatus(ActorRef<Snapshot> replyTo) implements Command, Urgent {}

  /** How far a symbol is restricted. */
  public enum Restriction {
    REDUCING,
    HALTED
  }

  /** The answer to {@link Reserve}. */
  public sealed interface SlotAnswer {
    Symbol symbol();

    long positionNumber();
  }

  public record Granted(Symbol symbol, long positionNumber) implements SlotAnswer {}

  /** {@code rule} names the gate or breaker, {@code reason} the rule and the value. */
  public record Refused(Symbol symbol, long positionNumber, String rule, String reason)
      implements SlotAnswer {}

  /** What subscribers are told. */
  public record AccountTold(DecisionActor.AccountStatus status, List<SymbolState> symbols) {
    public AccountTold {
      symbols = List.copyOf(symbols);
    }
  }

  /** A symbol's own restriction. */
  public record SymbolState(Symbol symbol, String tradingState, List<String> reasons) {
    public SymbolState {
      reasons = List.copyOf(reasons);
    }
  }

  /** Everything about the account that {@link StatusView} shows. */
  public record Snapshot(
      String tradingState,
      Instant since,
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
