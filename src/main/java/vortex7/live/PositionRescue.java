package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;

/**
 * Until a position has told its state: whom its closes go to, and whether a lifeboat protects and
 * exits in its place. Confined to its {@link SymbolActor}.
 */
final class PositionRescue {
  private final ActorContext<SymbolActor.Command> context;
  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<PositionActor.Command> position;
  private final List<PositionActor.Close> closes = new ArrayList<>();
  private @Nullable ActorRef<LifeboatActor.Command> lifeboat;

  PositionRescue(
      ActorContext<SymbolActor.Command> context,
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionActor.Command> position) {
    this.context = context;
    this.symbol = symbol;
    this.wiring = wiring;
    this.position = position;
  }

  /** The lifeboat takes it; without one it waits, until position or lifeboat is there. */
  void close(PositionActor.Close close) {
    if (lifeboat == null) {
      closes.add(close);
    } else {
      tell(lifeboat, close);
    }
  }

  /**
   * The position cannot be read: a lifeboat is launched, if anything is open by the data folder.
   */
  void launch() {
    boolean exposed =
        wiring.openPositions().positions().stream().anyMatch(open -> open.symbol().equals(symbol));
    if (lifeboat == null && exposed) {
      ActorRef<LifeboatActor.Command> launched =
          context.spawnAnonymous(LifeboatActor.create(symbol, wiring), Threads.blocking());
      lifeboat = launched;
      closes.forEach(close -> tell(launched, close));
      closes.clear();
    }
  }

  /** A position that tells its state has been read: from here on it protects itself. */
  void end() {
    if (lifeboat != null) {
      lifeboat.tell(new LifeboatActor.Home());
      lifeboat = null;
    }
    closes.forEach(position::tell);
    closes.clear();
  }

  private static void tell(ActorRef<LifeboatActor.Command> rescuer, PositionActor.Close close) {
    rescuer.tell(
        new LifeboatActor.Close(close.cause() + ": " + close.command().reason(), close.replyTo()));
  }
}
