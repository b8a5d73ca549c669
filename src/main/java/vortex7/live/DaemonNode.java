package vortex7.live;

import akka.actor.typed.ActorSystem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import vortex7.live.view.ActorView;
import vortex7.live.view.BookView;
import vortex7.live.view.ClusterView;
import vortex7.live.view.DecisionView;
import vortex7.live.view.EngineView;
import vortex7.live.view.FeedView;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.PositionView;
import vortex7.live.view.ReadinessView;
import vortex7.live.view.RegimeView;
import vortex7.live.view.SentimentView;
import vortex7.live.view.StatusView;
import vortex7.live.view.SymbolView;
import vortex7.live.view.TradeView;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;

/** The daemon of this node, as others see it: questions to the tree, and commands. Thread-safe. */
public final class DaemonNode implements Daemon {
  private final ActorSystem<Guardian.Command> system;
  private final Wiring wiring;
  private final TreeQuestions tree;
  private final AccountReader account;
  private final Operations operations;

  public DaemonNode(ActorSystem<Guardian.Command> system, Wiring wiring) {
    this.system = system;
    this.wiring = wiring;
    this.tree = new TreeQuestions(system, wiring);
    this.account =
        new AccountReader(
            timeout -> tree.account(timeout, AccountActor.GetStatus::new),
            wiring.journal(),
            wiring.live().askTimeout(),
            InstantSource.system());
    this.operations = new Operations(system, wiring, tree, account, this::status);
  }

  // ---- hot state

  @Override
  public SortedSet<Symbol> symbols() {
    return wiring.symbols();
  }

  @Override
  public CompletionStage<StatusView> status() {
    return account
        .read()
        .thenCombine(
            positions(),
            (known, positions) ->
                StatusViews.of(
                    system.address().toString(), wiring, known, account.partial(known), positions));
  }

  @Override
  public CompletionStage<Optional<SymbolView>> symbol(Symbol symbol) {
    if (!wiring.symbols().contains(symbol)) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    CompletionStage<Optional<PositionView>> position = position(symbol);
    CompletionStage<Optional<RegimeView>> regime = regime(symbol);
    CompletionStage<Optional<List<EngineView>>> engines = engines(symbol);
    CompletionStage<Optional<List<TradeView>>> trades = trades(symbol, 1);
    CompletionStage<Optional<BookView>> book = book(symbol);
    CompletionStage<StatusView> status = status();
    return feed(symbol)
        .thenCombine(book, (feed, newest) -> new SymbolViewParts(feed.orElseThrow(), newest))
        .thenCombine(trades, SymbolViewParts::lastOf)
        .thenCombine(engines, SymbolViewParts::enginesOf)
        .thenCombine(regime, SymbolViewParts::regimeOf)
        .thenCombine(position, SymbolViewParts::positionOf)
        .thenCombine(status, (part, account) -> Optional.of(part.view(symbol, account)));
  }

  @Override
  public CompletionStage<Optional<BookView>> book(Symbol symbol) {
    return tree.<Optional<BookView>>known(
            symbol, replyTo -> new SymbolActor.ToFeed(new FeedActor.GetBook(replyTo)))
        .thenApply(found -> found.flatMap(Function.identity()));
  }

  @Override
  public CompletionStage<Optional<List<Candle>>> candles(
      Symbol symbol, Timeframe timeframe, int limit) {
    return tree.known(
        symbol,
        replyTo -> new SymbolActor.ToFeed(new FeedActor.GetCandles(timeframe, limit, replyTo)));
  }

  @Override
  public CompletionStage<Optional<List<TradeView>>> trades(Symbol symbol, int limit) {
    return tree.known(
        symbol, replyTo -> new SymbolActor.ToFeed(new FeedActor.GetTrades(limit, replyTo)));
  }

  @Override
  public CompletionStage<Optional<FeedView>> feed(Symbol symbol) {
    return tree.known(symbol, replyTo -> new SymbolActor.ToFeed(new FeedActor.GetHealth(replyTo)));
  }

  @Override
  public CompletionStage<Optional<List<EngineView>>> engines(Symbol symbol) {
    return new EngineQuestions(tree).ask(symbol, feed(symbol));
  }

  @Override
  public CompletionStage<Optional<RegimeView>> regime(Symbol symbol) {
    return tree.<Optional<RegimeView>>known(
            symbol, replyTo -> new SymbolActor.ToDecision(new DecisionActor.GetRegime(replyTo)))
        .thenApply(found -> found.flatMap(Function.identity()));
  }

  @Override
  public CompletionStage<Optional<SentimentView>> sentiment(Symbol symbol) {
    CompletionStage<Optional<List<SentimentView.OpenInterestView>>> openInterest =
        tree.known(
            symbol, replyTo -> new SymbolActor.ToFeed(new FeedActor.GetOpenInterest(replyTo)));
    return feed(symbol)
        .thenCombine(
            openInterest,
            (feed, readings) ->
                feed.map(
                    known ->
                        new SentimentView(
                            symbol.code(),
                            Optional.empty(),
                            readings.orElse(List.of()),
                            known.polls())))
        .thenCombine(
            engines(symbol),
            (view, engines) -> view.map(without -> without.with(engines.orElse(List.of()))));
  }

  private CompletionStage<Optional<PositionView>> position(Symbol symbol) {
    return tree.<Optional<PositionView>>known(
            symbol, replyTo -> new SymbolActor.ToPosition(new PositionActor.GetView(replyTo)))
        .thenApply(found -> found.flatMap(Function.identity()));
  }

  @Override
  public CompletionStage<List<PositionView>> positions() {
    return tree.every(this::position)
        .thenApply(found -> found.stream().flatMap(Optional::stream).toList());
  }

  @Override
  public CompletionStage<List<StatusView.BreakerView>> breakers() {
    return snapshot().thenApply(AccountSnapshot::breakers);
  }

  /** What the account said last. */
  private CompletionStage<AccountSnapshot> snapshot() {
    return account
        .read()
        .thenCompose(
            known ->
                known
                    .snapshot()
                    .map(CompletableFuture::completedStage)
                    .orElseGet(
                        () -> CompletableFuture.failedStage(new TimeoutException("journal"))));
  }

  @Override
  public CompletionStage<Optional<BigDecimal>> riskPerTrade() {
    return snapshot().thenApply(AccountSnapshot::riskPerTrade);
  }

  @Override
  public CompletionStage<List<DecisionView>> recentDecisions(Optional<Symbol> symbol, int limit) {
    Function<Symbol, CompletionStage<List<DecisionView>>> question =
        each ->
            tree.<List<DecisionView>>known(
                    each,
                    replyTo ->
                        new SymbolActor.ToDecision(new DecisionActor.GetRecent(limit, replyTo)))
                .thenApply(found -> found.orElse(List.of()));
    return symbol
        .map(question)
        .orElseGet(
            () ->
                tree.every(question)
                    .thenApply(
                        lists ->
                            lists.stream()
                                .flatMap(List::stream)
                                .sorted(Comparator.comparing(DecisionView::time).reversed())
                                .limit(limit)
                                .toList()));
  }

  @Override
  public CompletionStage<Optional<List<GateFunnelView>>> gates(
      Symbol symbol, Optional<Instant> from, Optional<Instant> to) {
    return tree.known(
        symbol,
        replyTo -> new SymbolActor.ToDecision(new DecisionActor.GetGates(from, to, replyTo)));
  }

  // ---- operator's commands

  @Override
  public CompletionStage<CommandResult> closePosition(Symbol symbol, OperatorCommand command) {
    return operations.closePosition(symbol, command);
  }

  @Override
  public CompletionStage<CommandResult> closeAll(OperatorCommand command) {
    return operations.closeAll(command);
  }

  @Override
  public CompletionStage<CommandResult> stop(OperatorCommand command) {
    return operations.stop(command);
  }

  @Override
  public CompletionStage<CommandResult> panic(OperatorCommand command) {
    return operations.panic(command);
  }

  @Override
  public CompletionStage<CommandResult> start(OperatorCommand command) {
    return operations.start(command);
  }

  @Override
  public CompletionStage<CommandResult> resume(OperatorCommand command) {
    return operations.resume(command);
  }

  @Override
  public CompletionStage<CommandResult> resetBreaker(String name, OperatorCommand command) {
    return operations.resetBreaker(name, command);
  }

  @Override
  public CompletionStage<CommandResult> setRiskPerTrade(BigDecimal share, OperatorCommand command) {
    return operations.setRiskPerTrade(share, command);
  }

  /**
   * Before the end of the process: nothing new is opened, resting entries are cancelled; positions
   * keep their stops and targets at the venue. May be called again: what still rests is cancelled
   * again.
   */
  public CompletionStage<Quiet> quiesce() {
    return operations.quiesce();
  }

  /**
   * What became of the entries.
   *
   * @param cancels sent
   * @param inFlight entries that the venue has not answered for, by symbol, in words
   */
  public record Quiet(int cancels, List<String> inFlight) {
    static Quiet of(List<Operations.Cancelled> all) {
      int cancels = 0;
      List<String> inFlight = new ArrayList<>();
      for (Operations.Cancelled each : all) {
        if (each.answer().isEmpty()) {
          inFlight.add(each.symbol() + ": its executor did not answer");
        } else {
          ExecutorActor.EntriesCancelled answer = each.answer().get();
          cancels += answer.cancels();
          if (answer.inFlight() > 0) {
            inFlight.add(each.symbol() + ": entries without an answer: " + answer.inFlight());
          }
        }
      }
      return new Quiet(cancels, List.copyOf(inFlight));
    }
  }

  // ---- the node

  @Override
  public CompletionStage<ClusterView> cluster() {
    return ClusterViews.of(system, wiring.live().askTimeout());
  }

  @Override
  public CompletionStage<ActorView> actors() {
    return CompletableFuture.completedStage(ActorViews.of(MailboxMeters.of(system)));
  }

  @Override
  public CompletionStage<ReadinessView> readiness() {
    return new Readiness(system, wiring, account).ask();
  }

  @Override
  public AutoCloseable onNews(Consumer<News> listener) {
    return wiring.news().subscribe(listener);
  }
}
