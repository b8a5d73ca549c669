package vortex7.live;

import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import vortex7.market.Symbol;
import vortex7.position.OrderReport;

/**
 * A node's side of the account at the venue: routes the user-data stream to positions and account,
 * fetches facts, reads back stops, sets leverage, and pulls the emergency triggers that concern the
 * venue.
 */
public final class VenueActor {

  /** What the venue's actor is told. */
  public sealed interface Command {}

  /** Fetch what the venue holds of the symbol; the answer goes to {@code replyTo}. */
  public record FetchFacts(Symbol symbol, Instant since, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  /** While a position is open its conditional orders are read back every second. */
  public record WatchStops(Symbol symbol, boolean open, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  /** Set the symbol's leverage; the confirmed one goes to {@code replyTo}. */
  public record SetLeverage(Symbol symbol, int leverage, ActorRef<RiskActor.Command> replyTo)
      implements Command {}

  /** What the venue's actor knows of its connections. */
  public record GetHealth(ActorRef<Health> replyTo) implements Command {}

  /** {@code missing} is what readiness waits for, in words. */
  public record Health(boolean userStreamUp, boolean prepared, List<String> missing) {
    public Health {
      missing = List.copyOf(missing);
    }
  }

  // From the venue's threads.

  record Told(OrderReport report, long receivedNanos) implements Command, Urgent {}

  record ForeignTold(Symbol symbol, String clientOrderId, String what, Instant at)
      implements Command, Urgent {}

  record PositionTold(Symbol symbol, BigDecimal amount, BigDecimal entryPrice, Instant at)
      implements Command, Urgent {}

  record BalanceTold(String asset, BigDecimal wallet, BigDecimal change, String reason, Instant at)
      implements Command, Urgent {}

  record StreamUp() implements Command, Urgent {}

  record StreamDown(String reason) implements Command, Urgent {}

  private VenueActor() {}
}
