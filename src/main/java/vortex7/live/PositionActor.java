package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.decision.FeeRates;
import vortex7.live.view.PositionView;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ExecutionRules;
import vortex7.position.ExitReason;
import vortex7.position.OpenTrade;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.Outcome;
import vortex7.position.Position;
import vortex7.position.PositionEvent;
import vortex7.position.Terms;
import vortex7.position.Terms.Moment;
import vortex7.position.TradePlan;
import vortex7.position.TradeState;
import vortex7.position.TradeSummary;
import vortex7.position.VenueFacts;
import vortex7.risk.TradingState;

/**
 * Journals one symbol's trade and is the only one who wants orders: it tells {@link ExecutorActor}.
 *
 * <p>Recovers, then asks {@link VenueActor.FetchFacts} and reconciles before anything else; tells
 * {@link SymbolActor.PositionRecovered} when that converged. After each change it tells {@link
 * SymbolActor.PositionNews} and rewrites its line of {@link OpenPositionsFile}. Created with the
 * symbol's executor, account, venue, tree and {@link Wiring}.
 */
public final class PositionActor extends AbstractBehavior<PositionActor.Command> {

  /** What a position is told. */
  public sealed interface Command {}

  /**
   * Enter: the slot is granted. Persisted as the intent before the order leaves. The spans are for
   * metrics: when the mark's frame came in, and when it was decided, on the own clock.
   *
   * @param margin and {@code risk} of the slot, quote units, to be confirmed on each recovery
   */
  public record Open(
      TradePlan plan,
      String epoch,
      BigDecimal margin,
      BigDecimal risk,
      long frameNanos,
      long decidedNanos)
      implements Command, Urgent {}

  /** What the venue told about one of our orders; {@code receivedNanos} on the own clock. */
  public record Report(OrderReport report, long receivedNanos) implements Command, Urgent {}

  /** An order of this symbol that is not ours did something. */
  public record ForeignOrder(String clientOrderId, String what, Instant at)
      implements Command, Urgent {}

  /** The venue's own position after a change, signed base units. */
  public record VenuePosition(BigDecimal amount, BigDecimal entryPrice, Instant at)
      implements Command, Urgent {}

  /** What the venue allows for the symbol and what it charges; told before anything else. */
  public record VenueNews(Instrument instrument, FeeRates fees) implements Command, Urgent {}

  /** The account changed: its epoch and balance. */
  public record AccountNews(AccountActor.AccountTold told) implements Command {}

  /** Reconcile: ask {@link VenueActor.FetchFacts} since the last known fill. */
  public record ReconcileDue(String cause) implements Command, Urgent {}

  /** The venue's facts, complete: what was asked for. */
  public record Facts(VenueFacts facts) implements Command, Urgent {}

  /** The facts that were asked for could not be had. */
  public record FactsFailed(String reason) implements Command, Urgent {}

  /** Only the conditional orders that stand: the read-back of each second. */
  public record Stops(VenueFacts facts) implements Command, Urgent {}

  /** The market at a mark: last trade price, best bid and ask; conflated, cheap to ignore. */
  public record Price(double last, double bid, double ask, long eventTimeMillis)
      implements Command {}

  /** Cancel a resting entry: kill switch, REDUCING, an emergency. */
  public record CancelEntry(String reason) implements Command, Urgent {}

  /**
   * Close at market.
   *
   * @param cause MANUAL or EMERGENCY
   */
  public record Close(
      String cause, OperatorCommand command, Optional<ActorRef<CommandResult>> replyTo)
      implements Command, Urgent {}

  /** Close at market unless the venue confirmed the stop. */
  public record CloseUnlessProtected(String reason, Instant at) implements Command, Urgent {}

  /** The account counted the trade. */
  public record TradeClosedCounted(long positionNumber) implements Command, Urgent {}

  /** Is this slot still needed? Answer with Confirm or Release. */
  public record SlotAsked(long positionNumber) implements Command, Urgent {}

  public record GetView(ActorRef<Optional<PositionView>> replyTo) implements Command {}

  private record FromJournal(PositionJournal.Told told) implements Command, Urgent {}

  private record Tick() implements Command, Urgent {}

  private static final Duration TICK = Duration.ofMillis(100);

  /** How long a stop or an exit may go unanswered, on the own clock. */
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(1);

  /** A journal that is silent for longer counts as away. */
  private static final Duration JOURNAL_BOUND = Duration.ofSeconds(1);

  /** Between two requests for facts: they are heavy. */
  private static final Duration FACTS_PAUSE = Duration.ofSeconds(1);

  /** Facts that did not come by then are asked for again. */
  private static final Duration FACTS_BOUND = Duration.ofSeconds(10);

  /** The venue's own position may differ from ours for so long before facts are asked for. */
  private static final Duration AMOUNT_BOUND = Duration.ofMillis(500);

  /** What the account has not acknowledged is told again. */
  private static final Duration TELL_AGAIN = Duration.ofSeconds(1);

  /** So many comparisons in a row that leave a difference make the symbol HALTED. */
  private static final int UNCONVERGED_MAX = 10;

  public static Behavior<Command> create(
      Symbol symbol, Wiring wiring, TreeParts.Colleagues colleagues, ExecutionRules rules) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Tick(), TICK);
                  return new PositionActor(context, symbol, wiring, colleagues, rules);
                }));
  }

  private final Symbol symbol;
  private final Wiring wiring;
  private final TreeParts.Colleagues colleagues;
  private final ExecutionRules rules;
  private final ActorRef<PositionJournal.Append> journal;
  private final PositionReporter reporter;
  private final PendingWrites writes = new PendingWrites();
  private final List<Command> early = new ArrayList<>();
  private final SortedMap<String, Long> answersDueNanos = new TreeMap<>();
  private Position position;
  private Position confirmed;
  private boolean appending;
  private boolean loaded;
  private List<ClientOrderId> unjournaled = List.of();
  private List<ClientOrderId> lostAnswers = List.of();
  private boolean journalAway;
  private boolean reconciled;
  private boolean converged;
  private int unconverged;
  private Optional<Instrument> instrument = Optional.empty();
  private Optional<String> epoch = Optional.empty();
  private String tradingState = "ACTIVE";
  private Optional<BigDecimal> lastPrice = Optional.empty();
  private Optional<Instant> previousTick = Optional.empty();
  private Optional<VenueFacts> earlierFacts = Optional.empty();
  private boolean factsWanted;
  private Optional<Long> factsAskedNanos = Optional.empty();
  private Optional<Long> factsCameNanos = Optional.empty();
  private Optional<BigDecimal> venueAmount = Optional.empty();
  private Optional<Long> amountDiffersSinceNanos = Optional.empty();
  private boolean stopsWatched;
  private Optional<TradeSummary> uncounted = Optional.empty();
  private long toldAccountNanos;
  private Optional<Long> firstFillNanos = Optional.empty();

  private PositionActor(
      ActorContext<Command> context,
      Symbol symbol,
      Wiring wiring,
      TreeParts.Colleagues colleagues,
      ExecutionRules rules) {
    super(context);
    this.symbol = symbol;
    this.wiring = wiring;
    this.colleagues = colleagues;
    this.rules = rules;
    this.position = Position.initial(symbol);
    this.confirmed = position;
    this.reporter = new PositionReporter(symbol, wiring, rules, context.getLog());
    this.journal =
        context.spawn(
            PositionJournal.create(
                wiring.identity().scope(),
                symbol,
                context.messageAdapter(PositionJournal.Told.class, FromJournal::new)),
            "journal",
            Threads.trading());
    context.watch(journal);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case FromJournal(PositionJournal.Told told) -> onJournal(told);
      case VenueNews(Instrument told, FeeRates ignored) -> {
        instrument = Optional.of(told);
        begin();
      }
      case AccountNews(AccountActor.AccountTold told) -> {
        tradingState = told.state().name();
        epoch = told.epoch().or(() -> epoch);
        begin();
      }
      case GetView(ActorRef<Optional<PositionView>> replyTo) ->
          replyTo.tell(reporter.view(position, lastPrice, reconciled));
      case TradeClosedCounted(long number) ->
          uncounted = uncounted.filter(trade -> trade.positionNumber() != number);
      case Price(double last, double ignoredBid, double ignoredAsk, long ignored) -> {
        lastPrice = Optional.of(BigDecimal.valueOf(last));
        if (position.trade().isPresent()) {
          passTime();
        }
      }
      case Tick ignored -> onTick();
      case Close close when !ready() -> {
        early.add(close);
      }
      case Open open when !reconciled -> refuseOpen(open, "position is not reconciled yet");
      default -> {
        if (ready()) {
          onReady(command);
        } else {
          early.add(command);
        }
      }
    }
    return this;
  }

  /** What only makes sense once journal, venue and account have told what they know. */
  private void onReady(Command command) {
    switch (command) {
      case Open open -> onOpen(open);
      case Report(OrderReport report, long receivedNanos) -> onReport(report, receivedNanos);
      case ForeignOrder foreign -> {
        getContext()
            .getLog()
            .warn(
                "event=foreign-order symbol={} id={} what={}",
                symbol,
                foreign.clientOrderId(),
                foreign.what());
        wantFacts();
      }
      case VenuePosition(BigDecimal amount, BigDecimal ignored, Instant alsoIgnored) ->
          venueAmount = Optional.of(amount);
      case ReconcileDue ignored -> wantFacts();
      case Facts(VenueFacts facts) -> onFacts(facts);
      case FactsFailed(String reason) -> {
        factsAskedNanos = Optional.empty();
        unsound("the venue's facts could not be had: " + reason);
      }
      case Stops(VenueFacts facts) -> {
        if (reconciled) {
          take(position.onStops(facts.stops(), facts.at(), moment()));
        }
      }
      case CancelEntry(String reason) -> take(position.onEntriesOff(reason, moment()));
      case Close close -> onClose(close);
      case CloseUnlessProtected(String reason, Instant ignored) -> {
        boolean bare =
            position
                .trade()
                .filter(trade -> trade.state().open() && !trade.stopAcknowledged())
                .isPresent();
        if (bare) {
          take(position.onClose(ExitReason.EMERGENCY, reason, moment()));
        }
      }
      case SlotAsked(long number) -> onSlotAsked(number);
      default -> throw new IllegalStateException("not handled: " + command);
    }
  }

  // ---- getting ready

  private boolean ready() {
    return loaded && instrument.isPresent() && epoch.isPresent();
  }

  private Moment moment() {
    Terms terms = new Terms(instrument.orElseThrow(), epoch.orElseThrow(), rules);
    Instant now = wiring.clock().instant();
    return lastPrice.map(price -> terms.at(now, price, price)).orElseGet(() -> terms.at(now));
  }

  /** All is known that deciding needs: what came too early is looked at, then reconciled. */
  private void begin() {
    if (!ready() || previousTick.isPresent()) {
      return;
    }
    previousTick = Optional.of(wiring.clock().instant());
    take(position.onSentUnjournaled(unjournaled, moment()));
    List<Command> came = List.copyOf(early);
    early.clear();
    came.forEach(this::onReady);
    wantFacts();
  }

  private void onJournal(PositionJournal.Told told) {
    switch (told) {
      case PositionJournal.Holds(Position held, long last) -> {
        if (loaded) {
          onJournalRestarted(held, last);
        } else {
          loaded = true;
          position = held;
          confirmed = held;
          lostAnswers = held.unanswered();
          writes.begin(last);
          afterLoad();
        }
      }
      case PositionJournal.Persisted(long last) -> onPersisted(last);
    }
  }

  /**
   * After a failed write: what of it the journal holds is known now, the rest is appended again.
   */
  private void onJournalRestarted(Position held, long last) {
    Position expected = confirmed;
    for (PendingWrites.Write write : writes.waiting()) {
      if (write.last() <= last) {
        expected = expected.applyAll(write.events());
      }
    }
    boolean same =
        held.lastNumber() == expected.lastNumber()
            && held.state().equals(expected.state())
            && held.amount().compareTo(expected.amount()) == 0;
    if (!same) {
      throw new IllegalStateException(
          symbol + ": somebody else wrote to the journal, which holds " + last + " events");
    }
    onPersisted(last);
  }

  private void afterLoad() {
    // Before anybody hears of us: the lifeboat empties the log when it does.
    unjournaled =
        wiring.exits().entries().stream()
            .map(ExitsLog.Entry::id)
            .filter(id -> id.symbol().equals(symbol))
            .toList();
    getContext()
        .getLog()
        .info(
            "event=position-loaded symbol={} number={} state={}",
            symbol,
            position.lastNumber(),
            position.state().map(Enum::name).orElse("FLAT"));
    position
        .trade()
        .ifPresentOrElse(this::confirmSlot, () -> position.last().ifPresent(this::tellEnd));
    if (!position.foreign().isEmpty()) {
      halt(position.foreign().get(0));
    }
    watchStops();
    tellTree();
    begin();
  }

  // ---- what is decided

  private void take(Outcome outcome) {
    take(outcome, 0, 0);
  }

  /** Sends what needs no write, folds, hands the events to the journal; the rest waits for it. */
  private void take(Outcome outcome, long frameNanos, long decidedNanos) {
    outcome.urgent().forEach(request -> send(request, 0, 0));
    Position before = position;
    position = position.applyAll(outcome.events());
    if (!outcome.events().isEmpty()) {
      writes.add(
          outcome.events(),
          outcome.requests(),
          frameNanos,
          decidedNanos,
          wiring.nanos().getAsLong());
      appendWaiting();
      outcome.events().forEach(event -> reporter.log(event));
      if (journalAway) {
        sendWithoutJournal();
      }
    }
    outcome.alerts().forEach(reporter::alert);
    outcome.halt().ifPresent(this::halt);
    if (outcome.reconcile()) {
      converged = false;
      wantFacts();
    }
    if (!before.equals(position)) {
      changed(before, outcome.events());
    }
  }

  /** One append at a time, of all that waits: what comes meanwhile goes with the next. */
  private void appendWaiting() {
    if (!appending && !writes.isEmpty()) {
      appending = true;
      journal.tell(writes.append());
    }
  }

  private void onPersisted(long last) {
    long now = wiring.nanos().getAsLong();
    for (PendingWrites.Write write : writes.persistedUpTo(last)) {
      wiring.metrics().persisted("position", now - write.sinceNanos());
      write.requests().forEach(request -> send(request, write.frameNanos(), write.decidedNanos()));
      confirmed = confirmed.applyAll(write.events());
      write.events().forEach(this::onPersistedEvent);
    }
    appending = false;
    if (writes.isEmpty()) {
      journalBack();
    } else {
      appendWaiting();
    }
  }

  /** The account hears of facts only once they are journaled. */
  private void onPersistedEvent(PositionEvent event) {
    switch (event) {
      case PositionEvent.EntryIntended ignored -> position.trade().ifPresent(this::confirmSlot);
      case PositionEvent.TradeReopened ignored -> position.trade().ifPresent(this::confirmSlot);
      case PositionEvent.NoFill e -> {
        wiring.metrics().noFill(symbol);
        colleagues.account().tell(new AccountActor.NoFill(symbol, e.number(), e.at()));
      }
      case PositionEvent.TradeClosed e -> {
        uncounted = Optional.of(e.summary());
        tellClosed(e.summary());
        reporter.closed(e.summary());
      }
      default -> {}
    }
  }

  private void changed(Position before, List<PositionEvent> events) {
    watchStops();
    reporter.remember(position);
    reporter.count(events);
    tellTree();
    if (events.stream().anyMatch(PositionReporter::isVisible)) {
      reporter.publish(position.trade().isPresent() ? position : before, lastPrice, reconciled);
    }
  }

  // ---- orders

  private void send(OrderRequest request, long frameNanos, long decidedNanos) {
    boolean mustBeAnswered =
        request instanceof OrderRequest.PlaceStop || request.id().leg() == ClientOrderId.Leg.EXIT;
    if (mustBeAnswered) {
      answersDueNanos.put(request.id().text(), wiring.nanos().getAsLong() + ANSWER_BOUND.toNanos());
    }
    colleagues
        .executor()
        .tell(new ExecutorActor.Execute(request, frameNanos, decidedNanos, getContext().getSelf()));
  }

  private void onReport(OrderReport report, long receivedNanos) {
    answersDueNanos.remove(report.id().text());
    boolean wasFlat = position.isFlat();
    take(position.onReport(report, moment()));
    if (wasFlat && !position.isFlat()) {
      firstFillNanos = Optional.of(receivedNanos);
    }
    boolean stopStands = position.trade().filter(OpenTrade::stopAcknowledged).isPresent();
    if (stopStands && firstFillNanos.isPresent()) {
      wiring.metrics().stopAcknowledged(symbol, receivedNanos - firstFillNanos.get());
      firstFillNanos = Optional.empty();
    }
  }

  private void onOpen(Open open) {
    if (!converged || journalAway) {
      refuseOpen(open, journalAway ? "the journal does not answer" : "reconciling");
      return;
    }
    if (!open.epoch().equals(epoch.orElseThrow())) {
      refuseOpen(open, "epoch " + open.epoch() + " is not the journal's");
      return;
    }
    Outcome outcome = position.onIntent(open.plan(), moment());
    if (outcome.refusal().isPresent()) {
      refuseOpen(open, outcome.refusal().get());
    } else {
      take(outcome, open.frameNanos(), open.decidedNanos());
    }
  }

  private void refuseOpen(Open open, String reason) {
    getContext().getLog().warn("event=entry-refused symbol={} reason={}", symbol, reason);
    colleagues
        .account()
        .tell(new AccountActor.Release(symbol, open.plan().positionNumber(), reason));
  }

  private void onClose(Close close) {
    ExitReason reason =
        close.cause().equals("EMERGENCY") ? ExitReason.EMERGENCY : ExitReason.MANUAL;
    String why = close.command().who() + ": " + close.command().reason();
    Outcome outcome = position.onClose(reason, why, moment());
    CommandResult answer;
    if (outcome.refusal().isPresent()) {
      answer = new CommandResult.NotFound(outcome.refusal().get());
    } else {
      take(outcome);
      String did = symbol + " position " + position.lastNumber() + " closing: " + reason;
      answer = new CommandResult.Done(tradingState, List.of(did), List.of());
    }
    close.replyTo().ifPresent(replyTo -> replyTo.tell(answer));
  }

  // ---- time

  private void onTick() {
    if (!ready()) {
      return;
    }
    passTime();
    lookAtAnswers();
    lookAtJournal();
    lookAtAmount();
    askForFacts();
    if (uncounted.isPresent() && passed(toldAccountNanos, TELL_AGAIN)) {
      tellClosed(uncounted.get());
    }
  }

  private void passTime() {
    if (!ready() || !reconciled) {
      return;
    }
    Moment moment = moment();
    Instant previous = previousTick.orElse(moment.now());
    previousTick = Optional.of(moment.now());
    if (position.trade().isPresent()) {
      take(position.onTime(previous, moment));
    }
  }

  private boolean passed(long sinceNanos, Duration bound) {
    return wiring.nanos().getAsLong() - sinceNanos >= bound.toNanos();
  }

  private void lookAtAnswers() {
    long now = wiring.nanos().getAsLong();
    for (Map.Entry<String, Long> due : List.copyOf(answersDueNanos.entrySet())) {
      if (now >= due.getValue()) {
        answersDueNanos.remove(due.getKey());
        ClientOrderId id = ClientOrderId.parse(due.getKey()).orElseThrow();
        getContext().getLog().warn("event=unanswered symbol={} id={}", symbol, id);
        take(position.onUnanswered(id, moment()));
      }
    }
  }

  // ---- a journal that does not answer

  private void lookAtJournal() {
    boolean silent =
        writes.oldestSinceNanos().filter(since -> passed(since, JOURNAL_BOUND)).isPresent();
    if (silent && !journalAway) {
      journalAway = true;
      reporter.alert(symbol + ": the journal does not answer; entries off, exits on");
      unsound("the journal does not answer");
      sendWithoutJournal();
    }
  }

  /** Exits are written to the log first; an entry does not leave at all. */
  private void sendWithoutJournal() {
    for (OrderRequest request : writes.takeRequests()) {
      if (request.increasesExposure()) {
        OrderReport refused =
            new OrderReport.Rejected(
                request.id(), 0, "the journal does not answer", wiring.clock().instant());
        getContext().getSelf().tell(new Report(refused, wiring.nanos().getAsLong()));
      } else {
        logExit(request);
        send(request, 0, 0);
      }
    }
  }

  private void logExit(OrderRequest request) {
    try {
      wiring
          .exits()
          .append(
              new ExitsLog.Entry(
                  wiring.clock().instant(), request.id(), PositionReporter.words(request)));
    } catch (UncheckedIOException refused) {
      // Neither journal nor disk: the exit still goes, because a position must be left.
      getContext().getLog().error("event=exits-log-failed symbol={}", symbol, refused);
    }
  }

  private void journalBack() {
    List<ExitsLog.Entry> logged =
        wiring.exits().entries().stream()
            .filter(entry -> entry.id().symbol().equals(symbol))
            .toList();
    logged.forEach(entry -> wiring.exits().journaled(entry.id()));
    if (journalAway) {
      journalAway = false;
      reporter.alert(symbol + ": the journal answers again");
      converged = false;
      wantFacts();
    }
  }

  // ---- reconciliation

  private void wantFacts() {
    factsWanted = true;
    askForFacts();
  }

  private void askForFacts() {
    boolean underWay = factsAskedNanos.filter(at -> !passed(at, FACTS_BOUND)).isPresent();
    boolean tooSoon = factsCameNanos.filter(at -> !passed(at, FACTS_PAUSE)).isPresent();
    if (!factsWanted || underWay || tooSoon || previousTick.isEmpty()) {
      return;
    }
    factsWanted = false;
    factsAskedNanos = Optional.of(wiring.nanos().getAsLong());
    Instant since = position.factsSince().orElseGet(() -> wiring.clock().instant());
    colleagues.venue().tell(new VenueActor.FetchFacts(symbol, since, getContext().getSelf()));
  }

  private void onFacts(VenueFacts facts) {
    factsAskedNanos = Optional.empty();
    factsCameNanos = Optional.of(wiring.nanos().getAsLong());
    Outcome outcome = position.onFacts(facts, earlierFacts, moment());
    earlierFacts = Optional.of(facts);
    take(outcome);
    if (!reconciled) {
      reconciled = true;
      take(position.onRecovered(lostAnswers, moment()));
    }
    converged = !outcome.reconcile() && !journalAway;
    if (converged) {
      unconverged = 0;
      colleagues.tree().tell(new SymbolActor.PositionRecovered());
    } else if (++unconverged == UNCONVERGED_MAX) {
      halt("reconciliation left a difference " + unconverged + " times in a row");
    }
    tellTree();
  }

  /** The venue says another amount than ours for a while: a fill was lost, or another's hand. */
  private void lookAtAmount() {
    boolean differs =
        venueAmount.filter(amount -> amount.compareTo(position.amount()) != 0).isPresent();
    if (!differs) {
      amountDiffersSinceNanos = Optional.empty();
    } else if (amountDiffersSinceNanos.isEmpty()) {
      amountDiffersSinceNanos = Optional.of(wiring.nanos().getAsLong());
    } else if (passed(amountDiffersSinceNanos.get(), AMOUNT_BOUND)) {
      amountDiffersSinceNanos = Optional.empty();
      wantFacts();
    }
  }

  // ---- others

  private void unsound(String reason) {
    converged = false;
    colleagues.tree().tell(new SymbolActor.PositionUnsound(reason));
    tellTree();
  }

  private void halt(String reason) {
    colleagues
        .account()
        .tell(
            new AccountActor.SymbolRestricted(
                symbol, TradingState.HALTED, reason, wiring.clock().instant()));
    unsound(reason);
  }

  private void tellTree() {
    colleagues
        .tree()
        .tell(
            new SymbolActor.PositionNews(
                new DecisionActor.PositionStatus(
                    position.trade().isPresent(), reconciled && converged, position.lastNumber())));
  }

  private void watchStops() {
    boolean exposed = !position.isFlat();
    if (exposed != stopsWatched) {
      stopsWatched = exposed;
      colleagues.venue().tell(new VenueActor.WatchStops(symbol, exposed, getContext().getSelf()));
    }
  }

  private void confirmSlot(OpenTrade trade) {
    TradePlan plan = trade.plan();
    colleagues
        .account()
        .tell(
            new AccountActor.Confirm(
                symbol,
                trade.number(),
                plan.ref(),
                PositionReporter.margin(plan),
                plan.plannedLoss()));
  }

  private void tellClosed(TradeSummary summary) {
    toldAccountNanos = wiring.nanos().getAsLong();
    colleagues.account().tell(new AccountActor.TradeClosed(summary, getContext().getSelf()));
  }

  /** The account may not have heard of the last trade's end before a restart. */
  private void tellEnd(OpenTrade last) {
    if (last.state() == TradeState.NO_FILL) {
      Instant at = last.entry().since();
      colleagues.account().tell(new AccountActor.NoFill(symbol, last.number(), at));
    } else {
      uncounted = Optional.of(last.summary());
      tellClosed(last.summary());
    }
  }

  private void onSlotAsked(long number) {
    Optional<OpenTrade> trade = position.trade().filter(open -> open.number() == number);
    Optional<OpenTrade> last = position.last().filter(ended -> ended.number() == number);
    if (trade.isPresent()) {
      confirmSlot(trade.get());
    } else if (last.isPresent()) {
      tellEnd(last.get());
    } else {
      colleagues
          .account()
          .tell(new AccountActor.Release(symbol, number, "the position does not know it"));
    }
  }
}
