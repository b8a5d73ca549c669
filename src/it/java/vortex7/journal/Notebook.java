package vortex7.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import java.util.ArrayList;
import java.util.List;
import vortex7.position.Position;
import vortex7.position.PositionEvent;

/** Persists what it is told and remembers it in order; a stand-in for an aggregate's actor. */
final class Notebook
    extends EventSourcedBehavior<Notebook.Command, PositionEvent, List<PositionEvent>> {
  sealed interface Command {}

  record Note(PositionEvent event, ActorRef<Integer> replyTo) implements Command {}

  record Read(ActorRef<List<PositionEvent>> replyTo) implements Command {}

  private Notebook(String persistenceId) {
    super(PersistenceId.ofUniqueId(persistenceId));
  }

  static Behavior<Command> create(String persistenceId) {
    return Behaviors.setup(context -> new Notebook(persistenceId));
  }

  @Override
  public List<PositionEvent> emptyState() {
    return List.of();
  }

  @Override
  public CommandHandler<Command, PositionEvent, List<PositionEvent>> commandHandler() {
    return (notes, command) ->
        switch (command) {
          case Note(PositionEvent event, ActorRef<Integer> replyTo) ->
              Effect().persist(event).thenReply(replyTo, List::size);
          case Read(ActorRef<List<PositionEvent>> replyTo) ->
              Effect().none().thenReply(replyTo, List::copyOf);
        };
  }

  @Override
  public EventHandler<List<PositionEvent>, PositionEvent> eventHandler() {
    return (notes, event) -> {
      List<PositionEvent> more = new ArrayList<>(notes);
      more.add(event);
      return List.copyOf(more);
    };
  }

  /** Keeps a {@link Position} as its state, with a snapshot after every second event. */
  static final class WithSnapshots
      extends EventSourcedBehavior<WithSnapshots.Command, PositionEvent, Position> {
    sealed interface Command {}

    record Note(PositionEvent event, ActorRef<Position> replyTo) implements Command {}

    record Read(ActorRef<Position> replyTo) implements Command {}

    private final Position empty;

    private WithSnapshots(String persistenceId, Position empty) {
      super(PersistenceId.ofUniqueId(persistenceId));
      this.empty = empty;
    }

    static Behavior<Command> create(String persistenceId, Position empty) {
      return Behaviors.setup(context -> new WithSnapshots(persistenceId, empty));
    }

    @Override
    public Position emptyState() {
      return empty;
    }

    @Override
    public CommandHandler<Command, PositionEvent, Position> commandHandler() {
      return (position, command) ->
          switch (command) {
            case Note(PositionEvent event, ActorRef<Position> replyTo) ->
                Effect().persist(event).thenReply(replyTo, now -> now);
            case Read(ActorRef<Position> replyTo) -> Effect().none().thenReply(replyTo, now -> now);
          };
    }

    @Override
    public EventHandler<Position, PositionEvent> eventHandler() {
      return Position::apply;
    }

    @Override
    public boolean shouldSnapshot(Position position, PositionEvent event, long sequenceNumber) {
      return sequenceNumber % 2 == 0;
    }
  }
}
