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
import vortex7.live.view.PositionView;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.ExecutionRules;
import vortex7.position.OrderReport;
import vortex7.position.OrderRequest;
import vortex7.position.Position;
import vortex7.position.TradePlan;
import vortex7.position.VenueFacts;
import vortex7.risk.AccountTold;
import vortex7.risk.EntryPermit;

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
  public record AccountNews(AccountTold told) implements Command, Urgent {}

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

  /** May the symbol's tree end? Answered with {@link Flat}. */
  record GetFlat(ActorRef<Flat> replyTo) implements Command, Urgent {}

  /**
   * Whether nothing of ours is under way, at the venue, in the journal or at the account.
   *
   * @param why not, in words; empty: it is flat
   */
  record Flat(Symbol symbol, Optional<String> why) {}

  private record FromJournal(PositionJournal.Told told) implements Command, Urgent {}

  /** An exit that could not be journaled is in the log of exits, or the disk refused it. */
  record ExitLogged(OrderRequest request) implements Command, Urgent {}

  private record Tick() implements Command, Urgent {}

  private static final Duration TICK = Duration.ofMillis(100);

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
  private final PositionTerms terms;
  private final EntryPermit permit;
  private final PositionLedger ledger;
  private final PositionReporter reporter;
  private final AccountLink account;
  private final PositionOrders orders;
  private final Reconciliation reconciliation;
  private final PositionParts parts;
  private final PositionBooks books;
  private final List<Command> early = new ArrayList<>();
  private boolean loaded;
  private List<ClientOrderId> unjournaled = List.of();

  /** There once all is known that deciding needs. */
  private Optional<PositionDesk> desk = Optional.empty();

  private PositionActor(
      ActorContext<Command> context,
      Symbol symbol,
      Wiring wiring,
      TreeParts.Colleagues colleagues,
      ExecutionRules rules) {
    super(context);
    context.setLoggerName(PositionActor.class);
    ActorRef<Command> self = context.getSelf();
    this.symbol = symbol;
    this.terms = new PositionTerms(wiring, rules);
    this.permit = new EntryPermit(symbol);
    this.ledger = ledger(context, symbol, wiring);
    this.reporter = new PositionReporter(symbol, wiring, rules, context.getLog());
    this.account = new AccountLink(symbol, wiring, colleagues.account(), self);
    this.orders = new PositionOrders(symbol, wiring, colleagues.executor(), self);
    this.reconciliation = new Reconciliation(symbol, wiring, colleagues.venue(), self);
    this.parts =
        new PositionParts(
            symbol,
            wiring,
            self,
            colleagues.tree(),
            terms,
            permit,
            ledger,
            reporter,
            account,
            orders,
            reconciliation);
    this.books = new PositionBooks(parts);
  }

  private static PositionLedger ledger(
      ActorContext<Command> context, Symbol symbol, Wiring wiring) {
    ActorRef<PositionJournal.Append> journal =
        context.spawn(
            PositionJournal.create(
                wiring.identity().scope(),
                symbol,
                context.messageAdapter(PositionJournal.Told.class, FromJournal::new)),
            "journal",
            Threads.trading());
    context.watch(journal);
    return new PositionLedger(
        symbol,
        wiring,
        journal,
        context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(Threads.EXITS_LOG)),
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
        terms.instrument(told);
        begin();
      }
      case AssetPrice(String asset, BigDecimal price) -> terms.assetPrice(asset, price);
      case AccountNews(AccountTold told) -> {
        permit.account(told);
        terms.epoch(told.epoch());
        begin();
      }
      case EntriesBlocked(List<String> reasons) -> permit.blocked(reasons);
      case GetView(ActorRef<Optional<PositionView>> replyTo) -> replyTo.tell(view());
      case GetFlat(ActorRef<Flat> replyTo) -> replyTo.tell(new Flat(symbol, whyNotFlat()));
      case TradeClosedCounted(long number) -> account.counted(number);
      case Price(double last, double ignoredBid, double ignoredAsk, long ignored) -> {
        terms.lastPrice(last);
        if (books.position().trade().isPresent()) {
          desk.ifPresent(PositionDesk::passTime);
        }
      }
      case ExitLogged(OrderRequest request) -> orders.send(request);
      case Tick ignored -> desk.ifPresent(PositionDesk::onTick);
      case Open open when desk.isEmpty() ->
          books.refuse(open.plan(), "position is not reconciled yet");
      default -> desk.ifPresentOrElse(ready -> ready.on(command), () -> early.add(command));
    }
    return this;
  }

  private Optional<PositionView> view() {
    return loaded
        ? reporter.view(books.position(), terms.shownPrice(), reconciliation.reconciled())
        : reporter.unread(terms.lastPrice());
  }

  private Optional<String> whyNotFlat() {
    Position held = books.position();
    if (desk.isEmpty()) {
      return Optional.of("the position is not read yet");
    }
    if (held.trade().isPresent()) {
      return Optional.of("position " + held.lastNumber() + " is " + held.trade().get().state());
    }
    if (!ledger.idle()) {
      return Optional.of("the journal has not taken all that happened yet");
    }
    if (account.owes()) {
      return Optional.of("the account has not counted trade " + held.lastNumber() + " yet");
    }
    return reconciliation.converged()
        ? Optional.empty()
        : Optional.of("the position is not compared with the venue yet");
  }

  // ---- getting ready

  private void onJournal(PositionJournal.Told told) {
    switch (told) {
      case PositionJournal.Holds(Position held, long last) -> {
        if (!loaded) {
          load(held, last);
        } else if (ledger.isOurs(held, last)) {
          books.persisted(last);
        } else {
          throw failed("somebody else wrote to the journal, which holds " + last + " events");
        }
      }
      case PositionJournal.Persisted(long last) -> books.persisted(last);
    }
  }

  private void load(Position held, long last) {
    loaded = true;
    // Before anybody hears of us: the lifeboat empties the log when it does.
    unjournaled = ledger.sentUnjournaled();
    getContext()
        .getLog()
        .info(
            "event=position-loaded symbol={} number={} state={}",
            symbol,
            held.lastNumber(),
            held.state().map(Enum::name).orElse("FLAT"));
    books.load(held, last);
    begin();
  }

  /** All is known that deciding needs: what came too early is looked at, then reconciled. */
  private void begin() {
    if (desk.isPresent() || !loaded || !terms.complete()) {
      return;
    }
    reconciliation.begin();
    books.take(books.position().onSentUnjournaled(unjournaled, terms.moment()));
    PositionDesk ready = new PositionDesk(parts, books);
    desk = Optional.of(ready);
    List<Command> came = List.copyOf(early);
    early.clear();
    came.forEach(ready::on);
    reconciliation.want(books.position());
  }

  /** It does not stop for a database that is away; what it was given can not be written at all. */
  private Behavior<Command> onJournalFailed(ChildFailed signal) {
    throw failed("the journal refused a write: " + signal.getCause().getMessage());
  }

  /**
   * What is remembered here is not what the journal holds: read it again, and let a person look.
   */
  private IllegalStateException failed(String what) {
    books.haltAndAlert(what);
    return new IllegalStateException(symbol + ": " + what);
  }
}
