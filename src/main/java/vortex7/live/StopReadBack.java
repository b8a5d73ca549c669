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
    boolean othersAnswered;

    Watched(ActorRef<PositionActor.Command> position, long nowNanos) {
      this.position = position;
      this.answeredNanos = nowNanos;
    }
  }

  private final Wiring wiring;
  private final SymbolTrees trees;
  private final Map<Symbol, Watched> watched = new TreeMap<>();

  StopReadBack(Wiring wiring, SymbolTrees trees) {
    this.wiring = wiring;
    this.trees = trees;
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

  /** The symbol has no tree any more. */
  void forget(Symbol symbol) {
    watched.remove(symbol);
  }

  /** Tells whose read-back has been silent for too long; answers whom to ask for now. */
  List<Symbol> due() {
    long now = wiring.nanos().getAsLong();
    Duration bound = wiring.live().stopReadBackSilence();
    List<Symbol> due = new ArrayList<>();
    watched.forEach(
        (symbol, watch) -> {
          if (now - watch.answeredNanos > bound.toNanos()) {
            silent(symbol, watch, bound);
          }
          if (!watch.asking) {
            watch.asking = true;
            due.add(symbol);
          }
        });
    return due;
  }

  /** Told once; and once more when other calls begin to be answered, because then it is them. */
  private void silent(Symbol symbol, Watched watch, Duration bound) {
    boolean others = wiring.gateway().silence().compareTo(bound) <= 0;
    if (!watch.silent || (others && !watch.othersAnswered)) {
      watch.silent = true;
      watch.othersAnswered = others;
      String reason = "no read-back of the conditional orders for more than " + bound;
      trees.tell(symbol, new SymbolActor.StopsUnread(reason, others));
    }
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
      watch.othersAnswered = false;
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
