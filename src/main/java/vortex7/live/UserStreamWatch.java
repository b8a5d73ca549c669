package vortex7.live;

import java.time.Duration;
import java.util.Optional;
import vortex7.market.Symbol;

/**
 * Whether the user-data stream is up, and since when it is not; tells the trees, and pulls the
 * emergency trigger of a stream that is cut for too long. Confined to its {@link VenueActor}.
 */
final class UserStreamWatch {
  private final Wiring wiring;
  private final SymbolTrees trees;
  private boolean up;
  private boolean everUp;
  private boolean lost;
  private long downNanos;
  private String downReason = "not connected yet";

  UserStreamWatch(Wiring wiring, SymbolTrees trees) {
    this.wiring = wiring;
    this.trees = trees;
    this.downNanos = wiring.nanos().getAsLong();
  }

  boolean up() {
    return up;
  }

  /** Why it is down; empty while it is up. */
  Optional<String> fault() {
    return up ? Optional.empty() : Optional.of("user-data stream down: " + downReason);
  }

  void connected() {
    up = true;
    everUp = true;
    if (lost) {
      lost = false;
      tellAll(new SymbolActor.VenueBack());
    }
    tellAll(new SymbolActor.StreamUp());
  }

  void disconnected(String reason) {
    boolean was = up;
    up = false;
    downReason = reason;
    if (was) {
      downNanos = wiring.nanos().getAsLong();
      tellAll(new SymbolActor.StreamDown(reason));
    }
  }

  /** Time passed: it may have been down for too long. */
  void look() {
    long downFor = wiring.nanos().getAsLong() - downNanos;
    if (!up && !lost && downFor > longestSilence().toNanos()) {
      lost = true;
      tellAll(new SymbolActor.VenueLost(lostReason()));
    }
  }

  /** A tree that begins anew has forgotten all. */
  void brief(Symbol symbol) {
    if (up) {
      trees.tell(symbol, new SymbolActor.StreamUp());
    } else if (everUp) {
      trees.tell(symbol, new SymbolActor.StreamDown(downReason));
    }
    if (lost) {
      trees.tell(symbol, new SymbolActor.VenueLost(lostReason()));
    }
  }

  private void tellAll(SymbolActor.Command news) {
    trees.symbols().forEach(symbol -> trees.tell(symbol, news));
  }

  private Duration longestSilence() {
    FeedLimits limits = wiring.feedLimits();
    return everUp ? limits.emergencySilence() : limits.startPatience();
  }

  private String lostReason() {
    return "user-data socket cut for more than " + longestSilence() + ": " + downReason;
  }
}
