package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;

/**
 * The Emergency Protocol of one symbol: entries off, the position closed or held as configured; and
 * the pause after a price gap. Confined to its {@link SymbolActor}.
 */
final class EmergencyProtocol {
  private final ActorContext<SymbolActor.Command> context;
  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<PositionActor.Command> position;
  private final EntryBlocks blocks;
  private @Nullable Instant priceGapUntil;

  EmergencyProtocol(
      ActorContext<SymbolActor.Command> context,
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position,
      EntryBlocks blocks) {
    this.context = context;
    this.symbol = symbol;
    this.wiring = wiring;
    this.position = position;
    this.blocks = blocks;
  }

  void begin(EntryBlocks.Cause cause, String reason) {
    blocks.block(cause, reason);
    end(reason);
  }

  /** Ends what is open, or holds it, as configured; entries are somebody else's matter. */
  void end(String reason) {
    Instant now = wiring.clock().instant();
    boolean close = wiring.live().onDisconnect() == LiveRules.OnDisconnect.CLOSE;
    position.tell(
        close
            ? new PositionActor.Close(
                "EMERGENCY",
                new OperatorCommand("emergency-" + symbol + "-" + now, "emergency", reason, now),
                Optional.empty())
            : new PositionActor.CloseUnlessProtected(reason, now));
    String what = "EMERGENCY " + symbol + ": " + reason + (close ? ", closing" : ", held");
    context.getLog().error("event=emergency symbol={} reason={}", symbol, reason);
    wiring.news().publish(new Daemon.News.Alert("EMERGENCY", what, now));
  }

  /** Entries are off for a while, and the position is compared; nothing is closed. */
  void priceGap(SymbolActor.PriceGap gap) {
    String reason = "price gap from " + gap.before() + " to " + gap.after();
    priceGapUntil = Instant.ofEpochMilli(gap.eventTimeMillis()).plus(wiring.live().priceGapPause());
    blocks.block(EntryBlocks.Cause.PRICE_GAP, reason);
    position.tell(new PositionActor.ReconcileDue(reason));
    wiring
        .news()
        .publish(
            new Daemon.News.Alert("EMERGENCY", symbol + ": " + reason, wiring.clock().instant()));
  }

  /** Time passed: the pause after a price gap may be over. */
  void look() {
    Instant until = priceGapUntil;
    if (until != null && !wiring.clock().instant().isBefore(until)) {
      priceGapUntil = null;
      blocks.unblock(EntryBlocks.Cause.PRICE_GAP);
    }
  }
}
