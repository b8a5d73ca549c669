package vortex7.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses which decisions of one symbol are kept: those that trade, and of each episode of a score
 * beyond the threshold its beginning, its peak and every change of the failing gates.
 *
 * <p>At most one a pause, by the marks' time; those that trade always. A change within the pause is
 * kept when the pause is over and it still differs; the peak is known only when the episode ends,
 * and is kept then. An episode also ends when the score changes sign.
 */
public final class Episodes {
  private final double above;
  private final Duration pause;
  private Instant lastKept = Instant.MIN;
  private Set<Gate> keptGates = EnumSet.noneOf(Gate.class);
  private Optional<Decision> peak = Optional.empty();
  private boolean peakKept;
  private boolean begun;
  private Optional<Decision> owed = Optional.empty();

  public Episodes(double above, Duration pause) {
    this.above = above;
    this.pause = pause;
  }

  public static Episodes of(DecisionRules rules) {
    return new Episodes(rules.episodeAbove(), rules.episodePause());
  }

  /** Takes the symbol's next decision; answers what is to be kept now, oldest first. */
  public List<Decision> on(Decision decision) {
    List<Decision> kept = new ArrayList<>(1);
    boolean inside = Math.abs(decision.score()) > above;
    boolean turned =
        peak.isPresent() && Math.signum(peak.get().score()) != Math.signum(decision.score());
    if (peak.isPresent() && (!inside || turned)) {
      end();
    }
    if (owed.isPresent() && due(decision)) {
      kept.add(owed.get());
      lastKept = decision.time();
      owed = Optional.empty();
    }
    boolean keep = decision.trades() || (inside && worthKeeping(decision) && due(decision));
    if (keep) {
      keep(decision, kept);
    }
    if (inside) {
      follow(decision, keep);
    }
    return kept;
  }

  /** The peak is owed to the record unless it stands there already. */
  private void end() {
    if (!peakKept) {
      owed = peak;
    }
    peak = Optional.empty();
    begun = false;
  }

  private boolean due(Decision decision) {
    return lastKept.equals(Instant.MIN)
        || Duration.between(lastKept, decision.time()).compareTo(pause) >= 0;
  }

  private boolean worthKeeping(Decision decision) {
    return !begun || !decision.failedGates().equals(keptGates);
  }

  private void keep(Decision decision, List<Decision> kept) {
    kept.add(decision);
    lastKept = decision.time();
    keptGates = decision.failedGates();
    begun = Math.abs(decision.score()) > above;
  }

  private void follow(Decision decision, boolean justKept) {
    boolean higher = peak.isEmpty() || Math.abs(decision.score()) > Math.abs(peak.get().score());
    if (higher) {
      peak = Optional.of(decision);
      peakKept = justKept;
    }
  }
}
