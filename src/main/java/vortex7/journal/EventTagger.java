package vortex7.journal;

import akka.actor.ExtendedActorSystem;
import akka.persistence.journal.Tagged;
import akka.persistence.journal.WriteEventAdapter;
import java.util.Set;
import vortex7.position.PositionEvent;

/**
 * Gives every event the tag under which the projections of this scope find it, so that the actors
 * which persist them need not know.
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
    String kind = event instanceof PositionEvent ? JournalScope.POSITION : JournalScope.ACCOUNT;
    return new Tagged(event, Set.of(scope.tag(kind)));
  }
}
