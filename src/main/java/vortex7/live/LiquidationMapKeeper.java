package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.RecoveryCompleted;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import akka.persistence.typed.javadsl.RetentionCriteria;
import akka.persistence.typed.javadsl.SignalHandler;
import java.time.Duration;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.signal.LiquidationMap;
import vortex7.signal.LiquidationSide.Buckets;
import vortex7.signal.Observation.LiquidationMapKept;

/**
 * Keeps the newest liquidation map of one symbol in the journal, so that a restart does not empty
 * it. Only the newest counts: older events go with each snapshot.
 *
 * <p>Tells the feed what the journal holds once it is read, and each map that is kept. A journal
 * that is away costs the maps of that time, nothing else.
 */
final class LiquidationMapKeeper
    extends EventSourcedBehavior<
        LiquidationMapKeeper.Keep, LiquidationMapKept, LiquidationMapKept> {

  /** Keep this map. */
  record Keep(LiquidationMap.State map) {}

  /** With one event a minute: an hour between snapshots. */
  private static final int SNAPSHOT_EVERY = 60;

  private static final int SNAPSHOTS_KEPT = 1;

  /** Its name in the journal's configuration. */
  private static final String SNAPSHOTS = "vortex7-newest-snapshots";

  /** What an empty journal holds. */
  private static final LiquidationMapKept NOTHING =
      new LiquidationMapKept(
          new LiquidationMap.State(0, Double.NaN, 0.5, Buckets.NONE, Buckets.NONE));

  static Behavior<Keep> create(String scope, Symbol symbol, ActorRef<FeedActor.Command> feed) {
    return Behaviors.setup(
        context -> {
          boolean own = context.getSystem().settings().config().hasPath(SNAPSHOTS);
          return new LiquidationMapKeeper(scope, symbol, feed, own ? SNAPSHOTS : "");
        });
  }

  /** What the events of a symbol's map stand under. */
  static PersistenceId persistenceId(String scope, Symbol symbol) {
    return PersistenceId.ofUniqueId("sentiment|" + scope + "|" + symbol);
  }

  private final ActorRef<FeedActor.Command> feed;
  private final String snapshots;

  private LiquidationMapKeeper(
      String scope, Symbol symbol, ActorRef<FeedActor.Command> feed, String snapshots) {
    super(
        persistenceId(scope, symbol),
        SupervisorStrategy.restartWithBackoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 0.2));
    this.feed = feed;
    this.snapshots = snapshots;
  }

  @Override
  public LiquidationMapKept emptyState() {
    return NOTHING;
  }

  @Override
  public EventHandler<LiquidationMapKept, LiquidationMapKept> eventHandler() {
    return (before, kept) -> kept;
  }

  @Override
  public RetentionCriteria retentionCriteria() {
    return RetentionCriteria.snapshotEvery(SNAPSHOT_EVERY, SNAPSHOTS_KEPT)
        .withDeleteEventsOnSnapshot();
  }

  /**
   * One whose snapshots are not optional, since the events behind them are deleted; where none is
   * configured the usual one.
   */
  @Override
  public String snapshotPluginId() {
    return snapshots;
  }

  @Override
  public SignalHandler<LiquidationMapKept> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            held ->
                feed.tell(
                    new FeedActor.MapRead(
                        Optional.of(held).filter(LiquidationMapKeeper::something))))
        .build();
  }

  private static boolean something(LiquidationMapKept held) {
    return held.timeMillis() > NOTHING.timeMillis();
  }

  @Override
  public CommandHandler<Keep, LiquidationMapKept, LiquidationMapKept> commandHandler() {
    return (held, keep) ->
        keep.map().timeMillis() <= held.timeMillis()
            ? Effect().none() // Nothing was read since.
            : Effect()
                .persist(new LiquidationMapKept(keep.map()))
                .thenRun(kept -> feed.tell(new FeedActor.MapKept(kept)));
  }
}
