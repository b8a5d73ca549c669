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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.decision.FeeRates;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.port.MarketData;
import vortex7.port.OrderGateway;
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

  private record Prepared(AccountSetUp answer) implements Command {}

  private record NotPrepared(String reason) implements Command {}

  private record Prepare() implements Command {}

  private record FactsCame(VenueFacts facts, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  private record FactsFailed(
      Symbol symbol, Throwable fault, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  private record StopsCame(VenueFacts facts) implements Command, Urgent {}

  private record StopsFailed(Symbol symbol, Throwable fault) implements Command, Urgent {}

  private record FeesCame(Symbol symbol, OrderGateway.Fees fees) implements Command {}

  private record FeesFailed(Symbol symbol, Throwable fault) implements Command {}

  private record AskFees(Symbol symbol) implements Command {}

  private record AskTokenPrice() implements Command {}

  private record TokenPriceCame(BigDecimal price) implements Command {}

  private record TokenPriceFailed(Throwable fault) implements Command {}

  private record LeverageCame(Symbol symbol, int leverage, ActorRef<RiskActor.Command> replyTo)
      implements Command {}

  private record LeverageFailed(SetLeverage request, Throwable fault) implements Command {}

  private record ReconcileAll(String cause) implements Command, Urgent {}

  private record ReconcileAgain(Symbol symbol) implements Command, Urgent {}

  private record ReadBack() implements Command, Urgent {}

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final String QUOTE = "USDT";

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
  private final Map<Symbol, Instrument> instruments = new TreeMap<>();
  private final FeeWatch feeWatch = new FeeWatch();
  private final TokenPrice tokenPrice = new TokenPrice();
  private final MarketData.Subscription subscription;
  private boolean up;
  private boolean everUp;
  private boolean lost;
  private long downNanos;
  private String downReason = "not connected yet";
  private boolean prepared;
  private int preparations;
  private String preparationFault = "not asked yet";

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
    this.rest = new RestWatch(wiring, account);
    this.stops = new StopReadBack(wiring, trees);
    this.downNanos = wiring.nanos().getAsLong();
    this.subscription =
        wiring.gateway().subscribe(new ToldByVenue(context.getSelf(), wiring.nanos()));
    timers.startTimerWithFixedDelay(new ReconcileAll("periodic"), wiring.live().reconcileEvery());
    timers.startTimerWithFixedDelay(new ReadBack(), wiring.live().stopReadBackEvery());
    timers.startTimerWithFixedDelay(new AskTokenPrice(), wiring.live().assetPriceEvery());
    prepare();
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
              Instant at) -> {
        account.tell(new AccountActor.BalanceTold(asset, wallet, change, why, at));
        if (feeWatch.turns(asset, wallet)) {
          instruments.keySet().forEach(this::askFees);
          askTokenPrice();
        }
      }
      case AskTokenPrice ignored -> askTokenPrice();
      case TokenPriceCame(BigDecimal price) -> onTokenPrice(price);
      case TokenPriceFailed(Throwable fault) ->
          getContext()
              .getLog()
              .warn(
                  "event=fee-asset-price-not-read asset={} in-use=\"{}\" reason={}",
                  FeeWatch.TOKEN,
                  tokenPrice.inUse(wiring.clock().instant()),
                  text(fault));
      case AskFees(Symbol symbol) -> askFees(symbol);
      case FeesCame(Symbol symbol, OrderGateway.Fees fees) -> onFees(symbol, fees);
      case FeesFailed(Symbol symbol, Throwable fault) -> {
        log("fees-unknown", symbol, fault);
        timers.startSingleTimer("fees-" + symbol, new AskFees(symbol), FIRST_PAUSE);
      }
      case FundingTold(Symbol symbol, BigDecimal paid, Instant at) ->
          tell(symbol, new PositionActor.Funding(paid, at));
      case StreamUp ignored -> onStreamUp();
      case StreamDown(String reason) -> onStreamDown(reason);
      case Prepare ignored -> prepare();
      case Prepared(AccountSetUp answer) -> onPrepared(answer);
      case NotPrepared(String reason) -> onNotPrepared(reason);
      case FetchFacts fetch -> fetch(fetch);
      case FactsCame(VenueFacts facts, ActorRef<PositionActor.Command> replyTo) -> {
        rest.answered();
        factFailures.remove(facts.symbol());
        replyTo.tell(new PositionActor.Facts(facts));
      }
      case FactsFailed failed -> onFactsFailed(failed);
      case ReconcileAll(String cause) -> reconcileAll(cause);
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
        replyTo.tell(new RiskActor.LeverageConfirmed(leverage, wiring.clock().instant()));
      }
      case LeverageFailed(SetLeverage request, Throwable fault) -> {
        rest.failed(fault);
        log("leverage-unconfirmed", request.symbol(), fault);
        timers.startSingleTimer("leverage-" + request.symbol(), request, FIRST_PAUSE);
      }
      case GetHealth(ActorRef<Health> replyTo) -> replyTo.tell(health());
    }
    return this;
  }

  private void tell(Symbol symbol, PositionActor.Command message) {
    trees.tell(symbol, new SymbolActor.ToPosition(message));
  }

  // Account set-up.

  private void prepare() {
    getContext()
        .pipeToSelf(
            AccountSetUp.of(wiring),
            (done, fault) -> done == null ? new NotPrepared(text(fault)) : new Prepared(done));
  }

  private void onPrepared(AccountSetUp answer) {
    rest.answered();
    prepared = true;
    preparations = 0;
    answer
        .balance()
        .walletByAsset()
        .forEach(
            (asset, wallet) ->
                account.tell(
                    new AccountActor.BalanceTold(
                        asset, wallet, BigDecimal.ZERO, "START", answer.balance().at())));
    feeWatch.begin(answer.balance().wallet(FeeWatch.TOKEN));
    instruments.putAll(answer.instruments());
    answer.tokenPrice().ifPresentOrElse(this::onTokenPrice, this::askTokenPrice);
    for (Symbol symbol : wiring.symbols()) {
      Instrument instrument = answer.instruments().get(symbol);
      FeeRates fees = answer.fees().get(symbol);
      if (instrument != null && fees != null) {
        trees.tell(symbol, new SymbolActor.VenueNews(instrument, fees));
      }
    }
    answer
        .positions()
        .forEach(
            (symbol, amount) -> {
              if (!wiring.symbols().contains(symbol)) {
                alert("position or order in " + symbol + ", which is not configured: " + amount);
              }
            });
    getContext().getLog().info("event=account-prepared balance={}", answer.balance().wallet(QUOTE));
  }

  private void onNotPrepared(String reason) {
    preparationFault = reason;
    getContext().getLog().warn("event=account-not-prepared reason={}", reason);
    timers.startSingleTimer(new Prepare(), pause(preparations++));
  }

  // Fees.

  private void askFees(Symbol symbol) {
    getContext()
        .pipeToSelf(
            wiring.gateway().fees(symbol),
            (fees, fault) ->
                fees == null
                    ? new FeesFailed(symbol, orSilence(fault))
                    : new FeesCame(symbol, fees));
  }

  private void onFees(Symbol symbol, OrderGateway.Fees fees) {
    Instrument instrument = instruments.get(symbol);
    if (instrument != null) {
      getContext()
          .getLog()
          .info("event=fees symbol={} maker={} taker={}", symbol, fees.maker(), fees.taker());
      FeeRates rates = new FeeRates(fees.maker().doubleValue(), fees.taker().doubleValue());
      trees.tell(symbol, new SymbolActor.VenueNews(instrument, rates));
    }
  }

  /** Only while the account pays with it: otherwise nobody needs to know. */
  private void askTokenPrice() {
    if (feeWatch.held()) {
      getContext()
          .pipeToSelf(
              wiring.marketData().markPrice(TokenPrice.MARKET),
              (price, fault) ->
                  price == null
                      ? new TokenPriceFailed(orSilence(fault))
                      : new TokenPriceCame(price));
    }
  }

  private void onTokenPrice(BigDecimal price) {
    tokenPrice.read(price, wiring.clock().instant());
    SymbolActor.AssetPrice told = new SymbolActor.AssetPrice(FeeWatch.TOKEN, price);
    wiring.symbols().forEach(symbol -> trees.tell(symbol, told));
  }

  // The user-data stream.

  private void onStreamUp() {
    up = true;
    everUp = true;
    getContext().getLog().info("event=user-stream-up");
    if (lost) {
      lost = false;
      trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.VenueBack()));
    }
    reconcileAll("the user-data stream connected");
  }

  private void onStreamDown(String reason) {
    if (up) {
      downNanos = wiring.nanos().getAsLong();
    }
    up = false;
    downReason = reason;
    getContext().getLog().warn("event=user-stream-down reason={}", reason);
  }

  private void lookAtStream() {
    FeedLimits limits = wiring.feedLimits();
    Duration bound = everUp ? limits.emergencySilence() : limits.startPatience();
    if (!up && !lost && wiring.nanos().getAsLong() - downNanos > bound.toNanos()) {
      lost = true;
      String reason = "user-data socket cut for more than " + bound + ": " + downReason;
      trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.VenueLost(reason)));
    }
  }

  // Facts.

  private void reconcileAll(String cause) {
    trees.symbols().forEach(symbol -> tell(symbol, new PositionActor.ReconcileDue(cause)));
  }

  private void fetch(FetchFacts fetch) {
    getContext()
        .pipeToSelf(
            wiring.gateway().facts(fetch.symbol(), fetch.since()),
            (facts, fault) ->
                facts == null
                    ? new FactsFailed(fetch.symbol(), orSilence(fault), fetch.replyTo())
                    : new FactsCame(facts, fetch.replyTo()));
  }

  private void onFactsFailed(FactsFailed failed) {
    rest.failed(failed.fault());
    log("facts-failed", failed.symbol(), failed.fault());
    failed.replyTo().tell(new PositionActor.FactsFailed(text(failed.fault())));
    int failures = factFailures.merge(failed.symbol(), 1, Integer::sum);
    timers.startSingleTimer(
        "facts-" + failed.symbol(), new ReconcileAgain(failed.symbol()), pause(failures - 1));
  }

  // Read-back of stops.

  private void readBack() {
    lookAtStream();
    for (Symbol symbol : stops.due()) {
      getContext()
          .pipeToSelf(
              wiring.gateway().openStops(symbol),
              (facts, fault) ->
                  facts == null ? new StopsFailed(symbol, orSilence(fault)) : new StopsCame(facts));
    }
  }

  /**
   * Not counted as a failure of the venue at large: a stop that cannot be read has its own rule.
   */
  private void onStopsFailed(Symbol symbol, Throwable fault) {
    log("stops-unread", symbol, fault);
    stops.failed(symbol);
  }

  // Leverage.

  private void setLeverage(SetLeverage request) {
    getContext()
        .pipeToSelf(
            wiring.gateway().setLeverage(request.symbol(), request.leverage()),
            (confirmed, fault) ->
                confirmed == null
                    ? new LeverageFailed(request, orSilence(fault))
                    : new LeverageCame(request.symbol(), confirmed, request.replyTo()));
  }

  // For people.

  private Health health() {
    List<String> missing = new ArrayList<>();
    if (!prepared) {
      missing.add("venue: account not prepared: " + preparationFault);
    }
    if (!up) {
      missing.add("venue: user-data stream down: " + downReason);
    }
    rest.open().ifPresent(reason -> missing.add("venue: " + reason));
    return new Health(up, prepared, missing);
  }

  private void alert(String what) {
    getContext().getLog().warn("event=alert what={}", what);
    wiring.news().publish(new Daemon.News.Alert("WARN", what, wiring.clock().instant()));
  }

  private void log(String event, Symbol symbol, Throwable fault) {
    getContext().getLog().warn("event={} symbol={} reason={}", event, symbol, text(fault));
  }

  private static Duration pause(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(5, Math.max(0, failures)));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static Throwable orSilence(@Nullable Throwable fault) {
    return fault == null ? new VenueException(VenueException.Kind.UNKNOWN, 0, "no answer") : fault;
  }

  private static String text(@Nullable Throwable fault) {
    return Optional.ofNullable(fault).map(Throwable::getMessage).orElse("no answer");
  }
}
