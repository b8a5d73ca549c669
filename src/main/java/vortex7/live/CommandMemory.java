package vortex7.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest commands by their ids, and what came of them, so that none works twice: a client or
 * proxy may send the same again. Filled from the journal at a start. Thread-safe.
 */
public final class CommandMemory {
  private static final Logger LOG = LoggerFactory.getLogger(CommandMemory.class);

  /** As many as the account's journal remembers. */
  private static final int KEPT = 1000;

  private final Map<String, Told> told =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > KEPT;
        }
      };

  /** What a command wanted and what came of it; both empty when only the journal knows it. */
  private record Told(Optional<String> what, Optional<CompletionStage<CommandResult>> result) {}

  /**
   * Obeys a command unless its id was told before: then nothing is done, and the answer is the
   * first one's, with a line that says so. What failed, by a time-out for instance, may be told
   * again under the same id.
   *
   * @param what it wants, such as {@code close BTCUSDT}
   * @param state the trading state now, for an answer that only the journal knows of
   * @param misused answers when the id was told for something else, which it is given
   */
  CompletionStage<CommandResult> once(
      OperatorCommand command,
      String what,
      Supplier<CompletionStage<CommandResult>> obey,
      Supplier<CompletionStage<String>> state,
      Function<String, CompletionStage<CommandResult>> misused) {
    String id = command.commandId();
    CompletableFuture<CommandResult> result = new CompletableFuture<>();
    Optional<Told> before = begin(id, new Told(Optional.of(what), Optional.of(result)));
    if (before.isPresent()) {
      LOG.warn("event=command-repeated id={} what={} who={}", id, what, command.who());
      Optional<String> another = before.get().what().filter(first -> !first.equals(what));
      return another.isPresent() ? misused.apply(another.get()) : again(id, before.get(), state);
    }
    obey.get()
        .whenComplete(
            (done, fault) -> {
              if (fault == null) {
                result.complete(done);
              } else {
                forget(id);
                result.completeExceptionally(fault);
              }
            });
    return result;
  }

  private static CompletionStage<CommandResult> again(
      String id, Told before, Supplier<CompletionStage<String>> state) {
    String note = "commandId " + id + " was obeyed before; nothing was done again";
    return before
        .result()
        .map(first -> first.thenApply(result -> noted(result, note)))
        .orElseGet(
            () ->
                state
                    .get()
                    .thenApply(now -> new CommandResult.Done(now, List.of(note), List.of())));
  }

  private static CommandResult noted(CommandResult result, String note) {
    if (!(result instanceof CommandResult.Done done)) {
      return result;
    }
    List<String> did = new ArrayList<>(done.did());
    did.add(note);
    return new CommandResult.Done(done.tradingState(), did, done.notReached());
  }

  private synchronized Optional<Told> begin(String commandId, Told command) {
    return Optional.ofNullable(told.putIfAbsent(commandId, command));
  }

  private synchronized void forget(String commandId) {
    told.remove(commandId);
  }

  /** The journal says that these were obeyed, oldest first. */
  synchronized void obeyed(Collection<String> commandIds) {
    commandIds.forEach(id -> told.putIfAbsent(id, new Told(Optional.empty(), Optional.empty())));
  }

  /** Whether the id was told before. */
  synchronized boolean knows(String commandId) {
    return told.containsKey(commandId);
  }
}
