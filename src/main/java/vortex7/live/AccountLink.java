package vortex7.live;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.position.OpenTrade;
import vortex7.position.Position;
import vortex7.position.TradePlan;
import vortex7.position.TradeState;
import vortex7.position.TradeSummary;
import vortex7.risk.TradingState;

/**
 * What a position tells the account: whether its slot is needed, and how its trade ended, again and
 * again until that was counted. Confined to its actor.
 */
final class AccountLink {
  /** What the account has not acknowledged is told again. */
  private static final Duration TELL_AGAIN = Duration.ofSeconds(1);

  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<AccountActor.Command> account;
  private final ActorRef<PositionActor.Command> position;
  private Optional<TradeSummary> uncounted = Optional.empty();
  private long toldNanos;

  AccountLink(
      Symbol symbol,
      Wiring wiring,
      ActorRef<AccountActor.Command> account,
      ActorRef<PositionActor.Command> position) {
    this.symbol = symbol;
    this.wiring = wiring;
    this.account = account;
    this.position = position;
  }

  void confirm(OpenTrade trade) {
    TradePlan plan = trade.plan();
    account.tell(
        new AccountActor.Confirm(
            symbol, trade.number(), plan.ref(), plan.margin(), plan.plannedLoss()));
    underWay(trade);
  }

  /** After each fill: when the first one was, and what was realised so far. */
  void underWay(OpenTrade trade) {
    trade
        .firstFillAt()
        .ifPresent(
            first ->
                account.tell(
                    new AccountActor.TradeUnderWay(
                        symbol,
                        trade.number(),
                        first,
                        trade
                            .realisedGross()
                            .subtract(trade.feeTotal())
                            .subtract(trade.fundingTotal()))));
  }

  void release(long number, String reason) {
    account.tell(new AccountActor.Release(symbol, number, reason));
  }

  void noFill(long number, Instant at) {
    account.tell(new AccountActor.NoFill(symbol, number, at));
  }

  /** Tells the trade's end until {@link #counted}. */
  void closed(TradeSummary summary) {
    uncounted = Optional.of(summary);
    tell(summary);
  }

  /** The trade is open again: how it ended before is not told any more. */
  void reopened(OpenTrade trade) {
    counted(trade.number());
    confirm(trade);
  }

  void counted(long number) {
    uncounted = uncounted.filter(trade -> trade.positionNumber() != number);
  }

  /** Whether a trade's end was not acknowledged yet. */
  boolean owes() {
    return uncounted.isPresent();
  }

  /** Time passed: what was not acknowledged may be due again. */
  void tellAgain() {
    long silent = wiring.nanos().getAsLong() - toldNanos;
    if (silent >= TELL_AGAIN.toNanos()) {
      uncounted.ifPresent(this::tell);
    }
  }

  private void tell(TradeSummary summary) {
    toldNanos = wiring.nanos().getAsLong();
    account.tell(new AccountActor.TradeClosed(summary, position));
  }

  /**
   * After a recovery: the account may not have heard of what the position is in, or was in last.
   */
  void recovered(Position held) {
    held.trade().ifPresentOrElse(this::confirm, () -> held.last().ifPresent(this::ended));
  }

  /** Whether the slot of trade {@code number} is still needed. */
  void asked(long number, Position held) {
    Optional<OpenTrade> trade = held.trade().filter(open -> open.number() == number);
    Optional<OpenTrade> last = held.last().filter(ended -> ended.number() == number);
    if (trade.isPresent()) {
      confirm(trade.get());
    } else if (last.isPresent()) {
      ended(last.get());
    } else {
      release(number, "the position does not know it");
    }
  }

  private void ended(OpenTrade last) {
    if (last.state() == TradeState.NO_FILL) {
      noFill(last.number(), last.entry().since());
    } else {
      closed(last.summary());
    }
  }

  void halt(String reason) {
    account.tell(
        new AccountActor.SymbolRestricted(
            symbol, TradingState.HALTED, reason, wiring.clock().instant()));
  }
}
