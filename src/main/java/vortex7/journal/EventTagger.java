package vortex7.journal;

import akka.actor.ExtendedActorSystem;
import akka.persistence.journal.Tagged;
import akka.persistence.journal.WriteEventAdapter;
import java.util.Set;
import vortex7.position.PositionEvent;
import vortex7.risk.AccountEvent;

/**
 * Gives the events that the projections of this scope read the tag under which they find them, so
 * that the actors which persist them need not know.
 *
 * <p>A tag is a second row and a second round trip of the same write, which an order waits for, and
 * each tagged event costs the projections a transaction: the others stay without.
 */
public final class EventTagger implements WriteEventAdapter {
  private final JournalScope scope;

  /** Called by Akka. */
  public EventTagger(ExtendedActorSystem system) {
    this(JournalScope.parse(system.settings().config().getString(JournalConfig.SCOPE)));
  }

  EventTagger(JournalScope scope) {
    this.scope = scope;
  }

  @Override
  public String manifest(Object event) {
    return "";
  }

  @Override
  public Object toJournal(Object event) {
    return switch (event) {
      case PositionEvent.TradeClosed closed -> tagged(closed, JournalScope.POSITION);
      case PositionEvent.NoFill noFill -> tagged(noFill, JournalScope.POSITION);
      case AccountEvent.JournalCreated created -> tagged(created, JournalScope.ACCOUNT);
      case AccountEvent.BreakerTripped tripped -> tagged(tripped, JournalScope.ACCOUNT);
      case AccountEvent.DayBegan began -> tagged(began, JournalScope.ACCOUNT);
      default -> event;
    };
  }

  private Tagged tagged(Object event, String kind) {
    return new Tagged(event, Set.of(scope.tag(kind)));
  }
}
