package vortex7.live;

import akka.actor.typed.ActorRef;
import java.time.Instant;
import vortex7.decision.Decision;
import vortex7.decision.FeeRates;
import vortex7.market.Instrument;

/**
 * Sizes an entry, reserves its slot at the account and hands the plan to the position; or says why
 * not. Asks {@link VenueActor.SetLeverage} ahead of time, while flat, and tells the decision what
 * was confirmed ({@link SymbolActor.LeverageNews}).
 */
public final class RiskActor {

  /** What the risk is told. */
  public sealed interface Command {}

  /**
   * A decision that trades: size it, reserve, tell {@link PositionActor.Open}; what came of it goes
   * to {@code replyTo}. The spans are for metrics, on the own clock.
   */
  public record Enter(
      Decision decision,
      long frameNanos,
      long decidedNanos,
      ActorRef<DecisionActor.Command> replyTo)
      implements Command, Urgent {}

  /** The symbol's trade changed. */
  public record PositionNews(DecisionActor.PositionStatus status) implements Command {}

  /** The account changed. */
  public record AccountNews(AccountActor.AccountTold told) implements Command {}

  /** Maker and taker rate of the account for the symbol, and what the venue allows there. */
  public record VenueNews(Instrument instrument, FeeRates fees) implements Command {}

  /** What the venue confirmed. */
  public record LeverageConfirmed(int leverage, Instant at) implements Command {}

  private RiskActor() {}
}
