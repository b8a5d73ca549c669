package vortex7.live;

import akka.actor.typed.ActorRef;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import vortex7.market.Symbol;
import vortex7.position.ClientOrderId;
import vortex7.position.OrderRequest;
import vortex7.position.Outcome;
import vortex7.position.Position;

/**
 * A position's way into the journal: one append at a time, of all that waits; and, while the
 * journal does not answer, the log of exits on the disk. Confined to its actor.
 */
final class PositionLedger {
  /** A journal that is silent for longer counts as away. */
  private static final Duration JOURNAL_BOUND = Duration.ofSeconds(1);

  private final Symbol symbol;
  private final Wiring wiring;
  private final ActorRef<PositionJournal.Append> journal;
  private final Executor exitsLog;
  private final Logger log;
  private final PendingWrites writes = new PendingWrites();
  private Position confirmed;
  private boolean appending;
  private boolean away;

  PositionLedger(
      Symbol symbol,
      Wiring wiring,
      ActorRef<PositionJournal.Append> journal,
      Executor exitsLog,
      Logger log) {
    this.symbol = symbol;
    this.wiring = wiring;
    this.journal = journal;
    this.exitsLog = exitsLog;
    this.log = log;
    this.confirmed = Position.initial(symbol);
  }

  /** What the journal holds, told for the first time: {@code last} events. */
  void begin(Position held, long last) {
    confirmed = held;
    writes.begin(last);
  }

  /** Whether the journal has been silent for too long. */
  boolean away() {
    return away;
  }

  void add(Outcome outcome, long frameNanos, long decidedNanos) {
    writes.add(
        outcome.events(), outcome.requests(), frameNanos, decidedNanos, wiring.nanos().getAsLong());
    appendWaiting();
  }

  /** What comes during an append goes with the next. */
  void appendWaiting() {
    if (!appending && !writes.isEmpty()) {
      appending = true;
      journal.tell(writes.append());
    }
  }

  /** What is persisted now that event number {@code last} is; the journal is free again. */
  List<PendingWrites.Write> persisted(long last) {
    long now = wiring.nanos().getAsLong();
    List<PendingWrites.Write> done = writes.persistedUpTo(last);
    for (PendingWrites.Write write : done) {
      wiring.metrics().persisted("position", now - write.sinceNanos());
      confirmed = confirmed.applyAll(write.events());
    }
    appending = false;
    return done;
  }

  boolean idle() {
    return writes.isEmpty();
  }

  /**
   * After a failed write: what of it the journal holds is known now, the rest is to be appended
   * again. False when the journal holds what this position did not write.
   */
  boolean isOurs(Position held, long last) {
    Position expected = confirmed;
    for (PendingWrites.Write write : writes.waiting()) {
      if (write.last() <= last) {
        expected = expected.applyAll(write.events());
      }
    }
    return writes.endsAt(last)
        && held.lastNumber() == expected.lastNumber()
        && held.state().equals(expected.state())
        && held.amount().compareTo(expected.amount()) == 0;
  }

  /** True when the journal's silence just became too long. */
  boolean falls() {
    long now = wiring.nanos().getAsLong();
    boolean silent =
        writes
            .oldestSinceNanos()
            .filter(since -> now - since >= JOURNAL_BOUND.toNanos())
            .isPresent();
    boolean falls = silent && !away;
    away |= silent;
    return falls;
  }

  /**
   * All is written: what the log of exits holds of this symbol is obsolete. True when the journal
   * had been away.
   */
  boolean returns() {
    if (!wiring.exits().isEmpty()) {
      // In the order of the appends: what is logged later is not taken out.
      exitsLog.execute(this::emptyLog);
    }
    boolean was = away;
    away = false;
    return was;
  }

  /** The requests that wait for the journal, oldest first; they wait no more. */
  List<OrderRequest> takeRequests() {
    return writes.takeRequests(request -> true);
  }

  /** The entry whose intent is still being written, if there is one; it waits no more. */
  List<OrderRequest> takeEntry() {
    return writes.takeRequests(OrderRequest::increasesExposure);
  }

  private void emptyLog() {
    try {
      sentUnjournaled().forEach(wiring.exits()::journaled);
    } catch (UncheckedIOException refused) {
      log.error("event=exits-log-not-emptied symbol={}", symbol, refused);
    }
  }

  /**
   * Writes the exit into the log on its own thread; completes when it may be sent, and never fails.
   */
  CompletionStage<Void> logExit(OrderRequest request) {
    ExitsLog.Entry entry =
        new ExitsLog.Entry(wiring.clock().instant(), request.id(), PositionReporter.words(request));
    return CompletableFuture.runAsync(() -> append(entry), exitsLog);
  }

  private void append(ExitsLog.Entry entry) {
    try {
      wiring.exits().append(entry);
    } catch (UncheckedIOException refused) {
      // Neither journal nor disk: the exit still goes, because a position must be left.
      log.error("event=exits-log-failed symbol={}", symbol, refused);
    }
  }

  /** Orders of this symbol that an earlier run sent without the journal. */
  List<ClientOrderId> sentUnjournaled() {
    return wiring.exits().entries().stream()
        .map(ExitsLog.Entry::id)
        .filter(id -> id.symbol().equals(symbol))
        .toList();
  }
}
