package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AskPattern;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.live.view.ActorView;
import vortex7.live.view.BookView;
import vortex7.live.view.ClusterView;
import vortex7.live.view.DecisionView;
import vortex7.live.view.FeedView;
import vortex7.live.view.GateFunnelView;
import vortex7.live.view.PositionView;
import vortex7.live.view.ReadinessView;
import vortex7.live.view.ReadingView;
import vortex7.live.view.RegimeView;
import vortex7.live.view.StatusView;
import vortex7.live.view.SymbolView;
import vortex7.live.view.TradeView;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.risk.Breaker;

/** The daemon of this node: asks the tree, and pulls the kill switch past it. Thread-safe. */
public final class DaemonNode implements Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonNode.class);

  /** How much longer than the drain the kill switch waits for executors to say that they did. */
  private static final Duration DRAIN_MARGIN = Duration.ofMillis(15);

  private final ActorSystem<Guardian.Command> system;
  private final Wiring wiring;
  private final Executor killing;
  private final AccountReader account;

  public DaemonNode(ActorSystem<Guardian.Command> system, Wiring wiring) {
    this.system = system;
    this.wiring = wiring;
    this.killing = system.dispatchers().lookup(DispatcherSelector.fromConfig(Threads.KILL_SWITCH));
    this.account =
        new AccountReader(
            timeout -> account(timeout, AccountActor.GetStatus::new),
            wiring.journal(),
            wiring.live().askTimeout(),
            InstantSource.system());
  }

  // ---- asking

  private <T> CompletionStage<T> account(
      Duration timeout, Function<ActorRef<T>, ? extends AccountActor.Command> question) {
    return AskPattern.ask(
        system,
        replyTo -> new Guardian.ToAccount(question.apply(replyTo)),
        timeout,
        system.scheduler());
  }

  private <T> CompletionStage<T> account(
      Function<ActorRef<T>, ? extends AccountActor.Command> question) {
    return account(wiring.live().askTimeout(), question);
  }

  private <T> CompletionStage<T> symbol(
      Symbol symbol, Duration timeout, Function<ActorRef<T>, SymbolActor.Command> question) {
    return AskPattern.ask(
        system,
        replyTo -> new Guardian.ToSymbol(symbol, question.apply(replyTo)),
        timeout,
        system.scheduler());
  }

  private <T> CompletionStage<Optional<T>> known(
      Symbol symbol, Function<ActorRef<T>, SymbolActor.Command> question) {
    return wiring.symbols().contains(symbol)
        ? this.<T>symbol(symbol, wiring.live().askTimeout(), question).thenApply(Optional::of)
        : CompletableFuture.completedStage(Optional.empty());
  }

  private <T> CompletionStage<List<T>> every(Function<Symbol, CompletionStage<T>> question) {
    CompletionStage<List<T>> all = CompletableFuture.completedStage(List.of());
    for (Symbol symbol : wiring.symbols()) {
      all = all.thenCombine(question.apply(symbol), DaemonNode::with);
    }
    return all;
  }

  private static <T> List<T> with(List<T> before, T one) {
    List<T> more = new ArrayList<>(before);
    more.add(one);
    return List.copyOf(more);
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
    CompletionStage<Optional<List<ReadingView>>> engines = engines(symbol);
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
    return this.<Optional<BookView>>known(
            symbol, replyTo -> new SymbolActor.ToFeed(new FeedActor.GetBook(replyTo)))
        .thenApply(found -> found.flatMap(Function.identity()));
  }

  @Override
  public CompletionStage<Optional<List<Candle>>> candles(
      Symbol symbol, Timeframe timeframe, int limit) {
    return known(
        symbol,
        replyTo -> new SymbolActor.ToFeed(new FeedActor.GetCandles(timeframe, limit, replyTo)));
  }

  @Override
  public CompletionStage<Optional<List<TradeView>>> trades(Symbol symbol, int limit) {
    return known(
        symbol, replyTo -> new SymbolActor.ToFeed(new FeedActor.GetTrades(limit, replyTo)));
  }

  @Override
  public CompletionStage<Optional<FeedView>> feed(Symbol symbol) {
    return known(symbol, replyTo -> new SymbolActor.ToFeed(new FeedActor.GetHealth(replyTo)));
  }

  @Override
  public CompletionStage<Optional<List<ReadingView>>> engines(Symbol symbol) {
    return known(
        symbol, replyTo -> new SymbolActor.ToDecision(new DecisionActor.GetReadings(replyTo)));
  }

  @Override
  public CompletionStage<Optional<RegimeView>> regime(Symbol symbol) {
    return this.<Optional<RegimeView>>known(
            symbol, replyTo -> new SymbolActor.ToDecision(new DecisionActor.GetRegime(replyTo)))
        .thenApply(found -> found.flatMap(Function.identity()));
  }

  private CompletionStage<Optional<PositionView>> position(Symbol symbol) {
    return this.<Optional<PositionView>>known(
            symbol, replyTo -> new SymbolActor.ToPosition(new PositionActor.GetView(replyTo)))
        .thenApply(found -> found.flatMap(Function.identity()));
  }

  @Override
  public CompletionStage<List<PositionView>> positions() {
    return every(this::position)
        .thenApply(found -> found.stream().flatMap(Optional::stream).toList());
  }

  @Override
  public CompletionStage<List<StatusView.BreakerView>> breakers() {
    return account
        .read()
        .thenCompose(
            known ->
                known
                    .snapshot()
                    .map(snapshot -> CompletableFuture.completedStage(snapshot.breakers()))
                    .orElseGet(
                        () -> CompletableFuture.failedStage(new TimeoutException("journal"))));
  }

  @Override
  public CompletionStage<List<DecisionView>> recentDecisions(Optional<Symbol> symbol, int limit) {
    Function<Symbol, CompletionStage<List<DecisionView>>> question =
        each ->
            this.<List<DecisionView>>known(
                    each,
                    replyTo ->
                        new SymbolActor.ToDecision(new DecisionActor.GetRecent(limit, replyTo)))
                .thenApply(found -> found.orElse(List.of()));
    return symbol
        .map(question)
        .orElseGet(
            () ->
                every(question)
                    .thenApply(
                        lists ->
                            lists.stream()
                                .flatMap(List::stream)
                                .sorted(Comparator.comparing(DecisionView::time).reversed())
                                .limit(limit)
                                .toList()));
  }

  @Override
  public CompletionStage<Optional<GateFunnelView>> gates(Symbol symbol) {
    return known(
        symbol, replyTo -> new SymbolActor.ToDecision(new DecisionActor.GetGates(replyTo)));
  }

  // ---- operator's commands

  @Override
  public CompletionStage<CommandResult> closePosition(Symbol symbol, OperatorCommand command) {
    if (!wiring.symbols().contains(symbol)) {
      return CompletableFuture.completedStage(new CommandResult.NotFound("symbol " + symbol));
    }
    return once(
        "close " + symbol,
        command,
        () ->
            close(symbol, command)
                .whenComplete(
                    (result, fault) -> audit(command, "close " + symbol + ": " + result)));
  }

  /** See {@link CommandMemory#once}; an id that was told for something else is a conflict. */
  private CompletionStage<CommandResult> once(
      String what, OperatorCommand command, Supplier<CompletionStage<CommandResult>> obey) {
    return wiring
        .commands()
        .once(
            command,
            what,
            obey,
            this::state,
            first ->
                CompletableFuture.completedStage(
                    new CommandResult.Conflict(
                        "commandId " + command.commandId() + " was used for: " + first)));
  }

  private CompletionStage<String> state() {
    return status().thenApply(StatusView::tradingState);
  }

  private CompletionStage<CommandResult> close(Symbol symbol, OperatorCommand command) {
    return symbol(
        symbol,
        wiring.live().askTimeout(),
        replyTo ->
            new SymbolActor.ToPosition(
                new PositionActor.Close("MANUAL", command, Optional.of(replyTo))));
  }

  private void audit(OperatorCommand command, String what) {
    system.tell(new Guardian.ToAccount(new AccountActor.Audit(command, what)));
  }

  @Override
  public CompletionStage<CommandResult> closeAll(OperatorCommand command) {
    return once("close-all", command, () -> closeEvery(command));
  }

  private CompletionStage<CommandResult> closeEvery(OperatorCommand command) {
    return every(
            symbol ->
                close(symbol, command)
                    .handle((result, fault) -> new Closing(symbol, Optional.ofNullable(result))))
        .thenCombine(
            account.read().thenApply(known -> StatusViews.state(known, wiring).name()),
            DaemonNode::closings)
        .whenComplete((result, fault) -> audit(command, "close-all: " + result));
  }

  private record Closing(Symbol symbol, Optional<CommandResult> result) {}

  private static CommandResult closings(List<Closing> closings, String tradingState) {
    List<String> did = new ArrayList<>();
    List<String> notReached = new ArrayList<>();
    for (Closing closing : closings) {
      if (closing.result().isEmpty()) {
        notReached.add(closing.symbol().code());
      } else if (closing.result().get() instanceof CommandResult.Done done) {
        did.addAll(done.did());
      }
    }
    return new CommandResult.Done(tradingState, did, notReached);
  }

  @Override
  public CompletionStage<CommandResult> stop(OperatorCommand command) {
    return pulled(
        "stop",
        command,
        meant -> killSwitch(KillSwitch.STOP, "REDUCING", meant, AccountActor.Stop::new));
  }

  @Override
  public CompletionStage<CommandResult> panic(OperatorCommand command) {
    return pulled(
        "panic",
        command,
        meant ->
            killSwitch(KillSwitch.PANIC, "HALTED", meant, AccountActor.Panic::new)
                .whenComplete(
                    (result, fault) -> {
                      if (wiring.live().panicClosesPositions()) {
                        wiring.symbols().forEach(symbol -> close(symbol, meant));
                      }
                    }));
  }

  /**
   * The kill switch is never refused: where an id meant something else it is pulled under a new.
   */
  private CompletionStage<CommandResult> pulled(
      String what,
      OperatorCommand command,
      Function<OperatorCommand, CompletionStage<CommandResult>> pull) {
    return wiring
        .commands()
        .once(
            command,
            what,
            () -> pull.apply(command),
            this::state,
            first ->
                pulled(
                    what,
                    new OperatorCommand(
                        UUID.randomUUID().toString(),
                        command.who(),
                        command.reason(),
                        command.at()),
                    pull));
  }

  /** File, fence, cancels, answer, journal: in this order (interface.md). */
  private CompletionStage<CommandResult> killSwitch(
      String cause,
      String state,
      OperatorCommand command,
      BiFunction<OperatorCommand, ActorRef<CommandResult>, AccountActor.Command> journaled) {
    return CompletableFuture.supplyAsync(() -> engage(cause, command), killing)
        .thenCompose(
            file ->
                every(symbol -> cancelEntries(symbol, cause + ": " + command.reason()))
                    .thenApply(cancelled -> killed(state, file, cancelled)))
        .whenComplete(
            (result, fault) ->
                system.tell(new Guardian.ToAccount(journaled.apply(command, system.ignoreRef()))));
  }

  /**
   * Before the end of the process: nothing new is opened, resting entries are cancelled; positions
   * keep their stops and targets at the venue. May be called again: what still rests is cancelled
   * again.
   */
  public CompletionStage<Quiet> quiesce() {
    wiring.killSwitch().fenceUntilExit("the daemon is ending");
    return every(symbol -> cancelEntries(symbol, "the daemon is ending")).thenApply(Quiet::of);
  }

  /**
   * What became of the entries.
   *
   * @param cancels sent
   * @param inFlight entries that the venue has not answered for, by symbol, in words
   */
  public record Quiet(int cancels, List<String> inFlight) {
    private static Quiet of(List<Cancelled> all) {
      int cancels = 0;
      List<String> inFlight = new ArrayList<>();
      for (Cancelled each : all) {
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

  private String engage(String cause, OperatorCommand command) {
    try {
      wiring.killSwitch().engage(cause, command.who(), command.reason(), command.at());
      return "DATA/halt written";
    } catch (RuntimeException refused) {
      LOG.error("event=halt-file-failed", refused);
      return "DATA/halt NOT written, fenced until the process ends: " + refused.getMessage();
    }
  }

  private CompletionStage<Cancelled> cancelEntries(Symbol symbol, String reason) {
    Duration timeout = wiring.live().killSwitchDrain().plus(DRAIN_MARGIN);
    return this.<ExecutorActor.EntriesCancelled>symbol(
            symbol,
            timeout,
            replyTo -> new SymbolActor.ToExecutor(new ExecutorActor.CancelEntries(reason, replyTo)))
        .handle((answer, fault) -> new Cancelled(symbol, Optional.ofNullable(answer)));
  }

  private record Cancelled(Symbol symbol, Optional<ExecutorActor.EntriesCancelled> answer) {}

  private static CommandResult killed(String state, String file, List<Cancelled> cancelled) {
    List<String> did = new ArrayList<>();
    List<String> notReached = new ArrayList<>();
    did.add(file);
    did.add("executors fenced");
    for (Cancelled each : cancelled) {
      if (each.answer().isEmpty()) {
        notReached.add(each.symbol().code());
      } else if (each.answer().get().cancels() > 0) {
        did.add(each.symbol() + ": cancels sent: " + each.answer().get().cancels());
      }
    }
    return new CommandResult.Done(state, did, notReached);
  }

  @Override
  public CompletionStage<CommandResult> start(OperatorCommand command) {
    return once(
        "start", command, () -> releasing(replyTo -> new AccountActor.Start(command, replyTo)));
  }

  @Override
  public CompletionStage<CommandResult> resume(OperatorCommand command) {
    return once(
        "resume", command, () -> releasing(replyTo -> new AccountActor.Resume(command, replyTo)));
  }

  /**
   * The fence goes away only after the account has journaled that it may, and not while the other
   * of stop and panic still stands.
   */
  private CompletionStage<CommandResult> releasing(
      Function<ActorRef<CommandResult>, AccountActor.Command> question) {
    Optional<String> before = wiring.killSwitch().engaged();
    return journaled(question)
        .thenCompose(
            result ->
                result instanceof CommandResult.Done && before.isPresent()
                    ? this.<AccountActor.Snapshot>account(AccountActor.GetStatus::new)
                        .thenApplyAsync(account -> released(before.get(), result, account), killing)
                    : CompletableFuture.completedStage(result));
  }

  private CommandResult released(
      String before, CommandResult result, AccountActor.Snapshot account) {
    boolean panic = stands(account, Breaker.PANIC);
    boolean stopped = stands(account, Breaker.MANUAL);
    if (!panic && !stopped) {
      wiring.killSwitch().release(before);
    } else if (!panic) {
      wiring.killSwitch().leaveStop(before);
    }
    return result;
  }

  private static boolean stands(AccountActor.Snapshot account, Breaker cause) {
    return account.breakers().stream()
        .anyMatch(breaker -> breaker.tripped() && breaker.name().equals(cause.name()));
  }

  @Override
  public CompletionStage<CommandResult> resetBreaker(String name, OperatorCommand command) {
    return once(
        "reset " + name,
        command,
        () -> journaled(replyTo -> new AccountActor.ResetBreaker(name, command, replyTo)));
  }

  /**
   * Refused at once while the journal is away: it must not take effect when nobody waits for it.
   */
  private CompletionStage<CommandResult> journaled(
      Function<ActorRef<CommandResult>, AccountActor.Command> question) {
    if (!account.silent()) {
      return account(question);
    }
    return account
        .read()
        .thenCompose(
            known ->
                account
                    .partial(known)
                    .<CompletionStage<CommandResult>>map(
                        why -> CompletableFuture.completedStage(new CommandResult.Conflict(why)))
                    .orElseGet(() -> account(question)));
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
