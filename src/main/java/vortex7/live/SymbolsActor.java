package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.StashBuffer;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import vortex7.market.Symbol;

/**
 * Keeps one tree for each configured symbol, as own children or spread over the cluster, and passes
 * messages to them.
 *
 * <p>In the cluster the configured symbols are the memory of what must run: every node keeps
 * touching each of them, so that a tree whose node died starts elsewhere, also while the database
 * is away.
 */
final class SymbolsActor extends AbstractBehavior<SymbolsActor.Command> {

  /** What the keeper of the trees is told. */
  sealed interface Command {}

  /** Whom the trees talk to; everything that came before waits for it. */
  record Begin(ActorRef<AccountActor.Command> account, ActorRef<VenueActor.Command> venue)
      implements Command {}

  record Forward(Symbol symbol, SymbolActor.Command message) implements Command {}

  private record Touch() implements Command {}

  /** Where the trees run. */
  enum Placement {
    /** Children of this actor; the daemon is one node and no cluster is needed. */
    CHILDREN,
    /** Cluster sharding. */
    SHARDED
  }

  static final EntityTypeKey<SymbolActor.Command> TYPE =
      EntityTypeKey.create(SymbolActor.Command.class, "Symbol");

  private static final Duration TOUCH_EVERY = Duration.ofSeconds(5);
  private static final int WAITING_MAX = 10_000;

  static Behavior<Command> create(Wiring wiring, TreeParts parts, Placement placement) {
    return Behaviors.withStash(
        WAITING_MAX,
        waiting ->
            Behaviors.withTimers(
                timers ->
                    Behaviors.setup(
                        context ->
                            new SymbolsActor(context, timers, waiting, wiring, parts, placement))));
  }

  /** The trees behind {@code keeper}. */
  static SymbolTrees trees(ActorRef<Command> keeper, SortedSet<Symbol> symbols) {
    return new SymbolTrees() {
      @Override
      public SortedSet<Symbol> symbols() {
        return symbols;
      }

      @Override
      public void tell(Symbol symbol, SymbolActor.Command message) {
        keeper.tell(new Forward(symbol, message));
      }
    };
  }

  /** How one tree is reached. */
  private interface Address {
    void tell(SymbolActor.Command message);
  }

  private final Wiring wiring;
  private final TreeParts parts;
  private final Placement placement;
  private final StashBuffer<Command> waiting;
  private final SortedMap<Symbol, Address> trees = new TreeMap<>();

  private SymbolsActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      StashBuffer<Command> waiting,
      Wiring wiring,
      TreeParts parts,
      Placement placement) {
    super(context);
    context.setLoggerName(SymbolsActor.class);
    this.waiting = waiting;
    this.wiring = wiring;
    this.parts = parts;
    this.placement = placement;
    if (placement == Placement.SHARDED) {
      timers.startTimerWithFixedDelay(new Touch(), TOUCH_EVERY);
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Begin(ActorRef<AccountActor.Command> account, ActorRef<VenueActor.Command> venue) -> {
        if (placement == Placement.SHARDED) {
          shard(account, venue);
        } else {
          spawn(account, venue);
        }
        return waiting.unstashAll(this);
      }
      case Forward(Symbol symbol, SymbolActor.Command message) -> {
        if (trees.isEmpty()) {
          waiting.stash(command);
        } else {
          forward(symbol, message);
        }
      }
      case Touch ignored -> touch();
    }
    return this;
  }

  private void forward(Symbol symbol, SymbolActor.Command message) {
    Address tree = trees.get(symbol);
    if (tree == null) {
      getContext().getLog().warn("event=unknown-symbol symbol={}", symbol);
    } else {
      tree.tell(message);
    }
  }

  private void spawn(ActorRef<AccountActor.Command> account, ActorRef<VenueActor.Command> venue) {
    for (Symbol symbol : wiring.symbols()) {
      ActorRef<SymbolActor.Command> tree =
          getContext()
              .spawn(
                  SymbolActor.create(symbol, wiring, parts, account, venue),
                  symbol.code(),
                  Threads.trading());
      trees.put(symbol, tree::tell);
    }
  }

  private void shard(ActorRef<AccountActor.Command> account, ActorRef<VenueActor.Command> venue) {
    ClusterSharding sharding = ClusterSharding.get(getContext().getSystem());
    sharding.init(
        Entity.of(
                TYPE,
                entity ->
                    SymbolActor.create(
                        Symbol.of(entity.getEntityId()), wiring, parts, account, venue))
            .withStopMessage(new SymbolActor.Leave())
            .withEntityProps(Threads.trading()));
    for (Symbol symbol : wiring.symbols()) {
      trees.put(symbol, sharding.entityRefFor(TYPE, symbol.code())::tell);
    }
    touch();
  }

  private void touch() {
    for (Map.Entry<Symbol, Address> tree : trees.entrySet()) {
      tree.getValue().tell(new SymbolActor.Touch());
    }
  }
}
