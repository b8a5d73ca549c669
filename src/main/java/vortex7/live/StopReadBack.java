package vortex7.live;

import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.position.VenueFacts;

/**
 * Of which symbols the conditional orders are read back, and since when nobody answered for them.
 * Lives inside its {@link VenueActor}; times are on the own clock.
 */
final class StopReadBack {

  private static final class Watched {
    ActorRef<PositionActor.Command> position;
    long answeredNanos;
    boolean asking;
    boolean silent;

    Watched(ActorRef<PositionActor.Command> position, long nowNanos) {
      this.position = position;
      this.answeredNanos = nowNanos;
    }
  }

  private final Wiring wiring;
  private final SymbolTrees trees;
  private final RestWatch rest;
  private final Map<Symbol, Watched> watched = new TreeMap<>();

  StopReadBack(Wiring wiring, SymbolTrees trees, RestWatch rest) {
    this.wiring = wiring;
    this.trees = trees;
    this.rest = rest;
  }

  /** From now on; said again, nothing changes but whom it is told. */
  void begin(Symbol symbol, ActorRef<PositionActor.Command> position) {
    watched.computeIfAbsent(symbol, unused -> new Watched(position, wiring.nanos().getAsLong()))
            .position =
        position;
  }

  /** Nothing is open any more: whether stops can be read back is of no matter. */
  void end(Symbol symbol) {
    Watched watch = watched.remove(symbol);
    if (watch != null && watch.silent) {
      trees.tell(symbol, new SymbolActor.StopsRead());
    }
  }

  /** Tells whose read-back has been silent for too long; answers whom to ask for now. */
  List<Symbol> due() {
    long now = wiring.nanos().getAsLong();
    Duration bound = wiring.live().stopReadBackSilence();
    List<Symbol> due = new ArrayList<>();
    watched.forEach(
        (symbol, watch) -> {
          if (!watch.silent && now - watch.answeredNanos > bound.toNanos()) {
            watch.silent = true;
            String reason = "no read-back of the conditional orders for more than " + bound;
            trees.tell(symbol, new SymbolActor.StopsUnread(reason, rest.answersWithin(bound)));
          }
          if (!watch.asking) {
            watch.asking = true;
            due.add(symbol);
          }
        });
    return due;
  }

  void came(VenueFacts facts) {
    Watched watch = watched.get(facts.symbol());
    if (watch == null) {
      return;
    }
    watch.asking = false;
    watch.answeredNanos = wiring.nanos().getAsLong();
    if (watch.silent) {
      watch.silent = false;
      trees.tell(facts.symbol(), new SymbolActor.StopsRead());
    }
    watch.position.tell(new PositionActor.Stops(facts));
  }

  void failed(Symbol symbol) {
    Watched watch = watched.get(symbol);
    if (watch != null) {
      watch.asking = false;
    }
  }
}
