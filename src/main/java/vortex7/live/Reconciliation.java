package vortex7.live;

import akka.actor.typed.ActorRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.position.FactsWatch;
import vortex7.position.Position;
import vortex7.position.VenueFacts;

/**
 * How far a position agrees with the venue, and what it asks the venue for: all facts when they are
 * due, its stops while it is exposed. Confined to its actor.
 */
final class Reconciliation {
  /** At a start facts usually come sooner; the longest hold waits no longer for them. */
  private static final Duration FACTS_PATIENCE = Duration.ofSeconds(1);

  /** So many comparisons in a row that leave a difference make the symbol HALTED. */
  private static final int UNCONVERGED_MAX = 10;

  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<VenueActor.Command> venue;
  private final ActorRef<PositionActor.Command> position;
  private final FactsWatch watch;
  private final FactsDue due;
  private Optional<VenueFacts> earlier = Optional.empty();
  private boolean begun;
  private boolean reconciled;
  private boolean byJournal;
  private boolean converged;
  private int unconverged;
  private boolean stopsWatched;

  Reconciliation(
      Symbol symbol,
      Wiring wiring,
      ActorRef<VenueActor.Command> venue,
      ActorRef<PositionActor.Command> position) {
    this.symbol = symbol;
    this.wiring = wiring;
    this.venue = venue;
    this.position = position;
    this.watch = new FactsWatch(wiring.nanos());
    this.due = new FactsDue(wiring);
  }

  // ---- how far

  /** Whether the venue's facts were ever taken in. */
  boolean reconciled() {
    return reconciled;
  }

  /** Whether the newest facts left no difference and nothing has cast doubt on that since. */
  boolean converged() {
    return converged;
  }

  /** Whether the position acts on stops and time: reconciled, or by the journal alone. */
  boolean acts() {
    return reconciled || byJournal;
  }

  void doubt() {
    converged = false;
  }

  /** True when the position begins to act without facts. */
  boolean beginsByJournal() {
    boolean begins = !acts();
    byJournal |= begins;
    return begins;
  }

  /** Facts were taken in. True when the position begins to act with them. */
  boolean beginsWithFacts() {
    boolean begins = !acts();
    reconciled = true;
    return begins;
  }

  /**
   * The comparison with the facts that came last is over; {@code agrees}: it left no difference.
   * Answers, once, that too many in a row left one.
   */
  Optional<String> compared(boolean agrees) {
    converged = agrees && watch.fresh();
    if (converged) {
      unconverged = 0;
    } else if (watch.fresh() && ++unconverged == UNCONVERGED_MAX) {
      return Optional.of("reconciliation left a difference " + unconverged + " times in a row");
    }
    return Optional.empty();
  }

  // ---- facts

  /** From now on facts may be asked for. */
  void begin() {
    begun = true;
  }

  void want(Position held) {
    watch.want();
    ask(held);
  }

  /** What was asked for so far may lack something. */
  void wantFresh(Position held) {
    watch.wantFresh();
    ask(held);
  }

  /** Time passed: facts may be due, also because the venue named another amount than ours. */
  void look(Position held) {
    if (watch.differs(held.amount())) {
      watch.want();
    }
    ask(held);
  }

  private void ask(Position held) {
    if (!begun || !watch.ask()) {
      return;
    }
    due.asked();
    Instant since = held.factsSince().orElseGet(() -> wiring.clock().instant());
    venue.tell(new VenueActor.FetchFacts(symbol, since, position));
  }

  /** Answers the facts that came before these. */
  Optional<VenueFacts> came(VenueFacts facts) {
    due.came();
    watch.came(facts.positionAmount());
    Optional<VenueFacts> before = earlier;
    earlier = Optional.of(facts);
    return before;
  }

  void failed() {
    watch.failed();
  }

  /** The stream told the venue's own position, signed base units. */
  void venueHas(BigDecimal amount) {
    watch.venueHas(amount);
  }

  /** Whether a position that does not act yet has waited for facts as long as it may. */
  boolean outOfPatience() {
    return due.awaitedFor(FACTS_PATIENCE);
  }

  /** True once, when facts have been awaited for so long that it goes on without them. */
  boolean becomesOverdue() {
    return due.becomesOverdue();
  }

  /** True once, when facts have been awaited for so long that reconciliation counts as failed. */
  boolean becomesFailed() {
    return due.becomesFailed();
  }

  // ---- stops

  /** Has them read back while {@code exposed}. True when that changed. */
  boolean watchStops(boolean exposed) {
    boolean changes = exposed != stopsWatched;
    if (changes) {
      stopsWatched = exposed;
      venue.tell(new VenueActor.WatchStops(symbol, exposed, position));
    }
    return changes;
  }

  /** The venue's actor may have begun anew. */
  void tellWatch() {
    if (stopsWatched) {
      venue.tell(new VenueActor.WatchStops(symbol, true, position));
    }
  }
}
