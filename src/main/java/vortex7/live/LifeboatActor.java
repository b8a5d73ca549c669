package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.VenueFacts;

/**
 * Protects and exits one symbol's position while its journal does not answer: by what {@code
 * DATA/open-positions.json} says and what the venue holds, never opening anything.
 *
 * <p>Only for a position that could not be read at all; one that was read goes on without its
 * journal by itself. Once a second: a resting entry is cancelled, a missing stop is placed, a
 * position whose longest hold is over, whose stop is refused, or that is to be closed leaves at
 * market, reduce-only, by no more than can be ours. Each such order is in {@code DATA/exits.log}
 * first. Runs on the blocking dispatcher; stopped when the journal is back, and the position then
 * finds at the venue what was done.
 */
final class LifeboatActor extends AbstractBehavior<LifeboatActor.Command> {

  /** What the lifeboat is told. */
  sealed interface Command {}

  /** Close the position at market. */
  record Close(String reason, Optional<ActorRef<CommandResult>> replyTo)
      implements Command, Urgent {}

  /** The position was read: it takes over, with what the log says was sent. */
  record Home() implements Command {}

  private record Look() implements Command {}

  private record FactsCame(VenueFacts facts) implements Command {}

  private record FactsFailed(String reason) implements Command {}

  private record Answered(OrderReport report) implements Command {}

  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Fills are not looked at here: the position reads them when it is back. */
  private static final Duration FACTS_REACH = Duration.ofMinutes(1);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** So many refusals in a row of a stop, and the position leaves at market. */
  private static final int STOP_REFUSALS_MAX = 2;

  /** Seen flat and without an order so often in a row, a position has gone. */
  private static final int FLAT_LOOKS = 2;

  /** The price is beyond the stop already. */
  private static final Set<Integer> WOULD_TRIGGER = Set.of(-2021, -4142);

  static Behavior<Command> create(Symbol symbol, Wiring wiring) {
    Behavior<Command> lifeboat =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(timers -> new LifeboatActor(context, timers, symbol, wiring)));
    return Behaviors.supervise(lifeboat)
        .onFailure(SupervisorStrategy.restartWithBackoff(EVERY, LONGEST_PAUSE, 0.2));
  }

  private final Symbol symbol;
  private final Wiring wiring;
  private int stopAttempt = -1;
  private int exitAttempt = -1;
  private int stopRefusals;
  private int flatLooks;
  private @Nullable String closing;
  private @Nullable String unprotectable;
  private boolean asking;

  private LifeboatActor(
      ActorContext<Command> context, TimerScheduler<Command> timers, Symbol symbol, Wiring wiring) {
    super(context);
    context.setLoggerName(LifeboatActor.class);
    this.symbol = symbol;
    this.wiring = wiring;
    for (ExitsLog.Entry entry : wiring.exits().entries()) {
      if (entry.id().symbol().equals(symbol)) {
        remember(entry.id());
      }
    }
    timers.startTimerWithFixedDelay(new Look(), Duration.ZERO, EVERY);
    context.getLog().warn("event=lifeboat-launched symbol={}", symbol);
  }

  private void remember(ClientOrderId id) {
    if (id.leg() == Leg.STOP) {
      stopAttempt = Math.max(stopAttempt, id.attempt());
    } else if (id.leg() == Leg.EXIT) {
      exitAttempt = Math.max(exitAttempt, id.attempt());
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Look ignored -> look();
      case FactsCame(VenueFacts facts) -> {
        asking = false;
        position().ifPresent(position -> protect(position, facts));
      }
      case FactsFailed(String reason) -> {
        asking = false;
        getContext().getLog().warn("event=facts-failed symbol={} reason={}", symbol, reason);
      }
      case Close(String reason, Optional<ActorRef<CommandResult>> replyTo) -> {
        closing = reason;
        replyTo.ifPresent(asker -> asker.tell(answer()));
        look();
      }
      case Home ignored -> {
        getContext().getLog().info("event=lifeboat-home symbol={}", symbol);
        return Behaviors.stopped();
      }
      case Answered(OrderReport report) -> onAnswer(report);
    }
    return this;
  }

  private void onAnswer(OrderReport report) {
    getContext().getLog().info("event=lifeboat-answer symbol={} report={}", symbol, report);
    if (report.id().leg() != Leg.STOP) {
      return;
    }
    if (report instanceof OrderReport.Rejected(var id, int code, String why, Instant at)) {
      stopRefusals++;
      if (WOULD_TRIGGER.contains(code) || stopRefusals >= STOP_REFUSALS_MAX) {
        unprotectable = "its stop was refused: " + code + " " + why;
        look();
      }
    } else if (report instanceof OrderReport.Accepted) {
      stopRefusals = 0;
    }
  }

  private CommandResult answer() {
    return position().isEmpty()
        ? new CommandResult.NotFound("position of " + symbol)
        : new CommandResult.Done(
            "HALTED", List.of("closing " + symbol + " without the journal"), List.of());
  }

  private Optional<OpenPosition> position() {
    return wiring.openPositions().positions().stream()
        .filter(position -> position.symbol().equals(symbol))
        .findFirst();
  }

  private void look() {
    if (asking || position().isEmpty()) {
      return;
    }
    asking = true;
    getContext()
        .pipeToSelf(
            wiring.gateway().facts(symbol, wiring.clock().instant().minus(FACTS_REACH)),
            (facts, fault) ->
                facts == null ? new FactsFailed(String.valueOf(fault)) : new FactsCame(facts));
  }

  private void protect(OpenPosition position, VenueFacts facts) {
    stopAttempt = Math.max(stopAttempt, position.stopAttempt());
    exitAttempt = Math.max(exitAttempt, position.exitAttempt());
    for (VenueFacts.OpenOrder order : facts.orders()) {
      ours(order.clientOrderId(), position)
          .filter(id -> id.leg() == Leg.ENTRY)
          .ifPresent(id -> send(new OrderRequest.Cancel(id)));
    }
    BigDecimal open = facts.positionAmount();
    flatLooks = open.signum() == 0 && facts.orders().isEmpty() ? flatLooks + 1 : 0;
    if (flatLooks >= FLAT_LOOKS) {
      dropStops(position, facts);
    }
    boolean ours = open.signum() == position.side().sign();
    if (!ours) {
      return; // Flat, or somebody else's: never touched.
    }
    boolean bare =
        facts.stops().stream().noneMatch(stop -> ours(stop.clientOrderId(), position).isPresent());
    unprotectable = bare ? unprotectable : null;
    whyLeave(position).ifPresent(why -> exit(position, open.abs().min(position.most()), why));
    if (bare && unprotectable == null) {
      stop(position);
    }
  }

  /** A stop that came to the venue after the position had gone guards nothing and may fire. */
  private void dropStops(OpenPosition position, VenueFacts facts) {
    for (VenueFacts.OpenStop stop : facts.stops()) {
      ours(stop.clientOrderId(), position).ifPresent(id -> send(new OrderRequest.Cancel(id)));
    }
  }

  private Optional<String> whyLeave(OpenPosition position) {
    Instant now = wiring.clock().instant();
    return Optional.ofNullable(closing)
        .or(() -> Optional.ofNullable(unprotectable))
        .or(() -> position.plannedExitAt().filter(end -> !now.isBefore(end)).map(end -> "TIMEOUT"));
  }

  private static Optional<ClientOrderId> ours(String clientOrderId, OpenPosition position) {
    return ClientOrderId.parse(clientOrderId)
        .filter(id -> id.epoch().equals(position.epoch()))
        .filter(id -> id.positionNumber() == position.positionNumber());
  }

  private void exit(OpenPosition position, BigDecimal quantity, String cause) {
    Side side = position.side().opposite();
    exitAttempt = Math.min(exitAttempt + 1, ClientOrderId.ATTEMPT_MAX);
    ClientOrderId id = id(position, Leg.EXIT, exitAttempt);
    record(id, "MARKET " + side + " " + quantity.toPlainString() + " reduce-only: " + cause);
    send(new OrderRequest.PlaceMarket(id, side, quantity, true));
  }

  private void stop(OpenPosition position) {
    Side side = position.side().opposite();
    stopAttempt = Math.min(stopAttempt + 1, ClientOrderId.ATTEMPT_MAX);
    ClientOrderId id = id(position, Leg.STOP, stopAttempt);
    record(id, "STOP " + side + " at " + position.stopPrice().toPlainString());
    send(
        new OrderRequest.PlaceStop(
            id, side, Optional.empty(), position.stopPrice(), position.workingType()));
  }

  private ClientOrderId id(OpenPosition position, Leg leg, int attempt) {
    return new ClientOrderId(position.epoch(), symbol, position.positionNumber(), leg, attempt);
  }

  /** A disk that refuses does not keep a position open: the exit goes out and people are told. */
  private void record(ClientOrderId id, String what) {
    try {
      wiring.exits().append(new ExitsLog.Entry(wiring.clock().instant(), id, what));
    } catch (RuntimeException refused) {
      getContext().getLog().error("event=exits-log-failed symbol={}", symbol, refused);
    }
    String news = symbol + " without the journal: " + what;
    getContext().getLog().warn("event=lifeboat-order symbol={} id={} what={}", symbol, id, what);
    wiring.news().publish(new Daemon.News.Alert("ALERT", news, wiring.clock().instant()));
  }

  private void send(OrderRequest request) {
    CompletionStage<OrderReport> sent = wiring.gateway().send(request);
    getContext()
        .pipeToSelf(
            sent,
            (report, fault) ->
                new Answered(
                    report == null
                        ? new OrderReport.Unknown(
                            request.id(), String.valueOf(fault), wiring.clock().instant())
                        : report));
  }
}
