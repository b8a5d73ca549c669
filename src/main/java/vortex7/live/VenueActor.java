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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vortex7.live.AccountSetUp.Kind;
import vortex7.live.AccountSetUp.Step;
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

  /** What became of an order, a cancel or a query that an executor sent. */
  record OrderAnswered(OrderReport report) implements Command {}

  /** A symbol's tree began anew: it is told all that is known. */
  record TreeStarted(Symbol symbol) implements Command, Urgent {}

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

  private record Ask(Step step) implements Command {}

  private record StepFailed(Step step, Throwable fault) implements Command {}

  private record RulesCame(Listed answer) implements Command {}

  /** The venue's rules, with the price that the fees of fills which came before may want. */
  private record Listed(Map<Symbol, Instrument> rules, Optional<BigDecimal> tokenPrice) {}

  private record ModesSet() implements Command {}

  private record Isolated(Symbol symbol) implements Command {}

  private record FeesCame(Symbol symbol, OrderGateway.Fees fees) implements Command {}

  private record BalanceCame(OrderGateway.Balance balance) implements Command {}

  private record HeldCame(Map<Symbol, BigDecimal> held) implements Command {}

  private record FactsCame(VenueFacts facts, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  private record FactsFailed(
      Symbol symbol, Throwable fault, ActorRef<PositionActor.Command> replyTo)
      implements Command, Urgent {}

  private record StopsCame(VenueFacts facts) implements Command, Urgent {}

  private record StopsFailed(Symbol symbol, Throwable fault) implements Command, Urgent {}

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
  private final Map<Symbol, Integer> leverageFailures = new TreeMap<>();
  private final Map<String, Instant> balanceTold = new TreeMap<>();
  private final AccountSetUp setUp;
  private final FeeWatch feeWatch = new FeeWatch();
  private final TokenPrice tokenPrice = new TokenPrice();
  private final MarketData.Subscription subscription;
  private boolean up;
  private boolean everUp;
  private boolean lost;
  private long downNanos;
  private String downReason = "not connected yet";
  private boolean balanceAsked;

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
    this.setUp = new AccountSetUp(wiring.symbols());
    this.downNanos = wiring.nanos().getAsLong();
    this.subscription =
        wiring.gateway().subscribe(new ToldByVenue(context.getSelf(), wiring.nanos()));
    timers.startTimerWithFixedDelay(new ReconcileAll("periodic"), wiring.live().reconcileEvery());
    timers.startTimerWithFixedDelay(new ReadBack(), wiring.live().stopReadBackEvery());
    timers.startTimerWithFixedDelay(new Ask(Step.of(Kind.RULES)), wiring.live().rulesReadEvery());
    timers.startTimerWithFixedDelay(new AskTokenPrice(), wiring.live().assetPriceEvery());
    account.tell(rest.began());
    trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.VenueStarted()));
    begin();
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
        balanceTold.put(asset, at);
        account.tell(new AccountActor.BalanceTold(asset, wallet, change, why, at));
        lookAtToken(asset, wallet);
      }
      case AskTokenPrice ignored -> askTokenPrice();
      case TokenPriceCame(BigDecimal price) -> onTokenPrice(price);
      case TokenPriceFailed(Throwable fault) -> tokenPriceNotRead(fault);
      case Ask(Step step) -> ask(step);
      case StepFailed(Step step, Throwable fault) -> onStepFailed(step, fault);
      case RulesCame(Listed answer) -> {
        answer.tokenPrice().ifPresent(this::onTokenPrice);
        onRules(answer.rules());
      }
      case ModesSet ignored -> {
        rest.answered();
        setUp.modes();
        wiring.symbols().forEach(symbol -> ask(Step.of(Kind.ISOLATED, symbol)));
      }
      case Isolated(Symbol symbol) -> {
        rest.answered();
        setUp.isolated(symbol);
        tellSetUp(symbol);
      }
      case FeesCame(Symbol symbol, OrderGateway.Fees fees) -> onFees(symbol, fees);
      case BalanceCame(OrderGateway.Balance balance) -> onBalance(balance);
      case HeldCame(Map<Symbol, BigDecimal> held) -> onHeld(held);
      case TreeStarted(Symbol symbol) -> brief(symbol);
      case AccountStarted ignored -> {
        rest.open().ifPresent(reason -> account.tell(rest.entriesOff(reason)));
        askBalance();
      }
      case OrderAnswered(OrderReport report) -> rest.ordered(report);
      case FundingTold(Symbol symbol, BigDecimal paid, Instant at) ->
          tell(symbol, new PositionActor.Funding(paid, at));
      case StreamUp ignored -> onStreamUp();
      case StreamDown(String reason) -> onStreamDown(reason);
      case FetchFacts fetch -> fetch(fetch);
      case FactsCame(VenueFacts facts, ActorRef<PositionActor.Command> replyTo) -> {
        rest.answered();
        factFailures.remove(facts.symbol());
        replyTo.tell(new PositionActor.Facts(facts));
      }
      case FactsFailed failed -> onFactsFailed(failed);
      case ReconcileAll(String cause) -> {
        reconcileAll(cause);
        askBalance();
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

  private void tell(Symbol symbol, PositionActor.Command message) {
    trees.tell(symbol, new SymbolActor.ToPosition(message));
  }

  // Account set-up.

  private void begin() {
    ask(Step.of(Kind.RULES));
    ask(Step.of(Kind.MODES));
    askBalance();
    ask(Step.of(Kind.HELD));
    askFees();
  }

  private void ask(Step step) {
    OrderGateway gateway = wiring.gateway();
    switch (step.kind()) {
      case RULES -> ask(step, rules(), RulesCame::new);
      case MODES -> ask(step, done(gateway.prepareAccount()), unused -> new ModesSet());
      case ISOLATED -> {
        Symbol symbol = step.symbol().orElseThrow();
        ask(step, done(gateway.prepareSymbol(symbol)), unused -> new Isolated(symbol));
      }
      case FEES -> {
        Symbol symbol = step.symbol().orElseThrow();
        ask(step, gateway.fees(symbol), fees -> new FeesCame(symbol, fees));
      }
      case BALANCE -> ask(step, gateway.balance(), BalanceCame::new);
      case HELD -> ask(step, gateway.openPositions(), HeldCame::new);
    }
  }

  private CompletionStage<Listed> rules() {
    CompletionStage<Optional<BigDecimal>> price =
        tokenPrice.known()
            ? CompletableFuture.completedStage(Optional.empty())
            : wiring
                .marketData()
                .markPrice(TokenPrice.MARKET)
                .handle((mark, fault) -> Optional.ofNullable(mark));
    return wiring.marketData().instruments().thenCombine(price, Listed::new);
  }

  private <T> void ask(Step step, CompletionStage<T> stage, Function<T, Command> command) {
    getContext()
        .pipeToSelf(
            stage,
            (answer, fault) ->
                answer == null ? new StepFailed(step, orSilence(fault)) : command.apply(answer));
  }

  private static CompletionStage<Boolean> done(CompletionStage<Void> stage) {
    return stage.thenApply(unused -> true);
  }

  private void onStepFailed(Step step, Throwable fault) {
    rest.failed(fault);
    String reason = text(fault);
    int before = setUp.failed(step, reason);
    getContext().getLog().warn("event=not-set-up step=\"{}\" reason={}", step, reason);
    if (step.kind() == Kind.BALANCE) {
      balanceAsked = false;
    }
    timers.startSingleTimer(step, new Ask(step), pause(before));
    step.symbol().ifPresentOrElse(this::tellFault, () -> wiring.symbols().forEach(this::tellFault));
  }

  private void tellSetUp(Symbol symbol) {
    setUp
        .ready(symbol)
        .ifPresentOrElse(ready -> trees.tell(symbol, ready), () -> tellFault(symbol));
  }

  /** What fails once all has been had takes nothing back. */
  private void tellFault(Symbol symbol) {
    if (setUp.ready(symbol).isEmpty()) {
      setUp.fault(symbol).ifPresent(fault -> trees.tell(symbol, new SymbolActor.NotSetUp(fault)));
    }
  }

  /** Positions need no more than this; what follows only lets entries on. */
  private void onRules(Map<Symbol, Instrument> listed) {
    rest.answered();
    for (Symbol symbol : setUp.rules(listed)) {
      setUp
          .instrument(symbol)
          .ifPresent(told -> trees.tell(symbol, new SymbolActor.InstrumentNews(told)));
      getContext().getLog().info("event=rules symbol={}", symbol);
      tellSetUp(symbol);
    }
    wiring.symbols().stream()
        .filter(symbol -> setUp.instrument(symbol).isEmpty())
        .forEach(this::tellFault);
  }

  private void askFees() {
    wiring.symbols().forEach(symbol -> ask(Step.of(Kind.FEES, symbol)));
  }

  private void onFees(Symbol symbol, OrderGateway.Fees fees) {
    rest.answered();
    setUp.fees(symbol, fees);
    getContext()
        .getLog()
        .info("event=fees symbol={} maker={} taker={}", symbol, fees.maker(), fees.taker());
    tellSetUp(symbol);
  }

  private void askBalance() {
    if (!balanceAsked) {
      balanceAsked = true;
      ask(Step.of(Kind.BALANCE));
    }
  }

  /** An event that is younger than the question knows better. */
  private void onBalance(OrderGateway.Balance balance) {
    rest.answered();
    balanceAsked = false;
    if (!setUp.balance()) {
      feeWatch.begin(balance.wallet(FeeWatch.TOKEN));
      getContext().getLog().info("event=balance wallet={}", balance.wallet(QUOTE));
    }
    balance
        .walletByAsset()
        .forEach(
            (asset, wallet) -> {
              Instant told = balanceTold.get(asset);
              if (told == null || told.isBefore(balance.at())) {
                account.tell(
                    new AccountActor.BalanceTold(
                        asset, wallet, BigDecimal.ZERO, AccountActor.READ, balance.at()));
                lookAtToken(asset, wallet);
              }
            });
  }

  private void lookAtToken(String asset, BigDecimal wallet) {
    if (feeWatch.turns(asset, wallet)) {
      askFees();
      askTokenPrice();
    }
  }

  private void onHeld(Map<Symbol, BigDecimal> held) {
    rest.answered();
    setUp
        .strangers(held)
        .forEach(
            (symbol, amount) ->
                alert("position or order in " + symbol + ", which is not configured: " + amount));
  }

  /** A tree that begins anew has forgotten all. */
  private void brief(Symbol symbol) {
    setUp
        .instrument(symbol)
        .ifPresent(told -> trees.tell(symbol, new SymbolActor.InstrumentNews(told)));
    tellSetUp(symbol);
    if (up) {
      trees.tell(symbol, new SymbolActor.StreamUp());
    } else if (everUp) {
      trees.tell(symbol, new SymbolActor.StreamDown(downReason));
    }
    if (lost) {
      trees.tell(symbol, new SymbolActor.VenueLost(lostReason()));
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

  private void tokenPriceNotRead(Throwable fault) {
    getContext()
        .getLog()
        .warn(
            "event=fee-asset-price-not-read asset={} in-use=\"{}\" reason={}",
            FeeWatch.TOKEN,
            tokenPrice.inUse(wiring.clock().instant()),
            text(fault));
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
    trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.StreamUp()));
    askBalance();
  }

  private void onStreamDown(String reason) {
    boolean was = up;
    up = false;
    downReason = reason;
    if (was) {
      downNanos = wiring.nanos().getAsLong();
      trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.StreamDown(reason)));
    }
    getContext().getLog().warn("event=user-stream-down reason={}", reason);
  }

  private void lookAtStream() {
    long downFor = wiring.nanos().getAsLong() - downNanos;
    if (!up && !lost && downFor > longestSilence().toNanos()) {
      lost = true;
      String reason = lostReason();
      trees.symbols().forEach(symbol -> trees.tell(symbol, new SymbolActor.VenueLost(reason)));
    }
  }

  private Duration longestSilence() {
    FeedLimits limits = wiring.feedLimits();
    return everUp ? limits.emergencySilence() : limits.startPatience();
  }

  private String lostReason() {
    return "user-data socket cut for more than " + longestSilence() + ": " + downReason;
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
                ? new FactsFailed(fetch.symbol(), orSilence(fault), fetch.replyTo())
                : new FactsCame(facts, fetch.replyTo()));
  }

  private void onFactsFailed(FactsFailed failed) {
    rest.failed(failed.fault());
    log("facts-failed", failed.symbol(), failed.fault());
    failed.replyTo().tell(new PositionActor.FactsFailed(text(failed.fault())));
    int failures = factFailures.merge(failed.symbol(), 1, Integer::sum);
    timers.startSingleTimer(new ReconcileAgain(failed.symbol()), pause(failures - 1));
  }

  // Read-back of stops.

  private void readBack() {
    lookAtStream();
    for (Symbol symbol : stops.due()) {
      Urgently.<VenueFacts, Command, Command>pipe(
          wiring.gateway().openStops(symbol),
          getContext().getSelf(),
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
    timers.cancel("leverage-" + request.symbol()); // An older wish is void.
    getContext()
        .pipeToSelf(
            wiring.gateway().setLeverage(request.symbol(), request.leverage()),
            (confirmed, fault) ->
                confirmed == null
                    ? new LeverageFailed(request, orSilence(fault))
                    : new LeverageCame(request.symbol(), confirmed, request.replyTo()));
  }

  /** A refusal lasts: what the venue does not allow it is not asked for every second. */
  private void onLeverageFailed(LeverageFailed failed) {
    rest.failed(failed.fault());
    SetLeverage request = failed.request();
    log("leverage-unconfirmed", request.symbol(), failed.fault());
    int failures = leverageFailures.merge(request.symbol(), 1, Integer::sum);
    boolean refused = RestWatch.kind(failed.fault()) == VenueException.Kind.REFUSED;
    timers.startSingleTimer(
        "leverage-" + request.symbol(), request, refused ? LONGEST_PAUSE : pause(failures - 1));
  }

  // For people.

  private Health health() {
    List<String> missing = new ArrayList<>();
    setUp.missing().forEach(what -> missing.add("venue: " + what));
    if (!up) {
      missing.add("venue: user-data stream down: " + downReason);
    }
    rest.open().ifPresent(reason -> missing.add("venue: " + reason));
    return new Health(up, setUp.done(), missing);
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
