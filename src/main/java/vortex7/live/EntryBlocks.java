package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vortex7.market.Symbol;

/**
 * What keeps one symbol's entries off, by cause; tells position and decision when that changes.
 * Confined to its {@link SymbolActor}.
 */
final class EntryBlocks {
  /** In the order in which their reasons are told. */
  enum Cause {
    ACCOUNT,
    LEAVING,
    MARKET,
    POSITION,
    PRICE_GAP,
    SET_UP,
    STOPS,
    STREAM,
    VENUE
  }

  /** What holds the venue back at maximal speed while the position is compared with it. */
  private static final String COMPARED = "position";

  private final ActorContext<SymbolActor.Command> context;
  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<PositionActor.Command> position;
  private final TradingActors trading;
  private final Map<Cause, String> blocked = new EnumMap<>(Cause.class);

  /** At first the position is not read, and the user-data stream not connected. */
  EntryBlocks(
      ActorContext<SymbolActor.Command> context,
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position,
      TradingActors trading) {
    this.context = context;
    this.symbol = symbol;
    this.wiring = wiring;
    this.position = position;
    this.trading = trading;
    blocked.put(Cause.POSITION, "position not read and reconciled yet");
    wiring.progress().hold(symbol, COMPARED);
    blocked.put(Cause.STREAM, "user-data stream not connected yet");
  }

  void block(Cause cause, String reason) {
    String before = blocked.put(cause, reason);
    if (!reason.equals(before)) {
      if (before == null) {
        context.getLog().warn("event=entries-off symbol={} reason={}", symbol, reason);
      } else {
        context.getLog().info("event=entries-still-off symbol={} reason={}", symbol, reason);
      }
      if (cause == Cause.POSITION) {
        wiring.progress().hold(symbol, COMPARED);
      }
      tell();
      position.tell(new PositionActor.CancelEntry(reason));
    }
  }

  void unblock(Cause cause) {
    String reason = blocked.remove(cause);
    if (reason != null) {
      context.getLog().info("event=cause-ended symbol={} reason={}", symbol, reason);
      if (cause == Cause.POSITION) {
        wiring.progress().release(symbol, COMPARED);
      }
      tell();
    }
  }

  boolean has(Cause cause) {
    return blocked.containsKey(cause);
  }

  /** Both of those who heed it. */
  void tell() {
    tellPosition();
    trading.toDecision(new DecisionActor.SymbolBlocked(reasons()));
  }

  void tellPosition() {
    position.tell(new PositionActor.EntriesBlocked(reasons()));
  }

  private List<String> reasons() {
    return List.copyOf(blocked.values());
  }

  /**
   * A person's stop, a breaker, a price gap or another symbol that takes the place keeps entries
   * off, but nothing is missing then.
   */
  List<String> missing() {
    List<String> what = new ArrayList<>();
    blocked.forEach(
        (cause, reason) -> {
          if (cause != Cause.ACCOUNT && cause != Cause.LEAVING && cause != Cause.PRICE_GAP) {
            what.add(reason);
          }
        });
    return what;
  }
}
