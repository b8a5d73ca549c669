package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vortex7.market.Symbol;
import vortex7.port.MarketData;
import vortex7.port.VenueException;
import vortex7.position.OrderReport;
import vortex7.position.VenueFacts;

/**
 * A node's side of the account at the venue: routes the user-data stream to positions and account,
 * fetches facts, reads back stops, sets leverage, and pulls the emergency triggers that concern the
 * venue.
 */
public final class VenueActor extends AbstractBehavior<VenueActor.Command> {

  /** What the venue's actor is told. */
  public sealed interface Command {}

  /** Fetch what the venue holds of the symbol; the answer goes to {@code replyTo}. */
  public record FetchFacts(Symbol symbol, Instant since, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  /** While a position is open its conditional orders are read back every second. */
  public record WatchStops(Symbol symbol, boolean open, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  /** Set the symbol's leverage; the confirmed one goes to {@code replyTo}. */
  public record SetLeverage(Symbol symbol, int leverage, ActorRef<RiskActor.Command> replyTo)
      implements Command {}

  /** What became of an order, a cancel or a query that an executor sent. */
  record OrderAnswered(OrderReport report) implements Command {}

  /** A symbol's tree began anew: it is told all that is known. */
  record TreeStarted(Symbol symbol) implements Command, Urgent {}

  /** A symbol has no tree any more: what was kept of it is forgotten. */
  record TreeGone(Symbol symbol) implements Command, Urgent {}

  /** The account began anew: it is told the balance, and what keeps entries off. */
  record AccountStarted() implements Command, Urgent {}

  /** What the venue's actor knows of its connections. */
  public record GetHealth(ActorRef<Health> replyTo) implements Command {}

  /** {@code missing} is what readiness waits for, in words. */
  public record Health(boolean userStreamUp, boolean prepared, List<String> missing) {
    public Health {
      missing = List.copyOf(missing);
    }
  }

  // From the venue's threads.

  record Told(OrderReport report, long receivedNanos) implements Command, Urgent {}

  record ForeignTold(Symbol symbol, String clientOrderId, String what, Instant at)
      implements Command, Urgent {}

  record PositionTold(Symbol symbol, BigDecimal amount, BigDecimal entryPrice, Instant at)
      implements Command, Urgent {}

  record BalanceTold(String asset, BigDecimal wallet, BigDecimal change, String reason, Instant at)
      implements Command, Urgent {}

  record FundingTold(Symbol symbol, BigDecimal paid, Instant at) implements Command, Urgent {}

  record StreamUp() implements Command, Urgent {}

  record StreamDown(String reason) implements Command, Urgent {}

  // Answers of the venue and timers.

  record OfAccount(VenueAccount.Told told) implements Command {}

  private record FactsCame(VenueFacts facts, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  private record FactsFailed(
      Symbol symbol, Throwable fault, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  private record StopsCame(VenueFacts facts) implements Command, Urgent {}

  private record StopsFailed(Symbol symbol, Throwable fault) implements Command, Urgent {}

  private record LeverageCame(Symbol symbol, int leverage, ActorRef<RiskActor.Command> replyTo)
      implements Command {}

  private record LeverageFailed(SetLeverage request, Throwable fault) implements Command {}

  private record ReconcileAll(String cause) implements Command, Urgent {}

  private record ReconcileAgain(Symbol symbol) implements Command, Urgent {}

  private record ReadBack() implements Command, Urgent {}

  public static Behavior<Command> create(
      Wiring wiring, SymbolTrees trees, ActorRef<AccountActor.Command> account) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new VenueActor(context, timers, wiring, trees, account)));
  }

  private final Wiring wiring;
  private final SymbolTrees trees;
  private final ActorRef<AccountActor.Command> account;
  private final TimerScheduler<Command> timers;
  private final RestWatch rest;
  private final StopReadBack stops;
  private final Map<Symbol, Integer> factFailures = new TreeMap<>();
  private final Map<Symbol, Integer> leverageFailures = new TreeMap<>();
  private final VenueAccount ours;
  private final UserStreamWatch stream;
  private final MarketData.Subscription subscription;

  private VenueActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Wiring wiring,
      SymbolTrees trees,
      ActorRef<AccountActor.Command> account) {
    super(context);
    context.setLoggerName(VenueActor.class);
    this.wiring = wiring;
    this.trees = trees;
    this.account = account;
    this.timers = timers;
    this.rest = new RestWatch(wiring, account, this::restLost);
    this.stops = new StopReadBack(wiring, trees);
    this.ours = new VenueAccount(context, timers, wiring, trees, account, rest);
    this.stream = new UserStreamWatch(wiring, trees);
    this.subscription =
        wiring.gateway().subscribe(new ToldByVenue(context.getSelf(), wiring.nanos()));
    timers.startTimerWithFixedDelay(new ReconcileAll("periodic"), wiring.live().reconcileEvery());
    timers.startTimerWithFixedDelay(new ReadBack(), wiring.live().stopReadBackEvery());
    ours.startTimers();
    trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.VenueStarted()));
    ours.begin();
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Command.class, this::onCommand)
        .onSignal(PreRestart.class, signal -> closed())
        .onSignal(PostStop.class, signal -> closed())
        .build();
  }

  private Behavior<Command> closed() {
    subscription.close();
    return this;
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Told(OrderReport report, long receivedNanos) ->
          tell(report.id().symbol(), new PositionActor.Report(report, receivedNanos));
      case ForeignTold(Symbol symbol, String id, String what, Instant at) ->
          tell(symbol, new PositionActor.ForeignOrder(id, what, at));
      case PositionTold(Symbol symbol, BigDecimal amount, BigDecimal entryPrice, Instant at) ->
          tell(symbol, new PositionActor.VenuePosition(amount, entryPrice, at));
      case BalanceTold(
              String asset,
              BigDecimal wallet,
              BigDecimal change,
              String why,
              Instant at) ->
          ours.balanceTold(asset, wallet, change, why, at);
      case OfAccount(VenueAccount.Told told) -> ours.on(told);
      case TreeStarted(Symbol symbol) -> {
        ours.brief(symbol);
        stream.brief(symbol);
      }
      case TreeGone(Symbol symbol) -> forget(symbol);
      case AccountStarted ignored -> {
        rest.open().ifPresent(account::tell);
        ours.askBalance();
      }
      case OrderAnswered(OrderReport report) -> rest.ordered(report);
      case FundingTold(Symbol symbol, BigDecimal paid, Instant at) ->
          tell(symbol, new PositionActor.Funding(paid, at));
      case StreamUp ignored -> {
        getContext().getLog().info("event=user-stream-up");
        stream.connected();
        ours.askBalance();
      }
      case StreamDown(String reason) -> {
        stream.disconnected(reason);
        getContext().getLog().warn("event=user-stream-down reason={}", reason);
      }
      case FetchFacts fetch -> fetch(fetch);
      case FactsCame(VenueFacts facts, ActorRef<PositionActor.Command> replyTo) -> {
        rest.answered();
        factFailures.remove(facts.symbol());
        replyTo.tell(new PositionActor.Facts(facts));
      }
      case FactsFailed failed -> onFactsFailed(failed);
      case ReconcileAll(String cause) -> {
        reconcileAll(cause);
        ours.askBalance();
      }
      case ReconcileAgain(Symbol symbol) ->
          tell(symbol, new PositionActor.ReconcileDue("the last attempt failed"));
      case WatchStops(Symbol symbol, boolean open, ActorRef<PositionActor.Command> replyTo) -> {
        if (open) {
          stops.begin(symbol, replyTo);
        } else {
          stops.end(symbol);
        }
      }
      case ReadBack ignored -> readBack();
      case StopsCame(VenueFacts facts) -> stops.came(facts);
      case StopsFailed(Symbol symbol, Throwable fault) -> onStopsFailed(symbol, fault);
      case SetLeverage request -> setLeverage(request);
      case LeverageCame(Symbol symbol, int leverage, ActorRef<RiskActor.Command> replyTo) -> {
        rest.answered();
        leverageFailures.remove(symbol);
        replyTo.tell(new RiskActor.LeverageConfirmed(leverage, wiring.clock().instant()));
      }
      case LeverageFailed failed -> onLeverageFailed(failed);
      case GetHealth(ActorRef<Health> replyTo) -> replyTo.tell(health());
    }
    return this;
  }

  private void forget(Symbol symbol) {
    ours.forget(symbol);
    stops.forget(symbol);
    factFailures.remove(symbol);
    leverageFailures.remove(symbol);
    timers.cancel("leverage-" + symbol);
  }

  private void tell(Symbol symbol, PositionActor.Command message) {
    trees.tell(symbol, new SymbolActor.ToPosition(message));
  }

  // Facts.

  private void reconcileAll(String cause) {
    trees.symbols().forEach(symbol -> tell(symbol, new PositionActor.ReconcileDue(cause)));
  }

  private void fetch(FetchFacts fetch) {
    Urgently.<VenueFacts, Command, Command>pipe(
        wiring.gateway().facts(fetch.symbol(), fetch.since()),
        getContext().getSelf(),
        (facts, fault) ->
            facts == null
                ? new FactsFailed(fetch.symbol(), RestWatch.orSilence(fault), fetch.replyTo())
                : new FactsCame(facts, fetch.replyTo()));
  }

  private void onFactsFailed(FactsFailed failed) {
    rest.failed(failed.fault());
    log("facts-failed", failed.symbol(), failed.fault());
    failed.replyTo().tell(new PositionActor.FactsFailed(RestWatch.text(failed.fault())));
    int failures = factFailures.merge(failed.symbol(), 1, Integer::sum);
    timers.startSingleTimer(new ReconcileAgain(failed.symbol()), RestWatch.pause(failures - 1));
  }

  // Read-back of stops.

  private void readBack() {
    stream.look();
    rest.look();
    for (Symbol symbol : stops.due()) {
      Urgently.<VenueFacts, Command, Command>pipe(
          wiring.gateway().openStops(symbol),
          getContext().getSelf(),
          (facts, fault) ->
              facts == null
                  ? new StopsFailed(symbol, RestWatch.orSilence(fault))
                  : new StopsCame(facts));
    }
  }

  /**
   * Not counted as a failure of the venue at large: a stop that cannot be read has its own rule.
   */
  private void onStopsFailed(Symbol symbol, Throwable fault) {
    log("stops-unread", symbol, fault);
    stops.failed(symbol);
  }

  /** The venue's stops stood meanwhile; now it answers, and nobody waits any longer. */
  private void restLost(String reason) {
    getContext().getLog().error("event=rest-lost reason={}", reason);
    trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.RestLost(reason)));
  }

  // Leverage.

  private void setLeverage(SetLeverage request) {
    timers.cancel("leverage-" + request.symbol()); // An older wish is void.
    getContext()
        .pipeToSelf(
            wiring.gateway().setLeverage(request.symbol(), request.leverage()),
            (confirmed, fault) ->
                confirmed == null
                    ? new LeverageFailed(request, RestWatch.orSilence(fault))
                    : new LeverageCame(request.symbol(), confirmed, request.replyTo()));
  }

  /** A refusal lasts: what the venue does not allow it is not asked for every second. */
  private void onLeverageFailed(LeverageFailed failed) {
    rest.failed(failed.fault());
    SetLeverage request = failed.request();
    log("leverage-unconfirmed", request.symbol(), failed.fault());
    if (!trees.symbols().contains(request.symbol())) {
      return; // It left meanwhile.
    }
    int failures = leverageFailures.merge(request.symbol(), 1, Integer::sum);
    boolean refused = RestWatch.kind(failed.fault()) == VenueException.Kind.REFUSED;
    timers.startSingleTimer(
        "leverage-" + request.symbol(),
        request,
        refused ? RestWatch.LONGEST_PAUSE : RestWatch.pause(failures - 1));
  }

  // For people.

  private Health health() {
    List<String> missing = new ArrayList<>();
    ours.missing().forEach(what -> missing.add("venue: " + what));
    stream.fault().ifPresent(what -> missing.add("venue: " + what));
    rest.open().ifPresent(failed -> missing.add("venue: " + failed.reason()));
    return new Health(stream.up(), ours.prepared(), missing);
  }

  private void log(String event, Symbol symbol, Throwable fault) {
    getContext()
        .getLog()
        .warn("event={} symbol={} reason={}", event, symbol, RestWatch.text(fault));
  }
}
