package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;

/**
 * Sends what the position wants and reports what the venue answered. Refuses whatever may open or
 * enlarge a position while the kill switch holds.
 *
 * <p>Never sends an order twice: what is unknown the position asks for by a query. Of the queries
 * about one order only one is under way at a time: the gateway's may take some seconds, because it
 * believes only the venue's repeated word that there never was such an order.
 */
public final class ExecutorActor extends AbstractBehavior<ExecutorActor.Command> {

  /** What an executor is told. */
  public sealed interface Command {}

  /**
   * Send it; what the venue answers goes to {@code replyTo} as {@link PositionActor.Report}. The
   * spans are for metrics: 0 where the request does not stem from a mark.
   */
  public record Execute(
      OrderRequest request,
      long frameNanos,
      long decidedNanos,
      ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  /** Cancel every resting entry at once, whatever the journal does, and say when that is sent. */
  public record CancelEntries(String reason, ActorRef<EntriesCancelled> replyTo)
      implements Command, Urgent {}

  /** The cancels were handed to the venue's client; {@code inFlight} entries had no answer yet. */
  public record EntriesCancelled(Symbol symbol, int cancels, int inFlight) {}

  /** An entry ended at the venue or was filled: it needs no cancel any more. */
  record EntryGone(ClientOrderId id) implements Command, Urgent {}

  private record Answered(
      OrderRequest request,
      OrderReport report,
      long sentNanos,
      long answeredNanos,
      ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  private record DrainedLongEnough(Draining draining) implements Command, Urgent {}

  /** A kill switch that waits for the entries in flight. */
  private record Draining(int cancels, ActorRef<EntriesCancelled> replyTo) implements Urgent {}

  /**
   * An entry that may rest at the venue.
   *
   * @param known the venue answered, if only with an unknown outcome
   * @param doomed it is to be cancelled as soon as it is known
   */
  private record Entry(
      OrderRequest request, ActorRef<PositionActor.Command> owner, boolean known, boolean doomed) {}

  public static Behavior<Command> create(
      Symbol symbol, Wiring wiring, ActorRef<VenueActor.Command> venue) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ExecutorActor(context, timers, symbol, wiring, venue)));
  }

  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<VenueActor.Command> venue;
  private final TimerScheduler<Command> timers;
  private final Map<String, Entry> entries = new TreeMap<>();

  /** The orders a query is under way for; true: another was wanted meanwhile. */
  private final Map<String, Boolean> asking = new TreeMap<>();

  private final List<Draining> draining = new ArrayList<>();

  private ExecutorActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Symbol symbol,
      Wiring wiring,
      ActorRef<VenueActor.Command> venue) {
    super(context);
    context.setLoggerName(ExecutorActor.class);
    this.symbol = symbol;
    this.wiring = wiring;
    this.venue = venue;
    this.timers = timers;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case Execute execute -> onExecute(execute);
      case Answered answered -> onAnswered(answered);
      case CancelEntries(String reason, ActorRef<EntriesCancelled> replyTo) ->
          onCancelEntries(reason, replyTo);
      case EntryGone(ClientOrderId id) -> forget(id);
      case DrainedLongEnough(Draining waited) -> {
        if (draining.remove(waited)) {
          answer(waited);
        }
      }
    }
    return this;
  }

  private void onExecute(Execute execute) {
    OrderRequest request = execute.request();
    if (request instanceof OrderRequest.Query query) {
      ask(query, execute.replyTo());
      return;
    }
    if (!request.increasesExposure()) {
      handOver(request, wiring.gateway().send(request), execute.replyTo());
      return;
    }
    Optional<CompletionStage<OrderReport>> sent =
        wiring.killSwitch().unlessEngaged(() -> wiring.gateway().send(request, this::fence));
    if (sent.isEmpty()) {
      String reason = fence().orElse("kill switch: engaged");
      getContext().getLog().warn("event=fenced symbol={} id={}", symbol, request.id());
      execute
          .replyTo()
          .tell(
              new PositionActor.Report(
                  new OrderReport.Rejected(request.id(), 0, reason, wiring.clock().instant()),
                  wiring.nanos().getAsLong()));
      return;
    }
    long now = wiring.nanos().getAsLong();
    if (execute.decidedNanos() != 0) {
      wiring.metrics().decisionToOrder(symbol, now - execute.decidedNanos());
      wiring.metrics().tickToOrder(symbol, now - execute.frameNanos());
    }
    entries.put(request.id().text(), new Entry(request, execute.replyTo(), false, false));
    handOver(request, sent.get(), execute.replyTo());
  }

  /** Asked again, from the client's threads, when the request's bytes are about to leave. */
  private Optional<String> fence() {
    return wiring.killSwitch().engaged().map(line -> "kill switch: " + line);
  }

  private void handOver(
      OrderRequest request,
      CompletionStage<OrderReport> sent,
      ActorRef<PositionActor.Command> replyTo) {
    long sentNanos = wiring.nanos().getAsLong();
    Urgently.pipe(
        sent,
        getContext().getSelf(),
        (report, fault) ->
            new Answered(
                request,
                report == null ? unknown(request, fault) : report,
                sentNanos,
                wiring.nanos().getAsLong(),
                replyTo));
  }

  private void ask(OrderRequest.Query query, ActorRef<PositionActor.Command> replyTo) {
    String id = query.id().text();
    if (asking.containsKey(id)) {
      asking.put(id, true);
    } else {
      asking.put(id, false);
      handOver(query, wiring.gateway().send(query), replyTo);
    }
  }

  /** What was asked for meanwhile may be younger than the answer, unless that is the last word. */
  private void askAgainIfWanted(
      OrderRequest.Query query, OrderReport report, ActorRef<PositionActor.Command> replyTo) {
    boolean wanted = Boolean.TRUE.equals(asking.remove(query.id().text()));
    boolean works = report instanceof OrderReport.Accepted || report instanceof OrderReport.Unknown;
    if (wanted && works) {
      ask(query, replyTo);
    }
  }

  private OrderReport unknown(OrderRequest request, @Nullable Throwable fault) {
    return new OrderReport.Unknown(
        request.id(), "the client failed: " + fault, wiring.clock().instant());
  }

  private void onAnswered(Answered answered) {
    OrderReport report = answered.report();
    wiring
        .metrics()
        .orderAnswered(
            symbol,
            report.getClass().getSimpleName(),
            answered.answeredNanos() - answered.sentNanos());
    if (answered.request() instanceof OrderRequest.Query query) {
      askAgainIfWanted(query, report, answered.replyTo());
    }
    if (report instanceof OrderReport.Unknown unknown) {
      getContext()
          .getLog()
          .warn("event=unknown symbol={} id={} reason={}", symbol, report.id(), unknown.reason());
    }
    answered.replyTo().tell(new PositionActor.Report(report, answered.answeredNanos()));
    venue.tell(new VenueActor.OrderAnswered(report));
    settle(answered.request(), report);
  }

  // Resting entries, for the kill switch.

  private void settle(OrderRequest request, OrderReport report) {
    String id = request.id().text();
    Entry entry = entries.get(id);
    if (entry == null) {
      return;
    }
    switch (report) {
      case OrderReport.Accepted ignored -> rest(id, entry);
      case OrderReport.Unknown ignored -> rest(id, entry);
      case OrderReport.Rejected ignored -> forgetUnlessCancel(request);
      case OrderReport.Filled filled -> {
        if (filled.orderDone()) {
          entries.remove(id);
        }
      }
      case OrderReport.Ended ignored -> entries.remove(id);
      case OrderReport.NeverArrived ignored -> entries.remove(id);
      case OrderReport.CancelRefused ignored -> entries.remove(id);
      case OrderReport.Triggered ignored -> {}
    }
    drainedMaybe();
  }

  private void rest(String id, Entry entry) {
    entries.put(id, new Entry(entry.request(), entry.owner(), true, false));
    boolean fenced = wiring.killSwitch().engaged().isPresent();
    if (!entry.known() && (entry.doomed() || fenced)) {
      cancel(entry);
    }
  }

  private void forgetUnlessCancel(OrderRequest request) {
    if (!(request instanceof OrderRequest.Cancel)) {
      entries.remove(request.id().text());
    }
  }

  private void forget(ClientOrderId id) {
    if (id.leg() == Leg.ENTRY) {
      entries.remove(id.text());
      drainedMaybe();
    }
  }

  private void onCancelEntries(String reason, ActorRef<EntriesCancelled> replyTo) {
    int cancels = 0;
    for (Map.Entry<String, Entry> each : entries.entrySet()) {
      Entry entry = each.getValue();
      if (entry.known()) {
        cancel(entry);
        cancels++;
      } else {
        each.setValue(new Entry(entry.request(), entry.owner(), false, true));
      }
    }
    getContext()
        .getLog()
        .info("event=entries-cancelled symbol={} count={} reason={}", symbol, cancels, reason);
    Draining waits = new Draining(cancels, replyTo);
    if (inFlight() == 0) {
      answer(waits);
      return;
    }
    draining.add(waits);
    Duration bound = wiring.live().killSwitchDrain();
    timers.startSingleTimer(waits, new DrainedLongEnough(waits), bound);
  }

  /**
   * One in flight is cancelled once it is known: a cancel that overtakes its order does nothing.
   */
  private void cancel(Entry entry) {
    OrderRequest.Cancel cancel = new OrderRequest.Cancel(entry.request().id());
    handOver(cancel, wiring.gateway().send(cancel), entry.owner());
  }

  private void drainedMaybe() {
    if (!draining.isEmpty() && inFlight() == 0) {
      draining.forEach(
          waited -> {
            timers.cancel(waited);
            answer(waited);
          });
      draining.clear();
    }
  }

  private int inFlight() {
    int count = 0;
    for (Entry entry : entries.values()) {
      count += entry.known() ? 0 : 1;
    }
    return count;
  }

  private void answer(Draining waited) {
    waited.replyTo().tell(new EntriesCancelled(symbol, waited.cancels(), inFlight()));
  }
}
