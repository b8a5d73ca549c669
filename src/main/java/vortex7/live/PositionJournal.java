package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.Effect;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import java.time.Duration;
import java.util.List;
import vortex7.market.Symbol;
import vortex7.position.Position;
import vortex7.position.PositionEvent;

/**
 * Persists the events of one symbol's position, each exactly once, in the order of their sequence
 * numbers; decides nothing.
 *
 * <p>Apart from {@link PositionActor}, so that a journal that does not answer keeps nobody from
 * protecting and closing. After each start and each failure it tells what the journal holds; the
 * position then appends again what is missing there.
 */
final class PositionJournal
    extends EventSourcedBehavior<PositionJournal.Append, PositionEvent, Position> {

  /** Persist these events as number {@code first} and following. */
  record Append(long first, List<PositionEvent> events) implements Urgent {
    Append {
      events = List.copyOf(events);
    }
  }

  /** What a journal tells its position. */
  sealed interface Told extends Urgent {}

  /** Read from the beginning: this is what it holds, up to event number {@code last}. */
  record Holds(Position position, long last) implements Told {}

  /** Events up to number {@code last} are persisted. */
  record Persisted(long last) implements Told {}

  private static final int SNAPSHOT_EVERY = 100;
  private static final int SNAPSHOTS_KEPT = 2;

  static Behavior<Append> create(String scope, Symbol symbol, ActorRef<Told> position) {
    return Behaviors.setup(context -> new PositionJournal(context, scope, symbol, position));
  }

  private final ActorContext<Append> context;
  private final Symbol symbol;
  private final ActorRef<Told> position;

  private PositionJournal(
      ActorContext<Append> context, String scope, Symbol symbol, ActorRef<Told> position) {
    super(
        PersistenceId.ofUniqueId("position|" + scope + "|" + symbol),
        SupervisorStrategy.restartWithBackoff(Duration.ofMillis(200), Duration.ofSeconds(2), 0.2));
    this.context = context;
    this.symbol = symbol;
    this.position = position;
  }

  @Override
  public Position emptyState() {
    return Position.initial(symbol);
  }

  @Override
  public EventHandler<Position, PositionEvent> eventHandler() {
    return Position::apply;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, SNAPSHOTS_KEPT);
  }

  @Override
  public SignalHandler<Position> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            held -> position.tell(new Holds(held, lastSequenceNumber(context))))
        .build();
  }

  @Override
  public CommandHandler<Append, PositionEvent, Position> commandHandler() {
    return this::onAppend;
  }

  private Effect<PositionEvent, Position> onAppend(Position held, Append append) {
    long last = lastSequenceNumber(context);
    long offered = append.first() + append.events().size() - 1;
    if (offered <= last) {
      position.tell(new Persisted(last)); // Told twice: it was persisted, only the answer got lost.
      return Effect().none();
    }
    if (append.first() != last + 1) {
      throw new IllegalStateException(
          symbol
              + ": events "
              + append.first()
              + " to "
              + offered
              + " were offered to a journal that holds "
              + last);
    }
    return Effect()
        .persist(append.events())
        .thenRun(after -> position.tell(new Persisted(offered)));
  }
}
