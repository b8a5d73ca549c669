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
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;

/**
 * Keeps one tree for each traded symbol, as own children or spread over the cluster, and passes
 * messages to them. Which symbols these are may change while the daemon runs.
 *
 * <p>In the cluster the traded symbols are the memory of what must run: every node keeps touching
 * each of them, so that a tree whose node died starts elsewhere, also while the database is away.
 */
final class SymbolsActor extends AbstractBehavior<SymbolsActor.Command> {

  /** What the keeper of the trees is told. */
  sealed interface Command {}

  /** Whom the trees talk to; everything that came before waits for it. */
  record Begin(ActorRef<AccountActor.Command> account, ActorRef<VenueActor.Command> venue)
      implements Command {}

  record Forward(Symbol symbol, SymbolActor.Command message) implements Command {}

  /** From now on {@code symbol} has a tree; nothing when it has one. */
  record Add(Symbol symbol) implements Command {}

  /** From now on it has none; whoever says so knows that it is flat. */
  record Remove(Symbol symbol) implements Command {}

  private record Touch() implements Command {}

  private record Ended(Symbol symbol) implements Command {}

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
  static SymbolTrees trees(ActorRef<Command> keeper, TradedSymbols traded) {
    return new SymbolTrees() {
      @Override
      public SortedSet<Symbol> symbols() {
        return traded.now();
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

  /** Children that were told to end and have not yet. */
  private final SortedSet<Symbol> ending = new TreeSet<>();

  private @Nullable Begin colleagues;

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
      case Begin begin -> {
        colleagues = begin;
        if (placement == Placement.SHARDED) {
          initSharding(begin);
        }
        wiring.symbols().forEach(symbol -> start(symbol, begin));
        return waiting.unstashAll(this);
      }
      case Forward(Symbol symbol, SymbolActor.Command message) -> {
        if (colleagues == null) {
          waiting.stash(command);
        } else {
          forward(symbol, message);
        }
      }
      case Add(Symbol symbol) -> {
        if (colleagues == null) {
          waiting.stash(command);
        } else {
          add(symbol, colleagues);
        }
      }
      case Remove(Symbol symbol) -> {
        if (colleagues == null) {
          waiting.stash(command);
        } else {
          remove(symbol, colleagues);
        }
      }
      case Ended(Symbol symbol) -> onEnded(symbol);
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

  private void add(Symbol symbol, Begin begin) {
    if (!trees.containsKey(symbol)) {
      wiring.traded().add(symbol);
      wiring.progress().begin(symbol);
      wiring.metrics().traded(symbol, true);
      getContext().getLog().info("event=tree-begins symbol={}", symbol);
      start(symbol, begin);
    }
  }

  private void remove(Symbol symbol, Begin begin) {
    Address tree = trees.remove(symbol);
    if (tree != null) {
      getContext().getLog().info("event=tree-ends symbol={}", symbol);
      wiring.traded().remove(symbol);
      wiring.progress().end(symbol);
      begin.venue().tell(new VenueActor.TreeGone(symbol));
      tree.tell(new SymbolActor.Leave());
      wiring.metrics().traded(symbol, false);
    }
  }

  /** A tree of the same name that is still ending goes first: there is never a second one. */
  private void start(Symbol symbol, Begin begin) {
    if (placement == Placement.SHARDED) {
      EntityRef<SymbolActor.Command> tree =
          ClusterSharding.get(getContext().getSystem()).entityRefFor(TYPE, symbol.code());
      trees.put(symbol, tree::tell);
      tree.tell(new SymbolActor.Touch());
    } else if (!ending.contains(symbol)) {
      ActorRef<SymbolActor.Command> tree =
          getContext()
              .spawn(
                  SymbolActor.create(symbol, wiring, parts, begin.account(), begin.venue()),
                  symbol.code(),
                  Threads.trading());
      trees.put(
          symbol,
          message -> {
            if (message instanceof SymbolActor.Leave) {
              ending.add(symbol);
              getContext().watchWith(tree, new Ended(symbol));
            }
            tree.tell(message);
          });
    }
  }

  private void onEnded(Symbol symbol) {
    ending.remove(symbol);
    Begin begin = colleagues;
    if (begin != null && wiring.symbols().contains(symbol) && !trees.containsKey(symbol)) {
      start(symbol, begin);
    }
  }

  private void initSharding(Begin begin) {
    ClusterSharding.get(getContext().getSystem())
        .init(
            Entity.of(
                    TYPE,
                    entity ->
                        SymbolActor.create(
                            Symbol.of(entity.getEntityId()),
                            wiring,
                            parts,
                            begin.account(),
                            begin.venue()))
                .withStopMessage(new SymbolActor.Leave())
                .withEntityProps(Threads.trading()));
  }

  private void touch() {
    for (Map.Entry<Symbol, Address> tree : trees.entrySet()) {
      tree.getValue().tell(new SymbolActor.Touch());
    }
  }
}
