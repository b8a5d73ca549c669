package vortex7.cli.bench;

import akka.actor.typed.Behavior;
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
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import vortex7.market.Symbol;
import vortex7.position.Position;

/** Persists one event over and over, each when the one before is durable. */
final class JournalWriter extends EventSourcedBehavior<JournalWriter.Command, Object, Position> {

  /** What a writer is told. */
  sealed interface Command {}

  /** So many writes, of so many events each; then {@code done}. */
  record Write(int times, int events, CountDownLatch done) implements Command {}

  record Stop() implements Command {}

  /**
   * @param event that is persisted: one of a position's, or bytes of the same length
   * @param snapshots as a position's journal takes them
   * @param recovered counted down when what is there was read
   */
  record Plan(String id, Object event, boolean snapshots, CountDownLatch recovered) {}

  private static final int SNAPSHOT_EVERY = 100;
  private static final int SNAPSHOTS_KEPT = 2;
  private static final Position NOTHING = Position.initial(Symbol.of("BTCUSDT"));

  private final ActorContext<Command> context;
  private final Plan plan;

  private JournalWriter(ActorContext<Command> context, Plan plan) {
    super(PersistenceId.ofUniqueId(plan.id()));
    this.context = context;
    this.plan = plan;
  }

  static Behavior<Command> create(Plan plan) {
    return Behaviors.setup(context -> new JournalWriter(context, plan));
  }

  @Override
  public Position emptyState() {
    return NOTHING;
  }

  @Override
  public EventHandler<Position, Object> eventHandler() {
    return (state, event) -> state;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return plan.snapshots()
        ? RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, SNAPSHOTS_KEPT)
        : RetentionCriteria.disabled();
  }

  @Override
  public SignalHandler<Position> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> plan.recovered().countDown())
        .build();
  }

  @Override
  public CommandHandler<Command, Object, Position> commandHandler() {
    return (state, command) ->
        switch (command) {
          case Write(int times, int events, CountDownLatch done) ->
              Effect()
                  .persist(Collections.nCopies(events, plan.event()))
                  .thenRun(
                      after -> {
                        if (times > 1) {
                          context.getSelf().tell(new Write(times - 1, events, done));
                        } else {
                          done.countDown();
                        }
                      });
          case Stop() -> Effect().stop();
        };
  }
}
