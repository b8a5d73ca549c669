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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.decision.FeeRates;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId.Leg;
import vortex7.position.OrderReport;
import vortex7.risk.TradingState;

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

  public record ToPosition(PositionActor.Command message) implements Command, Urgent {}

  public record ToExecutor(ExecutorActor.Command message) implements Command, Urgent {}

  /** The symbol's trade changed; passed on to decision and risk. */
  public record PositionNews(DecisionActor.PositionStatus status) implements Command, Urgent {}

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

  /** What this symbol still needs before it may trade, in words. */
  public record GetMissing(ActorRef<Missing> replyTo) implements Command {}

  public record Missing(String symbol, List<String> what) {
    public Missing {
      what = List.copyOf(what);
    }
  }

  /** Be there: a tree that does not run is started by it. */
  public record Touch() implements Command {}

  /** Stop the tree: the shard moves, or the node leaves. */
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

  private record AccountNews(AccountActor.AccountTold told) implements Command {}

  private record Look() implements Command {}

  private record JournalOverdue() implements Command, Urgent {}

  private static final String FEED = "feed";
  private static final String POSITION = "position";
  private static final String ACCOUNT = "account";
  private static final String STREAM = "stream";
  private static final String SET_UP = "set-up";
  private static final String VENUE = "venue";
  private static final String STOPS = "stops";
  private static final String MARKET = "market";
  private static final String PRICE_GAP = "price-gap";
  private static final int WAITING_MAX = 1_000;
  private static final String DECISION = "decision";
  private static final String RISK = "risk";
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  /** What runs once the venue has told its rules. */
  private record Trading(
      ActorRef<RiskActor.Command> risk,
      ActorRef<DecisionActor.Command> decision,
      SortedMap<String, ActorRef<EngineActor.Command>> engines) {}

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
  private final ActorRef<AccountActor.AccountTold> accountListener;
  private final ActorRef<FeedActor.Command> feed;
  private final ActorRef<ExecutorActor.Command> executor;
  private final ActorRef<PositionActor.Command> position;
  private final TreeParts parts;
  private final TreeParts.Colleagues colleagues;
  private final List<DecisionActor.Command> waiting = new ArrayList<>();
  private final List<PositionActor.Close> closes = new ArrayList<>();
  private @Nullable Trading trading;
  private final TreeNews news = new TreeNews();
  private final RestartStorm storm;
  private final SortedMap<String, String> blocked = new TreeMap<>();
  private @Nullable ActorRef<LifeboatActor.Command> lifeboat;
  private @Nullable Instant priceGapUntil;

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
    storm = new RestartStorm(wiring.live(), wiring.nanos().getAsLong());
    blocked.put(POSITION, "position not read and reconciled yet");
    wiring.progress().hold(symbol, POSITION);
    blocked.put(STREAM, "user-data stream not connected yet");
    feed = child(FEED, FeedActor.create(symbol, wiring, context.getSelf()));
    executor = child("executor", ExecutorActor.create(symbol, wiring, venue));
    this.parts = parts;
    colleagues = new TreeParts.Colleagues(executor, account, venue, context.getSelf());
    position = child(POSITION, parts.position(symbol, wiring, colleagues));
    position.tell(new PositionActor.EntriesBlocked(List.copyOf(blocked.values())));
    accountListener = context.messageAdapter(AccountActor.AccountTold.class, AccountNews::new);
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
      case ToDecision(DecisionActor.Command message) -> toDecision(message);
      case ToPosition(PositionActor.Command message) -> toPosition(message);
      case ToExecutor(ExecutorActor.Command message) -> executor.tell(message);
      case PositionNews(DecisionActor.PositionStatus status) -> {
        news.position(status);
        endLifeboat();
        if (trading != null) {
          trading.decision().tell(new DecisionActor.PositionNews(status));
          trading.risk().tell(new RiskActor.PositionNews(status));
        }
      }
      case AccountNews(AccountActor.AccountTold told) -> onAccount(told);
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
      case NotSetUp(String reason) -> block(SET_UP, reason);
      case VenueStarted ignored -> onVenueStarted();
      case StreamDown(String reason) -> {
        block(STREAM, "user-data stream down: " + reason);
        position.tell(new PositionActor.ReconcileDue("the user-data stream is down"));
      }
      case StreamUp ignored -> onStreamUp();
      case LeverageNews told -> {
        news.leverage(told);
        toDecision(new DecisionActor.LeverageNews(told.confirmed(), told.leverage()));
      }
      case PositionRecovered ignored -> unblock(POSITION);
      case JournalLost(String reason) -> onJournalLost(reason);
      case PositionUnsound(String reason) -> block(POSITION, reason);
      case MarketLost(String reason) -> emergency(MARKET, reason);
      case MarketBack ignored -> unblock(MARKET);
      case VenueLost(String reason) -> emergency(VENUE, reason);
      case VenueBack ignored -> unblock(VENUE);
      case StopsUnread(String reason, boolean othersAnswer) -> {
        if (othersAnswer) {
          emergency(STOPS, reason);
        } else {
          block(STOPS, reason); // The venue's stops stand; REST as a whole has its own rule.
        }
      }
      case StopsRead ignored -> unblock(STOPS);
      case PriceGap gap -> onPriceGap(gap);
      case ChildStarted(String name) -> onChildStarted(name);
      case Look ignored -> look();
      case JournalOverdue ignored -> {
        if (!news.positionKnown()) {
          onJournalLost("not read within " + wiring.live().journalReadWithin());
        }
      }
      case GetMissing(ActorRef<Missing> replyTo) -> replyTo.tell(missing());
      case Touch ignored -> {}
      case Leave ignored -> {
        return Behaviors.stopped();
      }
    }
    return this;
  }

  /** Before the venue has told its rules nobody decides, and questions to the decision wait. */
  private void toDecision(DecisionActor.Command message) {
    if (trading != null) {
      trading.decision().tell(message);
    } else if (waiting.size() < WAITING_MAX) {
      waiting.add(message);
    }
  }

  private void onVenue(VenueNews told) {
    boolean first = news.venue(told);
    position.tell(new PositionActor.VenueNews(told.instrument()));
    unblock(SET_UP);
    if (first) {
      trading = begin(told.instrument());
      waiting.forEach(trading.decision()::tell);
      waiting.clear();
    } else if (trading != null) {
      trading.decision().tell(new DecisionActor.VenueNews(told.instrument(), told.fees()));
      trading.risk().tell(new RiskActor.VenueNews(told.instrument(), told.fees()));
    }
  }

  /** It tells what it finds lost; until then the stream counts as down. */
  private void onVenueStarted() {
    block(STREAM, "user-data stream not connected yet");
    unblock(VENUE);
    unblock(STOPS);
    position.tell(new PositionActor.ReconcileDue("the venue's actor began anew"));
    if (trading != null) {
      trading.risk().tell(new RiskActor.VenueStarted());
    }
  }

  /** What was lost meanwhile shows in facts that are younger than the connection. */
  private void onStreamUp() {
    String reason = "not compared with the venue since the user-data stream connected";
    block(POSITION, reason);
    position.tell(new PositionActor.Resync(reason));
    unblock(STREAM);
  }

  private Trading begin(Instrument instrument) {
    ActorRef<RiskActor.Command> risk =
        child(RISK, parts.risk(symbol, wiring, position, colleagues));
    ActorRef<DecisionActor.Command> decision =
        child(DECISION, parts.decision(symbol, instrument, wiring, risk, getContext().getSelf()));
    SortedMap<String, ActorRef<EngineActor.Command>> engines = new TreeMap<>();
    parts
        .engines(symbol, instrument, wiring, decision)
        .forEach((name, engine) -> engines.put(name, child(name, engine)));
    return new Trading(risk, decision, engines);
  }

  private void toPosition(PositionActor.Command message) {
    if (message instanceof PositionActor.Report(OrderReport report, long ignored)
        && report.id().leg() == Leg.ENTRY
        && gone(report)) {
      executor.tell(new ExecutorActor.EntryGone(report.id()));
    }
    if (message instanceof PositionActor.Close close && !news.positionKnown()) {
      if (lifeboat == null) {
        closes.add(close); // Until it shows whether the position or a lifeboat takes it.
      } else {
        rescue(lifeboat, close);
      }
    } else {
      position.tell(message);
    }
  }

  private static void rescue(ActorRef<LifeboatActor.Command> rescuer, PositionActor.Close close) {
    rescuer.tell(
        new LifeboatActor.Close(close.cause() + ": " + close.command().reason(), close.replyTo()));
  }

  private void onJournalLost(String reason) {
    block(POSITION, "journal: " + reason);
    boolean exposed =
        wiring.openPositions().positions().stream()
            .anyMatch(position -> position.symbol().equals(symbol));
    if (lifeboat == null && exposed && !news.positionKnown()) {
      ActorRef<LifeboatActor.Command> launched =
          getContext().spawnAnonymous(LifeboatActor.create(symbol, wiring), Threads.blocking());
      lifeboat = launched;
      closes.forEach(close -> rescue(launched, close));
      closes.clear();
    }
  }

  /** A position that tells its state has been read: from here on it protects itself. */
  private void endLifeboat() {
    if (lifeboat != null) {
      lifeboat.tell(new LifeboatActor.Home());
      lifeboat = null;
    }
    closes.forEach(position::tell);
    closes.clear();
  }

  private static boolean gone(OrderReport report) {
    return report instanceof OrderReport.Ended
        || report instanceof OrderReport.Rejected
        || (report instanceof OrderReport.Filled filled && filled.orderDone());
  }

  private void onAccount(AccountActor.AccountTold told) {
    AccountActor.AccountTold before = news.account(told);
    boolean wasActive = before == null || before.state() == TradingState.ACTIVE;
    position.tell(new PositionActor.AccountNews(told));
    if (wasActive && told.state() != TradingState.ACTIVE) {
      position.tell(
          new PositionActor.CancelEntry(told.state() + ": " + String.join("; ", told.reasons())));
    }
    if (trading != null) {
      trading.decision().tell(new DecisionActor.AccountNews(told));
      trading.risk().tell(new RiskActor.AccountNews(told));
    }
    Optional<AccountActor.SymbolState> own =
        told.of(symbol).filter(state -> state.state() != TradingState.ACTIVE);
    if (own.isPresent()) {
      block(ACCOUNT, own.get().state() + ": " + String.join("; ", own.get().reasons()));
    } else {
      unblock(ACCOUNT);
    }
  }

  // What keeps entries off.

  private void block(String cause, String reason) {
    if (!reason.equals(blocked.put(cause, reason))) {
      getContext().getLog().warn("event=entries-off symbol={} reason={}", symbol, reason);
      if (cause.equals(POSITION)) {
        wiring.progress().hold(symbol, POSITION);
      }
      tellBlocked();
      position.tell(new PositionActor.CancelEntry(reason));
    }
  }

  private void unblock(String cause) {
    String reason = blocked.remove(cause);
    if (reason != null) {
      getContext().getLog().info("event=cause-ended symbol={} reason={}", symbol, reason);
      if (cause.equals(POSITION)) {
        wiring.progress().release(symbol, POSITION);
      }
      tellBlocked();
    }
  }

  private void tellBlocked() {
    position.tell(new PositionActor.EntriesBlocked(List.copyOf(blocked.values())));
    toDecision(new DecisionActor.SymbolBlocked(List.copyOf(blocked.values())));
  }

  private void emergency(String cause, String reason) {
    block(cause, reason);
    Instant now = wiring.clock().instant();
    boolean close = wiring.live().onDisconnect() == LiveRules.OnDisconnect.CLOSE;
    position.tell(
        close
            ? new PositionActor.Close(
                "EMERGENCY",
                new OperatorCommand("emergency-" + symbol + "-" + now, "emergency", reason, now),
                Optional.empty())
            : new PositionActor.CloseUnlessProtected(reason, now));
    String what = "EMERGENCY " + symbol + ": " + reason + (close ? ", closing" : ", held");
    getContext().getLog().error("event=emergency symbol={} reason={}", symbol, reason);
    wiring.news().publish(new Daemon.News.Alert("EMERGENCY", what, now));
  }

  private void onPriceGap(PriceGap gap) {
    String reason = "price gap from " + gap.before() + " to " + gap.after();
    priceGapUntil = Instant.ofEpochMilli(gap.eventTimeMillis()).plus(wiring.live().priceGapPause());
    block(PRICE_GAP, reason);
    position.tell(new PositionActor.ReconcileDue(reason));
    wiring
        .news()
        .publish(
            new Daemon.News.Alert("EMERGENCY", symbol + ": " + reason, wiring.clock().instant()));
  }

  private void look() {
    Instant until = priceGapUntil;
    if (until != null && !wiring.clock().instant().isBefore(until)) {
      priceGapUntil = null;
      unblock(PRICE_GAP);
    }
    freeAfterStorm();
  }

  /** The account restricted the symbol after a storm, and all has been calm since. */
  private void freeAfterStorm() {
    AccountActor.AccountTold told = news.account();
    if (told == null || told.state() != TradingState.ACTIVE) {
      return;
    }
    boolean reducing =
        told.of(symbol).filter(own -> own.state() == TradingState.REDUCING).isPresent();
    if (reducing && storm.calm(wiring.nanos().getAsLong())) {
      account.tell(
          new AccountActor.SymbolRecovered(
              symbol,
              "no restart for " + wiring.live().restartsWithin(),
              wiring.clock().instant()));
    }
  }

  /** A person's stop, a breaker or a price gap keeps entries off, but nothing is missing then. */
  private Missing missing() {
    List<String> what = new ArrayList<>();
    blocked.forEach(
        (cause, reason) -> {
          if (!cause.equals(ACCOUNT) && !cause.equals(PRICE_GAP)) {
            what.add(reason);
          }
        });
    if (!news.venueKnown() && !blocked.containsKey(SET_UP)) {
      what.add("the venue's rules for the symbol");
    }
    if (news.account() == null) {
      what.add("the account has not answered");
    }
    return new Missing(symbol.code(), what);
  }

  // Children.

  private void onChildStarted(String name) {
    if (storm.restarted(name, wiring.nanos().getAsLong())) {
      countRestart(name);
    }
    if (name.equals(POSITION)) {
      position.tell(new PositionActor.EntriesBlocked(List.copyOf(blocked.values())));
      news.briefPosition(position);
    } else if (name.equals(FEED)) {
      feed.tell(new FeedActor.PositionStarted(position));
    }
    Trading running = trading;
    if (running == null) {
      return;
    }
    switch (name) {
      case FEED -> {
        feed.tell(new FeedActor.DecisionStarted(running.decision()));
        running
            .engines()
            .forEach((engine, ref) -> feed.tell(new FeedActor.EngineStarted(engine, ref)));
      }
      case DECISION -> {
        feed.tell(new FeedActor.DecisionStarted(running.decision()));
        tellBlocked();
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

  private void countRestart(String name) {
    String path = getContext().getSelf().path().toStringWithoutAddress() + "/" + name;
    MailboxMeters.of(getContext().getSystem()).restarted(path);
    wiring.metrics().restarted(symbol + "/" + name);
    getContext().getLog().error("event=restarted symbol={} actor={}", symbol, name);
    Optional<String> reason = storm.storm(name);
    if (reason.isPresent()) {
      account.tell(
          new AccountActor.SymbolRestricted(
              symbol, TradingState.REDUCING, reason.get(), wiring.clock().instant()));
      throw new IllegalStateException(symbol + ": " + reason.get());
    }
  }
}
