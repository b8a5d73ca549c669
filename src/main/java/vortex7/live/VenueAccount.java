package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.TimerScheduler;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import vortex7.live.AccountSetUp.Kind;
import vortex7.live.AccountSetUp.Step;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.port.OrderGateway;
import vortex7.risk.AccountWallet;

/**
 * Sets our account at the venue up, each step tried again by itself until it succeeds, and reads
 * what it may trade, what it pays and what it holds; tells trees and account. Confined to its
 * {@link VenueActor}.
 */
final class VenueAccount {
  /** What it tells itself: questions that are due, and what the venue answered. */
  sealed interface Told {}

  private record Ask(Step step) implements Told {}

  private record StepFailed(Step step, Throwable fault) implements Told {}

  /** The venue's rules, with the price that the fees of fills which came before may want. */
  private record RulesCame(Map<Symbol, Instrument> rules, Optional<BigDecimal> tokenPrice)
      implements Told {}

  private record ModesSet() implements Told {}

  private record Isolated(Symbol symbol) implements Told {}

  private record FeesCame(Symbol symbol, OrderGateway.Fees fees) implements Told {}

  private record BalanceCame(OrderGateway.Balance balance) implements Told {}

  private record HeldCame(Map<Symbol, BigDecimal> held) implements Told {}

  private record AskTokenPrice() implements Told {}

  private record TokenPriceCame(BigDecimal price) implements Told {}

  private record TokenPriceFailed(Throwable fault) implements Told {}

  private static final String QUOTE = "USDT";

  private final ActorContext<VenueActor.Command> context;
  private final TimerScheduler<VenueActor.Command> timers;
  private final Wiring wiring;
  private final SymbolTrees trees;
  private final ActorRef<AccountActor.Command> account;
  private final RestWatch rest;
  private final AccountSetUp setUp;
  private final FeeWatch feeWatch = new FeeWatch();
  private final TokenPrice tokenPrice = new TokenPrice();
  private final Map<String, Instant> balanceTold = new TreeMap<>();

  /** Whose steps were asked for at least once. */
  private final Set<Symbol> asked = new TreeSet<>();

  private boolean balanceAsked;

  VenueAccount(
      ActorContext<VenueActor.Command> context,
      TimerScheduler<VenueActor.Command> timers,
      Wiring wiring,
      SymbolTrees trees,
      ActorRef<AccountActor.Command> account,
      RestWatch rest) {
    this.context = context;
    this.timers = timers;
    this.wiring = wiring;
    this.trees = trees;
    this.account = account;
    this.rest = rest;
    this.setUp = new AccountSetUp(wiring::symbols);
  }

  void on(Told told) {
    switch (told) {
      case Ask(Step step) -> ask(step);
      case StepFailed(Step step, Throwable fault) -> onStepFailed(step, fault);
      case RulesCame(Map<Symbol, Instrument> rules, Optional<BigDecimal> price) -> {
        price.ifPresent(this::onTokenPrice);
        onRules(rules);
      }
      case ModesSet ignored -> {
        rest.answered();
        setUp.modes();
        wiring.symbols().forEach(symbol -> ask(Step.of(Kind.ISOLATED, symbol)));
      }
      case Isolated(Symbol symbol) -> {
        rest.answered();
        if (wiring.symbols().contains(symbol)) {
          setUp.isolated(symbol);
          tellSetUp(symbol);
        }
      }
      case FeesCame(Symbol symbol, OrderGateway.Fees fees) -> onFees(symbol, fees);
      case BalanceCame(OrderGateway.Balance balance) -> onBalance(balance);
      case HeldCame(Map<Symbol, BigDecimal> held) -> onHeld(held);
      case AskTokenPrice ignored -> askTokenPrice();
      case TokenPriceCame(BigDecimal price) -> onTokenPrice(price);
      case TokenPriceFailed(Throwable fault) -> tokenPriceNotRead(fault);
    }
  }

  /** What reads rules and prices anew, for as long as the actor lives. */
  void startTimers() {
    timers.startTimerWithFixedDelay(
        toSelf(new Ask(Step.of(Kind.RULES))), wiring.live().rulesReadEvery());
    timers.startTimerWithFixedDelay(toSelf(new AskTokenPrice()), wiring.live().assetPriceEvery());
  }

  void begin() {
    asked.addAll(wiring.symbols());
    ask(Step.of(Kind.RULES));
    ask(Step.of(Kind.MODES));
    askBalance();
    ask(Step.of(Kind.HELD));
    askFees();
  }

  /** A tree that begins anew has forgotten all. */
  void brief(Symbol symbol) {
    if (asked.add(symbol)) {
      setUpLate(symbol);
    }
    setUp
        .instrument(symbol)
        .ifPresent(told -> trees.tell(symbol, new SymbolActor.InstrumentNews(told)));
    tellSetUp(symbol);
  }

  /** A symbol that came later: what the others were asked for at the start. */
  private void setUpLate(Symbol symbol) {
    ask(Step.of(Kind.RULES));
    if (setUp.hasModes()) {
      ask(Step.of(Kind.ISOLATED, symbol));
    }
    ask(Step.of(Kind.FEES, symbol));
    if (feeWatch.held()) {
      askTokenPrice();
    }
  }

  /** The symbol has no tree any more. */
  void forget(Symbol symbol) {
    asked.remove(symbol);
    setUp.forget(symbol).forEach(timers::cancel);
  }

  /** All that trading waits for has been had at least once. */
  boolean prepared() {
    return setUp.done();
  }

  /** What the account as a whole lacks, in words. */
  List<String> missing() {
    return setUp.missing();
  }

  private static VenueActor.Command toSelf(Told told) {
    return new VenueActor.OfAccount(told);
  }

  private void ask(Step step) {
    if (step.symbol().filter(symbol -> !wiring.symbols().contains(symbol)).isPresent()) {
      return; // It left while this was waiting to be tried again.
    }
    OrderGateway gateway = wiring.gateway();
    switch (step.kind()) {
      case RULES -> ask(step, rules(), Function.identity());
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

  private CompletionStage<Told> rules() {
    CompletionStage<Optional<BigDecimal>> price =
        tokenPrice.known()
            ? CompletableFuture.completedStage(Optional.empty())
            : wiring
                .marketData()
                .markPrice(TokenPrice.MARKET)
                .handle((mark, fault) -> Optional.ofNullable(mark));
    return wiring.marketData().instruments().thenCombine(price, RulesCame::new);
  }

  private <T> void ask(Step step, CompletionStage<T> stage, Function<T, Told> told) {
    context.pipeToSelf(
        stage,
        (answer, fault) ->
            toSelf(
                answer == null
                    ? new StepFailed(step, RestWatch.orSilence(fault))
                    : told.apply(answer)));
  }

  private static CompletionStage<Boolean> done(CompletionStage<Void> stage) {
    return stage.thenApply(unused -> true);
  }

  private void onStepFailed(Step step, Throwable fault) {
    rest.failed(fault);
    String reason = RestWatch.text(fault);
    if (step.symbol().filter(symbol -> !wiring.symbols().contains(symbol)).isPresent()) {
      return; // It left meanwhile.
    }
    int before = setUp.failed(step, reason);
    context.getLog().warn("event=not-set-up step=\"{}\" reason={}", step, reason);
    if (step.kind() == Kind.BALANCE) {
      balanceAsked = false;
    }
    timers.startSingleTimer(step, toSelf(new Ask(step)), RestWatch.pause(before));
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
      context.getLog().info("event=rules symbol={}", symbol);
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
    if (!wiring.symbols().contains(symbol)) {
      return; // It left meanwhile.
    }
    setUp.fees(symbol, fees);
    context
        .getLog()
        .info("event=fees symbol={} maker={} taker={}", symbol, fees.maker(), fees.taker());
    tellSetUp(symbol);
  }

  /** The balance changed, or was said again by the stream. */
  void balanceTold(String asset, BigDecimal wallet, BigDecimal change, String why, Instant at) {
    balanceTold.put(asset, at);
    account.tell(new AccountActor.BalanceTold(asset, wallet, change, why, at));
    lookAtToken(asset, wallet);
  }

  /** Reads the balance, unless that is under way. */
  void askBalance() {
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
      context.getLog().info("event=balance wallet={}", balance.wallet(QUOTE));
    }
    balance
        .walletByAsset()
        .forEach(
            (asset, wallet) -> {
              Instant told = balanceTold.get(asset);
              if (told == null || told.isBefore(balance.at())) {
                account.tell(
                    new AccountActor.BalanceTold(
                        asset, wallet, BigDecimal.ZERO, AccountWallet.READ, balance.at()));
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

  /** Only while the account pays with it: otherwise nobody needs to know. */
  private void askTokenPrice() {
    if (feeWatch.held()) {
      context.pipeToSelf(
          wiring.marketData().markPrice(TokenPrice.MARKET),
          (price, fault) ->
              toSelf(
                  price == null
                      ? new TokenPriceFailed(RestWatch.orSilence(fault))
                      : new TokenPriceCame(price)));
    }
  }

  private void tokenPriceNotRead(Throwable fault) {
    context
        .getLog()
        .warn(
            "event=fee-asset-price-not-read asset={} in-use=\"{}\" reason={}",
            FeeWatch.TOKEN,
            tokenPrice.inUse(wiring.clock().instant()),
            RestWatch.text(fault));
  }

  private void onTokenPrice(BigDecimal price) {
    tokenPrice.read(price, wiring.clock().instant());
    SymbolActor.AssetPrice told = new SymbolActor.AssetPrice(FeeWatch.TOKEN, price);
    wiring.symbols().forEach(symbol -> trees.tell(symbol, told));
  }

  private void alert(String what) {
    context.getLog().warn("event=alert what={}", what);
    wiring.news().publish(new Daemon.News.Alert("WARN", what, wiring.clock().instant()));
  }
}
