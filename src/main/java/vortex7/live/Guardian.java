package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.Join;
import akka.cluster.typed.SingletonActor;
import java.time.Duration;
import java.time.Instant;
import vortex7.market.Symbol;

/** The root of the tree: account, symbols, venue; passes questions from outside in. */
public final class Guardian extends AbstractBehavior<Guardian.Command> {

  /** What the root is told. */
  public sealed interface Command {}

  public record ToAccount(AccountActor.Command message) implements Command, Urgent {}

  public record ToVenue(VenueActor.Command message) implements Command, Urgent {}

  public record ToSymbol(Symbol symbol, SymbolActor.Command message) implements Command, Urgent {}

  /**
   * The whole tree.
   *
   * @param clustered whether the system is a cluster's node: then the account is a singleton, the
   *     symbols are sharded, and a node without seeds joins itself
   */
  public static Behavior<Command> create(Wiring wiring, TreeParts parts, boolean clustered) {
    return Behaviors.setup(context -> new Guardian(context, wiring, parts, clustered));
  }

  private final ActorRef<AccountActor.Command> account;
  private final ActorRef<VenueActor.Command> venue;
  private final SymbolTrees trees;

  private Guardian(
      ActorContext<Command> context, Wiring wiring, TreeParts parts, boolean clustered) {
    super(context);
    context.setLoggerName(Guardian.class);
    if (clustered) {
      joinSelfWithoutSeeds();
    }
    ActorRef<SymbolsActor.Command> symbols =
        context.spawn(
            restarting(
                SymbolsActor.create(
                    wiring,
                    parts,
                    clustered ? SymbolsActor.Placement.SHARDED : SymbolsActor.Placement.CHILDREN)),
            "symbols",
            Threads.trading());
    trees = SymbolsActor.trees(symbols, wiring.traded());
    account = account(wiring, parts, clustered);
    venue =
        context.spawn(
            restarting(VenueActor.create(wiring, trees, account)), "venue", Threads.trading());
    context.spawn(restarting(parts.correlation(wiring, trees)), "correlation", Threads.trading());
    symbols.tell(new SymbolsActor.Begin(account, venue));
    context.spawn(
        restarting(parts.topAlt(wiring, trees, symbols, account)), "top-alt", Threads.trading());
    wiring.killSwitch().engaged().ifPresent(line -> remember(wiring, line));
  }

  private ActorRef<AccountActor.Command> account(
      Wiring wiring, TreeParts parts, boolean clustered) {
    Behavior<AccountActor.Command> body = restarting(parts.account(wiring, trees));
    return clustered
        ? ClusterSingleton.get(getContext().getSystem())
            .init(SingletonActor.of(body, "account").withProps(Threads.trading()))
        : getContext().spawn(body, "account", Threads.trading());
  }

  private static <T> Behavior<T> restarting(Behavior<T> body) {
    return Behaviors.supervise(body)
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
  }

  /** The kill switch was engaged before a restart: the account may not have heard of it. */
  private void remember(Wiring wiring, String line) {
    Instant now = wiring.clock().instant();
    OperatorCommand command =
        new OperatorCommand(
            "halt-" + Integer.toHexString(line.hashCode()), "kill switch file", line, now);
    account.tell(
        KillSwitch.isPanic(line)
            ? new AccountActor.Panic(command, getContext().getSystem().ignoreRef())
            : new AccountActor.Stop(command, getContext().getSystem().ignoreRef()));
    getContext().getLog().warn("event=kill-switch-stands line={}", line);
  }

  private void joinSelfWithoutSeeds() {
    Cluster cluster = Cluster.get(getContext().getSystem());
    if (getContext()
        .getSystem()
        .settings()
        .config()
        .getStringList("akka.cluster.seed-nodes")
        .isEmpty()) {
      cluster.manager().tell(Join.create(cluster.selfMember().address()));
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case ToAccount(AccountActor.Command message) -> account.tell(message);
      case ToVenue(VenueActor.Command message) -> venue.tell(message);
      case ToSymbol(Symbol symbol, SymbolActor.Command message) -> trees.tell(symbol, message);
    }
    return this;
  }
}
