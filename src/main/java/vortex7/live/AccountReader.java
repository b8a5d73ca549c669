package vortex7.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the account for people who must not be kept waiting by its journal: an account that did not
 * answer in time is asked by one question at a time, and until it answers everybody is told at once
 * what it said last. Thread-safe.
 */
final class AccountReader {
  /** Questions to an account that is silent wait in its stash: few of them, for long. */
  private static final int PATIENCE = 20;

  /**
   * What is known of the account.
   *
   * @param snapshot empty while it has never answered
   * @param at when it answered
   * @param silent whether it did not answer now
   */
  record Known(Optional<AccountSnapshot> snapshot, Instant at, boolean silent) {}

  private final Function<Duration, CompletionStage<AccountSnapshot>> question;
  private final JournalGate gate;
  private final Duration timeout;
  private final InstantSource clock;
  private final AtomicReference<Known> last;
  private final AtomicBoolean probing = new AtomicBoolean();

  /**
   * @param question asks the account and waits so long
   * @param timeout of a question to an account that is not known to be silent
   */
  AccountReader(
      Function<Duration, CompletionStage<AccountSnapshot>> question,
      JournalGate gate,
      Duration timeout,
      InstantSource clock) {
    this.question = question;
    this.gate = gate;
    this.timeout = timeout;
    this.clock = clock;
    this.last =
        new AtomicReference<>(
            new Known(Optional.empty(), clock.instant(), gate.shut().isPresent()));
  }

  /** Whether the account did not answer the last time. */
  boolean silent() {
    return known().silent();
  }

  private Known known() {
    return Objects.requireNonNull(last.get());
  }

  CompletionStage<Known> read() {
    if (silent()) {
      probe();
      return CompletableFuture.completedStage(known());
    }
    return question.apply(timeout).handle(this::heard);
  }

  private void probe() {
    if (probing.compareAndSet(false, true)) {
      question
          .apply(timeout.multipliedBy(PATIENCE))
          .whenComplete(
              (snapshot, fault) -> {
                heard(snapshot, fault);
                probing.set(false);
              });
    }
  }

  private Known heard(@Nullable AccountSnapshot snapshot, @Nullable Throwable fault) {
    return last.updateAndGet(
        before ->
            snapshot == null
                ? new Known(before.snapshot(), before.at(), true)
                : new Known(Optional.of(snapshot), clock.instant(), false));
  }

  /** Why what is known is not all there is; empty when it is. */
  Optional<String> partial(Known known) {
    if (!known.silent()) {
      return Optional.empty();
    }
    String why = gate.shut().orElse("the account waits for it");
    String what =
        known.snapshot().isPresent()
            ? "the account's figures are those of " + known.at()
            : "the account has not been read yet";
    return Optional.of("the journal does not answer (" + why + "): " + what);
  }
}
