package vortex7.live;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import vortex7.market.Symbol;

/** Asks the account and the symbols' trees from outside of them. Thread-safe. */
final class TreeQuestions {
  private final ActorSystem<Guardian.Command> system;
  private final Wiring wiring;

  TreeQuestions(ActorSystem<Guardian.Command> system, Wiring wiring) {
    this.system = system;
    this.wiring = wiring;
  }

  <T> CompletionStage<T> account(
      Duration timeout, Function<ActorRef<T>, ? extends AccountActor.Command> question) {
    return AskPattern.ask(
        system,
        replyTo -> new Guardian.ToAccount(question.apply(replyTo)),
        timeout,
        system.scheduler());
  }

  <T> CompletionStage<T> account(Function<ActorRef<T>, ? extends AccountActor.Command> question) {
    return account(wiring.live().askTimeout(), question);
  }

  <T> CompletionStage<T> symbol(
      Symbol symbol, Duration timeout, Function<ActorRef<T>, SymbolActor.Command> question) {
    return AskPattern.ask(
        system,
        replyTo -> new Guardian.ToSymbol(symbol, question.apply(replyTo)),
        timeout,
        system.scheduler());
  }

  /** Empty when the symbol is not traded here. */
  <T> CompletionStage<Optional<T>> known(
      Symbol symbol, Function<ActorRef<T>, SymbolActor.Command> question) {
    return wiring.symbols().contains(symbol)
        ? this.<T>symbol(symbol, wiring.live().askTimeout(), question).thenApply(Optional::of)
        : CompletableFuture.completedStage(Optional.empty());
  }

  /** The answers of all symbols, in their order. */
  <T> CompletionStage<List<T>> every(Function<Symbol, CompletionStage<T>> question) {
    CompletionStage<List<T>> all = CompletableFuture.completedStage(List.of());
    for (Symbol symbol : wiring.symbols()) {
      all = all.thenCombine(question.apply(symbol), TreeQuestions::with);
    }
    return all;
  }

  private static <T> List<T> with(List<T> before, T one) {
    List<T> more = new ArrayList<>(before);
    more.add(one);
    return List.copyOf(more);
  }
}
