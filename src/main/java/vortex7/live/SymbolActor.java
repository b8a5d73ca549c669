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
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.decision.FeeRates;
import vortex7.live.EntryBlocks.Cause;
import vortex7.live.recorder.Input;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.position.PositionStatus;
import vortex7.risk.AccountTold;
import vortex7.risk.TradingState;
import vortex7.signal.EngineId;

/**
 * Supervisor of one symbol's tree: starts its actors, restarts one that fails with its state
 * rebuilt, restarts all after a storm, passes messages in, and keeps entries off while anything
 * that they rest on is gone.
 */
public final class SymbolActor extends AbstractBehavior<SymbolActor.Command> {

  /** What a symbol's supervisor is told. */
  public sealed interface Command {}

  public record ToFeed(FeedActor.Command message) implements Command {}

  public record ToDecision(DecisionActor.Command message) implements Command {}

  /** A question to one engine; answered empty when it does not run. */
  public record ToEngine(EngineId engine, EngineActor.GetView question) implements Command {}

  public record ToPosition(PositionActor.Command message) implements Command, Urgent {}

  public record ToExecutor(ExecutorActor.Command message) implements Command, Urgent {}

  /** The symbol's trade changed; passed on to decision and risk. */
  public record PositionNews(PositionStatus status) implements Command, Urgent {}

  /** What the venue confirmed; passed on to the decision. */
  public record LeverageNews(boolean confirmed, int leverage) implements Command {}

  /** What the venue allows for the symbol; passed on to the position, which needs no more. */
  public record InstrumentNews(Instrument instrument) implements Command, Urgent {}

  /** The account is set up for the symbol: what is allowed and charged; passed on to all. */
  public record VenueNews(Instrument instrument, FeeRates fees) implements Command {}

  /** What an asset that fees are charged in is worth, in quote units. */
  public record AssetPrice(String asset, BigDecimal price) implements Command, Urgent {}

  /** The account is not set up for the symbol yet: nothing is entered. */
  public record NotSetUp(String reason) implements Command, Urgent {}

  /** The position's state was read and agrees with the venue. */
  public record PositionRecovered() implements Command, Urgent {}

  /** Reconciliation did not converge, or the journal failed; entries stay off. */
  public record PositionUnsound(String reason) implements Command, Urgent {}

  /**
   * The position cannot be read from its journal. Until its first {@link PositionNews}, a lifeboat
   * protects and exits in its place.
   */
  public record JournalLost(String reason) implements Command, Urgent {}

  /** The tree is to end as soon as the symbol is flat: nothing is entered any more. */
  record Leaving(String reason) implements Command, Urgent {}

  /** It stays after all. */
  record Staying() implements Command, Urgent {}

  /** What this symbol still needs before it may trade, in words. */
  public record GetMissing(ActorRef<Missing> replyTo) implements Command {}

  public record Missing(String symbol, List<String> what) {
    public Missing {
      what = List.copyOf(what);
    }
  }

  /** Be there: a tree that does not run is started by it. */
  public record Touch() implements Command {}

  /** Stop the tree: the shard moves, the node leaves, or the symbol trades no more. */
  public record Leave() implements Command {}

  /** The account began anew, here or on another node, and knows nobody who listens. */
  record AccountStarted() implements Command, Urgent {}

  // From the venue's actor.

  /** The venue's actor began anew and remembers nothing. */
  record VenueStarted() implements Command, Urgent {}

  /** Nobody tells us of our orders: nothing is entered until that is over and was compared. */
  record StreamDown(String reason) implements Command, Urgent {}

  record StreamUp() implements Command, Urgent {}

  /** Nobody tells us of our orders for too long: the Emergency Protocol. */
  record VenueLost(String reason) implements Command, Urgent {}

  record VenueBack() implements Command, Urgent {}

  /** REST failed for too long, and answers: the Emergency Protocol, for what is open. */
  record RestLost(String reason) implements Command, Urgent {}

  /** Conditional orders cannot be read back; {@code othersAnswer}: other calls can. */
  record StopsUnread(String reason, boolean othersAnswer) implements Command, Urgent {}

  record StopsRead() implements Command, Urgent {}

  // From the feed.

  /** The market data that positions depend on is gone for too long: the Emergency Protocol. */
  record MarketLost(String reason) implements Command, Urgent {}

  /** It is back. */
  record MarketBack() implements Command, Urgent {}

  /** Two consecutive trades lay farther apart than can be trusted; event time of the second. */
  record PriceGap(double before, double after, long eventTimeMillis) implements Command, Urgent {}

  // From the children and the account.

  private record ChildStarted(String name) implements Command, Urgent {}

  private record AccountNews(AccountTold told) implements Command {}

  private record Look() implements Command {}

  private record JournalOverdue() implements Command, Urgent {}

  private static final String FEED = "feed";
  private static final String POSITION = "position";
  private static final String DECISION = "decision";
  private static final String RISK = "risk";
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** A tree that restarts as a whole, with back-off, after a storm. */
  public static Behavior<Command> create(
      Symbol symbol,
      Wiring wiring,
      TreeParts parts,
      ActorRef<AccountActor.Command> account,
      ActorRef<VenueActor.Command> venue) {
    Behavior<Command> tree =
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers ->
                        new SymbolActor(context, timers, symbol, wiring, parts, account, venue)));
    return Behaviors.supervise(tree)
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofSeconds(1), Duration.ofSeconds(30), 0.2));
  }

  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<AccountActor.Command> account;
  private final ActorRef<AccountTold> accountListener;
  private final ActorRef<FeedActor.Command> feed;
  private final ActorRef<ExecutorActor.Command> executor;
  private final ActorRef<PositionActor.Command> position;
  private final TreeParts parts;
  private final TreeParts.Colleagues colleagues;
  private final TradingActors trading = new TradingActors();
  private final EntryBlocks blocks;
  private final EmergencyProtocol emergency;
  private final PositionRescue rescue;
  private final TreeNews news = new TreeNews();
  private final RestartWatch restarts;

  private SymbolActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Symbol symbol,
      Wiring wiring,
      TreeParts parts,
      ActorRef<AccountActor.Command> account,
      ActorRef<VenueActor.Command> venue) {
    super(context);
    context.setLoggerName(SymbolActor.class);
    this.symbol = symbol;
    this.wiring = wiring;
    this.account = account;
    restarts = new RestartWatch(context, symbol, wiring, account);
    feed = child(FEED, FeedActor.create(symbol, wiring, context.getSelf()));
    executor = child("executor", ExecutorActor.create(symbol, wiring, venue));
    this.parts = parts;
    colleagues = new TreeParts.Colleagues(executor, account, venue, context.getSelf());
    position = child(POSITION, parts.position(symbol, wiring, colleagues));
    blocks = new EntryBlocks(context, symbol, wiring, position, trading);
    emergency = new EmergencyProtocol(context, symbol, wiring, position, blocks);
    rescue = new PositionRescue(context, symbol, wiring, position);
    blocks.tellPosition();
    accountListener = context.messageAdapter(AccountTold.class, AccountNews::new);
    account.tell(new AccountActor.Subscribe(accountListener));
    venue.tell(new VenueActor.TreeStarted(symbol));
    timers.startTimerWithFixedDelay(new Look(), LOOK_EVERY);
    timers.startSingleTimer(new JournalOverdue(), wiring.live().journalReadWithin());
  }

  private <T> ActorRef<T> child(String name, Behavior<T> body) {
    ActorRef<Command> self = getContext().getSelf();
    Behavior<T> announced =
        Behaviors.setup(
            unused -> {
              self.tell(new ChildStarted(name));
              return body;
            });
    return getContext()
        .spawn(
            Behaviors.supervise(announced).onFailure(SupervisorStrategy.restart()),
            name,
            Threads.trading());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder().onMessage(Command.class, this::onCommand).build();
  }

  private Behavior<Command> onCommand(Command command) {
    switch (command) {
      case ToFeed(FeedActor.Command message) -> feed.tell(message);
      case ToDecision(DecisionActor.Command message) -> trading.toDecision(message);
      case ToEngine(EngineId engine, EngineActor.GetView question) ->
          trading
              .engine(engine)
              .ifPresentOrElse(
                  running -> running.tell(question),
                  () -> question.replyTo().tell(Optional.empty()));
      case ToPosition(PositionActor.Command message) -> toPosition(message);
      case ToExecutor(ExecutorActor.Command message) -> executor.tell(message);
      case PositionNews(PositionStatus status) -> {
        news.position(status);
        rescue.end();
        trading.position(status);
      }
      case AccountNews(AccountTold told) -> onAccount(told);
      case AccountStarted ignored -> {
        account.tell(new AccountActor.Subscribe(accountListener));
        colleagues.venue().tell(new VenueActor.AccountStarted());
      }
      case InstrumentNews(Instrument instrument) -> {
        news.instrument(instrument);
        position.tell(new PositionActor.VenueNews(instrument));
      }
      case VenueNews told -> onVenue(told);
      case AssetPrice told -> {
        news.assetPrice(told);
        position.tell(new PositionActor.AssetPrice(told.asset(), told.price()));
      }
      case NotSetUp(String reason) -> blocks.block(Cause.SET_UP, reason);
      case VenueStarted ignored -> onVenueStarted();
      case StreamDown(String reason) -> {
        blocks.block(Cause.STREAM, "user-data stream down: " + reason);
        position.tell(new PositionActor.ReconcileDue("the user-data stream is down"));
      }
      case StreamUp ignored -> onStreamUp();
      case LeverageNews told -> {
        news.leverage(told);
        trading.toDecision(new DecisionActor.LeverageNews(told.confirmed(), told.leverage()));
      }
      case PositionRecovered ignored -> blocks.unblock(Cause.POSITION);
      case JournalLost(String reason) -> onJournalLost(reason);
      case PositionUnsound(String reason) -> blocks.block(Cause.POSITION, reason);
      case MarketLost(String reason) -> emergency.begin(Cause.MARKET, reason);
      case MarketBack ignored -> blocks.unblock(Cause.MARKET);
      case VenueLost(String reason) -> emergency.begin(Cause.VENUE, reason);
      case VenueBack ignored -> blocks.unblock(Cause.VENUE);
      case RestLost(String reason) -> emergency.end(reason);
      case StopsUnread(String reason, boolean othersAnswer) -> {
        if (othersAnswer) {
          emergency.begin(Cause.STOPS, reason);
        } else {
          // The venue's stops stand; REST as a whole has its own rule.
          blocks.block(Cause.STOPS, reason);
        }
      }
      case StopsRead ignored -> blocks.unblock(Cause.STOPS);
      case PriceGap gap -> emergency.priceGap(gap);
      case ChildStarted(String name) -> onChildStarted(name);
      case Look ignored -> {
        emergency.look();
        restarts.look(news.account());
      }
      case JournalOverdue ignored -> {
        if (!news.positionKnown()) {
          onJournalLost("not read within " + wiring.live().journalReadWithin());
        }
      }
      case Leaving(String reason) -> blocks.block(Cause.LEAVING, reason);
      case Staying ignored -> blocks.unblock(Cause.LEAVING);
      case GetMissing(ActorRef<Missing> replyTo) -> replyTo.tell(missing());
      case Touch ignored -> {}
      case Leave ignored -> {
        return Behaviors.stopped();
      }
    }
    return this;
  }

  private void onVenue(VenueNews told) {
    boolean first = news.venue(told);
    position.tell(new PositionActor.VenueNews(told.instrument()));
    blocks.unblock(Cause.SET_UP);
    if (first) {
      trading.begin(start(told.instrument()));
    } else {
      trading.venue(told.instrument(), told.fees());
    }
  }

  /** It tells what it finds lost; until then the stream counts as down. */
  private void onVenueStarted() {
    blocks.block(Cause.STREAM, "user-data stream not connected yet");
    blocks.unblock(Cause.VENUE);
    blocks.unblock(Cause.STOPS);
    position.tell(new PositionActor.ReconcileDue("the venue's actor began anew"));
    trading.venueStarted();
  }

  /** What was lost meanwhile shows in facts that are younger than the connection. */
  private void onStreamUp() {
    String reason = "not compared with the venue since the user-data stream connected";
    blocks.block(Cause.POSITION, reason);
    position.tell(new PositionActor.Resync(reason));
    blocks.unblock(Cause.STREAM);
  }

  private TradingActors.Running start(Instrument instrument) {
    wiring.inputs().took(symbol, new Input.TradingBegan(instrument));
    ActorRef<RiskActor.Command> risk =
        child(RISK, parts.risk(symbol, wiring, position, colleagues));
    ActorRef<DecisionActor.Command> decision =
        child(DECISION, parts.decision(symbol, instrument, wiring, risk, getContext().getSelf()));
    SortedMap<String, ActorRef<EngineActor.Command>> engines = new TreeMap<>();
    parts
        .engines(symbol, instrument, wiring, decision)
        .forEach((name, engine) -> engines.put(name, child(name, engine)));
    return new TradingActors.Running(risk, decision, engines);
  }

  private void toPosition(PositionActor.Command message) {
    if (message instanceof PositionActor.Report(OrderReport report, long ignored)
        && report.id().leg() == Leg.ENTRY
        && gone(report)) {
      executor.tell(new ExecutorActor.EntryGone(report.id()));
    }
    if (message instanceof PositionActor.Close close && !news.positionKnown()) {
      rescue.close(close);
    } else {
      position.tell(message);
    }
  }

  private void onJournalLost(String reason) {
    blocks.block(Cause.POSITION, "journal: " + reason);
    if (!news.positionKnown()) {
      rescue.launch();
    }
  }

  private static boolean gone(OrderReport report) {
    return report instanceof OrderReport.Ended
        || report instanceof OrderReport.Rejected
        || (report instanceof OrderReport.Filled filled && filled.orderDone());
  }

  private void onAccount(AccountTold told) {
    AccountTold before = news.account(told);
    boolean wasActive = before == null || before.state() == TradingState.ACTIVE;
    position.tell(new PositionActor.AccountNews(told));
    if (wasActive && told.state() != TradingState.ACTIVE) {
      position.tell(
          new PositionActor.CancelEntry(told.state() + ": " + String.join("; ", told.reasons())));
    }
    trading.account(told);
    Optional<AccountTold.SymbolState> own =
        told.of(symbol).filter(state -> state.state() != TradingState.ACTIVE);
    if (own.isPresent()) {
      blocks.block(
          Cause.ACCOUNT, own.get().state() + ": " + String.join("; ", own.get().reasons()));
    } else {
      blocks.unblock(Cause.ACCOUNT);
    }
  }

  private Missing missing() {
    List<String> what = blocks.missing();
    if (!news.venueKnown() && !blocks.has(Cause.SET_UP)) {
      what.add("the venue's rules for the symbol");
    }
    if (news.account() == null) {
      what.add("the account has not answered");
    }
    return new Missing(symbol.code(), what);
  }

  // Children.

  private void onChildStarted(String name) {
    restarts.started(name);
    if (name.equals(POSITION)) {
      blocks.tellPosition();
      news.briefPosition(position);
    } else if (name.equals(FEED)) {
      feed.tell(new FeedActor.PositionStarted(position));
    }
    trading.running().ifPresent(running -> onStartedAmong(running, name));
  }

  /** Tells the feed, and who began anew, what it needs of the others. */
  private void onStartedAmong(TradingActors.Running running, String name) {
    switch (name) {
      case FEED -> {
        feed.tell(new FeedActor.DecisionStarted(running.decision()));
        running
            .engines()
            .forEach((engine, ref) -> feed.tell(new FeedActor.EngineStarted(engine, ref)));
      }
      case DECISION -> {
        feed.tell(new FeedActor.DecisionStarted(running.decision()));
        blocks.tell();
        news.briefDecision(running.decision());
      }
      case RISK -> news.briefRisk(running.risk());
      default -> {
        ActorRef<EngineActor.Command> engine = running.engines().get(name);
        if (engine != null) {
          feed.tell(new FeedActor.EngineStarted(name, engine));
        }
      }
    }
  }
}
