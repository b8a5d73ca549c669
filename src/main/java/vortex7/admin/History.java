package vortex7.admin;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import vortex7.journal.Database;
import vortex7.journal.DecisionRepository;
import vortex7.journal.JournalRepository;
import vortex7.journal.JournalScope;
import vortex7.journal.TradeRepository;

/** The journal's read side, asked on threads that may block. */
public record History(
    TradeRepository trades,
    DecisionRepository decisions,
    JournalRepository journal,
    JournalScope scope,
    Executor blocking) {

  public static History of(Database database, JournalScope scope, Executor blocking) {
    return new History(
        new TradeRepository(database, scope),
        new DecisionRepository(database, scope),
        new JournalRepository(database),
        scope,
        blocking);
  }

  <T> CompletionStage<T> ask(Supplier<T> query) {
    return CompletableFuture.supplyAsync(query, blocking);
  }
}
