package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.ChildFailed;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
import vortex7.position.VenueFacts;

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

  /** Funding of the open position, quote units; paid is positive. */
  public record Funding(BigDecimal paid, Instant at) implements Command, Urgent {}

  /** What the venue allows for the symbol; told before anything else. */
  public record VenueNews(Instrument instrument) implements Command, Urgent {}

  /**
   * What an asset that fees are charged in is worth, in quote units. Told before the venue's news
   * where it is known, so that no fill is counted without it.
   */
  public record AssetPrice(String asset, BigDecimal price) implements Command, Urgent {}

  /** The account changed; told before a {@link CancelEntry} that comes of it. */
  public record AccountNews(AccountActor.AccountTold told) implements Command, Urgent {}

  /** What keeps the symbol's entries off; told before a {@link CancelEntry} that comes of it. */
  public record EntriesBlocked(List<String> reasons) implements Command, Urgent {
    public EntriesBlocked {
      reasons = List.copyOf(reasons);
    }
  }

  /** Reconcile: ask {@link VenueActor.FetchFacts} since the last known fill. */
  public record ReconcileDue(String cause) implements Command, Urgent {}

  /** What was told so far may lack something: only facts that are asked for from now on count. */
  public record Resync(String cause) implements Command, Urgent {}

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

  private record ExitLogged(OrderRequest request) implements Command, Urgent {}

  private record Tick() implements Command, Urgent {}

  /** What holds the venue back at maximal speed while the journal writes. */
  private static final String JOURNAL = "journal";

  private static final Duration TICK = Duration.ofMillis(100);

  /** At a start facts usually come sooner; the longest hold waits no longer for them. */
  private static final Duration FACTS_PATIENCE = Duration.ofSeconds(1);

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
  private final PositionLedger ledger;
  private final PositionReporter reporter;
  private final List<Command> early = new ArrayList<>();
  private final AnswersDue answers;
  private final AccountLink account;
  private final FactsWatch factsWatch;
  private final FactsDue factsDue;
  private final BareReadBacks bareReadBacks = new BareReadBacks();
  private final EntryPermit permit;
  private final EntryPoll entryPoll;
  private Position position;
  private boolean loaded;
  private List<ClientOrderId> unjournaled = List.of();
  private List<ClientOrderId> lostAnswers = List.of();
  private boolean reconciled;
  private boolean byJournal;
  private boolean converged;
  private int unconverged;
  private Optional<Instrument> instrument = Optional.empty();
  private Optional<String> epoch = Optional.empty();
  private String tradingState = "ACTIVE";
  private Optional<BigDecimal> lastPrice = Optional.empty();
  private Optional<BigDecimal> markPrice = Optional.empty();
  private final SortedMap<String, BigDecimal> assetPrices = new TreeMap<>();
  private Optional<Instant> previousTick = Optional.empty();
  private Optional<VenueFacts> earlierFacts = Optional.empty();
  private boolean stopsWatched;
  private Optional<Long> firstFillNanos = Optional.empty();

  private PositionActor(
      ActorContext<Command> context,
      Symbol symbol,
      Wiring wiring,
      TreeParts.Colleagues colleagues,
      ExecutionRules rules) {
    super(context);
    context.setLoggerName(PositionActor.class);
    this.symbol = symbol;
    this.wiring = wiring;
    this.colleagues = colleagues;
    this.rules = rules;
    this.position = Position.initial(symbol);
    this.answers = new AnswersDue(wiring.nanos());
    this.account = new AccountLink(symbol, wiring, colleagues.account(), context.getSelf());
    this.factsWatch = new FactsWatch(wiring.nanos());
    this.factsDue = new FactsDue(wiring);
    this.permit = new EntryPermit(symbol);
    this.entryPoll = new EntryPoll(wiring.nanos(), wiring.live().entryPollEvery());
    this.reporter = new PositionReporter(symbol, wiring, rules, context.getLog());
    ActorRef<PositionJournal.Append> journal =
        context.spawn(
            PositionJournal.create(
                wiring.identity().scope(),
                symbol,
                context.messageAdapter(PositionJournal.Told.class, FromJournal::new)),
            "journal",
            Threads.trading());
    context.watch(journal);
    this.ledger =
        new PositionLedger(
            symbol,
            wiring,
            journal,
            context
                .getSystem()
                .dispatchers()
                .lookup(DispatcherSelector.fromConfig(Threads.EXITS_LOG)),
            context.getLog());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Command.class, this::onCommand)
        .onSignal(ChildFailed.class, this::onJournalFailed)
        .build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case FromJournal(PositionJournal.Told told) -> onJournal(told);
      case VenueNews(Instrument told) -> {
        instrument = Optional.of(told);
        begin();
      }
      case AssetPrice(String asset, BigDecimal price) -> assetPrices.put(asset, price);
      case AccountNews(AccountActor.AccountTold told) -> {
        tradingState = told.state().name();
        permit.account(told);
        epoch = told.epoch().or(() -> epoch);
        begin();
      }
      case EntriesBlocked(List<String> reasons) -> permit.blocked(reasons);
      case GetView(ActorRef<Optional<PositionView>> replyTo) ->
          replyTo.tell(
              loaded
                  ? reporter.view(position, shownPrice(), reconciled)
                  : reporter.unread(lastPrice));
      case TradeClosedCounted(long number) -> account.counted(number);
      case Price(double last, double ignoredBid, double ignoredAsk, long ignored) -> {
        lastPrice = Optional.of(BigDecimal.valueOf(last));
        if (position.trade().isPresent()) {
          passTime();
        }
      }
      case ExitLogged(OrderRequest request) -> send(request, 0, 0);
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
          factsWatch.venueHas(amount);
      case Funding(BigDecimal paid, Instant at) -> take(position.onFunding(paid, at, moment()));
      case ReconcileDue ignored -> {
        tellWatch();
        wantFacts();
      }
      case Resync(String cause) -> {
        unsound(cause);
        tellWatch();
        factsWatch.wantFresh();
        askForFacts();
      }
      case Facts(VenueFacts facts) -> onFacts(facts);
      case FactsFailed(String reason) -> {
        factsWatch.failed();
        unsound("the venue's facts could not be had: " + reason);
      }
      case Stops(VenueFacts facts) -> {
        markPrice = Optional.of(facts.markPrice()).filter(mark -> mark.signum() > 0);
        if (!reconciled && !byJournal && bareReadBacks.believed(position, facts)) {
          goByJournal(); // A stop that is missing waits no longer for what else the venue holds.
        }
        if (reconciled || byJournal) {
          take(position.onStops(facts.stops(), facts.at(), moment()));
        }
      }
      case CancelEntry(String reason) -> {
        withdrawUnsent(reason);
        take(position.onEntriesOff(reason, moment()));
      }
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
      case SlotAsked(long number) -> account.asked(number, position);
      default -> throw new IllegalStateException("not handled: " + command);
    }
  }

  // ---- getting ready

  private boolean ready() {
    return loaded && instrument.isPresent() && epoch.isPresent();
  }

  private Moment moment() {
    Terms terms = new Terms(instrument.orElseThrow(), epoch.orElseThrow(), rules);
    return terms.at(wiring.clock().instant(), lastPrice, markPrice).withAssetPrices(assetPrices);
  }

  /** All is known that deciding needs: what came too early is looked at, then reconciled. */
  private void begin() {
    if (!ready() || previousTick.isPresent()) {
      return;
    }
    previousTick = Optional.of(wiring.clock().instant());
    take(position.onSentUnjournaled(unjournaled, moment()));
    lostAnswers = position.unanswered(); // Those of the log too: nobody waits for their answers.
    List<Command> came = List.copyOf(early);
    early.clear();
    came.forEach(this::onReady);
    wantFacts();
  }

  private void onJournal(PositionJournal.Told told) {
    switch (told) {
      case PositionJournal.Holds(Position held, long last) -> {
        if (loaded) {
          if (!ledger.isOurs(held, last)) {
            throw failed("somebody else wrote to the journal, which holds " + last + " events");
          }
          onPersisted(last);
        } else {
          loaded = true;
          position = held;
          ledger.begin(held, last);
          afterLoad();
        }
      }
      case PositionJournal.Persisted(long last) -> onPersisted(last);
    }
  }

  /** It does not stop for a database that is away; what it was given can not be written at all. */
  private Behavior<Command> onJournalFailed(ChildFailed signal) {
    throw failed("the journal refused a write: " + signal.getCause().getMessage());
  }

  /**
   * What is remembered here is not what the journal holds: read it again, and let a person look.
   */
  private IllegalStateException failed(String what) {
    haltAndAlert(what);
    return new IllegalStateException(symbol + ": " + what);
  }

  private void afterLoad() {
    // Before anybody hears of us: the lifeboat empties the log when it does.
    unjournaled = ledger.sentUnjournaled();
    getContext()
        .getLog()
        .info(
            "event=position-loaded symbol={} number={} state={}",
            symbol,
            position.lastNumber(),
            position.state().map(Enum::name).orElse("FLAT"));
    account.recovered(position);
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
      wiring.progress().hold(symbol, JOURNAL);
      ledger.add(outcome, frameNanos, decidedNanos);
      outcome.events().forEach(event -> reporter.log(event));
      if (ledger.away()) {
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

  private void onPersisted(long last) {
    for (PendingWrites.Write write : ledger.persisted(last)) {
      write.requests().forEach(request -> send(request, write.frameNanos(), write.decidedNanos()));
      write.events().forEach(this::onPersistedEvent);
    }
    if (ledger.idle()) {
      wiring.progress().release(symbol, JOURNAL);
      journalBack();
    } else {
      ledger.appendWaiting();
    }
  }

  /** The account hears of facts only once they are journaled. */
  private void onPersistedEvent(PositionEvent event) {
    switch (event) {
      case PositionEvent.EntryIntended ignored -> position.trade().ifPresent(account::confirm);
      case PositionEvent.TradeReopened ignored -> position.trade().ifPresent(account::reopened);
      case PositionEvent.NoFill e -> {
        wiring.metrics().noFill(symbol);
        account.noFill(e.number(), e.at());
      }
      case PositionEvent.TradeClosed e -> {
        account.closed(e.summary());
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
      reporter.publish(position.trade().isPresent() ? position : before, shownPrice(), reconciled);
    }
  }

  /** The venue's mark while it is read back, else the market's last price. */
  private Optional<BigDecimal> shownPrice() {
    return markPrice.or(() -> lastPrice);
  }

  // ---- orders

  private void send(OrderRequest request, long frameNanos, long decidedNanos) {
    answers.sent(request);
    wiring.progress().hold(symbol, request.id().text());
    colleagues
        .executor()
        .tell(new ExecutorActor.Execute(request, frameNanos, decidedNanos, getContext().getSelf()));
  }

  private void onReport(OrderReport report, long receivedNanos) {
    answers.answered(report.id());
    boolean wasFlat = position.isFlat();
    take(position.onReport(report, moment()));
    wiring.progress().release(symbol, report.id().text());
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
    if (!converged || ledger.away()) {
      refuseOpen(open, ledger.away() ? "the journal does not answer" : "reconciling");
      return;
    }
    if (permit.refusal().isPresent()) {
      refuseOpen(open, permit.refusal().get());
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
    account.release(open.plan().positionNumber(), reason);
  }

  /** An entry whose intent is still being written has not left: it ends before it began. */
  private boolean withdrawUnsent(String reason) {
    List<OrderRequest> unsent = ledger.takeEntry();
    for (OrderRequest entry : unsent) {
      String why = "withdrawn before it left: " + reason;
      Instant now = wiring.clock().instant();
      take(position.onReport(new OrderReport.Rejected(entry.id(), 0, why, now), moment()));
    }
    return !unsent.isEmpty();
  }

  private void onClose(Close close) {
    ExitReason reason =
        close.cause().equals("EMERGENCY") ? ExitReason.EMERGENCY : ExitReason.MANUAL;
    String why = close.command().who() + ": " + close.command().reason();
    boolean withdrawn = withdrawUnsent(why);
    Outcome outcome = position.onClose(reason, why, moment());
    CommandResult answer;
    if (withdrawn && outcome.refusal().isPresent()) {
      String did = symbol + " entry " + position.lastNumber() + " withdrawn before it left";
      answer = new CommandResult.Done(tradingState, List.of(did), List.of());
    } else if (outcome.refusal().isPresent()) {
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
    lookAtFacts();
    passTime();
    lookAtAnswers();
    lookAtJournal();
    if (factsWatch.differs(position.amount())) {
      factsWatch.want();
    }
    askForFacts();
    entryPoll.due(position).ifPresent(question -> send(question, 0, 0));
    account.tellAgain();
  }

  private void passTime() {
    if (!ready()) {
      return;
    }
    Moment moment = moment();
    if (!reconciled && !byJournal) {
      if (factsDue.awaitedFor(FACTS_PATIENCE)) {
        take(position.onHoldAlone(moment));
      }
      return;
    }
    Instant previous = previousTick.orElse(moment.now());
    previousTick = Optional.of(moment.now());
    if (position.trade().isPresent()) {
      take(position.onTime(previous, moment));
    }
  }

  private void lookAtAnswers() {
    for (ClientOrderId id : answers.overdue()) {
      getContext().getLog().warn("event=unanswered symbol={} id={}", symbol, id);
      take(position.onUnanswered(id, moment()));
    }
  }

  // ---- a journal that does not answer

  private void lookAtJournal() {
    if (ledger.falls()) {
      reporter.alert(symbol + ": the journal does not answer; entries off, exits on");
      unsound("the journal does not answer");
      sendWithoutJournal();
    }
  }

  /** Exits are written to the log first; an entry does not leave at all. */
  private void sendWithoutJournal() {
    for (OrderRequest request : ledger.takeRequests()) {
      if (request.increasesExposure()) {
        OrderReport refused =
            new OrderReport.Rejected(
                request.id(), 0, "the journal does not answer", wiring.clock().instant());
        getContext().getSelf().tell(new Report(refused, wiring.nanos().getAsLong()));
      } else {
        ActorRef<Command> self = getContext().getSelf();
        ledger.logExit(request).whenComplete((done, fault) -> self.tell(new ExitLogged(request)));
      }
    }
  }

  private void journalBack() {
    if (ledger.returns()) {
      reporter.alert(symbol + ": the journal answers again");
      converged = false;
      wantFacts();
    }
  }

  // ---- reconciliation

  private void wantFacts() {
    factsWatch.want();
    askForFacts();
  }

  private void askForFacts() {
    if (previousTick.isEmpty() || !factsWatch.ask()) {
      return;
    }
    factsDue.asked();
    Instant since = position.factsSince().orElseGet(() -> wiring.clock().instant());
    colleagues.venue().tell(new VenueActor.FetchFacts(symbol, since, getContext().getSelf()));
  }

  /** Stops and time limits do not wait for a venue that does not say what it holds. */
  private void lookAtFacts() {
    if (factsDue.becomesOverdue()) {
      Duration bound = wiring.live().actWithoutFactsAfter();
      String what = symbol + ": no facts of the venue for " + bound.toSeconds() + " s";
      reporter.alert(what + "; stops and time limits go on by the journal, entries are off");
      unsound(what);
      if (!reconciled && !byJournal) {
        goByJournal();
      }
    }
    if (factsDue.becomesFailed()) {
      long seconds = wiring.live().factsFailingMax().toSeconds();
      haltAndAlert("reconciliation failed: no facts of the venue for " + seconds + " s");
    }
  }

  private void goByJournal() {
    byJournal = true;
    take(position.onRecovered(lostAnswers, moment()));
  }

  private void onFacts(VenueFacts facts) {
    factsDue.came();
    factsWatch.came(facts.positionAmount());
    if (facts.markPrice().signum() > 0) {
      markPrice = Optional.of(facts.markPrice());
    }
    Outcome outcome = position.onFacts(facts, earlierFacts, moment());
    earlierFacts = Optional.of(facts);
    take(outcome);
    if (!reconciled) {
      reconciled = true;
      if (!byJournal) {
        take(position.onRecovered(lostAnswers, moment()));
      }
    }
    converged = !outcome.reconcile() && !ledger.away() && factsWatch.fresh();
    if (converged) {
      unconverged = 0;
      colleagues.tree().tell(new SymbolActor.PositionRecovered());
    } else if (factsWatch.fresh() && ++unconverged == UNCONVERGED_MAX) {
      haltAndAlert("reconciliation left a difference " + unconverged + " times in a row");
    }
    tellTree();
  }

  // ---- others

  private void unsound(String reason) {
    converged = false;
    colleagues.tree().tell(new SymbolActor.PositionUnsound(reason));
    tellTree();
  }

  private void haltAndAlert(String reason) {
    reporter.alert("HALTED " + symbol + ": " + reason);
    halt(reason);
  }

  private void halt(String reason) {
    account.halt(reason);
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
      markPrice = Optional.empty();
      colleagues.venue().tell(new VenueActor.WatchStops(symbol, exposed, getContext().getSelf()));
    }
  }

  /** The venue's actor may have begun anew. */
  private void tellWatch() {
    if (stopsWatched) {
      colleagues.venue().tell(new VenueActor.WatchStops(symbol, true, getContext().getSelf()));
    }
  }
}
