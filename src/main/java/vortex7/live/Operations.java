package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vortex7.live.view.StatusView;
import vortex7.market.Symbol;
import vortex7.risk.Breaker;

/** Carries out what people command, and pulls the kill switch past the tree. Thread-safe. */
final class Operations {
  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  /** How much longer than the drain the kill switch waits for executors to say that they did. */
  private static final Duration DRAIN_MARGIN = Duration.ofMillis(15);

  private final ActorSystem<Guardian.Command> system;
  private final Wiring wiring;
  private final TreeQuestions tree;
  private final AccountReader account;
  private final Supplier<CompletionStage<StatusView>> status;
  private final Executor killing;

  Operations(
      ActorSystem<Guardian.Command> system,
      Wiring wiring,
      TreeQuestions tree,
      AccountReader account,
      Supplier<CompletionStage<StatusView>> status) {
    this.system = system;
    this.wiring = wiring;
    this.tree = tree;
    this.account = account;
    this.status = status;
    this.killing = system.dispatchers().lookup(DispatcherSelector.fromConfig(Threads.KILL_SWITCH));
  }

  CompletionStage<CommandResult> closePosition(Symbol symbol, OperatorCommand command) {
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
    return status.get().thenApply(StatusView::tradingState);
  }

  private CompletionStage<CommandResult> close(Symbol symbol, OperatorCommand command) {
    return tree.symbol(
        symbol,
        wiring.live().askTimeout(),
        replyTo ->
            new SymbolActor.ToPosition(
                new PositionActor.Close("MANUAL", command, Optional.of(replyTo))));
  }

  private void audit(OperatorCommand command, String what) {
    system.tell(new Guardian.ToAccount(new AccountActor.Audit(command, what)));
  }

  CompletionStage<CommandResult> closeAll(OperatorCommand command) {
    return once("close-all", command, () -> closeEvery(command));
  }

  private CompletionStage<CommandResult> closeEvery(OperatorCommand command) {
    return tree.every(
            symbol ->
                close(symbol, command)
                    .handle((result, fault) -> new Closing(symbol, Optional.ofNullable(result))))
        .thenCombine(
            account.read().thenApply(known -> StatusViews.state(known, wiring).name()),
            Operations::closings)
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

  CompletionStage<CommandResult> stop(OperatorCommand command) {
    return pulled(
        "stop",
        command,
        meant -> killSwitch(KillSwitch.STOP, "REDUCING", meant, AccountActor.Stop::new));
  }

  CompletionStage<CommandResult> panic(OperatorCommand command) {
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
                tree.every(symbol -> cancelEntries(symbol, cause + ": " + command.reason()))
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
  CompletionStage<DaemonNode.Quiet> quiesce() {
    wiring.killSwitch().fenceUntilExit("the daemon is ending");
    return tree.every(symbol -> cancelEntries(symbol, "the daemon is ending"))
        .thenApply(DaemonNode.Quiet::of);
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
    return tree.<ExecutorActor.EntriesCancelled>symbol(
            symbol,
            timeout,
            replyTo -> new SymbolActor.ToExecutor(new ExecutorActor.CancelEntries(reason, replyTo)))
        .handle((answer, fault) -> new Cancelled(symbol, Optional.ofNullable(answer)));
  }

  /** What an executor said; empty when it did not. */
  record Cancelled(Symbol symbol, Optional<ExecutorActor.EntriesCancelled> answer) {}

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

  CompletionStage<CommandResult> start(OperatorCommand command) {
    return once(
        "start", command, () -> releasing(replyTo -> new AccountActor.Start(command, replyTo)));
  }

  CompletionStage<CommandResult> resume(OperatorCommand command) {
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
                    ? tree.<AccountSnapshot>account(AccountActor.GetStatus::new)
                        .thenApplyAsync(account -> released(before.get(), result, account), killing)
                    : CompletableFuture.completedStage(result));
  }

  private CommandResult released(String before, CommandResult result, AccountSnapshot account) {
    boolean panic = stands(account, Breaker.PANIC);
    boolean stopped = stands(account, Breaker.MANUAL);
    if (!panic && !stopped) {
      wiring.killSwitch().release(before);
    } else if (!panic) {
      wiring.killSwitch().leaveStop(before);
    }
    return result;
  }

  private static boolean stands(AccountSnapshot account, Breaker cause) {
    return account.breakers().stream()
        .anyMatch(breaker -> breaker.tripped() && breaker.name().equals(cause.name()));
  }

  CompletionStage<CommandResult> resetBreaker(String name, OperatorCommand command) {
    return once(
        "reset " + name,
        command,
        () -> journaled(replyTo -> new AccountActor.ResetBreaker(name, command, replyTo)));
  }

  CompletionStage<CommandResult> setRiskPerTrade(BigDecimal share, OperatorCommand command) {
    return once(
        "risk " + share.stripTrailingZeros().toPlainString(),
        command,
        () -> journaled(replyTo -> new AccountActor.SetRisk(share, command, replyTo)));
  }

  /**
   * Refused at once while the journal is away: it must not take effect when nobody waits for it.
   */
  private CompletionStage<CommandResult> journaled(
      Function<ActorRef<CommandResult>, AccountActor.Command> question) {
    if (!account.silent()) {
      return tree.account(question);
    }
    return account
        .read()
        .thenCompose(
            known ->
                account
                    .partial(known)
                    .<CompletionStage<CommandResult>>map(
                        why -> CompletableFuture.completedStage(new CommandResult.Conflict(why)))
                    .orElseGet(() -> tree.account(question)));
  }
}
